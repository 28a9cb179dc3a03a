//! `/redactie`: where editors check what comes in. Members and log are an admin's.

mod amend;
mod claims;
mod decide;
mod faded;
mod gaps;
mod item;
mod log;
mod members;
mod queue;
mod reports;

use axum::{
    Router,
    http::StatusCode,
    routing::{get, post},
};
use jiff::SignedDuration;
use store::Version;

use super::respond;
use crate::{
    http::{AppState, problem::Problem},
    people::Who,
};

/// How long a decision can be taken back, and how long the mail that tells it waits.
const SECOND_THOUGHTS: SignedDuration = SignedDuration::from_mins(10);

/// How long an item is somebody's after they looked at it.
const HOLD: SignedDuration = SignedDuration::from_mins(10);

/// The routes under `/redactie`.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/redactie", get(queue::page))
        .route("/redactie/claims", get(claims::page).post(claims::settle))
        .route("/redactie/leden", get(members::page).post(members::invite))
        .route("/redactie/leden/einde", post(members::dismiss))
        .route("/redactie/logboek", get(log::page))
        .route("/redactie/logboek.csv", get(log::csv))
        .route("/redactie/verbleekt", get(faded::page))
        .route("/redactie/verbleekt/{id}", get(faded::item))
        .route("/redactie/verbleekt/{id}/klopt", post(faded::still_true))
        .route("/redactie/verbleekt/{id}/archiveren", post(faded::archive))
        .route("/redactie/meldingen", get(reports::page))
        .route("/redactie/meldingen/{id}", post(reports::handle))
        .route("/redactie/meldingen/ook/{adopter}/{source}", post(reports::answer))
        .route("/redactie/witte-vlekken", get(gaps::page))
        .route("/redactie/witte-vlekken.csv", get(gaps::csv))
        .route("/redactie/{initiative}/{version}", get(item::page))
        .route("/redactie/{initiative}/{version}/overnemen", post(item::take_over))
        .route("/redactie/{initiative}/{version}/publiceren", post(decide::publish))
        .route("/redactie/{initiative}/{version}/vragen", post(decide::ask))
        .route("/redactie/{initiative}/{version}/afwijzen", post(decide::decline))
        .route("/redactie/{initiative}/{version}/ongedaan", post(decide::undo))
        .route("/redactie/{initiative}/{version}/aanpassen", get(amend::page).post(amend::save))
        .route("/redactie/{initiative}/{version}/aanpassen/foto", get(amend::elsewhere).post(amend::add_picture))
}

/// 403 for who is no editor.
fn editor(who: &Who) -> Result<(), Problem> {
    if who.editor() {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "Deze pagina is voor redacteuren. Ben je dat, en loopt je rol nog? Vraag het de beheerder.",
    ))
}

/// 403 for who is no admin.
fn admin(who: &Who) -> Result<(), Problem> {
    if who.admin() {
        return Ok(());
    }
    Err(Problem::new(StatusCode::FORBIDDEN, "Deze pagina is voor de beheerder."))
}

/// A version in a region that the editor checks: else 403, or 404 when there is no such one.
async fn version(state: &AppState, who: &Who, (initiative, number): &(String, String)) -> Result<Version, Problem> {
    editor(who)?;
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let initiative: i64 = initiative.parse().map_err(|_| not_found())?;
    let number: i64 = number.parse().map_err(|_| not_found())?;
    let found = state.store.version(initiative, number).await.map_err(respond::internal)?;
    let version = found.ok_or_else(not_found)?;
    if who.edits(version.initiative.region) {
        return Ok(version);
    }
    let detail = format!("Dit komt uit {}. Daar ben je geen redacteur.", version.initiative.region.label());
    Err(Problem::new(StatusCode::FORBIDDEN, detail))
}

/// `/redactie/12/3`.
fn href(version: &Version) -> String {
    format!("/redactie/{}/{}", version.initiative.id, version.number)
}
