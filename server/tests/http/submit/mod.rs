//! Sending an initiative in.

mod drafts;
mod form;
