//! A request, byte by byte: a client would mend what is wrong with it.

use super::{chance::Chance, known::Known, odd};
use crate::common::{encode, pictures};

const METHODS: &[&str] =
    &["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "get", "B\u{e9}", "CONNECT"];
const BOUNDARY: &str = "0123456789";
const FORM: &str = "application/x-www-form-urlencoded";

/// Who asks, at which of our names.
pub(super) struct Sender<'a> {
    pub(super) host: &'a str,
    pub(super) cookies: String,
}

pub(super) struct Asking {
    pub(super) bytes: Vec<u8>,
    /// The answer has no body.
    pub(super) is_head: bool,
    /// The client hangs up before it has sent everything.
    pub(super) breaks_off: bool,
}

impl Asking {
    /// One address of the product, with chance for everything that a pattern leaves open.
    pub(super) fn of_route(chance: &mut Chance, known: &Known, method: &str, pattern: &str, from: &Sender<'_>) -> Self {
        let path = filled(chance, known, pattern);
        let fields = (0..chance.below(6)).map(|_| field(chance, known)).collect();
        Self::make(chance, known, method, &path, fields, from)
    }

    /// A link or a form, most of it as a page offered it.
    pub(super) fn of_what_is_known(chance: &mut Chance, known: &Known, from: &Sender<'_>) -> Self {
        if let Some(form) = known.form(chance).filter(|_| chance.percent(65)) {
            let mut fields = form.fields;
            for _ in 0..chance.below(4) {
                spoil(chance, known, &mut fields);
            }
            return Self::make(chance, known, form.method, &form.path, fields, from);
        }
        let link = known.link(chance).to_owned();
        Self::make(chance, known, "GET", &link, Vec::new(), from)
    }

    fn make(
        chance: &mut Chance,
        known: &Known,
        method: &str,
        path: &str,
        fields: Vec<(String, String)>,
        from: &Sender<'_>,
    ) -> Self {
        let sends = method == "POST";
        let form = written(chance, &fields);
        let mut target = path.split('#').next().unwrap_or_default().to_owned();
        if !sends && !form.is_empty() {
            target = format!("{target}{}{form}", if target.contains('?') { '&' } else { '?' });
        } else if chance.percent(10) {
            let pair = [field(chance, known)];
            target = format!("{target}?{}", written(chance, &pair));
        }
        let target: String =
            target.chars().map(|c| if c.is_ascii_graphic() || !c.is_ascii() { c } else { '_' }).collect();
        let method = if chance.percent(6) { chance.one(METHODS) } else { method };
        let (kind, mut body) = match chance.below(100) {
            _ if !sends => (String::new(), Vec::new()),
            _ if path.ends_with("/foto") => upload(chance, &fields),
            0..4 => upload(chance, &fields),
            4..6 => (FORM.to_owned(), (0..chance.below(2000)).map(|_| chance.below(256) as u8).collect()),
            _ => (FORM.to_owned(), form.into_bytes()),
        };
        let ip = format!("10.{}.{}.{}", chance.below(256), chance.below(256), chance.below(256));
        let mut lines = vec![format!("Host: {}", from.host), format!("X-Forwarded-For: {ip}")];
        lines.push("Sec-Fetch-Site: same-origin".to_owned());
        lines.push(format!("Cookie: {}", from.cookies));
        if !kind.is_empty() {
            lines.push(format!("Content-Type: {kind}"));
            lines.push(format!("Content-Length: {}", body.len()));
        }
        for _ in 0..chance.below(8).saturating_sub(4) {
            let line = chance.one(odd::HEADERS);
            let name = line.split(':').next().unwrap_or_default().to_owned();
            if chance.percent(80) {
                lines.retain(|other| !other.starts_with(&format!("{name}:")));
            }
            lines.push(line.to_owned());
        }
        lines.push("Connection: close".to_owned());
        let head = format!("{method} {target} HTTP/1.1\r\n{}\r\n\r\n", lines.join("\r\n"));
        let mut bytes = head.into_bytes();
        bytes.append(&mut body);
        // A body that is announced otherwise than it is sent has no end but that the client hangs up.
        let announces = |line: &String| {
            odd::ANNOUNCE.iter().any(|start| line.starts_with(start)) && odd::HEADERS.contains(&&**line)
        };
        let mut breaks_off = lines.iter().any(announces);
        if chance.percent(3) {
            bytes.truncate(chance.below(bytes.len()));
            breaks_off = true;
        }
        Self { bytes, is_head: method == "HEAD", breaks_off }
    }

    /// To read, and to try again.
    pub(super) fn shown(&self) -> String {
        let shown = self.bytes.escape_ascii().to_string().replace("\\r\\n", "\n");
        let end = shown.char_indices().nth(1500).map_or(shown.len(), |(end, _)| end);
        format!("{}{}", &shown[..end], if self.breaks_off { "\n(and hangs up)" } else { "" })
    }
}

fn filled(chance: &mut Chance, known: &Known, pattern: &str) -> String {
    let parts = pattern.split('/').enumerate().map(|(place, part)| match part.starts_with('{') {
        true => known.part(chance, pattern, place),
        false => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

fn field(chance: &mut Chance, known: &Known) -> (String, String) {
    let name = if chance.percent(95) { known.name(chance) } else { odd::text(chance) }.to_owned();
    (name, value(chance, known))
}

fn value(chance: &mut Chance, known: &Known) -> String {
    match chance.below(100) {
        0..30 => known.word(chance).to_owned(),
        30..40 => chance.below(12).to_string(),
        _ => odd::typed(chance).to_owned(),
    }
}

/// Changes one thing about a form.
fn spoil(chance: &mut Chance, known: &Known, fields: &mut Vec<(String, String)>) {
    if fields.is_empty() || chance.percent(10) {
        return fields.push(field(chance, known));
    }
    let at = chance.below(fields.len());
    match chance.below(10) {
        0 => _ = fields.remove(at),
        1 => fields.push(fields[at].clone()),
        _ => fields[at].1 = value(chance, known),
    }
}

fn written(chance: &mut Chance, fields: &[(String, String)]) -> String {
    let pairs = fields.iter().map(|(name, value)| {
        let name = if chance.percent(98) { encode(name) } else { odd::written(chance, name) };
        // A link does not like more than an address may have.
        format!("{name}={}", odd::written(chance, value))
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// The fields with a file among them, and its type.
fn upload(chance: &mut Chance, fields: &[(String, String)]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let name = name.replace(['\r', '\n', '"'], "_");
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    let mut file = if chance.percent(50) { pictures::jpeg(64, 48) } else { odd::typed(chance).as_bytes().to_vec() };
    if !file.is_empty() && chance.percent(50) {
        let at = chance.below(file.len());
        file[at] ^= 1 << chance.below(8);
        file.truncate(at + chance.below(2000));
    }
    let name = odd::text(chance).replace(['\r', '\n'], "_");
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\n\r\n");
    body.extend(head.into_bytes());
    body.append(&mut file);
    if chance.percent(85) {
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    }
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}
