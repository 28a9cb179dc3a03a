//! Secrets that are mailed: a token in a link, and a code of six digits. Only their hashes are kept.

use domain::{confirmation::Purpose, retention::SIGN_IN_MINUTES};
use jiff::SignedDuration;
use store::{ConfirmLink, SignInLink};
use tower_sessions::session::Id;

use crate::clock::Clock;

/// How long a link to sign in works, as long as its mail has not left.
pub(crate) const LIFETIME: SignedDuration = SignedDuration::from_mins(SIGN_IN_MINUTES);

/// A new secret: what goes into a mail.
#[derive(Debug, Clone)]
pub(crate) struct Secret {
    /// 128 random bits in hexadecimal digits.
    pub(crate) token: String,
    /// Six digits.
    pub(crate) code: String,
}

impl Secret {
    /// # Errors
    /// When the operating system gives no random bytes.
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes)?;
        let (token, number) = bytes.split_at(16);
        let token = token.iter().map(|byte| format!("{byte:02x}")).collect();
        // Of 2^64 numbers, one code is at most one part in 10^13 more likely than another.
        let number = number.iter().fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
        Ok(Self { token, code: format!("{:06}", number % 1_000_000) })
    }

    /// What is kept of the token.
    pub(crate) fn hash(&self) -> String {
        hash(&self.token)
    }

    /// What is kept of a link to sign in with, for the browser whose session this is.
    pub(crate) fn sign_in(&self, session: Id, clock: &Clock) -> SignInLink {
        SignInLink { token: self.hash(), code: code_hash(session, &self.code), expires: clock.moment_in(LIFETIME) }
    }

    /// What is kept of a link to confirm with, and of the one to sign in with beside it; `browser` is the hash of the key of the
    /// browser that may have it mailed again.
    pub(crate) fn confirm(&self, browser: &str, sign_in: SignInLink, clock: &Clock) -> ConfirmLink {
        let expires = clock.moment_in(SignedDuration::from_mins(Purpose::Confirm.minutes()));
        ConfirmLink { token: self.hash(), expires, browser: browser.to_owned(), sign_in }
    }
}

/// What is kept of a token, or of the identifier in a cookie.
#[must_use]
pub fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

/// What is kept of a code. It belongs to one browser: the identifier of its session stands in its cookie and nowhere else,
/// so who reads the database can't try all codes.
#[must_use]
pub(crate) fn code_hash(session: Id, code: &str) -> String {
    hash(&format!("{session} {}", code.chars().filter(char::is_ascii_digit).collect::<String>()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tokens_differ_and_are_stored_as_hashes() {
        let (a, b) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(a.token, b.token);
        let session = Id::default();
        let kept = a.sign_in(session, &Clock::System);
        assert_eq!((a.token.len(), a.code.len()), (32, 6));
        assert_eq!((hash(&a.token), code_hash(session, &a.code)), (kept.token.clone(), kept.code.clone()));
        assert!(!format!("{kept:?}").contains(&a.token));
    }

    #[test]
    fn code_may_be_typed_with_spaces_and_belongs_to_one_browser() {
        let (here, there) = (Id::default(), Id::default());
        assert_eq!(code_hash(here, "123 456"), code_hash(here, "123456"));
        assert_ne!(code_hash(here, "123456"), code_hash(there, "123456"));
    }
}
