//! A mail that has left.

use std::{fmt, ops::Deref};

use base64::{Engine as _, prelude::BASE64_STANDARD};

/// A mail as it lies in the folder, its parts decoded from quoted-printable.
#[derive(Debug, Clone)]
pub struct Mail(String);

impl Deref for Mail {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What comes before the secret in an address that is mailed.
const LINKS: [&str; 7] =
    ["/aanmelding/", "/evaluatie/", "/inloggen/", "/klopt-nog/", "/uitnodiging/", "/volgen/", "/vragen/"];

impl Mail {
    pub fn new(eml: &str) -> Self {
        let (head, body) = eml.split_once("\r\n\r\n").expect("a head and a body");
        let parts = body.split("\r\n--").map(|part| {
            let quoted = part.contains("Content-Transfer-Encoding: quoted-printable");
            if quoted { decoded(part) } else { part.to_owned() }
        });
        Self(format!("{head}\r\n\r\n{}", parts.collect::<Vec<_>>().join("\r\n--")))
    }

    pub fn is_to(&self, email: &str) -> bool {
        self.contains(&format!("\r\nTo: {email}\r\n"))
    }

    /// The path of the link with a secret in it.
    pub fn link(&self) -> String {
        LINKS.iter().find_map(|start| self.link_to(start)).unwrap_or_else(|| panic!("no link: {self}"))
    }

    /// The path of the link to confirm what was sent in.
    pub fn confirm_link(&self) -> String {
        self.link_to("/bevestigen/").unwrap_or_else(|| panic!("no link: {self}"))
    }

    fn link_to(&self, start: &str) -> Option<String> {
        let secret: String = self.split_once(start)?.1.chars().take_while(char::is_ascii_hexdigit).collect();
        (secret.len() >= 16).then(|| format!("{start}{secret}"))
    }

    /// The six digits to sign in with.
    pub fn code(&self) -> String {
        self.split("deze code: ").nth(1).expect("a code").chars().take(6).collect()
    }

    /// The path to which a mail program posts to end a subscription (RFC 8058).
    pub fn one_click(&self) -> String {
        let url = self.header("List-Unsubscribe").expect("a header");
        let url = url.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap();
        assert_eq!(self.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"), "{self}");
        format!("/volgen/{}", url.split_once("/volgen/").unwrap().1)
    }

    /// A header in one line, with its encoded words (RFC 2047) decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.split("\r\n\r\n").next()?.replace("?=\r\n =?", "?==?").replace("\r\n ", " ");
        let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?.trim();
        let mut plain = String::new();
        for (at, part) in value.split("=?utf-8?b?").enumerate() {
            match part.split_once("?=") {
                Some((word, rest)) if at > 0 => {
                    plain += std::str::from_utf8(&BASE64_STANDARD.decode(word).unwrap()).unwrap();
                    plain += rest;
                }
                _ => plain += part,
            }
        }
        Some(plain)
    }

    /// The part in plain text.
    pub fn text(&self) -> String {
        self.part("text/plain")
    }

    /// The part in HTML.
    pub fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, kind: &str) -> String {
        let part = self.split(&format!("Content-Type: {kind}")).nth(1).unwrap_or_else(|| panic!("no {kind}: {self}"));
        let body = part.split_once("\r\n\r\n").unwrap().1;
        body.split("\r\n--").next().unwrap().replace("\r\n", "\n")
    }
}

/// Quoted-printable as text; an `=` that stands for nothing stays.
fn decoded(body: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('=') {
        bytes.extend(before.as_bytes());
        rest = after;
        if let Some(after) = rest.strip_prefix("\r\n") {
            rest = after;
        } else if let Some(byte) = rest.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &rest[2..];
        } else {
            bytes.push(b'=');
        }
    }
    bytes.extend(rest.as_bytes());
    String::from_utf8(bytes).unwrap()
}
