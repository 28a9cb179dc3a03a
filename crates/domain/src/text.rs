//! The one gate for text: what every field, cell, header, property, filter and code that people type or paste passes
//! before anything is made of it.
//!
//! [`clean`] mends what is known to come from word processors, mail programs and spreadsheets; what is left and can't be
//! read is named with its place by [`unreadable`].

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// The longest name of a person, in characters.
pub const MAX_NAME: usize = 100;

/// What Windows means by the bytes 0x80 to 0x9F (code page 1252); `\0` where it means nothing.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// What is wrong with one field, as a Dutch sentence part for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {reason}")]
pub struct FieldError {
    /// The public name of the field.
    pub field: &'static str,
    /// What is wrong.
    pub reason: String,
}

impl FieldError {
    /// An error about `field`.
    pub fn new(field: &'static str, reason: impl ToString) -> Self {
        Self { field, reason: reason.to_string() }
    }
}

/// Text as people mean it: composed (NFC), without invisible characters and marks of direction, with `\n` for every kind
/// of line end, with what Windows meant by its own characters, and without white space at its ends.
///
/// It does not shorten, and does not touch what it doesn't know: see [`unreadable`].
#[must_use]
pub fn clean(text: &str) -> String {
    let plain = text.bytes().all(|byte| byte == b'\n' || byte == b'\t' || (b' '..=b'~').contains(&byte));
    if plain {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                _ = characters.next_if_eq(&'\n');
                out.push('\n');
            }
            // The line breaks of word processors, and the separators of Unicode.
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{80}'..='\u{9f}' => match WINDOWS.get(c as usize - 0x80) {
                Some('\0') | None => out.push(c),
                Some(meant) => out.push(*meant),
            },
            // Joiners hold some scripts and emoji together; beside plain letters they only came along.
            '\u{200c}' | '\u{200d}' => {
                let joins = |beside: Option<&char>| beside.is_some_and(|c| !c.is_ascii() && !is_invisible(*c));
                if joins(out.chars().next_back().as_ref()) && joins(characters.peek()) {
                    out.push(c);
                }
            }
            _ if is_invisible(c) => {}
            _ => out.push(c),
        }
    }
    let out = if is_nfc(&out) { out } else { out.nfc().collect() };
    match out.trim() {
        trimmed if trimmed.len() == out.len() => out,
        trimmed => trimmed.to_owned(),
    }
}

/// [`clean`] text on one line: all white space is one space.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A character that nobody sees and that changes how the text around it looks or compares: zero width, soft hyphens,
/// marks of direction, tags, and numbers that are no characters at all (XML can't hold them).
fn is_invisible(c: char) -> bool {
    let nothing = matches!(c as u32, 0xfdd0..=0xfdef) || (c as u32) & 0xfffe == 0xfffe;
    nothing
        || matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character can't be shown: a control character but for tabs and line ends.
fn is_unreadable(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

/// Why text that was cleaned can't be used: it has a character that can't be read. Names the character and its place.
#[must_use]
pub fn unreadable(text: &str) -> Option<String> {
    let (at, c) = text.char_indices().find(|(_, c)| is_unreadable(*c))?;
    let before = text.get(..at).unwrap_or_default();
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    let place = if words.is_empty() {
        "aan het begin".to_owned()
    } else {
        format!("na ‘{}’", words.into_iter().rev().collect::<Vec<_>>().join(" "))
    };
    Some(format!("heeft {place} een teken dat niet te lezen is (U+{:04X}); haal het weg", c as u32))
}

/// A whole number without the `.0` or `,0` that a spreadsheet puts behind it; other text as it is.
#[must_use]
pub fn whole_number(text: &str) -> &str {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once(['.', ',']) {
        Some((whole, rest))
            if digits(whole.trim_start_matches('-')) && digits(rest) && rest.bytes().all(|b| b == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

pub(crate) fn too_long(max: usize) -> String {
    format!("is te lang; hooguit {max} tekens")
}

/// Notes what keeps text from being used.
fn judge(field: &'static str, text: &str, max: usize, errors: &mut Vec<FieldError>) {
    if text.chars().count() > max {
        errors.push(FieldError::new(field, too_long(max)));
    }
    errors.extend(unreadable(text).map(|reason| FieldError::new(field, reason)));
}

/// Text of several lines: [`clean`], at most `max` characters.
pub(crate) fn prose(field: &'static str, text: &str, max: usize, errors: &mut Vec<FieldError>) -> String {
    let text = clean(text);
    judge(field, &text, max, errors);
    text
}

/// Text on one line: [`clean_line`], at most `max` characters.
pub(crate) fn line(field: &'static str, text: &str, max: usize, errors: &mut Vec<FieldError>) -> String {
    let text = clean_line(text);
    judge(field, &text, max, errors);
    text
}

/// A name on one line, at most [`MAX_NAME`] characters; see [`no_address`].
pub(crate) fn name(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> String {
    no_address(field, text, errors);
    line(field, text, MAX_NAME, errors)
}

/// Notes an address of a website in a name or a title that somebody types: it is read by people who do not know who wrote
/// it, and a mail program makes a link of it.
pub(crate) fn no_address(field: &'static str, text: &str, errors: &mut Vec<FieldError>) {
    let text = clean_line(text).to_lowercase();
    if text.contains("://") || text.contains("www.") {
        errors.push(FieldError::new(field, "heeft een webadres; laat dat hier weg"));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::zero_width("\u{200b}jan@school.nl\u{200b}", "jan@school.nl")]
    #[case::byte_order_mark("\u{feff}titel", "titel")]
    #[case::direction("Robots \u{202e}klas\u{202c} in\u{2066} groep\u{2069}", "Robots klas in groep")]
    #[case::soft_hyphen("leer\u{ad}lijn", "leerlijn")]
    #[case::tags("plek\u{e0041}", "plek")]
    #[case::no_character("plek\u{ffff}\u{fdd0}", "plek")]
    #[case::composed("cafe\u{301}", "café")]
    #[case::word_line_break("een\u{b}twee\u{c}drie", "een\ntwee\ndrie")]
    #[case::old_mac("een\rtwee\r\ndrie", "een\ntwee\ndrie")]
    #[case::windows_quotes("\u{91}zo\u{92} \u{85} \u{80} 5", "‘zo’ … € 5")]
    #[case::joined_emoji("👩\u{200d}🏫", "👩\u{200d}🏫")]
    #[case::joiner_between_letters("ro\u{200d}bot", "robot")]
    #[case::no_break_space("\u{a0}Anna\u{a0}", "Anna")]
    fn pasted_text_is_what_was_meant(#[case] pasted: &str, #[case] meant: &str) {
        assert_eq!(clean(pasted), meant);
    }

    #[test]
    fn unreadable_character_is_named_with_its_place() {
        let reason = unreadable(&clean("Dit is de eerste regel\u{7}hier")).unwrap();
        assert_eq!(reason, "heeft na ‘de eerste regel’ een teken dat niet te lezen is (U+0007); haal het weg");
        assert!(unreadable("\u{1}x").unwrap().contains("aan het begin"));
        assert_eq!(unreadable("een\n\ttwee"), None);
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }
    }
}
