//! What only the person behind an address can say: this is mine, and my name may stand beside it.

use app::{initiatives::ShowName, submit::Unconfirmed};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::retention::CONFIRM_DAYS;
use jiff::{SignedDuration, Timestamp};
use wording::dates::day;

use crate::{
    accounts::{self, profile::called, signed_in::Who},
    lookup,
    state::AppState,
    web::{form::Form, page, problem::Problem},
};

/// What was sent in with my address and waits for me.
pub(crate) async fn waiting(state: &AppState, who: &Who) -> Result<Vec<Unconfirmed>, Problem> {
    let waiting = state.store.unconfirmed(who.person.id).await.map_err(page::internal)?;
    Ok(waiting
        .into_iter()
        .map(|version| {
            let sent = &version.initiative.changed;
            let end =
                sent.parse::<Timestamp>().and_then(|at| at.checked_add(SignedDuration::from_hours(24 * CONFIRM_DAYS)));
            Unconfirmed {
                action: format!("/mijn/{}/bevestigen", version.initiative.id),
                sent: day(sent),
                until: end.map_or_else(|_| String::new(), |end| day(&end.to_string())),
                title: version.initiative.content.title,
                summary: version.initiative.content.summary,
            }
        })
        .collect())
}

/// `POST /mijn/{id}/bevestigen`. Twice is as good as once.
pub(crate) async fn confirm(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let id: i64 = id.parse().map_err(|_| not_found())?;
    let (person, now) = (who.person.id, state.clock.text());
    let letter = |title: &str| accounts::mails::received(&state.site_url, who.person.email.as_str(), title);
    let confirmed = state.store.confirm(id, person, letter, &now).await.map_err(page::internal)?;
    if confirmed || state.store.owns(person, id).await.map_err(page::internal)? {
        return Ok(page::see_other(&format!("/mijn/{id}?gedaan=bevestiging")));
    }
    Err(not_found())
}

/// `POST /mijn/{id}/naam`: `tonen=ja`, or not.
pub(crate) async fn show_name(
    State(state): State<AppState>,
    who: Who,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    lookup::own(&state, &who, &id).await?;
    let number: i64 = id.parse().map_err(|_| Problem::of_status(StatusCode::NOT_FOUND))?;
    let shown = form.get("tonen") == "ja";
    state.store.show_name(who.person.id, number, shown).await.map_err(page::internal)?;
    Ok(page::see_other(&format!("/mijn/{number}?gedaan=naam")))
}

/// The choice as it stands.
pub(crate) async fn name(state: &AppState, who: &Who, initiative: i64) -> Result<ShowName, Problem> {
    let profile = state.store.profile(who.person.id).await.map_err(page::internal)?;
    let shown = state.store.shows_name(who.person.id, initiative).await.map_err(page::internal)?;
    let called = if profile.name.is_empty() { String::new() } else { called(&profile) };
    Ok(ShowName { action: format!("/mijn/{initiative}/naam"), called, shown })
}
