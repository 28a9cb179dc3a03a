//! Addresses of websites, as people type and paste them.

use url::{Host, Url};

use crate::text::clean;

/// The longest address, in characters: links to share a file are long.
pub const MAX_WEB_ADDRESS: usize = 2000;

/// An address that a browser opens: http or https, with a host that can exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    text: String,
    url: Url,
}

impl WebAddress {
    /// Reads an address: without a scheme it is https, and accents in the host are fine.
    ///
    /// # Errors
    /// The one thing that is wrong with it, as a Dutch sentence part.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = clean(text);
        if text.chars().any(char::is_whitespace) {
            return Err("heeft een spatie of een nieuwe regel; een adres staat aan elkaar".to_owned());
        }
        let length = text.chars().count();
        if length > MAX_WEB_ADDRESS {
            return Err(format!("is {length} tekens lang; hooguit {MAX_WEB_ADDRESS}"));
        }
        if let Some(c) = text.chars().find(|c| matches!(c, '"' | '<' | '>' | '\\' | '`')) {
            return Err(format!("heeft een {c}; dat kan niet in een adres"));
        }
        let lower = text.to_ascii_lowercase();
        let text = match lower.split_once("://") {
            Some(("http" | "https", _)) => text,
            Some((scheme, _)) => return Err(format!("begint met {scheme}://; dat moet https:// of http:// zijn")),
            // `school.nl:8080` has a port, `mailto:` and `javascript:` are no websites.
            None if lower.split(['/', '?', '#']).next().is_some_and(|host| host.contains('.')) => {
                format!("https://{text}")
            }
            None => return Err(format!("‘{}’ is geen adres; het ziet eruit als https://school.nl", short(&text))),
        };
        let unknown =
            |host: &str| format!("heeft een host die niet bestaat: ‘{}’; het ziet eruit als school.nl", short(host));
        let rest = text.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let url = Url::parse(&text).map_err(|_| unknown(host))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err("heeft een naam of wachtwoord vóór de host; laat dat weg".to_owned());
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
        match url.host() {
            _ if !url.host_str().is_some_and(|host| host.bytes().all(plain)) => return Err(unknown(host)),
            Some(Host::Domain(domain)) if !domain.split('.').any(str::is_empty) || domain.ends_with('.') => {}
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => {}
            _ => return Err(unknown(host)),
        }
        Ok(Self { text, url })
    }

    /// As it was typed, with a scheme.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host in lower case, with accents as they go over the wire (IDNA).
    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Scheme, host and port in the one form that browsers send: in lower case, without the usual port.
    #[must_use]
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Whether there is nothing after the origin.
    #[must_use]
    pub fn is_origin(&self) -> bool {
        self.url.path() == "/" && self.url.query().is_none() && self.url.fragment().is_none()
    }
}

/// Shortens text for a message.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::accents("https://www.schoolcuraçao.nl", "www.xn--schoolcuraao-tdb.nl")]
    #[case::underscore("https://de_school.yurls.net", "de_school.yurls.net")]
    #[case::no_scheme("www.School.nl/pad", "www.school.nl")]
    #[case::port("school.nl:8080/x", "school.nl")]
    #[case::capitals("HTTPS://School.NL", "school.nl")]
    #[case::invisible("\u{200b}https://school.nl\u{200b}", "school.nl")]
    fn address_as_people_type_it(#[case] typed: &str, #[case] host: &str) {
        let address = WebAddress::parse(typed).unwrap();
        assert_eq!(address.host(), host);
    }

    #[rstest]
    #[case::space("https://school.nl/een plan", "spatie")]
    #[case::long(&format!("https://school.nl/{}", "a".repeat(MAX_WEB_ADDRESS)), "tekens lang")]
    #[case::scheme("ftp://school.nl", "ftp://")]
    #[case::script("javascript:alert(1)", "geen adres")]
    #[case::word("school", "geen adres")]
    #[case::dots("https://school..nl", "host")]
    #[case::password("https://jan:geheim@school.nl", "wachtwoord")]
    fn refusal_says_the_one_thing_that_is_wrong(#[case] typed: &str, #[case] reason: &str) {
        let said = WebAddress::parse(typed).unwrap_err();
        assert!(said.contains(reason), "{said}");
    }

    #[test]
    fn origins_have_one_form() {
        for (typed, origin) in [
            ("https://Kaart.Voorbeeld.NL", "https://kaart.voorbeeld.nl"),
            ("https://kaart.voorbeeld.nl:443/", "https://kaart.voorbeeld.nl"),
            ("http://kaart.voorbeeld.nl:8080", "http://kaart.voorbeeld.nl:8080"),
            ("https://kaart.curaçao.nl", "https://kaart.xn--curaao-zua.nl"),
        ] {
            let address = WebAddress::parse(typed).unwrap();
            assert_eq!((address.origin().as_str(), address.is_origin()), (origin, true), "{typed}");
        }
    }
}
