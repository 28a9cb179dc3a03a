//! Content lines (RFC 5545, 3.1): how text becomes a value, and how a line is folded.

/// The most bytes of a line, without its end.
const LONGEST: usize = 75;

/// Content lines, folded and each ended by CR LF.
pub(super) struct Lines(String);

impl Lines {
    pub(super) const fn new() -> Self {
        Self(String::new())
    }

    /// Adds a line, which has no line break in it.
    pub(super) fn line(&mut self, line: &str) {
        fold(line, &mut self.0);
    }

    /// Adds lines.
    pub(super) fn each(&mut self, lines: &[&str]) {
        for line in lines {
            self.line(line);
        }
    }

    /// Adds a property whose value is text, unless the text is empty.
    pub(super) fn text(&mut self, property: &str, text: &str) {
        self.property(property, &escape(text));
    }

    /// Adds a property whose value is an address, unless the address is empty.
    pub(super) fn uri(&mut self, property: &str, address: &str) {
        self.property(property, &uri(address));
    }

    fn property(&mut self, property: &str, value: &str) {
        if !value.is_empty() {
            self.line(&format!("{property}:{value}"));
        }
    }

    /// Adds the lines of another.
    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Adds a line in parts: a space at the start of a line says that it goes on. No character is cut.
pub(super) fn fold(line: &str, out: &mut String) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Text as a value (RFC 5545, 3.3.11), without control characters other than a tab and a line break.
pub(super) fn escape(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            // Some programs end a line at Unicode's separators, too.
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => value.push_str("\\n"),
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\t' => value.push(c),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// An address as a value (RFC 5545, 3.3.13): not escaped, without what no address has.
pub(super) fn uri(address: &str) -> String {
    address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// Text between the quotes of a parameter (RFC 5545, 3.2), in which a quote can't stand.
pub(super) fn parameter(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'));
    kept.map(|c| if c == '"' { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(line: &str) -> String {
        let mut out = String::new();
        fold(line, &mut out);
        out
    }

    /// As RFC 5545, 3.1 says it: a line break before white space is taken away with that white space.
    fn unfolded(text: &str) -> String {
        text.strip_suffix("\r\n").unwrap().replace("\r\n ", "")
    }

    /// As RFC 5545, 3.3.11 says it.
    fn unescaped(value: &str) -> String {
        let mut chars = value.chars();
        let mut text = String::new();
        while let Some(c) = chars.next() {
            text.push(match c {
                '\\' => match chars.next().unwrap() {
                    'n' | 'N' => '\n',
                    c => c,
                },
                c => c,
            });
        }
        text
    }

    #[test]
    fn a_line_is_folded_after_75_bytes() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(150)), format!("{}\r\n {}\r\n a\r\n", "a".repeat(75), "a".repeat(74)));
        // 74 bytes, and an é of two: it goes to the next line whole.
        assert_eq!(folded(&format!("{}é", "a".repeat(74))), format!("{}\r\n é\r\n", "a".repeat(74)));
        assert_eq!(folded(""), "\r\n");
    }

    #[test]
    fn text_is_escaped_and_addresses_are_not() {
        assert_eq!(escape("a\\b;c,d\r\ne\rf\ng\th"), "a\\\\b\\;c\\,d\\ne\\nf\\ng\th");
        assert_eq!(escape("a\u{0}b\u{7f}c\u{85}d\u{b}e\u{2028}f: é 😀"), "abcde\\nf: é 😀");
        assert_eq!(uri(" https://kaart.example/?a=1,2;3\r\nX:1\u{0}"), "https://kaart.example/?a=1,2;3X:1");
        assert_eq!(parameter("Jo \"de\" Wit; Roermond\r\n:"), "Jo 'de' Wit; Roermond:");
    }

    proptest! {
        #[test]
        fn unfolding_gives_the_line_back(line in "[^\r\n]{0,300}") {
            prop_assert_eq!(unfolded(&folded(&line)), line);
        }

        #[test]
        fn no_line_is_too_long_and_no_character_is_cut(line in "([ -~]|\\PC|[éß€😀]){0,300}") {
            let folded = folded(&line);
            for line in folded.as_bytes().split(|&b| b == b'\n') {
                prop_assert!(line.strip_suffix(b"\r").unwrap_or(line).len() <= 75);
                prop_assert!(std::str::from_utf8(line).is_ok());
            }
        }

        #[test]
        fn unescaping_gives_the_text_back(text in "([\\\\;,nN:\"\n\t a]|[^\\pC\\p{Zl}\\p{Zp}]){0,100}") {
            prop_assert_eq!(unescaped(&escape(&text)), text);
        }

        #[test]
        fn a_value_is_one_line(text in any::<String>()) {
            let text = format!("{text}\r\n\u{b}\u{85}{text}");
            for value in [escape(&text), uri(&text), parameter(&text)] {
                let broken = value.contains(|c: char| c != '\t' && c.is_control() || "\u{2028}\u{2029}".contains(c));
                prop_assert!(!broken);
            }
            prop_assert!(!parameter(&text).contains('"'));
        }
    }
}
