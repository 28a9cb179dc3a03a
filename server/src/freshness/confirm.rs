//! Saying that something of one's own still holds, or is finished.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{InitiativeId, paths};

use crate::{
    accounts::SignedIn,
    freshness::{Done, page::FINISHED},
    lookup,
    state::AppState,
    web::{flash::Done as _, problem::Problem},
};

/// `POST /mijn/{id}/klopt`.
pub(crate) async fn still_true(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    let done =
        state.store.only_if(user.owner_of(number)).still_true(number, user.person.id, "", state.clock.moment()).await;
    answer(done?, number, Done::StillTrue)
}

/// `POST /mijn/{id}/klopt/afgerond`.
pub(crate) async fn finished(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    let done =
        state.store.only_if(user.owner_of(number)).finish(number, user.person.id, FINISHED, state.clock.moment()).await;
    answer(done?, number, Done::Finished)
}

fn answer(done: bool, id: InitiativeId, what: Done) -> Result<Response, Problem> {
    if done {
        return Ok(what.redirect(&paths::own(id)));
    }
    Err(Problem::new(StatusCode::CONFLICT, "Dit initiatief staat niet op de kaart. Er is niets veranderd."))
}
