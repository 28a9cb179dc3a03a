//! Secrets that are mailed: a token in a link, and a code of six digits. Only their hashes are kept.

use jiff::SignedDuration;
use store::SignInLink;

use crate::clock::Clock;

/// How long a link to sign in works.
pub(crate) const LIFETIME: SignedDuration = SignedDuration::from_mins(15);

/// What goes into a mail.
#[derive(Debug, Clone)]
pub(crate) struct Secret {
    /// 128 random bits in hexadecimal digits.
    pub(crate) token: String,
    /// Six digits.
    pub(crate) code: String,
}

/// A new secret for an address, and what is kept of it.
///
/// # Errors
/// When the operating system gives no random bytes.
pub(crate) fn fresh(email: &str, clock: &Clock) -> Result<(Secret, SignInLink), getrandom::Error> {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes)?;
    let (token, number) = bytes.split_at(16);
    let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    // Of 2^64 numbers, one code is at most one part in 10^13 more likely than another.
    let number = number.iter().fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
    let code = format!("{:06}", number % 1_000_000);
    let link = SignInLink { token: hash(&token), code: code_hash(email, &code), expires: clock.moment_in(LIFETIME) };
    Ok((Secret { token, code }, link))
}

/// What is kept of a token, or of the identifier in a cookie.
#[must_use]
pub fn hash(secret: &str) -> String {
    blake3::hash(secret.as_bytes()).to_hex().to_string()
}

/// What is kept of a code: it belongs to one address.
#[must_use]
pub(crate) fn code_hash(email: &str, code: &str) -> String {
    hash(&format!("{email} {}", code.chars().filter(char::is_ascii_digit).collect::<String>()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tokens_differ_and_are_stored_as_hashes() {
        let ((a, kept), (b, _)) = (fresh("a@b.nl", &Clock::System).unwrap(), fresh("a@b.nl", &Clock::System).unwrap());
        assert_ne!(a.token, b.token);
        assert_eq!((a.token.len(), a.code.len()), (32, 6));
        assert_eq!((hash(&a.token), code_hash("a@b.nl", &a.code)), (kept.token.clone(), kept.code.clone()));
        assert!(!format!("{kept:?}").contains(&a.token));
    }

    #[test]
    fn code_may_be_typed_with_spaces() {
        assert_eq!(code_hash("a@b.nl", "123 456"), code_hash("a@b.nl", "123456"));
        assert_ne!(code_hash("a@b.nl", "123456"), code_hash("c@b.nl", "123456"));
    }
}
