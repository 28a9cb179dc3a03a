//! Once a day: forgetting what need not be kept any longer.

use std::time::Duration;

use jiff::SignedDuration;
use store::{Past, Store};

use crate::clock::Clock;

const DAY: i64 = 24;
/// How long what was sent in waits for the sender to confirm it, in hours.
const UNCONFIRMED: i64 = 14 * DAY;
/// How long it is known that a mail went out, in hours.
const MAILS: i64 = 30 * DAY;
/// How long it is known who did what, in hours.
const AUDIT: i64 = 365 * DAY;

/// Forgets at the start and then every day, until it is aborted.
pub(crate) async fn run(store: Store, clock: Clock) {
    let mut days = tokio::time::interval(Duration::from_secs(24 * 60 * 60));
    loop {
        days.tick().await;
        match store.forget(&past(&clock)).await {
            Ok(gone) => tracing::debug!(?gone, "forgotten"),
            Err(error) => tracing::error!(%error, "housekeeping"),
        }
    }
}

/// Until when to forget.
fn past(clock: &Clock) -> Past {
    let ago = |hours: i64| clock.text_in(SignedDuration::from_hours(-hours));
    Past { now: clock.text(), unconfirmed: ago(UNCONFIRMED), mails: ago(MAILS), audit: ago(AUDIT) }
}
