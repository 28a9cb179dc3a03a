//! Pictures, from a form to the page of an initiative.

mod forms;
mod processing;
mod s3;
