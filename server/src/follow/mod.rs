//! Following a search: a mail when something new fits it.
//!
//! 1. `/volgen?…` ([`page`]) keeps the query as an address carries it; it counts once the link in a mail is confirmed.
//! 2. [`daily`] first notes what is new on the map (whatever brought it, and never twice), waits until the atlas shows it, and
//!    asks `Atlas::matches`. Followers hear of what was noted since their last mail and fits, at most once in seven days.
//! 3. Every mail has its own link that ends it: a page, and a POST that a mail program may send from anywhere (RFC 8058). Only
//!    that address ([`ONE_CLICK`]) passes `web/same_origin.rs` without saying where it comes from.

pub(crate) mod daily;
mod mails;
pub(crate) mod page;

/// Where a follower's mail program ends it, from wherever it runs (RFC 8058): the secret in the address is the proof.
pub(crate) const ONE_CLICK: &str = "/volgen/{token}/stoppen";
