//! Texts that programs stumble over.

use std::sync::LazyLock;

use super::chance::Chance;
use crate::common::encode;

/// What must not come back as a header, and what must not come back as an element: see `answer.rs`.
pub(super) const STOLEN_HEADER: &str = "x-stolen";
pub(super) const STOLEN_ELEMENT: &str = "<stolen";

const TEXTS: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "007",
    "1.5",
    "1e309",
    "NaN",
    "-inf",
    "0x10",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "99999999999999999999999999999999999999999",
    "١٢",
    "ja",
    "nee",
    "null",
    "x\r\nX-Stolen: 1",
    "\r\n\r\n<stolen x=1>",
    "a\0b",
    "\u{1}\u{7f}\u{85}",
    "\"'></textarea></title></script><stolen x=1>",
    "]]><stolen x=1>",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}%s%n",
    "' or 1=1 --",
    "\\",
    "=1+1",
    "../../../etc/passwd",
    "..\\..\\",
    "/etc/passwd",
    "//elders.nl/",
    "/\\elders.nl/",
    "https://elders.nl/",
    "javascript:alert(1)",
    "anna@school.nl",
    "a@b.nl,c@d.nl",
    "\u{212a}ees@school.nl",
    "a@b.nl\r\nBcc: c@d.nl",
    "é",
    "e\u{301}\u{301}\u{301}",
    "İıſß",
    "\u{feff}\u{200b}\u{ad}",
    "\u{202e}traak\u{2066}",
    "\u{e0041}\u{e007f}",
    "👩\u{200d}👩\u{200d}👧\u{1f3fd}",
    "\u{10ffff}\u{fffe}",
    "|",
    "||a||",
    ",,,",
    ";",
    "&",
    "%",
    "*",
    "_",
    "5.9,50.9",
    "50.9,5.9",
    "5.9,50.9,5.8,50.8",
    "-181,-91,181,91",
    "5.5,50.7,6.3,51.8",
    "NaN,NaN,NaN,NaN",
    "1e308,1e308",
    "2026-11-21",
    "2026-02-30",
    "2026-11-21T12:00:00Z/..",
    "-9999-01-01",
    "9999-12-31T23:59:60Z",
    "6211 AB",
    "6211ab Maastricht",
    "titel LIKE '%'",
    "NOT NOT NOT titel = 'a' AND (",
    "S_INTERSECTS(geometry,POLYGON((0 0,1 1,0 0)))",
    "id IN (1,2,3) OR fase <> 'idee'",
    "{\"op\":\"=\",\"args\":[{\"property\":\"titel\"},\"a\"]}",
    "{\"type\":",
    "http://www.opengis.net/def/crs/EPSG/0/28992",
];

/// Encodings that are wrong, or right but not expected.
const RAW: &[&str] = &[
    "%",
    "%4",
    "%zz",
    "%00",
    "%ff%fe",
    "%C3",
    "%C0%AF",
    "%ED%A0%80",
    "%F4%90%80%80",
    "%0d%0aX-Stolen:%201",
    "%E2%80%AE",
    "..%2f..%2fx",
    "%2e%2e",
    "%252e%252e",
    "%2F%2Felders.nl",
    "..",
    ".",
    "+",
    "\u{e9}",
    "a;b=c",
    "a:b@c",
];

/// Much of something.
static LONG: LazyLock<[String; 6]> = LazyLock::new(|| {
    ["x".repeat(300), "x ".repeat(2500), "(".repeat(700), "é".repeat(600), "a|".repeat(900), "9".repeat(2000)]
});

/// More than anybody asks for: for forms, as an address may not be so long.
static HUGE: LazyLock<[String; 2]> = LazyLock::new(|| ["x".repeat(10_000), "👩\r\n".repeat(8000)]);

pub(super) fn text(chance: &mut Chance) -> &'static str {
    match chance.below(100) {
        0..5 => &LONG[chance.below(LONG.len())],
        _ => chance.one(TEXTS),
    }
}

/// For a form.
pub(super) fn typed(chance: &mut Chance) -> &'static str {
    if chance.percent(2) { &HUGE[chance.below(HUGE.len())] } else { text(chance) }
}

/// As it stands in an address or a form: encoded, or not as it should be.
pub(super) fn written(chance: &mut Chance, text: &str) -> String {
    match chance.below(100) {
        0..8 => chance.one(RAW).to_owned(),
        8..10 => format!("{}{}", encode(text), chance.one(RAW)),
        _ => encode(text),
    }
}

/// Beginnings of those that say how a body comes.
pub(super) const ANNOUNCE: [&str; 2] = ["Content-Length", "Transfer-Encoding"];

/// Header lines that mean something, or do not.
pub(super) const HEADERS: &[&str] = &[
    "Range: bytes=0-",
    "Range: bytes=5-1",
    "Range: bytes=-1",
    "Range: bytes=0-1,3-4,999999999999999999999-",
    "Range: x",
    "If-None-Match: *",
    "If-None-Match: \"x\", W/\"y\", z",
    "If-None-Match: \"",
    "If-Match: \"x\"",
    "If-Modified-Since: x",
    "If-Range: \"x\"",
    "Accept: application/json",
    "Accept: text/html;q=0, */*;q=x",
    "Accept: ;;;,,,/",
    "Accept: application/geo+json;q=1e9",
    "Accept-Encoding: gzip",
    "Accept-Encoding: br;q=0.5, gzip;q=nan",
    "Accept-Encoding: identity;q=0, *;q=0",
    "Accept-Language: x-klingon, *;q=0",
    "Accept-Crs: <x>",
    "Origin: null",
    "Origin: https://elders.nl",
    "Origin: \u{e9}",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: ",
    "Host: elders.nl",
    "Host: ",
    "Host: a b",
    "Referer: https://elders.nl/",
    "Referer: x",
    "Cookie: sessie=",
    "Cookie: sessie=\u{1}; =; ;;",
    "Cookie: sessie=AAAAAAAAAAAAAAAAAAAAAA; sessie=BBBBBBBBBBBBBBBBBBBBBB",
    "Cookie: verzonden=%ff; getypt=../..",
    "X-Forwarded-For: x, ::ffff:1.2.3.4, 999.1.1.1",
    "X-Forwarded-For: \u{e9}",
    "X-Forwarded-Host: elders.nl",
    "X-Forwarded-Proto: gopher",
    "Forwarded: for=\"[::1]:80\";host=elders.nl",
    "Content-Type: application/json",
    "Content-Type: application/x-www-form-urlencoded; charset=utf-16",
    "Content-Type: multipart/form-data",
    "Content-Type: multipart/form-data; boundary=\"\"",
    "Content-Type: x",
    "Content-Encoding: gzip",
    "Content-Length: -1",
    "Content-Length: 99999999999",
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Expect: 100-continue",
    "Expect: x",
    "Upgrade: h2c",
    "Upgrade: websocket",
    "TE: trailers",
    "X-HTTP-Method-Override: DELETE",
    "X-Requested-With: XMLHttpRequest",
    "Authorization: Basic \u{e9}",
    "Cache-Control: no-cache, max-age=x",
    "Access-Control-Request-Method: DELETE",
    "X\u{0}: x",
    "X: a\u{0}b",
    " folded: x",
    "no colon",
];
