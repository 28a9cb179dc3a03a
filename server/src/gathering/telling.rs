//! What people are told when its hour has come: a reminder, a question afterwards, a nudge to write a report.

use domain::Email;
use store::{GatheringError, RegistrationNotice, Telling};

use super::{
    due::DueError,
    mails::{self, Letters},
};
use crate::state::AppState;

/// Tells what is due. What was told is not due any more.
pub(super) async fn tell(state: &AppState) -> Result<(), DueError> {
    let now = state.clock.moment();
    for (id, telling) in state.store.tellings_due(now).await? {
        let told: Result<(), GatheringError> = if let Telling::Report(_) = telling {
            let letter = |gathering: &_, to: &Email| mails::report_nudge(&state.site_url, to, gathering);
            state.store.nudge_report(id, telling, &letter, now).await
        } else {
            let letters = Letters::new(state)?;
            let letter = |g: &_, r: &_, notice: RegistrationNotice| letters.write(g, r, notice);
            state.store.tell_registered(id, telling, &letter, now).await
        };
        told?;
    }
    Ok(())
}
