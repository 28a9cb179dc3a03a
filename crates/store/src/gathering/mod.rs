//! Gatherings: what is said about them, who takes part, and who gets a seat.

mod check_in;
mod claims;
mod error;
mod evaluation;
mod examples;
mod forget;
mod organise;
mod programme;
mod register;
mod registration;
mod report;
mod row;
mod seat;
mod told;
mod visit;

pub use check_in::{CheckedIn, PresenceNote};
pub use error::GatheringError;
pub use examples::ExampleGathering;
pub(crate) use forget::{Past, forget};
pub use organise::NewGathering;
pub use programme::{KeptSlot, Pitch, PitchNews, Pitched};
pub use register::Registered;
pub use registration::{LinkedMail, Registration, RegistrationNotice, Seats, WriteRegistrationMail};
pub use report::GatheringReport;
pub use seat::Seat;
pub use told::{Telling, WriteNudge};
