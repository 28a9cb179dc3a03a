//! Asking the owners of an initiative a question.

mod ask;
mod links;

pub use ask::{AskPage, ConfirmPage, NoQuestion};
pub use links::AskLinks;
