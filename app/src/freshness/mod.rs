//! Whether an initiative is still up to date: owners confirm it, and editors see what has faded.

mod confirm;
mod faded;

pub use confirm::{DeadReminder, FinishedPage, Freshness, OwnFreshness, StillTruePage};
pub(crate) use faded::{DESK_TAB, faded_count};
pub use faded::{FadedItem, FadedLine, FadedPage, Owner};
