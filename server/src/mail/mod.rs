//! Mail: how it looks, the outbox it waits in, and how it leaves. What mails say stands with their noun.

mod frame;
pub(crate) mod layout;
mod outbox;
mod transport;
mod waiting;

pub(crate) use frame::Frame;
pub(crate) use outbox::run;
pub(crate) use transport::{FOLDER, forget};
pub use transport::{MailServer, MailServerError};
pub(crate) use waiting::is_slow;
