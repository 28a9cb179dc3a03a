//! `/gezond`: the process runs. `/klaar`: it can answer.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;
use store::Store;

use crate::{snapshot::Snapshot, web::problem::Problem};

/// How long the database may take to say its revision.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) async fn live() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], "gezond\n").into_response()
}

/// The atlas is there from the start; the database may go away later.
pub(crate) async fn ready(State(store): State<Store>, State(atlas): State<Snapshot>) -> Result<Response, Problem> {
    match tokio::time::timeout(PATIENCE, store.revision()).await {
        Ok(Ok(revision)) => {
            let atlas = atlas.load();
            let body = json!({
                "klaar": true, "initiatieven": atlas.len(), "revisie": atlas.revision(), "database": revision,
            });
            Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
        }
        Ok(Err(error)) => {
            tracing::warn!(%error, "the database does not answer");
            Err(Problem::busy("De database antwoordt niet."))
        }
        Err(_) => Err(Problem::busy("De database antwoordt niet op tijd.")),
    }
}
