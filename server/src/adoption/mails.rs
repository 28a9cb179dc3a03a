//! Mails about "wij doen dit ook".

use domain::{Email, InitiativeId, paths};
use store::Mail;

use crate::mail::layout::{Letter, letter};

/// A school says that it took this over: its host is asked whether that is so. `who` is "‘Titel’ van De School in Weert".
#[must_use]
pub(crate) fn adoption_asked(site: &str, to: &Email, source: InitiativeId, title: &str, who: &str) -> Mail {
    letter(
        to.as_str(),
        Letter {
            subject: format!("Doet een andere school ‘{title}’ ook?"),
            paragraphs: vec![
                format!("Wie {who} op de kaart zette, zegt dat jullie ‘{title}’ daar is overgenomen."),
                "Klopt dat? Bevestig het, dan staat het op beide pagina’s. Klopt het niet, zeg dan nee.".to_owned(),
            ],
            action: Some(("Bevestig het of zeg nee", format!("{site}{}#ook", paths::own(source)))),
            ..Letter::default()
        },
    )
}

/// The host confirmed it, or not.
#[must_use]
pub(crate) fn adoption_answered(site: &str, to: &Email, adopter: InitiativeId, source: &str, yes: bool) -> Mail {
    let (subject, text) = if yes {
        (
            format!("Bevestigd: jullie doen ‘{source}’ ook"),
            format!("Het is bevestigd: jullie namen ‘{source}’ over. Het staat nu op beide pagina’s."),
        )
    } else {
        (
            format!("Niet bevestigd: ‘{source}’"),
            format!(
                "Je vroeg om te bevestigen dat jullie ‘{source}’ overnamen. Dat is niet bevestigd; er verandert niets."
            ),
        )
    };
    let action = Some(("Bekijk jullie initiatief", format!("{site}{}", paths::own(adopter))));
    letter(to.as_str(), Letter { subject, paragraphs: vec![text], action, ..Letter::default() })
}
