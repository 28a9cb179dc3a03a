//! Following a search: a mail when something new fits it.

pub(crate) mod daily;
mod mails;
pub(crate) mod page;
