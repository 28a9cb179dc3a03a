//! `/mijn`: what a sender sent in, and how it is doing.

mod leave;
mod list;
mod merge;
mod one;
mod owners;

pub use leave::LeavePage;
pub use list::{MinePage, Own};
pub use merge::ChangePage;
pub use one::{OneOwn, OwnPage};
pub use owners::{Asked, Offered, Offering, Ownership};
