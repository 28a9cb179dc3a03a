//! Reports about an initiative or a question, and the desk that handles them.

pub(crate) mod desk;
pub(crate) mod report;
