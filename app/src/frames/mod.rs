//! `/mijn` and `/redactie`: pages that ask each noun for its part.

mod desk;
mod mine;
mod own;
mod setup;

pub use desk::{DESK_TABS, DeskHome};
pub use mine::{MinePage, OwnLine};
pub use own::{OwnChange, OwnInitiative, OwnPage, OwnPart, OwnView};
pub use setup::SetupStep;
