//! What changes something comes from a page of our own.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
};

use crate::web::problem::Problem;

/// Whether a request with this method may change something.
pub(crate) fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Lets through what a browser says comes from this site: by `Sec-Fetch-Site`, or by `Origin` when the browser does
/// not send that. `site` is the address visitors use; behind another name for the same server, the `Host` counts.
///
/// # Errors
/// 403 for another site, and for a request that does not say.
pub(crate) fn check(request: &Request, site: &str) -> Result<(), Problem> {
    let host = request.uri().authority().map(|a| a.as_str()).or_else(|| text(request.headers(), header::HOST.as_str()));
    let own = match text(request.headers(), "sec-fetch-site") {
        Some(from) => matches!(from, "same-origin" | "none"),
        None => text(request.headers(), header::ORIGIN.as_str()).is_some_and(|from| is_own(from, site, host)),
    };
    let refusal = "Dit verzoek kwam niet van een pagina van de kaart zelf. Open de pagina opnieuw en probeer het daar.";
    if own { Ok(()) } else { Err(Problem::new(StatusCode::FORBIDDEN, refusal)) }
}

fn is_own(from: &str, site: &str, host: Option<&str>) -> bool {
    let scheme = site.split_once("://").map_or("http", |(scheme, _)| scheme);
    let by_host = from.split_once("://").filter(|(own, _)| *own == scheme).map(|(_, host)| host);
    from == site || by_host.is_some_and(|named| host == Some(named))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    // Bytes that are not text are not an origin of ours.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}
