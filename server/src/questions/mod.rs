//! "Stel een vraag": a question to the owners of an initiative, relayed by mail.

pub(crate) mod ask;
mod mails;
