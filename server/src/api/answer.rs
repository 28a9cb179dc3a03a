//! From what was made to an answer: the same headers on all of them.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};

use crate::api::{self, crs::Crs};

const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");
const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");

/// 28 November 2026, in seconds since 1970: since then `offset` and `filter-lang=cql-text` have better successors.
const OUTDATED_SINCE: &str = "@1795824000";

/// Marks an answer that depends on what the asker accepts.
pub(crate) fn varied(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
    response
}

/// A body of this media type.
pub(crate) fn body(kind: HeaderValue, body: impl Into<axum::body::Body>) -> Response {
    ([(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

/// Features, in this coordinate system.
pub(crate) fn features(crs: Crs, features: Vec<u8>) -> Response {
    in_crs(body(api::GEOJSON, features), crs)
}

/// Says in which coordinate system an answer is.
pub(crate) fn in_crs(mut response: Response, crs: Crs) -> Response {
    response.headers_mut().insert(CONTENT_CRS, HeaderValue::from_static(crs.bracketed()));
    response
}

/// Says that something in the address is out of date, and where that is explained (RFC 9745).
pub(crate) fn deprecated(mut response: Response, site: &str) -> Response {
    response.headers_mut().insert(DEPRECATION, HeaderValue::from_static(OUTDATED_SINCE));
    if let Ok(policy) = HeaderValue::try_from(format!("<{site}/over/api>; rel=\"deprecation\"; type=\"text/html\"")) {
        response.headers_mut().append(header::LINK, policy);
    }
    response
}
