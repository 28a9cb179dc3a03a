//! The page behind the link that asks whether something still holds. It works without signing in, and can do nothing
//! else than answer.

use app::{
    document::Head,
    freshness::{DeadQuestion, Freshness, StillTruePage},
};
use axum::{
    Extension,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use wording::dates::day;

use crate::{
    accounts::token,
    state::AppState,
    web::{nonce::Nonce, page, problem::Problem},
};

/// What the log and the history say of it.
pub(crate) const FINISHED: &str = "Afgerond, volgens de eigenaar.";

/// Three ways. Nothing changes.
pub(crate) async fn look(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let Some((id, _)) = asked(&state, &token).await? else { return Ok(dead(&nonce)) };
    let Some(kept) = state.store.freshness(id).await.map_err(page::internal)? else { return Ok(dead(&nonce)) };
    let (here, own) = (format!("/klopt-nog/{token}"), format!("/mijn/{id}"));
    let public = format!("/initiatieven/{id}");
    let told = told(query.as_deref().unwrap_or_default());
    let title = kept.title.clone();
    let freshness = shown(kept);
    Ok(page(&nonce, StatusCode::OK, &title.clone(), move || {
        leptos::view! { <StillTruePage title freshness here public own told /> }
    }))
}

/// "Klopt nog."
pub(crate) async fn still_true(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some((id, person)) = asked(&state, &token).await? else { return Ok(dead(&nonce)) };
    let done = state.store.still_true(id, person, "", &state.clock.text()).await.map_err(page::internal)?;
    Ok(if done { page::see_other(&format!("/klopt-nog/{token}?gedaan=klopt")) } else { dead(&nonce) })
}

/// "Afgerond."
pub(crate) async fn finished(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let Some((id, person)) = asked(&state, &token).await? else { return Ok(dead(&nonce)) };
    let done = state.store.finish(id, person, FINISHED, &state.clock.text()).await.map_err(page::internal)?;
    Ok(if done { page::see_other(&format!("/klopt-nog/{token}?gedaan=afgerond")) } else { dead(&nonce) })
}

/// Which initiative the link asks about, and whom.
async fn asked(state: &AppState, token: &str) -> Result<Option<(i64, i64)>, Problem> {
    state.store.asked_by(&token::hash(token)).await.map_err(page::internal)
}

/// As a page shows it.
pub(crate) fn shown(kept: store::Freshness) -> Freshness {
    Freshness { confirmed: day(&kept.confirmed), faded: kept.faded, finished: kept.finished }
}

/// What was said a moment ago.
pub(crate) fn told(query: &str) -> &'static str {
    match query {
        "gedaan=klopt" => "Dank je. Iedereen ziet nu dat het nog klopt. Over een jaar vragen we het weer.",
        "gedaan=afgerond" => "Dank je. Op de kaart staat nu dat het is afgerond.",
        _ => "",
    }
}

fn dead(nonce: &Nonce) -> Response {
    page(nonce, StatusCode::GONE, "Deze link werkt niet meer", || leptos::view! { <DeadQuestion /> })
}

fn page<V: leptos::prelude::IntoView + 'static>(
    nonce: &Nonce,
    status: StatusCode,
    title: &str,
    view: impl FnOnce() -> V,
) -> Response {
    let head = Head { title: title.to_owned(), hidden: true, ..Head::default() };
    page::page(status, nonce, &head, "reading-page", "", view)
}
