//! Whether an initiative still holds: asking its owners every year, letting it fade, and answering.

pub(crate) mod confirm;
pub(crate) mod daily;
pub(crate) mod faded;
mod mails;
pub(crate) mod page;

pub(crate) use page::Done;
