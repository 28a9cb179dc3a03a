//! What a new map still needs.

use app::frames::SetupStep;
use domain::{Role, paths};
use store::StoreError;

use crate::{mail::MailServer, state::AppState};

/// The things to arrange, each as it stands.
pub(super) async fn steps(state: &AppState) -> Result<Vec<SetupStep>, StoreError> {
    let schools = state.store.schools().await?.len();
    let exact = state.atlas.load().territory().exact();
    let editors = state.store.members().await?.iter().filter(|one| one.membership.role == Role::Editor).count();
    let (config, operator) = (&state.config, &state.config.operator);
    let mailed = matches!(config.mail, MailServer::Smtp(_));
    let offered = !operator.name.is_empty() && operator.contact.is_some();
    let step = |done: bool, text: &str, how| SetupStep { text: text.to_owned(), done, how, href: "" };
    let borders = if exact { "Gemeentegrenzen: precies" } else { "Gemeentegrenzen: bij benadering" };
    let mail = if mailed { "Mailserver ingesteld" } else { "Mailserver: mails komen nu als bestand in de map uit" };
    let url = if config.public_url.is_some() { "Adres ingesteld" } else { "Adres waarop bezoekers de kaart vinden" };
    let editor =
        SetupStep { href: paths::DESK_MEMBERS, ..step(editors > 0, "Eerste redacteur", "Nodig een redacteur uit") };
    Ok(vec![
        step(schools > 0, &format!("Scholen ingelezen: {schools}"), "innovatiekaart importeren scholen"),
        step(exact, borders, "innovatiekaart importeren gebieden"),
        step(mailed, mail, "serve --mail"),
        step(config.public_url.is_some(), url, "serve --url"),
        step(offered, "Organisatie en contactadres", "serve --organisatie --contact"),
        editor,
    ])
}
