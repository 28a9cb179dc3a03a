//! The list of what is mine.

use app::frames::{MinePage, OwnLine};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{VersionState, paths};
use store::{Status, Version};

use crate::{
    accounts::SignedIn,
    gathering,
    lookup::path_of,
    state::AppState,
    submit,
    web::{Page, problem::Problem},
};

/// `/mijn`.
pub(crate) async fn page(State(state): State<AppState>, page: Page, user: SignedIn) -> Result<Response, Problem> {
    let mut own = Vec::new();
    for version in state.store.owned_by(user.person.id).await? {
        let id = version.initiative.id;
        let Some((status, cleared)) = state.store.initiative_with_status(id).await? else {
            continue;
        };
        own.push(OwnLine {
            href: paths::own(id),
            title: version.initiative.content.title.clone(),
            state: in_words(status, &version),
            asked: asked(&version),
            public: if status.cleared() { path_of(&cleared) } else { String::new() },
        });
    }
    let waiting = submit::confirm::waiting(&state, &user).await?;
    let registrations = gathering::mine::registrations(&state, &user).await?;
    Ok(page.personal(&user, StatusCode::OK, "Mijn initiatieven", move || {
        leptos::view! { <MinePage own waiting registrations /> }
    }))
}

/// What the editor asked or said last; empty for nothing.
pub(crate) fn asked(version: &Version) -> String {
    match version.state {
        VersionState::Asked | VersionState::Declined => version.reason.clone(),
        _ => String::new(),
    }
}

/// Where an initiative is, in a sentence; `newest` is its newest version.
pub(crate) fn in_words(status: Status, newest: &Version) -> String {
    let public = match status {
        Status::Published => "Staat op de kaart.",
        Status::Archived => "Gearchiveerd: niet op de kaart, de pagina blijft.",
        Status::Withdrawn => return "Ingetrokken: van de kaart gehaald.".to_owned(),
        Status::Unconfirmed | Status::Submitted => "Nog niet op de kaart.",
    };
    let waits = match newest.state {
        VersionState::Submitted if status.cleared() => " Je wijziging wacht op de redactie.",
        VersionState::Submitted => " Het wacht op de redactie.",
        VersionState::Asked => " De redactie vraagt je iets.",
        VersionState::Declined if status.cleared() => " Je laatste wijziging is niet geplaatst.",
        VersionState::Declined => " De redactie plaatst het niet.",
        VersionState::Unconfirmed => " Het wacht op je bevestiging.",
        VersionState::Published | VersionState::Replaced | VersionState::Withdrawn => "",
    };
    format!("{public}{waits}")
}
