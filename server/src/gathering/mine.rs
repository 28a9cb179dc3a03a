//! The gatherings that a signed-in user comes to: on `/mijn`, and the way to one's own registration without its mail.

use app::{gathering::MyRegistration, ui::Link};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{RegistrationId, paths};
use wording::dates;

use super::{find, own};
use crate::{
    accounts::{SignedIn, sign_in::discreet, token::Secret},
    state::AppState,
    web::{page, problem::Problem},
};

/// What is still to come.
pub(crate) async fn registrations(state: &AppState, user: &SignedIn) -> Result<Vec<MyRegistration>, Problem> {
    let now = state.clock.moment();
    let all = state.store.registrations_of(&user.person.email).await?;
    let coming = all.into_iter().filter(|(_, gathering)| gathering.content.ends > now);
    let row = |(registration, gathering): (store::Registration, domain::Gathering)| MyRegistration {
        id: registration.id.0,
        gathering: Link {
            text: gathering.content.title.clone(),
            count: String::new(),
            href: find::path_of(&gathering),
        },
        when: dates::span(gathering.content.begins, gathering.content.ends),
        state: own::in_words(registration.state, registration.persons),
    };
    Ok(coming.map(row).collect())
}

/// `POST /mijn/aanmeldingen/{id}`: on to the registration, by a link that is made for it.
pub(crate) async fn open(
    State(state): State<AppState>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let id = RegistrationId(id.parse().map_err(|_| not_found())?);
    let secret = Secret::new()?;
    let store = state.store.only_if(user.known());
    if !store.link_registration(id, &user.person.email, &secret.hash()).await? {
        return Err(not_found());
    }
    Ok(discreet(page::see_other(&paths::registration(&secret.token))))
}
