//! Telling open maps that something changed.

use std::convert::Infallible;

use axum::{
    extract::State,
    response::{
        IntoResponse, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{Stream, stream};
use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::{
    state::AppState,
    web::{problem::Problem, shares::Share, visitor::Visitor},
};

/// Server-sent events: the revision that the map shows, at once and whenever it changes. Ends when the server stops.
///
/// # Errors
/// 503 when too many maps listen already, 429 when this visitor has too many: the others answer first.
pub(crate) async fn events(State(state): State<AppState>, visitor: Visitor) -> Result<impl IntoResponse, Problem> {
    let share = state.underway.listeners.take(visitor)?;
    let slot = state.sse_slots.clone().try_acquire_owned();
    let slot = slot.map_err(|_| Problem::busy("Er kijken nu te veel kaarten mee."))?;
    let mut revisions = state.revisions.clone();
    revisions.mark_changed();
    let events = Sse::new(changes(revisions, (share, slot))).keep_alive(KeepAlive::default());
    // nginx would keep them until there are enough.
    Ok(([("x-accel-buffering", "no")], events))
}

fn changes(
    revisions: watch::Receiver<i64>,
    place: (Share, OwnedSemaphorePermit),
) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold((revisions, place), |(mut revisions, place)| async {
        revisions.changed().await.ok()?;
        let revision = revisions.borrow_and_update().to_string();
        Some((Ok(Event::default().data(revision)), (revisions, place)))
    })
}
