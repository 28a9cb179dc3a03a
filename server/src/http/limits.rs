//! Refusing what is too large, too slow or too much.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{AppState, problem::Problem};
use crate::config::Limits;

/// 414, 431 or 413 when the request is larger than allowed. A body without a length is counted by whoever reads it
/// (axum's `DefaultBodyLimit`).
pub(super) fn size(request: &Request, limits: &Limits) -> Option<StatusCode> {
    let headers = request.headers();
    let length = |value: &HeaderValue| value.to_str().ok().and_then(|text| text.parse::<u64>().ok());
    let body = headers.get(header::CONTENT_LENGTH).and_then(length).unwrap_or(0);
    if request.uri().path_and_query().is_some_and(|uri| uri.as_str().len() > limits.uri) {
        Some(StatusCode::URI_TOO_LONG)
    } else if headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>() > limits.headers {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    } else if body > limits.body as u64 {
        Some(StatusCode::PAYLOAD_TOO_LARGE)
    } else {
        None
    }
}

/// A layer for routes that compute: they wait in line, and when the line is too long the answer is 503 at once.
///
/// Such a handler never awaits, so without the yield the line would stand unseen in the sockets: every connection
/// with a request takes its place first, then they are answered one after the other.
pub async fn computing(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Ok(_place) = state.computing.try_acquire() else {
        return Problem::busy("Het is nu te druk. Probeer het zo nog eens.").into_response();
    };
    tokio::task::yield_now().await;
    next.run(request).await
}
