//! Asking something, and "wij doen dit ook".

use const_format::formatcp;
use domain::{Email, InitiativeId, paths, questions::Question, retention::CONFIRM_NL};
use store::{Mail, Priority};

use crate::mail::layout::{Letter, letter};

/// A link to confirm an address with before a question is relayed. Nothing of what was typed is in it: whoever gets it
/// need not have asked for it.
#[must_use]
pub(crate) fn confirm_question(site: &str, to: &Email, title: &str, token: &str) -> Mail {
    let letter = letter(
        to.as_str(),
        Letter {
            subject: "Bevestig je vraag".to_owned(),
            paragraphs: vec![format!(
                "Met dit adres is op de InnovatieKaart een vraag gesteld over ‘{title}’. Was jij dat? Verstuur hem dan met deze link."
            )],
            action: Some(("Bekijk en verstuur je vraag", format!("{site}{}", paths::question(token)))),
            note: formatcp!(
                "Vroeg je niets? Dan kun je deze mail weggooien. Wat er gevraagd is, verdwijnt na {CONFIRM_NL}."
            ),
            ..Letter::default()
        },
    );
    Mail { priority: Priority::Waited, ..letter }
}

/// A question, relayed to an owner. An answer goes to the asker.
#[must_use]
pub(crate) fn question(site: &str, to: &Email, initiative: InitiativeId, title: &str, question: &Question) -> Mail {
    let Question { name, email, text } = question;
    let mail = letter(
        to.as_str(),
        Letter {
            subject: format!("Een vraag over ‘{title}’"),
            paragraphs: vec![
                format!("{name} vraagt via de InnovatieKaart over ‘{title}’:"),
                text.clone(),
                format!(
                    "Antwoord op deze mail, dan gaat je antwoord naar {name} ({email}). Pas dan ziet {name} jouw adres."
                ),
            ],
            action: Some(("Bekijk je initiatief", format!("{site}{}", paths::initiative(initiative)))),
            links: vec![("Meld misbruik", format!("{site}{}/melden?over=vraag", paths::initiative(initiative)))],
            ..Letter::default()
        },
    );
    Mail { reply_to: email.to_string(), ..mail }
}

/// The same, for the asker.
#[must_use]
pub(crate) fn question_copy(site: &str, initiative: InitiativeId, title: &str, question: &Question) -> Mail {
    letter(
        question.email.as_str(),
        Letter {
            subject: format!("Je vraag over ‘{title}’ is verstuurd"),
            paragraphs: vec![
                format!("Je vraag over ‘{title}’ is doorgestuurd. Het antwoord komt per mail. Dit vroeg je:"),
                question.text.clone(),
            ],
            action: Some(("Bekijk het initiatief", format!("{site}{}", paths::initiative(initiative)))),
            ..Letter::default()
        },
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn relayed_question_has_a_reply_to_and_a_one_line_subject() {
        let email = |text: &str| Email::parse(text).unwrap();
        let asked =
            Question { name: "Juf".into(), email: email("juf@school.nl"), text: "<b>Hoe?</b>\nBcc: a@b.nl".into() };
        let mail = question(
            "https://kaart.voorbeeld.nl",
            &email("host@school.nl"),
            InitiativeId(7),
            "Titel\r\nBcc: a@b.nl",
            &asked,
        );
        assert_eq!((&*mail.recipient, &*mail.reply_to), ("host@school.nl", "juf@school.nl"));
        assert_eq!(mail.subject, "Een vraag over ‘Titel Bcc: a@b.nl’");
        assert!(
            mail.html.contains("&lt;b&gt;Hoe?&lt;/b&gt;<br>Bcc")
                && mail.text.contains("/initiatieven/7/melden?over=vraag")
        );
        let copy = question_copy("https://kaart.voorbeeld.nl", InitiativeId(7), "Titel", &asked);
        assert_eq!((&*copy.recipient, &*copy.reply_to), ("juf@school.nl", ""));
        assert!(!copy.text.contains("host@school.nl") && !copy.html.contains("host@school.nl"));
    }
}
