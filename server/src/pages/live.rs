//! `/beeld/live`: tells an open map when there is something new, as server-sent events.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::{Stream, stream};
use tokio::sync::watch;

use crate::http::AppState;

/// How often a silent stream shows that it is still there: well within the time a proxy waits.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The revision at once, and each new one. At most half of all connections may listen; beyond that 204, which tells
/// a browser not to ask again.
pub(super) async fn news(State(state): State<AppState>) -> Response {
    if state.news.receiver_count() >= state.config.limits.connections / 2 {
        return StatusCode::NO_CONTENT.into_response();
    }
    let keep_alive = KeepAlive::new().interval(SIGN_OF_LIFE).text("");
    let mut response = Sse::new(revisions(state.news.subscribe())).keep_alive(keep_alive).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that saves up would tell the news too late.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Ends with a revision below 0, which says that the server stops.
fn revisions(mut news: watch::Receiver<i64>) -> impl Stream<Item = Result<Event, Infallible>> {
    news.mark_changed();
    stream::unfold(news, |mut news| async {
        news.changed().await.ok()?;
        let revision = *news.borrow_and_update();
        (revision >= 0).then(|| (Ok(Event::default().data(revision.to_string())), news))
    })
}
