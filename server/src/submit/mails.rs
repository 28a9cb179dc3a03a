//! The mail that asks to confirm what was sent in.
//! The mail after it (`received`) is in `accounts/mails.rs`, because signing in confirms too.

use const_format::formatcp;
use domain::{
    Email, paths,
    retention::{CONFIRM_NL, SIGN_IN_NL},
};
use store::{Mail, Priority};

use crate::mail::layout::{Letter, letter};

/// What the links and the code of the mail hold.
pub(super) struct Secrets<'a> {
    /// To confirm with.
    pub(super) confirm: &'a str,
    /// To sign in with.
    pub(super) sign_in: &'a str,
    /// To type in the place of that.
    pub(super) code: &'a str,
}

/// A link to confirm what was sent in. Nothing of what was typed is in it: whoever gets it need not have sent it. `town` is
/// where it is, from our own list; `named`: the page will name the sender.
#[must_use]
pub(super) fn confirm(site: &str, to: &Email, town: &str, named: bool, secrets: &Secrets<'_>) -> Mail {
    let Secrets { confirm, sign_in, code } = secrets;
    let named = named.then(|| {
        "Op de pagina van het initiatief komt je naam te staan, zoals je die invulde. Onder ‘Mijn initiatieven’ kun je dat veranderen.".to_owned()
    });
    let letter = letter(
        to.as_str(),
        Letter {
            subject: "Bevestig je initiatief".to_owned(),
            paragraphs: vec![
                format!(
                    "Met dit e-mailadres is een initiatief in {town} ingestuurd voor de InnovatieKaart. Was jij dat? Open dan deze link: daar zie je wat er is ingestuurd, en bevestig je het. Daarna leest een redacteur mee."
                ),
                format!("De link werkt {CONFIRM_NL}. Inloggen hoeft er niet voor."),
                format!(
                    "Wil je toch meteen inloggen? Dat kan {SIGN_IN_NL} lang, met de link daaronder. Of typ op het apparaat waar je het instuurde deze code: {code}. Deel deze code met niemand. Ook wij vragen er nooit naar."
                ),
            ]
            .into_iter()
            .chain(named)
            .collect(),
            action: Some(("Bekijken en bevestigen", format!("{site}{}", paths::confirm(confirm)))),
            links: vec![("Inloggen", format!("{site}{}", paths::sign_in_link(sign_in)))],
            note: formatcp!(
                "Stuurde je niets in? Dan kun je deze mail weggooien. Wat er is ingestuurd, verdwijnt na {CONFIRM_NL}."
            ),
            ..Letter::default()
        },
    );
    Mail { priority: Priority::Waited, ..letter }
}
