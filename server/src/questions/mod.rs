//! "Stel een vraag": a question to the owners of an initiative, relayed by mail.
//!
//! `domain::questions::Question::parse` checks the form, consent included. Visitors who are not signed in get a link first, and
//! only the POST behind it relays. `Store::relay` writes the mails to the owners (`Reply-To`: the asker) and the copy, counts, and
//! forgets the text, in one transaction. Nobody's address is on a page.

pub(crate) mod ask;
mod mails;
