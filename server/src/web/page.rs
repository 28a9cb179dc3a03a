//! From a page to an answer.

use app::document::{Head, Site, document};
use app::{ui::ErrorPage, view::Reader};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Redirect, Response},
};
use leptos::prelude::IntoView;

use crate::web::{nonce::Nonce, problem::Problem, static_files};

/// A page as an answer. Pages may be kept by the visitor's browser, but asked after every time.
pub(crate) fn page<V: IntoView + 'static>(
    status: StatusCode,
    nonce: &Nonce,
    head: &Head,
    class: &str,
    defs: &str,
    view: impl FnOnce() -> V,
) -> Response {
    let site = Site { assets: static_files::prefix(), nonce: &nonce.0 };
    let html = document(site, head, class, defs, view);
    let mut response = (status, Html(html)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A page that only this visitor may see; search engines have no business here.
pub(crate) fn personal<V: IntoView + 'static>(
    reader: impl Into<Reader>,
    status: StatusCode,
    nonce: &Nonce,
    title: &str,
    defs: &str,
    view: impl FnOnce() -> V,
) -> Response {
    let head = Head { title: title.to_owned(), hidden: true, reader: Some(reader.into()), ..Head::default() };
    let mut response = page(status, nonce, &head, "reading-page", defs, view);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// As [`personal`], for who may still have to sign in.
pub(crate) fn maybe_personal<V: IntoView + 'static>(
    reader: Option<impl Into<Reader>>,
    status: StatusCode,
    nonce: &Nonce,
    title: &str,
    view: impl FnOnce() -> V,
) -> Response {
    let head = Head { title: title.to_owned(), hidden: true, reader: reader.map(Into::into), ..Head::default() };
    page(status, nonce, &head, "reading-page", "", view)
}

/// 303: what was posted is done, and reloading does not do it again.
pub(crate) fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// 500; what happened is for the log.
#[allow(clippy::needless_pass_by_value, reason = "it is an argument of map_err")]
pub(crate) fn internal(error: store::StoreError) -> Problem {
    tracing::error!(%error, "store");
    Problem::internal()
}

/// What the page asks for once it is awake.
pub(crate) fn json(answer: &impl nanoserde::SerJson) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, answer.serialize_json()).into_response()
}

/// The page for an error: what happened, and where to go. `back` is the local address that was asked for; empty when
/// going there again is no use.
pub(crate) fn error_page(status: StatusCode, nonce: &Nonce, detail: &str, back: &str) -> Response {
    let (title, advice) = match status {
        StatusCode::NOT_FOUND => (
            "Deze pagina is er niet",
            "Misschien is het adres veranderd of zit er een typefout in. Zoek het initiatief, of begin op de kaart.",
        ),
        StatusCode::GONE => (
            "Dit initiatief staat niet meer op de kaart",
            "De school of de redactie heeft het weggehaald. Kijk wat er in de buurt is, of zoek iets vergelijkbaars.",
        ),
        StatusCode::CONFLICT => ("Dat kan niet meer", detail),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Dat is te groot",
            "Wat je stuurde is te groot om te lezen. Een foto mag hooguit 10 MB zijn. Ga terug en kies een kleinere.",
        ),
        StatusCode::UNAUTHORIZED => {
            ("Log eerst in", "Deze pagina is er voor wie ingelogd is. Inloggen kost één e-mail.")
        }
        StatusCode::FORBIDDEN => ("Hier kun je niet bij", detail),
        StatusCode::TOO_MANY_REQUESTS => ("Dat was even te vaak", detail),
        StatusCode::SERVICE_UNAVAILABLE => ("Het is even te druk", "Wacht een paar tellen en probeer het nog eens."),
        status if status.is_server_error() => {
            ("Er ging iets mis", "Dat ligt aan ons. Probeer het zo nog eens; je hoeft niets opnieuw in te vullen.")
        }
        _ => ("Dit verzoek begrijpen we niet", detail),
    };
    let head = Head { title: title.to_owned(), description: advice.to_owned(), hidden: true, ..Head::default() };
    let (title, advice) = (title.to_owned(), advice.to_owned());
    let sign_in = (status == StatusCode::UNAUTHORIZED).then(|| match back {
        "" => "/inloggen".to_owned(),
        back => format!("/inloggen?{}", domain::query::encode_pairs(&[("terug", back.to_owned())])),
    });
    page(status, nonce, &head, "reading-page", "", move || {
        leptos::view! { <ErrorPage status=status.as_u16() title advice sign_in /> }
    })
}
