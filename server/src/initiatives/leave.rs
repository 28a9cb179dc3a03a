//! Off the map: archived, so that the page stays, or withdrawn for good.

use app::ui::LeavePage;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::paths;

use crate::{
    accounts::SignedIn,
    initiatives::Done,
    lookup,
    state::AppState,
    web::{Page, flash::Done as _, problem::Problem},
};

/// `GET /mijn/{id}/archiveren`.
pub(crate) async fn ask_archive(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let text = "Het gaat van de kaart, uit de lijst en uit de open data. De pagina blijft te lezen, met een band die zegt dat het is gearchiveerd. Stuur je later een wijziging in, dan kan het terug.";
    ask(&state, &page, &user, &id, "archiveren", text).await
}

/// `GET /mijn/{id}/intrekken`.
pub(crate) async fn ask_withdraw(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let text = "Het gaat voorgoed van de kaart, en de pagina verdwijnt. Dit is niet terug te draaien. Wil je dat de pagina blijft? Archiveer het dan.";
    ask(&state, &page, &user, &id, "intrekken", text).await
}

async fn ask(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    id: &str,
    verb: &'static str,
    text: &'static str,
) -> Result<Response, Problem> {
    let versions = lookup::own(state, user, id).await?;
    let name = versions.first().map(|v| v.initiative.content.title.clone()).unwrap_or_default();
    let title = format!("‘{name}’ {verb}?");
    let (action, back) = (format!("{}/{verb}", paths::own(id)), paths::own(id));
    let button = if verb == "archiveren" { "Ja, archiveren" } else { "Ja, intrekken" };
    Ok(page.personal(user, StatusCode::OK, &title.clone(), move || {
        leptos::view! { <LeavePage title text action button back /> }
    }))
}

/// `POST /mijn/{id}/archiveren`. Twice is as good as once.
pub(crate) async fn archive(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    state.store.only_if(user.owner_of(number)).archive(number, user.person.id, state.clock.moment()).await?;
    Ok(Done::Archived.redirect(&paths::own(number)))
}

/// `POST /mijn/{id}/intrekken`. Twice is as good as once.
pub(crate) async fn withdraw(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    state.store.only_if(user.owner_of(number)).withdraw_own(number, user.person.id, state.clock.moment()).await?;
    Ok(Done::Withdrawn.redirect(&paths::own(number)))
}
