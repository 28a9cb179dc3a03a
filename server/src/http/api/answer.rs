//! From what was made to an answer: the same headers on all of them.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use super::crs::Crs;

const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// Marks an answer that depends on what the asker accepts.
pub(super) fn varied(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    response
}

/// A body of this media type.
pub(super) fn body(kind: HeaderValue, body: impl Into<axum::body::Body>) -> Response {
    ([(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

/// Features, in this coordinate system.
pub(super) fn features(crs: Crs, features: Vec<u8>) -> Response {
    let mut response = body(super::GEOJSON, features);
    if let Ok(value) = HeaderValue::try_from(format!("<{}>", crs.uri())) {
        response.headers_mut().insert(CONTENT_CRS, value);
    }
    response
}
