//! `ETag` and 304: the same snapshot and the same question give the same answer.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use atlas::Atlas;
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, uri::PathAndQuery},
    response::{IntoResponse as _, Response},
};
use domain::Operator;

/// The entity tag of what `atlas` answers at this address. `salt` tells databases apart, see [`salt`].
///
/// Weak, because a compressed answer has other bytes but says the same.
pub(crate) fn tag(salt: u64, atlas: &Atlas, uri: &Uri) -> String {
    tag_with(salt, atlas, uri, 0)
}

/// [`tag`] of what also depends on something that the revision does not count: `version` differs when that does.
pub(crate) fn tag_with(salt: u64, atlas: &Atlas, uri: &Uri, version: u64) -> String {
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    // A proxy may ask with the host in it.
    uri.path_and_query().map(PathAndQuery::as_str).hash(&mut hasher);
    format!("W/\"{:x}-{:x}-{:x}\"", atlas.revision(), salt, hasher.finish())
}

/// Whether the browser or program has this answer already (`If-None-Match`, compared weakly as RFC 9110 says).
pub(crate) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = opaque(tag);
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.trim() == "*" || value.split(',').any(|known| opaque(known) == wanted))
}

/// 304 when the asker has it already, else what `make` makes; both with the tag. A cache may keep it, and asks
/// every time whether it is still good.
pub(crate) fn respond<E>(
    headers: &HeaderMap,
    tag: &str,
    make: impl FnOnce() -> Result<Response, E>,
) -> Result<Response, E> {
    let response = if is_known(headers, tag) { StatusCode::NOT_MODIFIED.into_response() } else { make()? };
    Ok(tagged(response, tag))
}

/// [`respond`] for an answer that takes its time.
pub(crate) async fn respond_later<E>(
    headers: &HeaderMap,
    tag: &str,
    make: impl Future<Output = Result<Response, E>>,
) -> Result<Response, E> {
    let response = if is_known(headers, tag) { StatusCode::NOT_MODIFIED.into_response() } else { make.await? };
    Ok(tagged(response, tag))
}

fn tagged(mut response: Response, tag: &str) -> Response {
    if let Ok(value) = HeaderValue::try_from(tag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// A number that differs between snapshots with different contents, for [`AppState::salt`].
#[must_use]
pub(crate) fn salt(atlas: &Atlas, operator: &Operator) -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    operator.hash(&mut hasher);
    for index in 0..u32::try_from(atlas.len()).unwrap_or(u32::MAX) {
        hasher.write(atlas.feature(index));
    }
    for gathering in atlas.gatherings().all() {
        (gathering.id, &gathering.content.title, gathering.content.begins, gathering.changed).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn etags_are_compared_weakly() {
        let known = |value: &str| {
            let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::try_from(value).unwrap())]);
            is_known(&headers, "W/\"1-2\"")
        };
        for value in ["W/\"1-2\"", "\"1-2\"", "\"x\", W/\"1-2\"", "*"] {
            assert!(known(value), "{value}");
        }
        for value in ["W/\"1-3\"", "1-2", "", "\"x\", \"y\""] {
            assert!(!known(value), "{value}");
        }
    }
}
