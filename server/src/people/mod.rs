//! Who is asking: links and codes to come in with, the session, and what somebody may do.

pub mod oidc;
mod session;
pub mod token;
mod who;

pub(crate) use session::{Sessions, layer};
pub(crate) use who::{Who, sign_in, sign_out};
