//! `/gezond`: the process runs. `/klaar`: it can answer.

use std::time::Duration;

use axum::{
    Json, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

use super::{AppState, problem::Problem};

/// How long the database may take to say its revision.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/gezond", get(live)).route("/klaar", get(ready))
}

async fn live() -> Response {
    ([(header::CACHE_CONTROL, "no-store")], "gezond\n").into_response()
}

/// The atlas is there from the start; the database may go away later.
async fn ready(State(state): State<AppState>) -> Result<Response, Problem> {
    match tokio::time::timeout(PATIENCE, state.store.revision()).await {
        Ok(Ok(revision)) => {
            let atlas = state.atlas.load();
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
