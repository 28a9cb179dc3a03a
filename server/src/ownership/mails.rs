//! Who owns an initiative: offered, asked, granted and refused.

use const_format::formatcp;
use domain::{Email, ProposalKind, paths, retention::CONFIRM_NL};
use store::{Mail, OwnershipEvent, OwnershipNotice};

use crate::mail::layout::{Letter, letter};

/// An owner offers it: `giver` is the address of that owner, `token` stands in the link. Whoever gets it need not know the
/// owner, so it says nothing that nobody has read: `title` is the public one, `None` when there is none.
#[must_use]
pub(crate) fn offered(
    site: &str,
    to: &Email,
    giver: &Email,
    title: Option<&str>,
    kind: ProposalKind,
    token: &str,
) -> Mail {
    let what = title.map_or_else(|| "een initiatief".to_owned(), |title| format!("‘{title}’"));
    let (subject, asks) = match kind {
        ProposalKind::Handover => (
            "Neem je een initiatief over?",
            format!("{giver} wil {what} op de InnovatieKaart aan je overdragen. Zeg je ja, dan ben jij de eigenaar."),
        ),
        _ => (
            "Word je mede-eigenaar?",
            format!("{giver} nodigt je uit als mede-eigenaar van {what} op de InnovatieKaart."),
        ),
    };
    letter(
        to.as_str(),
        Letter {
            // No title: it goes to an address that somebody typed.
            subject: subject.to_owned(),
            paragraphs: vec![
                asks,
                "Een eigenaar houdt bij wat er op de kaart staat. Er verandert niets tot je ja zegt.".to_owned(),
                formatcp!("De link werkt {CONFIRM_NL} lang, voor dit e-mailadres.").to_owned(),
            ],
            action: Some(("Bekijk het en zeg ja", format!("{site}{}", paths::offer(token)))),
            note: "Wil je niet, of zegt dit je niets? Dan kun je deze mail weggooien; er gebeurt niets.",
            ..Letter::default()
        },
    )
}

/// What happened, to the person who is told about it.
#[must_use]
pub(crate) fn ownership(site: &str, OwnershipNotice { to, initiative, title, told }: &OwnershipNotice) -> Mail {
    let (mine, claim) = (format!("{site}{}", paths::own(initiative)), format!("{site}{}", paths::claim(initiative)));
    let people = format!("{site}{}", super::people(initiative));
    let (subject, paragraphs, action) = match told {
        OwnershipEvent::Yours => (
            format!("Je bent eigenaar van ‘{title}’"),
            vec![
                format!("Je bent nu eigenaar van ‘{title}’ op de InnovatieKaart."),
                "Je kunt het aanpassen, overdragen en er anderen bij vragen.".to_owned(),
            ],
            Some(("Naar je initiatief", mine)),
        ),
        OwnershipEvent::ClaimRefused(reason) => (
            format!("Je claim op ‘{title}’ is niet toegewezen"),
            vec![format!("Een redacteur las je claim op ‘{title}’ en wijst hem niet toe:"), reason.clone()],
            Some(("Opnieuw claimen, met meer uitleg", claim)),
        ),
        OwnershipEvent::JoinDeclined => (
            format!("Geen mede-eigenaar van ‘{title}’"),
            vec![format!("Je vroeg om mede-eigenaar te worden van ‘{title}’. De eigenaars hebben nee gezegd.")],
            None,
        ),
        OwnershipEvent::Overtaken => (
            format!("Iemand anders is nu eigenaar van ‘{title}’"),
            vec![
                format!("Je claimde ‘{title}’. Iemand anders is er nu eigenaar van."),
                "Horen jullie er ook bij? Vraag het de eigenaar.".to_owned(),
            ],
            Some(("Vraag of je erbij hoort", claim)),
        ),
        OwnershipEvent::Asked => (
            format!("Iemand wil bij ‘{title}’ horen"),
            vec![
                format!("Iemand wil mede-eigenaar worden van ‘{title}’."),
                "Wie het is en waarom, lees je bij je initiatief. Daar zeg je ja of nee.".to_owned(),
            ],
            Some(("Naar je initiatief", people)),
        ),
        OwnershipEvent::Accepted(ProposalKind::Handover) => (
            format!("‘{title}’ is overgedragen"),
            vec![format!("‘{title}’ is overgedragen. Je bent er geen eigenaar meer van.")],
            None,
        ),
        OwnershipEvent::Accepted(_) => (
            format!("‘{title}’ heeft een mede-eigenaar erbij"),
            vec![format!("Je uitnodiging voor ‘{title}’ is aangenomen.")],
            Some(("Naar je initiatief", people)),
        ),
    };
    letter(to, Letter { subject, paragraphs, action, ..Letter::default() })
}
