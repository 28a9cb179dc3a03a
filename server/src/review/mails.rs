//! What becomes of what was sent in.

use domain::{InitiativeId, paths};
use store::Mail;

use crate::mail::layout::{Letter, letter};

/// It stands on the map.
#[must_use]
pub(crate) fn published(site: &str, to: &str, title: &str, initiative: InitiativeId) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief staat op de kaart".to_owned(),
            paragraphs: vec![format!("‘{title}’ staat op de InnovatieKaart. Dit adres blijft altijd hetzelfde.")],
            links: vec![("Bekijk het op de kaart", format!("{site}{}", paths::initiative(initiative)))],
            note: "",
        },
    )
}

/// The editor asks something.
#[must_use]
pub(crate) fn asked(site: &str, to: &str, title: &str, question: &str, initiative: InitiativeId) -> Mail {
    letter(
        to,
        Letter {
            subject: "Een vraag over je initiatief".to_owned(),
            paragraphs: vec![
                format!("Een redacteur las ‘{title}’ en vraagt:"),
                question.to_owned(),
                "Pas je tekst aan en stuur hem opnieuw in.".to_owned(),
            ],
            links: vec![("Aanpassen", format!("{site}{}", paths::own(initiative)))],
            note: "",
        },
    )
}

/// It is not placed, because.
#[must_use]
pub(crate) fn declined(site: &str, to: &str, title: &str, reason: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief is niet geplaatst".to_owned(),
            paragraphs: vec![format!("Een redacteur las ‘{title}’ en plaatst het niet:"), reason.to_owned()],
            links: vec![("Bekijk wat je instuurde", format!("{site}{}", paths::MINE))],
            note: "",
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
            links: vec![("Naar de wachtrij", format!("{site}{}", paths::DESK))],
            note: "Deze mail komt hooguit één keer per werkdag, en alleen als er iets wacht.",
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
