//! Signing in, what is known of a person, and erasing it.

mod members;
mod oidc;
mod passkeys;
mod profile;
mod sign_in;
