//! Sending an initiative in.

mod confirm;
mod drafts;
mod form;
mod preview;
