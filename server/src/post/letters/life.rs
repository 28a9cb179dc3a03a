//! What becomes of what was sent in.

use store::Mail;

use super::{Letter, letter};

/// What was sent in has arrived.
#[must_use]
pub fn received(site: &str, to: &str, title: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief is binnen".to_owned(),
            paragraphs: vec![format!(
                "‘{title}’ is binnen. Een redacteur leest het en laat je weten hoe het verder gaat."
            )],
            links: vec![("Bekijk wat je instuurde", format!("{site}/mijn"))],
            note: "",
        },
    )
}

/// It stands on the map.
#[must_use]
pub fn published(site: &str, to: &str, title: &str, initiative: i64) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief staat op de kaart".to_owned(),
            paragraphs: vec![format!("‘{title}’ staat op de InnovatieKaart. Dit adres blijft altijd hetzelfde.")],
            links: vec![("Bekijk het op de kaart", format!("{site}/initiatieven/{initiative}"))],
            note: "",
        },
    )
}

/// The editor asks something.
#[must_use]
pub fn asked(site: &str, to: &str, title: &str, question: &str, initiative: i64) -> Mail {
    letter(
        to,
        Letter {
            subject: "Een vraag over je initiatief".to_owned(),
            paragraphs: vec![
                format!("Een redacteur las ‘{title}’ en vraagt:"),
                question.to_owned(),
                "Pas je tekst aan en stuur hem opnieuw in.".to_owned(),
            ],
            links: vec![("Aanpassen", format!("{site}/mijn/{initiative}"))],
            note: "",
        },
    )
}

/// It is not placed, because.
#[must_use]
pub fn declined(site: &str, to: &str, title: &str, reason: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: "Je initiatief is niet geplaatst".to_owned(),
            paragraphs: vec![format!("Een redacteur las ‘{title}’ en plaatst het niet:"), reason.to_owned()],
            links: vec![("Bekijk wat je instuurde", format!("{site}/mijn"))],
            note: "",
        },
    )
}
