//! Text in XML 1.0.

use std::borrow::Cow;

use quick_xml::escape::escape;

/// The text without the characters that XML 1.0 can't represent (production 2): most control characters and two
/// non-characters.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_legal) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_legal(c)).collect())
    }
}

fn is_legal(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => c >= ' ',
    }
}

/// The text, escaped for use between tags or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    match legal(text) {
        Cow::Borrowed(text) => escape(text).into_owned(),
        Cow::Owned(text) => escape(text).into_owned(),
    }
}

/// Adds `<name>text</name>`.
pub(super) fn element(out: &mut Vec<u8>, name: &str, text: &str) {
    for part in ["<", name, ">", &escaped(text), "</", name, ">"] {
        out.extend_from_slice(part.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_lacks_are_left_out() {
        assert_eq!(legal("a\u{0}b\u{b}\u{1f}c\u{fffe}\u{ffff}d\t\n\r é 😀"), "abcd\t\n\r é 😀");
        assert!(matches!(legal("gewoon"), Cow::Borrowed(_)));
        assert_eq!(escaped("<a & \"b\">\u{8}"), "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
