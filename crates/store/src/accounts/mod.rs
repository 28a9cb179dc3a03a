//! People: who they are, what they may do, how they sign in, and how they go.

mod erase;
mod member;
pub(crate) mod person;
pub(crate) mod profile;
mod session;
pub(crate) mod sign_in;

pub use erase::without;
pub use person::{Member, Membership, Person};
pub use profile::Profile;
pub use session::Session;
pub use sign_in::{Arrived, SignInLink};
