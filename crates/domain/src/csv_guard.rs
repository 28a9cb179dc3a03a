//! Text that a spreadsheet would read as a formula. An export puts an apostrophe in front, which marks it as text; an
//! import takes it off again (OWASP, "CSV Injection").

use std::borrow::Cow;

/// The mark in front of the text.
const MARK: char = '\'';

/// Whether a spreadsheet could read it as a formula: after any blanks and marks it begins with a sign of a formula, or
/// with the full-width variant of one, which a Japanese Excel treats alike.
fn is_risky(text: &str) -> bool {
    let rest = text.trim_start_matches(MARK);
    // After a tab or carriage return, some spreadsheets parse the rest as a cell of its own.
    let blanks = &rest[..rest.len() - rest.trim_start().len()];
    blanks.contains(['\t', '\r'])
        || rest.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}

/// The text as it may be written to a cell. Text that begins with marks of its own gets one more, so that [`unguarded`]
/// returns exactly the original.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("{MARK}{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell, without the mark that [`guarded`] adds.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(MARK).filter(|_| is_risky(text)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("+31 6", "'+31 6")]
    #[case("-", "'-")]
    #[case("@SUM(A1)", "'@SUM(A1)")]
    #[case("\t=1", "'\t=1")]
    #[case("\rx", "'\rx")]
    #[case("\n =1", "'\n =1")]
    #[case("\u{3000}\u{ff1d}1", "'\u{3000}\u{ff1d}1")]
    #[case("'=1", "''=1")]
    #[case("'s Avonds leren", "'s Avonds leren")]
    #[case("1 + 1 = 2", "1 + 1 = 2")]
    #[case("", "")]
    fn a_formula_becomes_text(#[case] text: &str, #[case] cell: &str) {
        assert_eq!(guarded(text), cell);
        assert_eq!(unguarded(cell), text);
    }

    proptest! {
        #[test]
        fn guarding_can_be_undone(text in "['=+@\\- \t\r\nax\u{ff1d}\u{3000}]{0,8}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &text);
            let first = cell.trim_start().chars().next();
            prop_assert!(!first.is_some_and(|c| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(c)), "{}", cell);
        }
    }
}
