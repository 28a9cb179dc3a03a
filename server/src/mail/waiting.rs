//! Whether mail takes longer than usual, for the pages on which somebody waits for it.

use jiff::SignedDuration;

use crate::{state::AppState, web::problem::Problem};

/// How long a mail that somebody waits for usually takes at most.
const USUAL: SignedDuration = SignedDuration::from_mins(2);

/// Whether somebody waits longer than usual.
pub(crate) async fn is_slow(state: &AppState) -> Result<bool, Problem> {
    let since = state.store.longest_waited().await?;
    Ok(since.is_some_and(|since| since < state.clock.moment_in(-USUAL)))
}
