//! Off the map: archived, so that the page stays, or withdrawn for good.

use app::ui::LeavePage;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use crate::{
    accounts::signed_in::Who,
    lookup,
    state::AppState,
    web::{nonce::Nonce, page, problem::Problem},
};

/// `GET /mijn/{id}/archiveren`.
pub(crate) async fn ask_archive(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let text = "Het gaat van de kaart, uit de lijst en uit de open data. De pagina blijft te lezen, met een band die zegt dat het is gearchiveerd. Stuur je later een wijziging in, dan kan het terug.";
    ask(&state, &nonce, &who, &id, "archiveren", text).await
}

/// `GET /mijn/{id}/intrekken`.
pub(crate) async fn ask_withdraw(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let text = "Het gaat voorgoed van de kaart, en de pagina verdwijnt. Dit is niet terug te draaien. Wil je dat de pagina blijft? Archiveer het dan.";
    ask(&state, &nonce, &who, &id, "intrekken", text).await
}

async fn ask(
    state: &AppState,
    nonce: &Nonce,
    who: &Who,
    id: &str,
    verb: &'static str,
    text: &'static str,
) -> Result<Response, Problem> {
    let versions = lookup::own(state, who, id).await?;
    let name = versions.first().map(|v| v.initiative.content.title.clone()).unwrap_or_default();
    let title = format!("‘{name}’ {verb}?");
    let (action, back) = (format!("/mijn/{id}/{verb}"), format!("/mijn/{id}"));
    let button = if verb == "archiveren" { "Ja, archiveren" } else { "Ja, intrekken" };
    Ok(page::personal(who, StatusCode::OK, nonce, &title.clone(), "", move || {
        leptos::view! { <LeavePage title text action button back /> }
    }))
}

/// `POST /mijn/{id}/archiveren`. Twice is as good as once.
pub(crate) async fn archive(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &who, &id).await?;
    state.store.archive(number, who.person.id, &state.clock.text()).await.map_err(page::internal)?;
    Ok(page::see_other(&format!("/mijn/{number}?gedaan=gearchiveerd")))
}

/// `POST /mijn/{id}/intrekken`. Twice is as good as once.
pub(crate) async fn withdraw(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &who, &id).await?;
    state.store.withdraw_own(number, who.person.id, &state.clock.text()).await.map_err(page::internal)?;
    Ok(page::see_other(&format!("/mijn/{number}?gedaan=ingetrokken")))
}
