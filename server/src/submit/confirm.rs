//! Confirming what was submitted with one's address, after signing in.

use app::submit::Unconfirmed;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{paths, retention::CONFIRM_DAYS};
use jiff::{SignedDuration, Timestamp};
use wording::dates::day;

use crate::{
    accounts::{self, Done, SignedIn},
    lookup,
    state::AppState,
    web::{flash::Done as _, problem::Problem},
};

/// What was sent in with my address and waits for me.
pub(crate) async fn waiting(state: &AppState, user: &SignedIn) -> Result<Vec<Unconfirmed>, Problem> {
    let waiting = state.store.unconfirmed(user.person.id).await?;
    Ok(waiting
        .into_iter()
        .map(|version| {
            let sent = &version.initiative.changed;
            let end =
                sent.parse::<Timestamp>().and_then(|at| at.checked_add(SignedDuration::from_hours(24 * CONFIRM_DAYS)));
            Unconfirmed {
                action: paths::own(version.initiative.id) + "/bevestigen",
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
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = lookup::number(&id)?;
    let (person, now) = (user.person.id, state.clock.moment());
    let letter = |title: &str| accounts::mails::received(&state.site_url, user.person.email.as_str(), title);
    let confirmed = state.store.only_if(user.known()).confirm(id, person, letter, now).await?;
    if confirmed || state.store.owns(person, id).await? {
        return Ok(Done::Confirmed.redirect(&paths::own(id)));
    }
    Err(Problem::of_status(StatusCode::NOT_FOUND))
}
