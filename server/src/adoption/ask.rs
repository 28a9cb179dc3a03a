//! "Wij doen dit ook": a school links its own initiative to the one it took over.

use app::adoption::{AdoptPage, AdopterChoice};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{Adoption, Email, InitiativeId, paths};
use serde::Deserialize;
use store::AdoptionError;

use crate::{
    accounts::SignedIn,
    adoption::{Done, mails, view},
    lookup::{self, Found, about},
    state::AppState,
    web::{Page, flash::Done as _, form::Form, form_page::Refused, problem::Problem, rate::Kind},
};

/// An initiative that others may have taken over: on the map, and no example.
async fn source(state: &AppState, id: &str) -> Result<Found, Problem> {
    let found = lookup::find(state, id).await?;
    if found.archived || found.initiative.example {
        return Err(Problem::of_status(StatusCode::NOT_FOUND));
    }
    Ok(found)
}

/// `GET /initiatieven/{id}/ook`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let found = source(&state, &id).await?;
    show(&state, &page, &user, &found, None, Refused::NOT).await
}

/// Which initiative of their own.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AdoptForm {
    eigen: String,
}

/// `POST /initiatieven/{id}/ook`: `eigen` is the own initiative.
pub(crate) async fn send(
    State(state): State<AppState>,
    page: Page,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<AdoptForm>,
) -> Result<Response, Problem> {
    let found = source(&state, &id).await?;
    let says =
        |text: &str| Refused { status: StatusCode::UNPROCESSABLE_ENTITY, text: text.to_owned(), retry_after: None };
    let adopter = InitiativeId(form.eigen.parse().unwrap_or_default());
    let own = state.store.owns(user.person.id, adopter).await?;
    let atlas = state.atlas.load_full();
    let Some(mine) = atlas.get(adopter).filter(|_| own) else {
        return show(&state, &page, &user, &found, None, says("Kies eerst een initiatief van jullie zelf.")).await;
    };
    if let Err(problem) = state.rates.person(Kind::Contact, user.person.id) {
        return show(&state, &page, &user, &found, Some(adopter), Refused::because(problem)).await;
    }
    let source = found.initiative.id;
    let (title, whose) = (&found.initiative.content.title, view::whose(mine));
    let letter = |to: &Email| mails::adoption_asked(&state.site_url, to, source, title, &whose);
    let new = Adoption { adopter, source };
    match state
        .store
        .only_if(user.owner_of(adopter))
        .ask_adoption(new, user.person.id, letter, state.clock.moment())
        .await
    {
        Ok(()) => Ok(Done::Asked.redirect(&paths::own(adopter))),
        Err(AdoptionError::Store(error)) => Err(error.into()),
        Err(refusal) => show(&state, &page, &user, &found, Some(adopter), says(&refusal.to_string())).await,
    }
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &SignedIn,
    found: &Found,
    chosen: Option<InitiativeId>,
    Refused { status, text: refused, retry_after }: Refused,
) -> Result<Response, Problem> {
    let own = state.store.owned_by(user.person.id).await?;
    // As it stands on the map, not as it may become.
    let public = own.iter().filter_map(|version| found.atlas.get(version.initiative.id));
    let mine: Vec<_> = public
        .filter(|one| one.id != found.initiative.id)
        .map(|one| AdopterChoice { id: one.id.0, title: one.content.title.clone(), chosen: Some(one.id) == chosen })
        .collect();
    let about = about(found);
    let response = page.unlisted(Some(user), status, "Wij doen dit ook", move || {
        leptos::view! { <AdoptPage about mine refused /> }
    });
    Ok(Refused::wait(retry_after, response))
}
