//! People: signing in by a mailed link, a code or an OpenID provider, what they may do, and what is kept of them.
//!
//! 1. Somebody who types an address is not signed in. What they say of themselves is kept apart until the address is confirmed,
//!    by the link or later on `/mijn`; then it becomes theirs, unless they have a name already.
//! 2. `crates/store/src/accounts/erase.rs` is the one place that knows where people are mentioned: `ERASED` says what goes
//!    with somebody, `PERSONAL_DATA` what they may take along. A new table that mentions a person fails a test until it is in both.
//! 3. A code from a mail works only in the browser that asked for it, and confirms nothing. The page behind a link says who one
//!    becomes; what was sent in is confirmed by a button of its own.
//! 4. [`security_log`] writes who signs in, who is refused and what is asked to change, with numbers of people only. What an
//!    admin should see besides stands in `audit`.
//! 5. Who has a passkey ([`passkeys`]) shows it besides, before what a role may ([`second_factor`]).
//! 6. With OpenID Connect ([`oidc`]) the provider says who it is and which address they have. Who has something here proves that once
//!    with a mailed link; from there on everything is the same.

pub mod mails;
pub(crate) mod members;
pub(crate) mod oidc;
pub(crate) mod passkeys;
mod permission;
pub(crate) mod profile;
mod second_factor;
pub(crate) mod security_log;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod signed_in;
pub mod token;
pub(crate) mod unsent;

pub(crate) use permission::{Admin, Editor, Organiser};
pub(crate) use second_factor::Fresh;
pub(crate) use signed_in::SignedIn;

use const_format::formatcp;
use domain::review::USUALLY_NL;

use crate::web::flash::done;

done! {
    /// What became of what was sent in.
    Done {
        Confirmed = "bevestiging" => formatcp!("Bedankt. Je initiatief staat in de wachtrij. Een redacteur leest het, meestal binnen {USUALLY_NL}; je krijgt er een mail over."),
    }
}
