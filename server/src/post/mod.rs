//! Mail: what it says, and how it leaves.

pub mod letters;
mod outbox;
mod transport;

pub(crate) use outbox::run;
pub(crate) use transport::{FOLDER, forget};
pub use transport::{MailServer, MailServerError};
