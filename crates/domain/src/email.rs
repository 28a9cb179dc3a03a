//! E-mail addresses.

use crate::text::clean;

/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1).
const MAX_EMAIL: usize = 254;

/// An e-mail address in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address as people type it.
    ///
    /// # Errors
    /// A Dutch sentence part when it can't be an address that mail arrives at.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "is geen e-mailadres; het ziet eruit als naam@school.nl";
        let text = clean(text);
        let (local, host) = text.rsplit_once('@').ok_or(WRONG)?;
        // Letters that become others in lower case (the Kelvin sign) would make one address of two.
        if !local.is_ascii() {
            return Err("heeft een letter met een accent vóór de @; gebruik een adres zonder");
        }
        let host = idna::domain_to_ascii(host).map_err(|_| WRONG)?;
        let text = format!("{}@{host}", local.to_ascii_lowercase());
        let (local, host) = text.rsplit_once('@').ok_or(WRONG)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let sound = text.len() <= MAX_EMAIL
            && (1..=64).contains(&local.len())
            && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
            && host.contains('.')
            && host.split('.').all(label);
        if sound { Ok(Self(text)) } else { Err(WRONG) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The mailbox it arrives in, for counting only: many a mail server takes what follows a `+` for a note.
    #[must_use]
    pub fn mailbox(&self) -> String {
        let (local, host) = self.0.split_once('@').unwrap_or_default();
        format!("{}@{host}", local.split('+').next().unwrap_or_default())
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
