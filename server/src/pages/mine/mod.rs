//! `/mijn`: what a sender sent in, changing it, and taking it off the map. Only for owners: for others it is not there.

mod also;
mod confirm;
mod consent;
mod details;
mod edit;
mod leave;
mod list;
mod one;
mod owners;

use axum::{
    Router,
    http::StatusCode,
    routing::{get, post},
};
use store::Version;

pub(super) use also::already;
pub(super) use owners::in_words;

use super::respond;
use crate::{
    http::{AppState, problem::Problem},
    people::Who,
};

/// The routes under `/mijn`.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/mijn", get(list::page))
        .route("/mijn/gegevens", get(details::page).post(details::change))
        .route("/mijn/gegevens.json", get(details::download))
        .route("/mijn/gegevens/wissen", get(details::ask).post(details::erase))
        .route("/mijn/gewist", get(details::gone))
        .route("/mijn/{id}/bevestigen", post(consent::confirm))
        .route("/mijn/{id}/naam", post(consent::show_name))
        .route("/mijn/{id}", get(one::page).post(edit::save))
        .route("/mijn/{id}/eigenaars", post(owners::offer))
        .route("/mijn/{id}/eigenaars/terugnemen", post(owners::take_back))
        .route("/mijn/{id}/eigenaars/antwoord", post(owners::answer))
        .route("/mijn/{id}/stoppen", get(owners::ask_stop).post(owners::stop))
        .route("/mijn/{id}/klopt", post(confirm::still_true))
        .route("/mijn/{id}/klopt/afgerond", post(confirm::finished))
        .route("/mijn/{id}/ook/{other}", post(also::answer))
        .route("/mijn/{id}/foto", get(edit::elsewhere).post(edit::add_picture))
        .route("/mijn/{id}/archiveren", get(leave::ask_archive).post(leave::archive))
        .route("/mijn/{id}/intrekken", get(leave::ask_withdraw).post(leave::withdraw))
}

/// Every version of an initiative of one's own, the newest first; 404 when it is another's, or nobody's.
async fn own(state: &AppState, who: &Who, id: &str) -> Result<Vec<Version>, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let id: i64 = id.parse().map_err(|_| not_found())?;
    if !state.store.owns(who.person.id, id).await.map_err(respond::internal)? {
        return Err(not_found());
    }
    let versions = state.store.versions(id).await.map_err(respond::internal)?;
    if versions.is_empty() { Err(not_found()) } else { Ok(versions) }
}

/// The number of an initiative of one's own.
async fn number(state: &AppState, who: &Who, id: &str) -> Result<i64, Problem> {
    let versions = own(state, who, id).await?;
    versions.first().map(|v| v.initiative.id).ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}
