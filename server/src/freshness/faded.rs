//! What has faded: an editor asked around, and says that it still holds, or takes it off the map.

use app::freshness::{FadedItem, FadedLine, FadedPage, Owner};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::paths;
use domain::review::{MAX_TEXT, TEXT_TOO_LONG};
use serde::Deserialize;
use store::Faded;
use wording::dates::day;

use crate::{
    accounts::Editor,
    freshness::mails,
    lookup::path_of,
    state::AppState,
    web::{
        Page,
        flash::{Done as _, Flash, done},
        form::Form,
        problem::Problem,
    },
};

done! {
    /// What an editor decided about what has faded.
    Decided {
        StillTrue = "klopt" => "Het klopt nog. De speld is weer fris.",
        Archived = "gearchiveerd" => "Het is van de kaart. De eigenaren krijgen een mail met je reden.",
    }
}

/// What an editor writes with a decision.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NoteForm {
    tekst: String,
}

/// `/redactie/verbleekt`; `gedaan` tells what was decided a moment ago.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    done: Flash<Decided>,
) -> Result<Response, Problem> {
    let faded: Vec<_> = all(&state, &user).await?.iter().map(line).collect();
    let success = done.message();
    Ok(page.personal(&user, StatusCode::OK, "Verbleekt", move || {
        leptos::view! { <FadedPage faded success /> }
    }))
}

/// `/redactie/verbleekt/{id}`.
pub(crate) async fn item(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let faded = one(&state, &user, &id).await?;
    show(&state, &page, &user, &faded, "", String::new()).await
}

/// `POST …/klopt`: `tekst` says who told it.
pub(crate) async fn still_true(
    State(state): State<AppState>,
    user: Editor,
    Path(id): Path<String>,
    Form(form): Form<NoteForm>,
) -> Result<Response, Problem> {
    let faded = one(&state, &user, &id).await?;
    let source: String = form.tekst.trim().chars().take(MAX_TEXT).collect();
    let (id, now) = (faded.initiative.id, state.clock.moment());
    let right = user.editor_of(faded.initiative.region);
    let done = state.store.only_if(right).still_true(id, user.person.id, &source, now).await?;
    if done { Ok(Decided::StillTrue.redirect(paths::DESK_FADED)) } else { Err(over()) }
}

/// `POST …/archiveren`: `tekst` is the reason.
pub(crate) async fn archive(
    State(state): State<AppState>,
    page: Page,
    user: Editor,
    Path(id): Path<String>,
    Form(form): Form<NoteForm>,
) -> Result<Response, Problem> {
    let faded = one(&state, &user, &id).await?;
    let reason = form.tekst.trim();
    let error = match reason.chars().count() {
        0 => "Typ eerst waarom je het van de kaart haalt.",
        1..=MAX_TEXT => "",
        _ => TEXT_TOO_LONG,
    };
    if !error.is_empty() {
        return show(&state, &page, &user, &faded, error, reason.to_owned()).await;
    }
    let (id, title) = (faded.initiative.id, &faded.initiative.content.title);
    let owners = state.store.reachable_owners(id).await?;
    let letters: Vec<_> =
        owners.iter().map(|o| mails::archived(&state.site_url, o.email.as_str(), title, reason, id)).collect();
    let now = state.clock.moment();
    let done = state
        .store
        .only_if(user.editor_of(faded.initiative.region))
        .archive_because(id, user.person.id, reason, &letters, now)
        .await;
    if done? { Ok(Decided::Archived.redirect(paths::DESK_FADED)) } else { Err(over()) }
}

/// Everything that has faded where this editor checks.
pub(crate) async fn all(state: &AppState, user: &Editor) -> Result<Vec<Faded>, Problem> {
    let mut faded = state.store.faded().await?;
    faded.retain(|one| user.edits(one.initiative.region));
    Ok(faded)
}

/// One of them: 403 in another region, 404 for what is none (any more).
async fn one(state: &AppState, user: &Editor, id: &str) -> Result<Faded, Problem> {
    let found = state.store.faded().await?;
    let found = found.into_iter().find(|one| one.initiative.id.to_string() == id);
    let found = found.ok_or_else(|| Problem::not_found("Dit initiatief is niet (meer) verbleekt."))?;
    if user.edits(found.initiative.region) {
        return Ok(found);
    }
    let detail = format!("Dit staat in {}. Daar ben je geen redacteur.", found.initiative.region.label());
    Err(Problem::new(StatusCode::FORBIDDEN, detail))
}

fn over() -> Problem {
    Problem::new(StatusCode::CONFLICT, "Dit initiatief staat niet meer op de kaart. Er is niets veranderd.")
}

fn line(faded: &Faded) -> FadedLine {
    let initiative = &faded.initiative;
    FadedLine {
        href: format!("{}/{}", paths::DESK_FADED, initiative.id),
        title: initiative.content.title.clone(),
        school: wording::school(initiative),
        place: format!("{}, {}", initiative.town, initiative.region.label()),
        confirmed: day(&faded.confirmed),
        since: day(&faded.since),
    }
}

async fn show(
    state: &AppState,
    page: &Page,
    user: &Editor,
    faded: &Faded,
    error: &'static str,
    typed: String,
) -> Result<Response, Problem> {
    let owners = state.store.reachable_owners(faded.initiative.id).await?;
    let owners = owners.into_iter().map(|o| Owner { name: o.name, email: o.email.to_string() }).collect();
    let (line, public) = (line(faded), path_of(&faded.initiative));
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = line.title.clone();
    Ok(page.personal(user, status, &title, move || {
        leptos::view! { <FadedItem line public owners error typed /> }
    }))
}
