//! E-mail addresses.

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
        let text = text.trim().to_lowercase();
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
