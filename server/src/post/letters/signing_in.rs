//! Links to come in with.

use domain::Email;
use store::Mail;

use super::{Letter, letter};

const NOT_YOU: &str = "Heb je hier niet om gevraagd? Dan kun je deze mail weggooien; er gebeurt niets.";

/// A link and a code to sign in with.
#[must_use]
pub fn sign_in(site: &str, to: &Email, token: &str, code: &str) -> Mail {
    letter(
        to.as_str(),
        Letter {
            subject: "Inloggen op de InnovatieKaart".to_owned(),
            paragraphs: vec![
                "Met deze link log je in. Hij werkt één keer, een kwartier lang.".to_owned(),
                format!("Op een ander apparaat? Typ daar deze code: {code}"),
            ],
            links: vec![("Inloggen", format!("{site}/inloggen/{token}"))],
            note: NOT_YOU,
        },
    )
}

/// A link to confirm what was sent in. `named`: whom the page will name, when the sender ticked that.
#[must_use]
pub fn confirm(site: &str, to: &Email, title: &str, named: Option<&str>, token: &str, code: &str) -> Mail {
    let named = named.map(|name| {
        format!("Bij het initiatief komt te staan: Contact: {name}. Onder ‘Mijn initiatieven’ kun je dat veranderen.")
    });
    letter(
        to.as_str(),
        Letter {
            subject: "Bevestig je initiatief".to_owned(),
            paragraphs: vec![
                format!(
                    "Je hebt ‘{title}’ ingestuurd voor de InnovatieKaart. Bevestig het met deze link; dan leest een redacteur mee."
                ),
                format!("De link werkt één keer, een kwartier lang. Op een ander apparaat? Typ daar deze code: {code}"),
                format!(
                    "Kwam je te laat? Log dan in met dit e-mailadres op {site}/inloggen. Het staat nog veertien dagen klaar bij ‘Mijn initiatieven’, met een knop om te bevestigen."
                ),
            ]
            .into_iter()
            .chain(named)
            .collect(),
            links: vec![("Bevestigen", format!("{site}/inloggen/{token}"))],
            note: "Bevestig je niet, dan verdwijnt wat je instuurde na veertien dagen.",
        },
    )
}

/// Somebody may do something, somewhere (`None` is everywhere), until a day (`None` is no end).
#[must_use]
pub fn invited(site: &str, to: &Email, role: &str, region: Option<&str>, until: Option<&str>) -> Mail {
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
            links: vec![("Inloggen", format!("{site}/inloggen"))],
            note: "Ken je de InnovatieKaart niet? Dan kun je deze mail weggooien.",
        },
    )
}
