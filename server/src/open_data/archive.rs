//! `/export/archief/`: the dataset of every day that is kept.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use export::archive::{ArchiveError, PATH};

use crate::{
    open_data::archive_page,
    state::AppState,
    web::{Page, etag, problem::Problem},
};

/// The days, the newest first.
pub(crate) async fn list(State(state): State<AppState>, page: Page) -> Result<Response, Problem> {
    let files = state.archive.files().await.map_err(|error| unreachable(&error))?;
    Ok(archive_page::archive(&state, &page, PATH, &files))
}

/// A file; what was kept never changes.
pub(crate) async fn file(
    State(state): State<AppState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let found = state.archive.file(&name).await.map_err(|error| unreachable(&error))?;
    let (format, found) =
        found.ok_or_else(|| Problem::not_found(format!("Dit bestand is er niet (meer). De lijst staat op {PATH}.")))?;
    // Weak, because a compressed answer has other bytes but says the same.
    let tag = format!("W/\"{name}-{}\"", found.meta.size);
    let mut response = if etag::is_known(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let disposition = format!("attachment; filename=\"{name}\"");
        let length = found.meta.size.to_string();
        let about = [
            (header::CONTENT_TYPE, format.media_type()),
            (header::CONTENT_LENGTH, &length),
            (header::CONTENT_DISPOSITION, &disposition),
        ];
        (about, Body::from_stream(found.into_stream())).into_response()
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response.headers_mut().insert(header::ETAG, HeaderValue::try_from(tag).map_err(|_| Problem::internal())?);
    Ok(response)
}

pub(crate) fn unreachable(error: &ArchiveError) -> Problem {
    tracing::error!(%error, "archive");
    Problem::busy("Het archief is nu niet te bereiken. Probeer het zo nog eens.")
}
