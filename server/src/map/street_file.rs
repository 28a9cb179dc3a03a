//! The operator's file with streets, as browsers read it: in pieces.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use tower_http::services::ServeFile;

use crate::{state::AppState, web::problem::Problem};

/// The address of the file.
pub(crate) const STREET_FILE: &str = "/kaart/straten.pmtiles";

/// A piece of the file; a browser never needs all of it.
pub(crate) async fn serve(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let Some(file) = &state.config.street_file else { return Err(Problem::of_status(StatusCode::NOT_FOUND)) };
    if !request.headers().contains_key(header::RANGE) {
        return Err(Problem::of_status(StatusCode::RANGE_NOT_SATISFIABLE));
    }
    let answer = ServeFile::new(&file.path).try_call(request).await.map_err(|error| {
        tracing::error!(%error, "the file with streets can't be read");
        Problem::internal()
    })?;
    Ok(([(header::CACHE_CONTROL, "public, no-cache")], answer.map(Body::new)).into_response())
}
