//! `/plaatsen`: the form with which a school submits its own initiative. Plain HTML, complete without a script.

mod checklist;
mod confirm;
mod draft;
mod form;
mod location;
mod page;
mod sent;
mod team;
mod unconfirmed;

pub use checklist::{Alike, AlikeList};
pub use confirm::{ConfirmPage, ConfirmStep, DeadConfirm};
pub use draft::SavedDraft;
pub use form::SubmitForm;
pub use location::{SchoolChoice, SchoolChoices};
pub use page::{SubmitPage, SubmitView};
pub use sent::{Sent, SentPage};
pub use unconfirmed::{Unconfirmed, UnconfirmedList};
