//! Striking a person from texts that others wrote. What somebody calls themselves is their own choice, so it is never a
//! word to search and replace with: an address counts only as a whole address, a name only when it is written as one.

/// What stands in the place of a name or an address.
pub const STRUCK: &str = "(gewist)";

/// A text without an e-mail address, wherever it stands as a whole one, capital or not: without `bakker@x.nl` a text
/// keeps `s.bakker@x.nl` and `bakker@x.nl.eu`.
#[must_use]
pub fn without_address(text: &str, address: &str) -> String {
    strike(text, |rest| says(rest, address), stands_alone)
}

/// Whether an e-mail address stands in a text as a whole one, capital or not.
#[must_use]
pub fn mentions_address(text: &str, address: &str) -> bool {
    without_address(text, address) != text
}

/// A text without the name of a person, wherever it is written as a name: its first and last word begin with a letter
/// that is no small one. A name of one word changes nothing, because many a word is somebody's name.
#[must_use]
pub fn without_name(text: &str, name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 {
        return text.to_owned();
    }
    strike(
        text,
        |rest| says_words(rest, &words),
        |before, found, after| {
            let mut ends = found.split_whitespace();
            let ends = [ends.next(), ends.next_back()];
            let inside = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
            !inside && ends.into_iter().all(|word| word.is_some_and(|word| word.starts_with(begins_a_name)))
        },
    )
}

fn begins_a_name(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase()
}

/// A text with [`STRUCK`] in the place of what `length` finds at the beginning of a rest of it (in bytes), where `whole`
/// agrees, given what comes before, what was found, and what comes after.
fn strike(text: &str, length: impl Fn(&str) -> Option<usize>, whole: impl Fn(&str, &str, &str) -> bool) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    while let Some(first) = text[at..].chars().next() {
        let (before, rest) = text.split_at(at);
        match length(rest).map(|length| rest.split_at(length)) {
            Some((found, after)) if !found.is_empty() && whole(before, found, after) => {
                out += STRUCK;
                at += found.len();
            }
            _ => {
                out.push(first);
                at += first.len_utf8();
            }
        }
    }
    out
}

/// How many bytes at the beginning of a text say the word, capital or not.
fn says(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars().flat_map(char::to_lowercase).peekable();
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        if c.to_lowercase().any(|c| wanted.next() != Some(c)) {
            return None;
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// The same for words with any white space between them.
fn says_words(text: &str, words: &[&str]) -> Option<usize> {
    let mut rest = text;
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = &rest[says(rest, word)?..];
    }
    Some(text.len() - rest.len())
}

/// Whether an address is whole: neither what comes before nor what comes after makes it another one (RFC 5321).
fn stands_alone(before: &str, _: &str, after: &str) -> bool {
    let local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let start = before.trim_end_matches(local).len();
    // Quotes and marks around an address are no part of it, and no address begins with a dot; a dash or a plus is.
    let longer =
        before[start..].trim_start_matches(['.', '\'', '*', '`', '{', '|', '/', '=', '?', '!', '#', '$', '^', '&']);
    let host = after.trim_start_matches(['.', '-']);
    longer.is_empty() && !host.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::alone("bakker@x.nl", "(gewist)")]
    #[case::capitals("Vraag BAKKER@X.nl.", "Vraag (gewist).")]
    #[case::in_marks("<bakker@x.nl> 'bakker@x.nl' (mailto:bakker@x.nl)", "<(gewist)> '(gewist)' (mailto:(gewist))")]
    #[case::dots("Bel ...bakker@x.nl... of niet", "Bel ...(gewist)... of niet")]
    #[case::longer_name("s.bakker@x.nl s-bakker@x.nl s+bakker@x.nl o'bakker@x.nl _bakker@x.nl", "")]
    #[case::other_letters("ébakker@x.nl bakker@x.nlé", "")]
    #[case::longer_host("bakker@x.nl.eu bakker@x.nl-b.nl bakker@x.nlx", "")]
    #[case::another_host("bakker@y.nl", "")]
    #[case::nothing("", "")]
    fn an_address_is_struck_where_it_is_whole(#[case] text: &str, #[case] left: &str) {
        let left = if left.is_empty() { text } else { left };
        assert_eq!(without_address(text, "bakker@x.nl"), left);
        assert_eq!(mentions_address(text, "bakker@x.nl"), text != left);
    }

    #[rstest]
    #[case::as_it_is("Groet, Anna de Boer", "Groet, (gewist)")]
    #[case::capitals("ANNA DE BOER belde", "(gewist) belde")]
    #[case::over_two_lines("Anna\n  de Boer.", "(gewist).")]
    #[case::longer("Joanna de Boer, Anna de Boers, Anna de Boer2", "")]
    #[case::one_word_of_it("Anna en de Boer", "")]
    #[case::not_written_as_a_name("anna de boer", "")]
    fn a_name_is_struck_where_it_is_written_as_one(#[case] text: &str, #[case] left: &str) {
        assert_eq!(without_name(text, "Anna de Boer"), if left.is_empty() { text } else { left });
    }

    #[rstest]
    fn a_name_that_is_no_name_strikes_nothing(
        #[values("redacteur", "niet", "http", "kaart.nl", "De", "Los", "Noord", "de foto", "Groep 7", "", " ")]
        name: &str,
    ) {
        let text =
            "De redacteur van Noord: dit klopt niet, de foto moet Los, groep 7. Zie http://kaart.nl/De en Groep 7";
        assert_eq!(without_name(text, name), text);
    }

    #[test]
    fn letters_of_several_bytes_are_compared_as_letters() {
        assert_eq!(without_name("één Zoë Ünal", "ZOË ünal"), "één (gewist)");
        assert_eq!(without_name("İpek Çelik en İpek", "ipek Çelik"), "İpek Çelik en İpek");
    }

    proptest! {
        #[test]
        fn a_longer_address_is_somebody_else(before in "[a-z0-9_%+~-][a-z0-9._%+~-]{0,4}", after in "[a-z0-9-]{0,3}[a-z0-9]") {
            for other in [format!("{before}bakker@x.nl"), format!("bakker@x.nl.{after}"), format!("bakker@x.nl{after}")] {
                prop_assert_eq!(without_address(&other, "bakker@x.nl"), &*other);
            }
        }

        #[test]
        fn one_word_is_no_name(text in "\\PC{0,40}", word in "\\PC{0,8}") {
            prop_assume!(word.split_whitespace().count() < 2);
            prop_assert_eq!(without_name(&text, &word), text);
        }
    }
}
