//! What becomes of what was sent in.

use domain::{InitiativeId, OwnTab, paths};
use store::Mail;

use crate::mail::layout::{Letter, letter};

/// It stands on the map.
#[must_use]
pub(crate) fn published(site: &str, to: &str, title: &str, initiative: InitiativeId) -> Mail {
    letter(
        to,
        Letter {
            subject: format!("‘{title}’ staat op de kaart"),
            paragraphs: vec![format!("‘{title}’ staat op de InnovatieKaart. Dit adres blijft altijd hetzelfde.")],
            action: Some(("Bekijk het op de kaart", format!("{site}{}", paths::initiative(initiative)))),
            ..Letter::default()
        },
    )
}

/// The editor asks something.
#[must_use]
pub(crate) fn asked(site: &str, to: &str, title: &str, question: &str, initiative: InitiativeId) -> Mail {
    letter(
        to,
        Letter {
            subject: format!("De redactie vraagt iets over ‘{title}’"),
            paragraphs: vec![
                format!("Een redacteur las ‘{title}’ en vraagt:"),
                question.to_owned(),
                "Pas je tekst aan en stuur hem opnieuw in.".to_owned(),
            ],
            action: Some(("Aanpassen", format!("{site}{}", paths::own_part(initiative, OwnTab::Change)))),
            ..Letter::default()
        },
    )
}

/// It is not placed, because.
#[must_use]
pub(crate) fn declined(site: &str, to: &str, title: &str, reason: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: format!("‘{title}’ is niet geplaatst"),
            paragraphs: vec![format!("Een redacteur las ‘{title}’ en plaatst het niet:"), reason.to_owned()],
            action: Some(("Bekijk wat je instuurde", format!("{site}{}", paths::MINE))),
            ..Letter::default()
        },
    )
}

/// The most titles that one mail lists.
const LISTED: usize = 20;

/// What waits for an editor, the oldest first.
#[must_use]
pub(crate) fn waiting(site: &str, to: &str, titles: &[&str]) -> Mail {
    let count = match titles.len() {
        1 => "Er wacht 1 inzending".to_owned(),
        many => format!("Er wachten {many} inzendingen"),
    };
    let mut list: Vec<String> = titles.iter().take(LISTED).map(|title| format!("‘{title}’")).collect();
    if titles.len() > LISTED {
        list.push(format!("en nog {}", titles.len() - LISTED));
    }
    letter(
        to,
        Letter {
            subject: format!("{count} op de redactie"),
            paragraphs: vec![
                format!("{count} op jou of een andere redacteur. De oudste staat bovenaan:"),
                list.join("\n"),
            ],
            action: Some(("Naar de wachtrij", format!("{site}{}", paths::DESK))),
            note: "Deze mail komt hooguit één keer per werkdag, en alleen als er iets wacht.",
            ..Letter::default()
        },
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn mail_escapes_what_people_wrote() {
        let mail = asked("https://kaart.voorbeeld.nl", "a@b.nl", "<b>Titel</b>", "Waarom?\n<script>", InitiativeId(7));
        assert!(mail.html.contains("&lt;b&gt;Titel&lt;/b&gt;") && mail.html.contains("Waarom?<br>&lt;script&gt;"));
        assert!(mail.text.contains("<b>Titel</b>") && mail.text.contains("https://kaart.voorbeeld.nl/mijn/7"));
    }
}
