//! Gatherings: what is said about them, who takes part, and who gets a seat.

mod claims;
mod error;
mod forget;
mod organise;
mod programme;
mod register;
mod registration;
mod row;
mod visit;

pub use error::GatheringError;
pub(crate) use forget::forget;
pub use organise::NewGathering;
pub use programme::{KeptSlot, Pitch, PitchNews, Pitched};
pub use register::Registered;
pub use registration::{LinkedMail, Registration, RegistrationNotice, Seats, WriteRegistrationMail};
