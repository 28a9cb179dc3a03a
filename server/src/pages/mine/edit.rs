//! Changing what is mine. Who is overtaken gets to combine both texts; nothing that was typed is lost.

use app::pages::mine::ChangePage;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use store::{Refusal, Status};

use crate::{
    http::{AppState, Nonce, problem::Problem},
    pages::{change::Typed, form::Form, respond},
    people::Who,
};

const SEND: &str = "Wijziging insturen";

/// `POST /mijn/{id}`: a change made on top of version `basis`.
pub(super) async fn save(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let versions = super::own(&state, &who, &id).await?;
    let newest = versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let standing = state.store.standing(newest.initiative.id).await.map_err(respond::internal)?;
    if standing.is_some_and(|(status, _)| status == Status::Withdrawn) {
        let detail = "Dit initiatief is ingetrokken. Er is niets meer aan te veranderen.";
        return Err(Problem::new(StatusCode::CONFLICT, detail));
    }
    let base: i64 = form.get("basis").parse().map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
    let typed = Typed::from(&form);
    let atlas = state.atlas.load_full();
    let vocabulary = atlas.territory().vocabulary();
    let action = format!("/mijn/{id}");
    let title = newest.initiative.content.title.clone();

    let overtaken = newest.number != base;
    let checked = typed.check(&newest.initiative, vocabulary);
    if let (Err(errors), false) = (&checked, overtaken) {
        let inputs = typed.inputs(errors, vocabulary);
        let intro = "Er klopt iets niet. Kijk het na en stuur het opnieuw in.".to_owned();
        return Ok(respond::personal(&who, StatusCode::UNPROCESSABLE_ENTITY, &nonce, &title.clone(), "", move || {
            leptos::view! { <ChangePage title intro action base inputs button=SEND /> }
        }));
    }
    if let (Ok(sending), false) = (&checked, overtaken) {
        let (number, person, now) = (newest.initiative.id, who.person.id, state.clock.text());
        let why = typed.why.trim();
        match state.store.change(number, base, person, why, sending, &now).await.map_err(respond::internal)? {
            Ok(_) => return Ok(respond::see_other(&format!("/mijn/{id}?gedaan=ingestuurd"))),
            Err(Refusal::Overtaken) => {}
            Err(_) => return Err(Problem::of_status(StatusCode::NOT_FOUND)),
        }
    }
    // Somebody may have been first since we looked.
    let versions = super::own(&state, &who, &id).await?;
    let newest = versions.first().ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let theirs = Typed::of(&newest.initiative);
    let before = versions.iter().find(|version| version.number == base);
    let before = before.map(|version| Typed::of(&version.initiative)).unwrap_or_default();
    let inputs = typed.merged(&before, &theirs, vocabulary);
    let base = newest.number;
    let intro = "Iemand anders was je voor. Wat jullie allebei veranderden staat hieronder naast elkaar. Maak er één tekst van; er is niets kwijt.".to_owned();
    Ok(respond::personal(&who, StatusCode::CONFLICT, &nonce, &title.clone(), "", move || {
        leptos::view! { <ChangePage title intro action base inputs button=SEND /> }
    }))
}
