//! Security headers on every answer, and who may use it.

use axum::{
    http::{
        HeaderName, HeaderValue,
        header::{
            ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
            ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
            REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse as _, Response},
};

use crate::web::nonce::Nonce;

/// What a page may use of the visitor's device: the position and a passkey, when asked; nothing else.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
    display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(self), gyroscope=(), hid=(), \
    idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const API_VERSION: HeaderName = HeaderName::from_static("api-version");
const EMBEDDER_POLICY: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For what is no page: it loads nothing and nobody frames it.
const DATA_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a page has to do with frames: a response extension. Without it, nobody frames it and it frames nothing.
#[derive(Debug, Clone)]
pub(crate) enum Frames {
    /// Other sites may frame it: the sources of `frame-ancestors`.
    In(String),
    /// It shows a page of our own in a frame.
    Own,
}

/// What the headers depend on beside the answer itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site<'a> {
    /// Visitors come over https.
    pub(crate) https: bool,
    /// To subdomains too.
    pub(crate) hsts_subdomains: bool,
    /// The origin of another map style than ours.
    pub(crate) map_style_origin: Option<&'a str>,
}

/// Puts the headers on an answer. Policies that the handler chose itself stay. `open` answers may be used by other
/// sites.
pub(crate) fn secure(response: &mut Response, site: Site<'_>, nonce: Option<&Nonce>, open: bool) {
    let frames = response.extensions_mut().remove::<Frames>();
    let headers = response.headers_mut();
    headers.reserve(14);
    let kind = headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let (page, script) = (kind.starts_with(b"text/html"), kind.starts_with(b"text/javascript"));
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        let other = site.map_style_origin;
        let policy = match nonce {
            Some(nonce) if page => HeaderValue::try_from(page_policy(nonce, other, frames.as_ref())).ok(),
            _ if script => HeaderValue::try_from(worker_policy(other)).ok(),
            _ => None,
        };
        headers.insert(CONTENT_SECURITY_POLICY, policy.unwrap_or(HeaderValue::from_static(DATA_POLICY)));
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(REFERRER_POLICY).or_insert(HeaderValue::from_static("strict-origin-when-cross-origin"));
    if page {
        headers.insert(PERMISSIONS_POLICY, HeaderValue::from_static(PERMISSIONS));
        headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    }
    let framed = matches!(frames, Some(Frames::In(_)));
    let resource = if open || framed { "cross-origin" } else { "same-origin" };
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static(resource));
    if framed {
        // A site that is isolated itself shows only frames that are; everything in ours comes from here.
        headers.insert(EMBEDDER_POLICY, HeaderValue::from_static("require-corp"));
    }
    if open {
        headers.insert(API_VERSION, HeaderValue::from_static(env!("CARGO_PKG_VERSION")));
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("api-version,etag,link,content-crs,deprecation,retry-after,content-disposition"),
        );
    }
    if site.https {
        let year = if site.hsts_subdomains { "max-age=31536000; includeSubDomains" } else { "max-age=31536000" };
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(year));
    }
}

/// What another site's page may ask of open data (CORS).
pub(crate) fn preflight() -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET,HEAD,OPTIONS"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "accept,content-type,if-none-match"),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    headers.into_response()
}

fn page_policy(Nonce(nonce): &Nonce, map_style: Option<&str>, frames: Option<&Frames>) -> String {
    let (own, by) = match frames {
        Some(Frames::In(sites)) => ("", sites.as_str()),
        Some(Frames::Own) => ("frame-src 'self'; ", "'none'"),
        None => ("", "'none'"),
    };
    let (space, other) = map_style.map_or(("", ""), |origin| (" ", origin));
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:{space}{other}; font-src 'self'; connect-src 'self'{space}{other}; \
         worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         {own}frame-ancestors {by}"
    )
}

/// A script may be run as a worker, and a worker goes by the policy of its own file: MapLibre's asks for the ground.
fn worker_policy(map_style: Option<&str>) -> String {
    let (space, other) = map_style.map_or(("", ""), |origin| (" ", origin));
    format!(
        "default-src 'none'; script-src 'self'; connect-src 'self'{space}{other}; img-src 'self'{space}{other}; frame-ancestors 'none'"
    )
}
