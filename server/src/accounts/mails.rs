//! Links to come in with.

use domain::{Email, paths, retention::SIGN_IN_NL};
use store::Mail;

use crate::mail::layout::{Letter, letter};

const NOT_YOU: &str = "Heb je hier niet om gevraagd? Dan kun je deze mail weggooien; er gebeurt niets.";

/// A link and a code to sign in with.
#[must_use]
pub(crate) fn sign_in(site: &str, to: &Email, token: &str, code: &str) -> Mail {
    letter(
        to.as_str(),
        Letter {
            subject: "Inloggen op de InnovatieKaart".to_owned(),
            paragraphs: vec![
                format!("Met deze link log je in. Hij werkt één keer, {SIGN_IN_NL} lang."),
                with_code(code),
            ],
            action: Some(("Inloggen", format!("{site}{}", paths::sign_in_link(token)))),
            note: NOT_YOU,
            ..Letter::default()
        },
    )
}

/// The code in the place of the link, and what it is not for.
pub(crate) fn with_code(code: &str) -> String {
    format!(
        "Vroeg je dit op een ander apparaat? Typ daar deze code: {code}. Deel deze code met niemand. Ook wij vragen er nooit naar."
    )
}

/// Somebody may do something, somewhere (`None` is everywhere), until a day (`None` is no end).
#[must_use]
pub(crate) fn invited(site: &str, to: &Email, role: &str, region: Option<&str>, until: Option<&str>) -> Mail {
    let place = region.map_or_else(|| "heel Limburg".to_owned(), str::to_owned);
    let end = until.map(|day| format!(", tot en met {day}")).unwrap_or_default();
    letter(
        to.as_str(),
        Letter {
            subject: format!("Je bent {role} van de InnovatieKaart"),
            paragraphs: vec![
                format!("Je bent uitgenodigd als {role} van de InnovatieKaart, voor {place}{end}."),
                "Log in met dit e-mailadres. Een wachtwoord heb je niet nodig.".to_owned(),
            ],
            action: Some(("Inloggen", format!("{site}{}", paths::SIGN_IN))),
            note: "Ken je de InnovatieKaart niet? Dan kun je deze mail weggooien.",
            ..Letter::default()
        },
    )
}

/// What was sent in has arrived.
#[must_use]
pub fn received(site: &str, to: &str, title: &str) -> Mail {
    letter(
        to,
        Letter {
            subject: format!("‘{title}’ is binnen"),
            paragraphs: vec![format!(
                "‘{title}’ is binnen. Een redacteur leest het en laat je weten hoe het verder gaat."
            )],
            action: Some(("Bekijk wat je instuurde", format!("{site}{}", paths::MINE))),
            ..Letter::default()
        },
    )
}
