//! An answer, and what must not be so about it.

use httparse::{EMPTY_HEADER, Response, Status, parse_chunk_size};
use serde_json::Value;

use super::odd::{STOLEN_ELEMENT, STOLEN_HEADER};

/// On everything that has a body.
const SAFE: [&str; 4] =
    ["content-security-policy", "x-content-type-options", "referrer-policy", "cross-origin-resource-policy"];
/// On pages besides.
const SAFE_PAGE: [&str; 2] = ["permissions-policy", "cross-origin-opener-policy"];

pub(super) struct Answer {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Reads all that came over a connection, until the server closed it.
    pub(super) fn read(bytes: &[u8], without_body: bool) -> Result<Self, String> {
        let mut headers = [EMPTY_HEADER; 64];
        let mut head = Response::new(&mut headers);
        let length = match head.parse(bytes) {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return Err(format!("half an answer: {}", bytes.escape_ascii())),
            Err(error) => return Err(format!("no HTTP: {error}: {}", bytes[..bytes.len().min(300)].escape_ascii())),
        };
        let status = head.code.unwrap_or_default();
        if status < 200 {
            return Self::read(&bytes[length..], without_body);
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let headers = head.headers.iter().map(|h| (h.name.to_ascii_lowercase(), text(h.value))).collect();
        let mut answer = Self { status, headers, body: Vec::new() };
        let rest = &bytes[length..];
        if answer.header("content-type") == Some("text/event-stream") {
            return Ok(answer);
        }
        let counted = answer.header("content-length").map(str::to_owned);
        answer.body = match (counted, answer.header("transfer-encoding")) {
            _ if without_body || matches!(status, 204 | 304) => rest.to_vec(),
            (Some(count), None) if count == rest.len().to_string() => rest.to_vec(),
            (None, Some("chunked")) => joined(rest).ok_or("the chunks do not end")?,
            (count, coding) => {
                return Err(format!("{status}: {} bytes, {count:?} announced, {coding:?}", rest.len()));
            }
        };
        if (without_body || matches!(status, 204 | 304)) && !answer.body.is_empty() {
            return Err(format!("{status} with a body"));
        }
        Ok(answer)
    }

    pub(super) fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(own, _)| own == name).map(|(_, value)| &**value)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| &**value)
    }

    fn kind(&self) -> &str {
        self.header("content-type").unwrap_or_default()
    }

    pub(super) fn is_page(&self) -> bool {
        self.kind().starts_with("text/html") && self.header("content-encoding").is_none()
    }

    /// What is wrong with it, for a server at this address; what `is_private` no cache may keep.
    pub(super) fn faults(&self, url: &str, is_private: bool) -> Vec<String> {
        let mut faults = Vec::new();
        // The library that reads requests answers by itself what it can't read.
        let unread = matches!(self.status, 400 | 431) && self.kind().is_empty() && self.body.is_empty();
        let meant = match self.status {
            503 => self.header("retry-after").is_some(),
            // A format that oEmbed allows and we do not have.
            501 => self.body.windows(20).any(|part| part == br#""parameter":"format""#),
            _ => false,
        };
        if self.status >= 500 && !meant {
            let text = String::from_utf8_lossy(&self.body);
            faults.push(format!("{}: {}", self.status, text.chars().take(300).collect::<String>()));
        }
        let kind = self.kind();
        let mut expected = if unread { Vec::new() } else { SAFE.to_vec() };
        if kind.starts_with("text/html") {
            expected.extend(SAFE_PAGE);
        }
        let missing = expected.into_iter().filter(|name| self.header(name).is_none());
        faults.extend(missing.map(|name| format!("{} without {name}", self.status)));
        if is_private && !unread && self.header("cache-control") != Some("no-store") {
            faults.push(format!("{} that a cache may keep", self.status));
        }
        if !self.body.is_empty() && kind.is_empty() {
            faults.push(format!("{} with a body of no type", self.status));
        }
        if self.header(STOLEN_HEADER).is_some() {
            faults.push("a header from outside".to_owned());
        }
        if let Some(to) = self.header("location") {
            let own = to.strip_prefix(url).unwrap_or(to);
            if !own.starts_with('/') || own.starts_with("//") || own.contains('\\') || own.contains("/..") {
                faults.push(format!("it leads to {to}"));
            }
        }
        if self.header("content-encoding").is_none() {
            faults.extend(self.fault_of_body(kind));
        }
        faults
    }

    fn fault_of_body(&self, kind: &str) -> Option<String> {
        if self.body.is_empty() {
            return None;
        }
        if kind.contains("json") {
            let document = match serde_json::from_slice::<Value>(&self.body) {
                Ok(document) => document,
                Err(error) => return Some(format!("{kind}: {error}: {}", String::from_utf8_lossy(&self.body))),
            };
            let texts = ["type", "title", "detail", "instance"].iter().all(|member| document[member].is_string());
            let whole = document["status"] == self.status && texts;
            return (kind == "application/problem+json" && !whole).then(|| format!("{}: {document}", self.status));
        }
        if ["html", "svg", "xml"].iter().any(|markup| kind.contains(markup)) {
            let text = String::from_utf8_lossy(&self.body);
            if let Some(at) = text.find(STOLEN_ELEMENT) {
                let before = text[..at].chars().rev().take(200).collect::<Vec<_>>();
                return Some(format!("an element from outside: {}", before.iter().rev().collect::<String>()));
            }
            // What a script puts into a page is a piece of one.
            if text.starts_with("<!DOCTYPE") && !text.trim_end().ends_with("</html>") {
                let end = text.chars().rev().take(80).collect::<Vec<_>>();
                return Some(format!("a page that ends in {}", end.iter().rev().collect::<String>()));
            }
        }
        if self.status >= 400 && !kind.starts_with("text/html") {
            return Some(format!("{} as {kind}", self.status));
        }
        None
    }
}

/// The chunks together, when the last one is there.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let Ok(Status::Complete((start, size))) = parse_chunk_size(rest) else { return None };
        let size = usize::try_from(size).ok()?;
        whole.extend(rest.get(start..start + size)?);
        rest = rest.get(start + size..)?.strip_prefix(b"\r\n")?;
        if size == 0 {
            return rest.is_empty().then_some(whole);
        }
    }
}
