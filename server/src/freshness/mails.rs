//! Whether something still holds, and what became of it when nobody said so.

use domain::{
    InitiativeId,
    freshness::{FRESH_NL, PAUSE_NL},
    paths,
};
use store::Mail;

use crate::mail::layout::{Letter, letter};

/// Does it still hold? `last`: nothing else is asked before it fades.
#[must_use]
pub(crate) fn still_true(site: &str, to: &str, initiative: InitiativeId, title: &str, token: &str, last: bool) -> Mail {
    let mut paragraphs = vec![
        format!("‘{title}’ staat op de InnovatieKaart. Al {FRESH_NL} heeft niemand bevestigd dat het nog klopt."),
        "Open de link en kies: klopt nog, aanpassen of afgerond. Inloggen hoeft niet om te zeggen dat het klopt."
            .to_owned(),
    ];
    if last {
        paragraphs.push(
            format!("Dit is de laatste keer dat we het vragen. Horen we niets, dan verbleekt de speld over {PAUSE_NL} en kijkt een redacteur ernaar."),
        );
    }
    letter(
        to,
        Letter {
            subject: format!("Klopt ‘{title}’ nog?"),
            paragraphs,
            action: Some(("Klopt nog, aanpassen of afgerond", format!("{site}{}", paths::reminder(token)))),
            // Who is no owner is not asked.
            links: vec![("Geen eigenaar meer zijn", format!("{site}{}/stoppen", paths::own(initiative)))],
            note: "Je krijgt deze mail omdat je eigenaar bent van dit initiatief.",
            ..Letter::default()
        },
    )
}

/// An editor took it off the map, because.
#[must_use]
pub(crate) fn archived(site: &str, to: &str, title: &str, reason: &str, initiative: InitiativeId) -> Mail {
    letter(
        to,
        Letter {
            subject: format!("‘{title}’ staat niet meer op de kaart"),
            paragraphs: vec![
                format!("‘{title}’ was al lang niet bevestigd. Een redacteur heeft het gearchiveerd:"),
                reason.to_owned(),
                "De pagina blijft te lezen. Klopt het toch nog? Stuur dan een wijziging in; daarmee kan het terug."
                    .to_owned(),
            ],
            action: Some(("Bekijk je initiatief", format!("{site}{}", paths::own(initiative)))),
            ..Letter::default()
        },
    )
}
