//! The one place where an error becomes an answer: a problem document for programs, a page for people.

use app::ui::Unsent;
use axum::{
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::Operator;

use domain::paths;

use crate::web::{nonce::Nonce, page, params, problem::Problem};

/// Gives an answer with an error status its body: from the [`Problem`] that a handler returned, or else (axum's own
/// refusals) from the status alone. An answer that has a page or a document already stays as it is.
pub(crate) fn explain(
    mut response: Response,
    method: &Method,
    uri: &Uri,
    for_programs: bool,
    nonce: Option<&Nonce>,
    operator: &Operator,
    form: Option<&[u8]>,
) -> Response {
    let status = response.status();
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if has_own_body(&response) => return response,
        None => Problem::of_status(status),
    };
    // Without a nonce there is nothing to render a page with.
    if let Some(nonce) = nonce.filter(|_| !for_programs) {
        // Where to go on after signing in; what was to be changed has to be done again.
        let back = if *method == Method::GET { uri.path_and_query().map_or("", |path| path.as_str()) } else { "" };
        let form = problem.typed.as_deref().or_else(|| std::str::from_utf8(form?).ok());
        if problem.passkey && !back.is_empty() {
            return with_headers_of(&response, page::see_other(&paths::passkey_then(back)));
        }
        let unsent = form.and_then(|form| unsent(status, uri, form));
        let page = page::error_page(status, nonce, operator, &problem, back, unsent);
        return with_headers_of(&response, page);
    }
    let document = (
        status,
        [(header::CONTENT_TYPE, "application/problem+json"), (header::CONTENT_LANGUAGE, "nl")],
        problem.document(uri.path()),
    );
    with_headers_of(&response, document.into_response())
}

/// What was typed, when the answer says nothing about it: it goes along on the page, so that it can be sent again. Not with
/// a 403: that may be a form of another site.
fn unsent(status: StatusCode, uri: &Uri, form: &str) -> Option<Unsent> {
    let again = matches!(
        status,
        StatusCode::UNAUTHORIZED | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS | StatusCode::CONFLICT
    ) || status.is_server_error();
    let pairs = params::decode(form).ok()?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Unsent::of(path, params::owned(pairs)).filter(|_| again)
}

/// The fallback of the router.
pub(crate) async fn not_found() -> Problem {
    Problem::of_status(StatusCode::NOT_FOUND)
}

/// Plain text from axum's extractors is no body of our own.
fn has_own_body(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    kind.starts_with(b"text/html") || kind.starts_with(b"application/")
}

/// Keeps Allow, Retry-After, cookies and CORS: everything but what describes the body.
fn with_headers_of(before: &Response, mut after: Response) -> Response {
    for (name, value) in before.headers() {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            after.headers_mut().insert(name, value.clone());
        }
    }
    after.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    after
}
