//! Who offers this map, as far as the operator said so.

use crate::{
    Email, WebAddress,
    text::{clean_line, unreadable},
};

/// The longest name of an organisation, in characters.
const MAX_NAME: usize = 100;

/// Who offers this map. Nothing of it is there before an operator says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Operator {
    /// `organisatie`, as it wants to be named; empty when it was not said.
    pub name: String,
    /// Where people come with questions.
    pub contact: Option<ContactAddress>,
    /// The address of the accessibility statement that the law asks for; empty when it was not said.
    pub statement: String,
}

impl Operator {
    /// The organisation and its contact on one line: "De Werkplaats, kaart@voorbeeld.nl"; empty when neither was said.
    #[must_use]
    pub fn line(&self) -> String {
        let contact = self.contact.as_ref().map(ContactAddress::shown);
        let parts = [Some(&*self.name).filter(|name| !name.is_empty()), contact];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Reads the name of an organisation.
    ///
    /// # Errors
    /// What is wrong with it, as a Dutch sentence part.
    pub fn parse_name(text: &str) -> Result<String, String> {
        let name = clean_line(text);
        match name.chars().count() {
            0 => Err("is leeg".to_owned()),
            length if length > MAX_NAME => Err(format!("is {length} tekens lang; hooguit {MAX_NAME}")),
            _ => unreadable(&name).map_or(Ok(name), Err),
        }
    }
}

/// Where people write to: an e-mail address, or a page with https.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ContactAddress(String);

impl ContactAddress {
    /// Reads an e-mail address, with or without `mailto:`, or an address that begins with `https://`.
    ///
    /// # Errors
    /// What is wrong with it, as a Dutch sentence part.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with("https://") {
            return WebAddress::parse(text).map(|address| Self(address.as_str().to_owned()));
        }
        let email = Email::parse(text.strip_prefix("mailto:").unwrap_or(text)).map_err(str::to_owned)?;
        Ok(Self(format!("mailto:{email}")))
    }

    /// As a link has it: `mailto:kaart@voorbeeld.nl` or `https://voorbeeld.nl/contact`.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.0
    }

    /// As people read it: `kaart@voorbeeld.nl` or `voorbeeld.nl/contact`.
    #[must_use]
    pub fn shown(&self) -> &str {
        ["mailto:", "https://"].iter().find_map(|scheme| self.0.strip_prefix(scheme)).unwrap_or(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_is_an_address_that_a_link_can_have() {
        let parse = |text: &str| {
            ContactAddress::parse(text).map(|address| (address.href().to_owned(), address.shown().to_owned()))
        };
        let mail = ("mailto:kaart@voorbeeld.nl".to_owned(), "kaart@voorbeeld.nl".to_owned());
        assert_eq!(parse("kaart@voorbeeld.nl"), Ok(mail.clone()));
        assert_eq!(parse("mailto:kaart@voorbeeld.nl"), Ok(mail));
        let page = ("https://voorbeeld.nl/contact".to_owned(), "voorbeeld.nl/contact".to_owned());
        assert_eq!(parse("https://voorbeeld.nl/contact"), Ok(page));
        for bad in ["", "voorbeeld.nl", "http://voorbeeld.nl", "javascript:alert(1)", "https://a b.nl"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn line_has_what_was_said() {
        let contact = ContactAddress::parse("kaart@voorbeeld.nl").ok();
        let all = Operator { name: "De Werkplaats".into(), contact, statement: String::new() };
        assert_eq!(all.line(), "De Werkplaats, kaart@voorbeeld.nl");
        assert_eq!(Operator { name: String::new(), ..all.clone() }.line(), "kaart@voorbeeld.nl");
        assert_eq!(Operator { contact: None, ..all }.line(), "De Werkplaats");
        assert_eq!(Operator::default().line(), "");
        assert!(Operator::parse_name(" \u{200b}").is_err());
    }
}
