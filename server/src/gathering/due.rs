//! What time brings: seats that were held or offered and not taken go to the next in line, and mails whose hour has come.

use std::time::Duration;

use store::{GatheringError, RegistrationNotice};

use super::{mails::Letters, telling};
use crate::state::AppState;

/// How often to look.
const POLL: Duration = Duration::from_millis(500);
/// How long to wait after a failure.
const RETRY_AFTER: Duration = Duration::from_secs(10);

/// Shares out seats whenever something ran out, and tells people what is due, until it is aborted. What it does is the same whenever it runs.
pub(crate) async fn run(state: AppState) {
    loop {
        let mut wait = POLL;
        for done in [share_out(&state).await, telling::tell(&state).await] {
            if let Err(error) = done {
                tracing::error!(?error, "gatherings");
                wait = RETRY_AFTER;
            }
        }
        tokio::time::sleep(wait).await;
    }
}

/// Why that could not be done.
#[derive(Debug, thiserror::Error)]
pub(super) enum DueError {
    #[error(transparent)]
    Gathering(#[from] GatheringError),
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error("geen toevalsgetallen: {0}")]
    NoRandom(#[from] getrandom::Error),
}

async fn share_out(state: &AppState) -> Result<(), DueError> {
    let now = state.clock.moment();
    for id in state.store.gatherings_due(now).await? {
        let letters = Letters::new(state)?;
        let letter = |gathering: &_, registration: &_, notice: RegistrationNotice| {
            letters.write(gathering, registration, notice)
        };
        state.store.share_out_seats(id, &letter, now).await?;
    }
    Ok(())
}
