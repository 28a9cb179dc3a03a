//! The mail that asks to confirm what was sent in.
//! The mail after it (`received`) is in `accounts/mails.rs`, because signing in confirms too.

use const_format::formatcp;
use domain::{
    Email, paths,
    retention::{CONFIRM_NL, SIGN_IN_NL},
};
use store::Mail;

use crate::mail::layout::{Letter, letter};

/// A link to confirm what was sent in. `named`: whom the page will name, when the sender ticked that.
#[must_use]
pub(crate) fn confirm(site: &str, to: &Email, title: &str, named: Option<&str>, token: &str, code: &str) -> Mail {
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
                format!("De link werkt één keer, {SIGN_IN_NL} lang. Op een ander apparaat? Typ daar deze code: {code}"),
                format!(
                    "Kwam je te laat? Log dan in met dit e-mailadres op {site}/inloggen. Het staat nog {CONFIRM_NL} klaar bij ‘Mijn initiatieven’, met een knop om te bevestigen."
                ),
            ]
            .into_iter()
            .chain(named)
            .collect(),
            links: vec![("Bevestigen", format!("{site}{}", paths::sign_in_link(token)))],
            note: formatcp!("Bevestig je niet, dan verdwijnt wat je instuurde na {CONFIRM_NL}."),
        },
    )
}
