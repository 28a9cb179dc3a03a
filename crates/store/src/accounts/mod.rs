//! People: who they are, what they may do, how they sign in, and how they go.

mod erase;
mod identity;
mod member;
mod passkey;
pub(crate) mod person;
mod personal_data;
pub(crate) mod profile;
mod session;
pub(crate) mod sign_in_link;

pub use identity::{Identity, Recognised};
pub use member::{Member, Membership};
pub use passkey::{MAX_PASSKEYS, Passkey};
pub use person::Person;
pub use profile::Profile;
pub use session::Session;
pub use sign_in_link::SignInLink;
