//! What is done once a day: forgetting what need not be kept any longer.

use std::time::Duration;

use jiff::SignedDuration;
use store::{Past, Store, StoreError};

use crate::clock::Clock;

const DAY: i64 = 24;
/// How long what was sent in waits for the sender to confirm it, in hours.
pub(crate) const UNCONFIRMED: i64 = 14 * DAY;
/// How long it is known that a mail went out, in hours.
const MAILS: i64 = 30 * DAY;
/// How long it is known who did what, in hours.
const AUDIT: i64 = 365 * DAY;

/// How often to look whether a new day has begun.
const POLL: Duration = Duration::from_millis(500);
/// How long to wait when the day's work could not be done.
const PATIENCE: Duration = Duration::from_secs(60);

/// Does the day's work at the start and whenever a new day begins by the clock, until it is aborted.
pub(crate) async fn run(store: Store, clock: Clock) {
    let mut done = None;
    loop {
        let today = clock.today();
        if done != Some(today) {
            match day(&store, &clock).await {
                Ok(()) => done = Some(today),
                Err(error) => {
                    tracing::error!(%error, "housekeeping");
                    tokio::time::sleep(PATIENCE).await;
                }
            }
        }
        tokio::time::sleep(POLL).await;
    }
}

/// What a day asks. Every step may be done twice.
async fn day(store: &Store, clock: &Clock) -> Result<(), StoreError> {
    let gone = store.forget(&past(clock)).await?;
    tracing::debug!(?gone, "forgotten");
    Ok(())
}

/// Until when to forget.
fn past(clock: &Clock) -> Past {
    let ago = |hours: i64| clock.text_in(SignedDuration::from_hours(-hours));
    Past { now: clock.text(), unconfirmed: ago(UNCONFIRMED), mails: ago(MAILS), audit: ago(AUDIT) }
}
