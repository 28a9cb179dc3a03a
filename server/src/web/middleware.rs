//! What every request passes on its way in and out.

use std::{
    mem,
    panic::AssertUnwindSafe,
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures_util::FutureExt as _;
use tokio::time::timeout;

use crate::{
    Config,
    web::{
        accept::prefers_page,
        body, errors,
        form::is_form,
        headers, host,
        limits::{self, Computing},
        metrics::Metrics,
        nonce::Nonce,
        problem::Problem,
        same_origin,
        shares::Shares,
        visitor::Visitor,
    },
};

/// What it takes to guard and count requests.
#[derive(Clone)]
pub(crate) struct Edge {
    pub(crate) config: Arc<Config>,
    /// The address visitors use, without a slash at the end.
    pub(crate) site_url: Arc<str>,
    /// A permit for each request that computes.
    pub(crate) computing: Computing,
    /// Who sends bodies.
    pub(crate) bodies: Shares,
    pub(crate) metrics: Metrics,
    /// Who is answered at the address of a request.
    pub(crate) audience: fn(&Request) -> Audience,
}

impl Edge {
    fn https(&self) -> bool {
        self.site_url.starts_with("https://")
    }
}

/// Who is answered at an address, and what may come in there.
pub(crate) struct Audience {
    /// Programs get problem documents, people get pages.
    pub(crate) programs: bool,
    /// Other sites may use the answer.
    pub(crate) open: bool,
    /// A file that people take along too: who asks for one that is not there in a browser gets a page.
    pub(crate) file: bool,
    /// A drawing is made for it.
    pub(crate) drawn: bool,
    /// The answer may be a page, so it needs a nonce.
    pub(crate) page: bool,
    /// A form with a picture may come in.
    pub(crate) pictures: bool,
    /// A `POST` may come from anywhere: the secret in the address is the proof.
    pub(crate) one_click: bool,
}

impl Audience {
    /// Whether answering is work: the rest goes on when it is busy. Drawings and pictures wait in lines of their own, so that
    /// they keep no page waiting.
    fn computes(&self) -> bool {
        (self.open && !self.drawn) || (self.page && !self.pictures)
    }
}

/// Limits, headers, errors and counting. Never logs who asks, nor what comes after the `?`: that may say where a
/// visitor is.
pub(crate) async fn edge(State(state): State<Edge>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let audience = (state.audience)(&request);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let (method, uri) = (request.method().clone(), request.uri().clone());

    let nonce = audience
        .page
        .then(Nonce::new)
        .and_then(|nonce| nonce.inspect_err(|error| tracing::error!(%error, "no random bytes")).ok());
    let in_browser = audience.file && method == Method::GET && prefers_page(request.headers());
    let mut form = None;
    let response = answer(&state, &audience, nonce.as_ref(), request, next, &mut form).await;
    let mut response = response.unwrap_or_else(|problem| {
        if matches!(problem.status, StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS) {
            // Refused before anybody else sees it: a line of the security log, in its shape.
            let act = format!("{method} {}", route.as_ref().map(MatchedPath::as_str).unwrap_or_default());
            tracing::info!(act, outcome = "refused", status = problem.status.as_u16(), "security");
        }
        problem.into_response()
    });
    let mut nonce = nonce;
    if response.status().is_client_error() || response.status().is_server_error() {
        nonce = nonce.or_else(|| in_browser.then(Nonce::new)?.ok());
        let programs = audience.programs && !in_browser;
        let operator = &state.config.operator;
        response = errors::explain(response, &method, &uri, programs, nonce.as_ref(), operator, form.as_deref());
    }
    // Open data is seldom a page: there the handler makes the nonce.
    let nonce = nonce.or_else(|| response.extensions_mut().remove::<Nonce>());
    let style = state.config.map_style_origin();
    let site = headers::Site {
        https: state.https(),
        hsts_subdomains: state.config.hsts_subdomains,
        map_style_origin: style.as_deref(),
    };
    headers::secure(&mut response, site, nonce.as_ref(), audience.open);
    record(&state.metrics, route.as_ref(), response.status(), start.elapsed());
    response
}

async fn answer(
    state: &Edge,
    audience: &Audience,
    nonce: Option<&Nonce>,
    mut request: Request,
    next: Next,
    form: &mut Option<Bytes>,
) -> Result<Response, Problem> {
    let limits = &state.config.limits;
    let (most, patience) =
        if audience.pictures { (limits.upload, limits.upload_timeout) } else { (limits.body, limits.answer_timeout) };
    if let Some(status) = limits::size(&request, limits, most) {
        return Err(Problem::of_status(status));
    }
    host::check(&request, state.config.public_url.as_deref())?;
    if audience.open && request.method() == Method::OPTIONS {
        return Ok(headers::preflight());
    }
    if same_origin::changes(request.method()) {
        // What is for programs has nothing to change: there 405 says more.
        if !audience.programs && !audience.one_click {
            same_origin::check(&request, &state.site_url)?;
        }
        // Only these have a body that is read; one without a length is cut off here.
        DefaultBodyLimit::max(most).apply(&mut request);
        let visitor = Visitor::of(request.headers(), request.extensions(), state.config.behind_proxy);
        let share = state.bodies.take(visitor)?;
        let mut request_body = body::paced(mem::take(request.body_mut()), limits, share);
        if is_form(request.headers()) {
            // Before a permit to compute is taken: who sends slowly keeps nobody waiting.
            let read = to_bytes(request_body, most).await.map_err(|error| body::unread(&error))?;
            *form = Some(read.clone());
            request_body = Body::from(read);
        }
        *request.body_mut() = request_body;
    }
    match nonce {
        Some(nonce) => _ = request.extensions_mut().insert(nonce.clone()),
        None if audience.page => return Err(Problem::internal()),
        None => {}
    }
    let _permit = if audience.computes() { Some(state.computing.permit().await?) } else { None };
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    match timeout(patience, answer).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(_)) => {
            // The panic itself is in the log.
            tracing::error!("a handler panicked");
            Err(Problem::internal())
        }
        Err(_) => Err(Problem::busy("Het antwoord duurde te lang. Probeer het zo nog eens.")),
    }
}

fn record(metrics: &Metrics, route: Option<&MatchedPath>, status: StatusCode, duration: Duration) {
    static UNKNOWN: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from("onbekend"));
    let route = route.map_or_else(|| Arc::clone(&UNKNOWN), |path| Arc::from(path.as_str()));
    metrics.count(&route, status, duration);
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!(%route, status = status.as_u16(), ?duration, "failed");
    } else {
        tracing::debug!(%route, status = status.as_u16(), ?duration, "answered");
    }
}
