//! From a page to an answer.

use app::{
    shell::{Head, Shell},
    ui::{ErrorPage, Unsent, WayIn},
};
use axum::{
    body::{self, Body},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use const_format::formatcp;
use domain::{Operator, paths, picture::MAX_FILE_MB};
use futures_util::{FutureExt as _, stream};
use leptos::prelude::{IntoView, RenderHtml as _, provide_context, use_context};
use leptos_axum::ResponseOptions;

use crate::web::{executor, nonce::Nonce, problem::Problem, static_files};

/// A page as an answer. Pages may be kept by the visitor's browser, but asked after every time.
pub(crate) fn render<V: IntoView + 'static>(
    status: StatusCode,
    nonce: &Nonce,
    operator: &Operator,
    head: &Head,
    class: &str,
    defs: &str,
    view: impl FnOnce() -> V + Send + 'static,
) -> Response {
    executor::start();
    let nonce = leptos::nonce::Nonce::from_value(nonce.0.as_str());
    let operator = operator.clone();
    let context = move || {
        provide_context(nonce.clone());
        provide_context(operator.clone());
        if let Some(options) = use_context::<ResponseOptions>() {
            options.set_status(status);
            options.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        }
    };
    let (head, class, defs) = (head.clone(), class.to_owned(), defs.to_owned());
    let shell = move || {
        leptos::view! {
            <Shell assets=static_files::prefix() style=static_files::style() head class defs>
                {view()}
            </Shell>
        }
    };
    // The whole page in one piece: nothing on it is still to come.
    let rendered = leptos_axum::handle_response_inner(context, shell, Request::default(), |shell, _, _| {
        let html = shell.to_html();
        Box::pin(async { Box::pin(stream::iter([html])) as _ })
    });
    let whole = async {
        let (parts, body) = rendered.await.into_parts();
        let html = body::to_bytes(body, usize::MAX).await;
        html.map(|html| Response::from_parts(parts, Body::from(html)))
    };
    // What Leptos spawns runs at once (see [`executor`]), so the page is there when it is first asked for.
    whole.now_or_never().and_then(Result::ok).unwrap_or_else(|| {
        tracing::error!("a page waits for something");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

/// Only this visitor may keep the page.
pub(super) fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// 303: what was posted is done, and reloading does not do it again.
pub(crate) fn see_other(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// Leads to the address of now. Not to be remembered: a title or a name may be changed back.
pub(crate) fn moved(path: &str) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Redirect::permanent(path)).into_response()
}

/// What the page asks for once it is awake.
pub(crate) fn json(answer: &impl nanoserde::SerJson) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, answer.serialize_json()).into_response()
}

/// The page for an error: what happened, and where to go. `back` is the local address that was asked for; empty when
/// going there again is no use.
pub(crate) fn error_page(
    status: StatusCode,
    nonce: &Nonce,
    operator: &Operator,
    problem: &Problem,
    back: &str,
    unsent: Option<Unsent>,
) -> Response {
    let (detail, passkey, near) = (&*problem.detail, problem.passkey, problem.near.clone());
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
            formatcp!(
                "Wat je stuurde is te groot om te lezen. Een foto mag hooguit {MAX_FILE_MB} MB zijn. Ga terug en kies een kleinere."
            ),
        ),
        StatusCode::UNAUTHORIZED if passkey => ("Bevestig dat jij het bent", detail),
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
    let way_in = (status == StatusCode::UNAUTHORIZED).then(|| match back {
        _ if passkey => WayIn::Passkey,
        "" => WayIn::SignIn(paths::SIGN_IN.to_owned()),
        back => WayIn::SignIn(paths::sign_in_then(back)),
    });
    render(status, nonce, operator, &head, "reading-page", "", move || {
        leptos::view! { <ErrorPage status=status.as_u16() title advice way_in unsent near /> }
    })
}
