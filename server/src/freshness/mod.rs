//! Whether an initiative still holds: asking its owners every year, letting it fade, and answering.
//!
//! 1. Once a day [`daily`] reads what was last confirmed a year ago; `domain::freshness::Age::due` says what to do: a mail,
//!    another after 14 and 28 days, fading after 42. Finished initiatives and examples are left alone.
//! 2. Only what can't be derived is kept: the last confirmation is the later of `initiative.changed` and "klopt nog", and
//!    mails and fading from before no longer count. So publishing and undoing need not know about freshness.
//! 3. The mailed link ([`page`]) shows three answers and changes nothing; a POST does, without signing in. Finishing makes a
//!    version of its own that is public at once; a change that waits goes on waiting behind it.
//! 4. Faded initiatives are a set of ids beside the atlas; the revision grows, so open maps hear of it. Editors decide at
//!    `/redactie/verbleekt` ([`faded`]).

pub(crate) mod confirm;
pub(crate) mod daily;
pub(crate) mod faded;
mod mails;
pub(crate) mod page;

pub(crate) use page::Done;
