//! What is new on the map, for followers of a search.

use const_format::formatcp;
use domain::{Email, paths, retention::CONFIRM_NL};
use store::{Mail, Priority};

use crate::mail::layout::{Letter, letter};

/// Is it you who wants this? `what` is the search in words, without what a stranger may have typed.
#[must_use]
pub(crate) fn follow(site: &str, to: &Email, what: &str, token: &str) -> Mail {
    let letter = letter(
        to.as_str(),
        Letter {
            subject: "Wil je deze zoekopdracht volgen?".to_owned(),
            paragraphs: vec![
                format!("Met dit adres is gevraagd om een mail bij nieuwe {what}."),
                "Bevestig dat met deze link. Daarna krijg je hooguit één mail per week, en alleen als er iets nieuws is. Stoppen kan in elke mail."
                    .to_owned(),
            ],
            action: Some(("Bevestigen", format!("{site}{}", paths::follow(token)))),
            note: formatcp!(
                "Was jij dit niet? Dan hoef je niets te doen: zonder bevestiging vergeten we dit adres na {CONFIRM_NL}."
            ),
            ..Letter::default()
        },
    );
    Mail { priority: Priority::Waited, unsubscribe: end(site, token), ..letter }
}

/// Where it ends.
fn end(site: &str, token: &str) -> String {
    format!("{site}{}/stoppen", paths::follow(token))
}

/// What is new: each with what it says and where it is, and how many more there are than are listed.
#[must_use]
pub(crate) fn news(
    site: &str,
    to: &Email,
    what: &str,
    listed: &[(String, String)],
    more: usize,
    search: &str,
    token: &str,
) -> Mail {
    let count = listed.len() + more;
    let subject = match listed {
        [(says, _)] if more == 0 => format!("Nieuw op de kaart: {says}"),
        _ => format!("{count} nieuwe initiatieven op de kaart"),
    };
    let rest = match more {
        0 => String::new(),
        1 => " Eentje staat niet in deze mail, wel op de kaart.".to_owned(),
        more => format!(" Nog {more} andere staan op de kaart."),
    };
    let end = end(site, token);
    let letter = letter(
        to.as_str(),
        Letter {
            subject,
            paragraphs: vec![format!("Je volgt {what}. Dit is er nieuw:{rest}")],
            listed: listed.iter().map(|(says, path)| (&**says, format!("{site}{path}"))).collect(),
            action: Some(("Bekijk alles wat je volgt op de kaart", format!("{site}{search}"))),
            links: vec![("Stop met volgen", end.clone())],
            ..Letter::default()
        },
    );
    Mail { unsubscribe: end, ..letter }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn news_mail_escapes_titles_and_unsubscribes_in_one_click() {
        let to = Email::parse("a@b.nl").unwrap();
        let listed = [("<b>Robots</b> (De School)".to_owned(), "/initiatieven/1/robots".to_owned())];
        let mail = news("https://kaart.voorbeeld.nl", &to, "initiatieven met ‘<i>’", &listed, 3, "/?q=x", "t0");
        assert!(mail.html.contains("&lt;b&gt;Robots") && !mail.html.contains("<i>"), "{}", mail.html);
        assert!(mail.text.contains("https://kaart.voorbeeld.nl/initiatieven/1/robots") && mail.text.contains("Nog 3"));
        assert_eq!(mail.unsubscribe, "https://kaart.voorbeeld.nl/volgen/t0/stoppen");
        assert!(mail.text.contains(&mail.unsubscribe) && mail.subject.starts_with('4'));
    }
}
