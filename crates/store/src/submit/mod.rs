//! Sending in: the form that is not sent in yet, what is sent in, and its confirmation by the sender.

mod draft;
pub(crate) mod send_in;

pub use draft::Draft;
