//! Whether mail takes longer than usual, for the pages on which somebody waits for it.

use jiff::SignedDuration;
use store::{Store, StoreError};

use crate::clock::Clock;

/// How long a mail that somebody waits for usually takes at most.
const USUAL: SignedDuration = SignedDuration::from_mins(2);

/// Whether somebody waits longer than usual.
pub(crate) async fn is_slow(store: &Store, clock: &Clock) -> Result<bool, StoreError> {
    let since = store.longest_waited().await?;
    Ok(since.is_some_and(|since| since < clock.moment_in(-USUAL)))
}
