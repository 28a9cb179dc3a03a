//! People: signing in by a mailed link, a code or an OpenID provider, what they may do, and what is kept of them.

pub mod mails;
pub(crate) mod members;
pub(crate) mod oidc;
mod permission;
pub(crate) mod profile;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod signed_in;
pub mod token;

pub(crate) use permission::{Admin, Editor, Organiser};
pub(crate) use signed_in::SignedIn;
