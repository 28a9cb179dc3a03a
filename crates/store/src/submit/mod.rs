//! Sending in: the form that is not sent in yet, what is sent in, and its confirmation by the sender.

pub(crate) mod confirm;
mod draft;
mod send_in;

pub use confirm::{ConfirmLink, Received, Unconfirmed};
pub use draft::Draft;
