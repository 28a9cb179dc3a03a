//! Pictures as files, under their hash: what an address shows never changes.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use domain::Picture;
use store::PictureVisibility;

use crate::{
    state::AppState,
    web::{etag, problem::Problem},
};

/// A public picture; one that waits only within our own pages.
pub(crate) async fn picture(
    State(state): State<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found("Deze foto is er niet (meer).");
    let unreachable = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "pictures");
        Problem::busy("De foto’s zijn nu niet te bereiken. Probeer het zo nog eens.")
    };
    let (hash, _) = Picture::parse_file(&file).ok_or_else(missing)?;
    let keep = match state.store.picture_seen(hash).await.map_err(|error| unreachable(&error))? {
        PictureVisibility::Public => "public, max-age=31536000, immutable",
        PictureVisibility::Waiting if ours(&headers) => "private, no-cache",
        _ => return Err(missing()),
    };
    let tag = format!("\"{file}\"");
    if etag::is_known(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, &*tag), (header::CACHE_CONTROL, keep)]).into_response());
    }
    let found = state.pictures.file(&file).await.map_err(|error| match error {
        object_store::Error::NotFound { .. } => missing(),
        error => unreachable(&error),
    })?;
    let length = found.meta.size.to_string();
    let about = [
        (header::CONTENT_TYPE, "image/jpeg"),
        (header::CONTENT_LENGTH, &*length),
        (header::CACHE_CONTROL, keep),
        (header::ETAG, &*tag),
    ];
    Ok((about, Body::from_stream(found.into_stream())).into_response())
}

/// Whether one of our own pages asks. What nobody cleared yet is not for linking to; a program that says nothing about
/// where it comes from has to know the hash.
fn ours(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin")
}
