//! `/mijn`: what a sender sent in, and how it is doing.

mod details;
mod leave;
mod list;
mod merge;
mod one;
mod owners;
mod show_name;
mod unconfirmed;

pub use details::{Details, DetailsPage, ErasePage, ErasedPage};
pub use leave::LeavePage;
pub use list::{MinePage, Own};
pub use merge::ChangePage;
pub use one::{OneOwn, OwnPage};
pub use owners::{Asked, Offered, Offering, Ownership};
pub use show_name::{ShowName, ShowNameForm};
pub use unconfirmed::Unconfirmed;
