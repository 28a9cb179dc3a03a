//! Sending in: the form that is not sent in yet.

mod draft;

pub use draft::Draft;
