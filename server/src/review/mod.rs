//! `/redactie`: where editors check what comes in. Members and log are for admins.
//!
//! From a sender to the map and back:
//! 1. `POST /mijn/{id}` (`initiatives/edit.rs`) names the version it was made from. `Store::change` keeps it as the next one;
//!    whoever was overtaken gets both texts on one page. The row in `initiative` stays what was published last.
//! 2. [`item`] compares word by word with what is public, and takes a lock for ten minutes. Another editor can read it
//!    meanwhile, and take over deliberately.
//! 3. `Store::decide` refuses own work, what was decided already, and what another editor has open, in one transaction.
//!    Publishing first copies the row of `initiative` for undoing.
//! 4. For ten minutes `Store::undo` puts that row back exactly, and takes back the mail, which is due ten minutes later.
//! 5. The new revision reaches open maps through `/beeld/live`, as after an import.

pub(crate) mod amend;
pub(crate) mod daily;
pub(crate) mod decide;
pub(crate) mod item;
pub(crate) mod log;
mod mails;
pub(crate) mod queue;

use axum::http::StatusCode;
use domain::retention::{REVIEW_LOCK_MINUTES, UNDO_MINUTES};
use domain::{VersionState, paths};
use jiff::SignedDuration;
use store::Version;

use crate::{accounts::Editor, lookup, state::AppState, web::problem::Problem};

/// How long a decision can be taken back, and how long the mail that tells it waits.
const SECOND_THOUGHTS: SignedDuration = SignedDuration::from_mins(UNDO_MINUTES);

/// How long a review lock lasts after an editor opens the item.
const HOLD: SignedDuration = SignedDuration::from_mins(REVIEW_LOCK_MINUTES);

/// A version in a region that the editor checks: else 403, or 404 when there is no such one.
async fn version(state: &AppState, user: &Editor, (initiative, number): &(String, String)) -> Result<Version, Problem> {
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    let initiative = lookup::number(initiative)?;
    let number: i64 = number.parse().map_err(|_| not_found())?;
    let found = state.store.version(initiative, number).await?;
    // What its sender has not confirmed is no editor's to see.
    let version = found.filter(|version| version.state != VersionState::Unconfirmed).ok_or_else(not_found)?;
    if user.edits(version.initiative.region) {
        return Ok(version);
    }
    let detail = format!("Dit komt uit {}. Daar ben je geen redacteur.", version.initiative.region.label());
    Err(Problem::new(StatusCode::FORBIDDEN, detail))
}

/// `/redactie/12/3`.
fn href(version: &Version) -> String {
    paths::version(version.initiative.id, version.number)
}
