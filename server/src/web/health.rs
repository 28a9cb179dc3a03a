//! `/gezond`: the process runs. `/klaar`: it can answer.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;
use store::{Store, StoreError};
use tokio::time::timeout;

use crate::{
    snapshot::Snapshot,
    web::{limits::Computing, problem::Problem},
};

/// How long the database may take for each answer.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) async fn live() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], "gezond\n").into_response()
}

/// The atlas is there from the start; the database may go away later, or have no room left. Others that write for a while are
/// no reason to say that it is not ready; when all permits to compute are taken, nobody gets a page.
pub(crate) async fn ready(
    State(store): State<Store>,
    State(atlas): State<Snapshot>,
    State(computing): State<Computing>,
) -> Result<Response, Problem> {
    if !computing.has_room() {
        return Err(Problem::busy("Alle plaatsen om te rekenen zijn bezet."));
    }
    let revision = match timeout(PATIENCE, store.revision()).await {
        Ok(Ok(revision)) => revision,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            return Err(Problem::busy("De database antwoordt niet."));
        }
        Err(_) => return Err(Problem::busy("De database antwoordt niet op tijd.")),
    };
    let writes = match timeout(PATIENCE, store.try_write()).await {
        Ok(Ok(())) => true,
        Ok(Err(StoreError::Busy)) | Err(_) => false,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database can't be written");
            return Err(Problem::busy("De database kan nu niets bewaren."));
        }
    };
    let atlas = atlas.load();
    let body = json!({
        "klaar": true, "initiatieven": atlas.len(), "revisie": atlas.revision(), "database": revision, "schrijft": writes,
    });
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
}
