//! Whether the public page names an owner.

use app::initiatives::ShowName;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{InitiativeId, paths};

use super::{Done, people};
use serde::Deserialize;

use crate::{
    accounts::{SignedIn, profile::called},
    lookup,
    state::AppState,
    web::{
        flash::Done as _,
        form::{Form, ticked},
        problem::Problem,
    },
};

/// Whether the name may be shown.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NameForm {
    #[serde(deserialize_with = "ticked")]
    tonen: bool,
}

/// `POST /mijn/{id}/naam`: `tonen=ja`, or not.
pub(crate) async fn show_name(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<NameForm>,
) -> Result<Response, Problem> {
    let number = lookup::own_number(&state, &user, &id).await?;
    state.store.only_if(user.owner_of(number)).show_name(user.person.id, number, form.tonen).await?;
    Ok(Done::NameChosen.redirect(&people(number)))
}

/// The choice as it stands.
pub(crate) async fn show_name_part(
    state: &AppState,
    user: &SignedIn,
    initiative: InitiativeId,
) -> Result<ShowName, Problem> {
    let profile = state.store.profile(user.person.id).await?;
    let shown = state.store.shows_name(user.person.id, initiative).await?;
    let called = if profile.name.is_empty() { String::new() } else { called(&profile) };
    Ok(ShowName { action: paths::own(initiative) + "/naam", called, shown })
}
