//! An editor mends what was sent in, then publishes it: a version of its own, so that everybody can see what changed.

use app::pages::mine::ChangePage;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::FieldError;
use store::Version;

use super::decide;
use crate::{
    http::{AppState, Nonce, problem::Problem},
    pages::{change::Typed, form::Form, respond},
    people::Who,
};

/// `GET …/aanpassen`.
pub(super) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(path): Path<(String, String)>,
) -> Result<Response, Problem> {
    let version = super::version(&state, &who, &path).await?;
    Ok(show(&state, &nonce, &who, &version, &Typed::of(&version.initiative), &[]))
}

/// `POST …/aanpassen`.
pub(super) async fn save(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let version = super::version(&state, &who, &path).await?;
    let typed = Typed::from(&form);
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let sending = match typed.check(&version.initiative, vocabulary) {
        Ok(sending) => sending,
        Err(errors) => return Ok(show(&state, &nonce, &who, &version, &typed, &errors)),
    };
    let why = format!("Aangepast door de redactie. {}", typed.why.trim());
    let (id, number, now) = (version.initiative.id, version.number, state.clock.text());
    let outcome = state.store.amend(id, number, who.person.id, why.trim(), &sending, &now).await;
    match outcome.map_err(respond::internal)? {
        Ok(next) => Ok(respond::see_other(&format!("/redactie/{id}/{next}"))),
        Err(refusal) => decide::refused(&state, &nonce, &who, &version, refusal, &typed.as_text(vocabulary)).await,
    }
}

fn show(
    state: &AppState,
    nonce: &Nonce,
    who: &Who,
    version: &Version,
    typed: &Typed,
    errors: &[FieldError],
) -> Response {
    let atlas = state.atlas.load_full();
    let inputs = typed.inputs(errors, atlas.territory().vocabulary());
    let title = format!("‘{}’ aanpassen", version.initiative.content.title);
    let intro = "Verbeter wat nodig is. Daarna zie je het verschil en kun je publiceren. De inzender ziet je aanpassing in de geschiedenis.".to_owned();
    let (action, base) = (format!("{}/aanpassen", super::href(version)), version.number);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond::personal(who, status, nonce, &title.clone(), "", move || {
        leptos::view! { <ChangePage title intro action base inputs button="Aanpassing bewaren" /> }
    })
}
