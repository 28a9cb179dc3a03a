//! A form that makes something is handled once, however often it is sent: a button pressed twice, a page gone back to, an
//! answer that got lost. The form carries a number, so that the same text on another page is another form. Whoever sends
//! it again gets the same answer.

use std::{panic::resume_unwind, time::Duration};

use app::ui::FORM_NUMBER;
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use store::{FormProgress, SentForm, Store};

use crate::{
    clock::Clock,
    web::{form::is_form, nonce::Nonce, params, problem::Problem},
};

/// How often, and how many times, to look whether another sending has been answered.
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: u32 = 100;

/// What is kept of an answer: where it leads, and a cookie that says that something was sent.
const KEPT: [HeaderName; 2] = [header::LOCATION, header::SET_COOKIE];

/// What it takes to know a form again.
#[derive(Clone)]
pub(crate) struct Forms {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    /// The most bytes of a form.
    pub(crate) limit: usize,
}

/// The layer around forms.
pub(crate) async fn once(State(forms): State<Forms>, request: Request, next: Next) -> Result<Response, Problem> {
    if *request.method() != Method::POST || !is_form(request.headers()) {
        return Ok(next.run(request).await);
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, forms.limit).await;
    let body = body.map_err(|_| Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE))?;
    let numbered = is_numbered(&body);
    let hash = blake3::Hasher::new().update(parts.uri.to_string().as_bytes()).update(b"\n").update(&body).finalize();
    let request = Request::from_parts(parts, Body::from(body));
    if !numbered {
        return Ok(next.run(request).await);
    }
    let form = SentForm { hash: hash.to_string(), attempt: Nonce::new()?.0, now: forms.clock.moment() };
    if let Some(answer) = earlier_answer(&forms, &form).await? {
        return Ok(answer);
    }
    // In a task of its own: a browser that goes away stops nothing half way.
    let handled = tokio::spawn(handle(forms, form, next.run(request))).await;
    handled.unwrap_or_else(|error| match error.try_into_panic() {
        Ok(panic) => resume_unwind(panic),
        Err(_) => Err(Problem::internal()),
    })
}

/// Whether the form has a number.
fn is_numbered(body: &[u8]) -> bool {
    let pairs = std::str::from_utf8(body).ok().and_then(|text| params::decode(text).ok());
    pairs.is_some_and(|pairs| pairs.iter().any(|(name, value)| name == FORM_NUMBER && !value.is_empty()))
}

async fn handle(
    forms: Forms,
    form: SentForm,
    answer: impl Future<Output = Response> + Send,
) -> Result<Response, Problem> {
    let response = form.clone().handle(answer).await;
    if response.status() == StatusCode::SEE_OTHER {
        // What was made stays when this can't be kept.
        forms.store.keep_answer(&form, &written(response.headers())).await.ok();
        return Ok(response);
    }
    forms.store.release_form(&form).await.ok();
    // Another sending may have been first, and only one can succeed.
    Ok(earlier_answer(&forms, &form).await?.unwrap_or(response))
}

/// The answer to another sending of the same form, once it is there.
async fn earlier_answer(forms: &Forms, form: &SentForm) -> Result<Option<Response>, Problem> {
    for _ in 0..LOOKS {
        match forms.store.form_progress(form).await? {
            FormProgress::New => return Ok(None),
            FormProgress::Answered(headers) => {
                return Ok(Some((StatusCode::SEE_OTHER, read(&headers)).into_response()));
            }
            FormProgress::UnderWay => tokio::time::sleep(LOOK).await,
        }
    }
    let lost = "Dit formulier was al verstuurd, maar het antwoord raakte zoek. Kijk eerst of het gelukt is; zo niet, laad \
                het formulier dan opnieuw.";
    Err(Problem::new(StatusCode::CONFLICT, lost))
}

/// The headers that are kept, a line each.
fn written(headers: &HeaderMap) -> String {
    let lines = KEPT.iter().flat_map(|name| {
        headers.get_all(name).iter().filter_map(move |value| Some(format!("{name}: {}\n", value.to_str().ok()?)))
    });
    lines.collect()
}

fn read(written: &str) -> HeaderMap {
    let header = |line: &str| {
        let (name, value) = line.split_once(": ")?;
        Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
    };
    written.lines().filter_map(header).collect()
}
