//! Saying that something of one's own still holds, or is finished.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use crate::{
    accounts::signed_in::Who,
    freshness::page::FINISHED,
    lookup,
    state::AppState,
    web::{page, problem::Problem},
};

/// `POST /mijn/{id}/klopt`.
pub(crate) async fn still_true(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = number(&state, &who, &id).await?;
    let done = state.store.still_true(number, who.person.id, "", &state.clock.text()).await;
    answer(done.map_err(page::internal)?, number, "klopt")
}

/// `POST /mijn/{id}/klopt/afgerond`.
pub(crate) async fn finished(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = number(&state, &who, &id).await?;
    let done = state.store.finish(number, who.person.id, FINISHED, &state.clock.text()).await;
    answer(done.map_err(page::internal)?, number, "afgerond")
}

fn answer(done: bool, id: i64, what: &str) -> Result<Response, Problem> {
    if done {
        return Ok(page::see_other(&format!("/mijn/{id}?gedaan={what}")));
    }
    Err(Problem::new(StatusCode::CONFLICT, "Dit initiatief staat niet op de kaart. Er is niets veranderd."))
}

async fn number(state: &AppState, who: &Who, id: &str) -> Result<i64, Problem> {
    let versions = lookup::own(state, who, id).await?;
    versions.first().map(|v| v.initiative.id).ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))
}
