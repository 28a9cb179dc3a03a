//! Finding a gathering by the number in an address.

use app::ui::Subject;
use axum::http::StatusCode;
use domain::{Gathering, GatheringId, gathering::GatheringStatus};

use crate::{state::AppState, web::problem::Problem};

/// Where its page is.
pub(super) use crate::gathering_card::path as path_of;

/// A gathering that was announced; 404 for a draft.
pub(super) async fn public(state: &AppState, id: &str) -> Result<Gathering, Problem> {
    let found = any(state, id).await?;
    if found.status == GatheringStatus::Draft { Err(Problem::of_status(StatusCode::NOT_FOUND)) } else { Ok(found) }
}

/// A gathering, also a draft. `+7` and `007` are other addresses.
pub(super) async fn any(state: &AppState, id: &str) -> Result<Gathering, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let number: GatheringId = id.parse().map_err(|_| not_found())?;
    if number.to_string() != id {
        return Err(not_found());
    }
    state.store.gathering(number).await?.ok_or_else(not_found)
}

/// As a form says what it is about.
pub(super) fn about(gathering: &Gathering) -> Subject {
    Subject { title: gathering.content.title.clone(), href: path_of(gathering) }
}

/// Where it is held, line by line; nothing for online only.
pub(super) fn place(gathering: &Gathering) -> Vec<String> {
    let content = &gathering.content;
    let town = gathering.venue.as_ref().map(|venue| venue.town.clone()).unwrap_or_default();
    let lines = [content.location.clone(), content.address.clone(), town];
    let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if gathering.venue.is_some() { lines } else { Vec::new() }
}
