//! The mail that asks to confirm what was sent in.
//! The mail after it (`received`) is in `accounts/mails.rs`, because signing in confirms too.

use const_format::formatcp;
use domain::{
    Email, paths,
    retention::{CONFIRM_NL, SIGN_IN_NL},
};
use store::{Mail, Priority};

use crate::{
    accounts::mails::with_code,
    mail::layout::{Letter, letter},
};

/// A link to confirm what was sent in. Nothing of what was typed is in it: whoever gets it need not have sent it. `town` is
/// where it is, from our own list; `named`: the page will name the sender.
#[must_use]
pub(crate) fn confirm(site: &str, to: &Email, town: &str, named: bool, token: &str, code: &str) -> Mail {
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
                format!("De link werkt één keer, {SIGN_IN_NL} lang."),
                with_code(code),
                format!(
                    "Kwam je te laat? Log dan in met dit e-mailadres. Het staat nog {CONFIRM_NL} klaar bij ‘Mijn initiatieven’, met een knop om te bevestigen."
                ),
            ]
            .into_iter()
            .chain(named)
            .collect(),
            action: Some(("Bekijken en bevestigen", format!("{site}{}", paths::sign_in_link(token)))),
            links: vec![("Te laat? Log dan in", format!("{site}{}", paths::SIGN_IN))],
            note: formatcp!(
                "Stuurde je niets in? Dan kun je deze mail weggooien. Wat er is ingestuurd, verdwijnt na {CONFIRM_NL}."
            ),
            ..Letter::default()
        },
    );
    Mail { priority: Priority::Waited, ..letter }
}
