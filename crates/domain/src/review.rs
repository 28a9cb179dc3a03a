//! Rules for editors.

use const_format::formatcp;

use crate::InitiativeContent;

/// How long it usually takes until an editor has read what came in, as a sentence says it.
pub const USUALLY_NL: &str = "drie werkdagen";

/// The longest question, reason or note of an editor, in characters.
pub const MAX_TEXT: usize = 2000;

/// The longest reason that comes with a change, in characters.
pub const MAX_CHANGE_REASON: usize = 500;

/// Why a text of an editor is refused for its length.
pub const TEXT_TOO_LONG: &str = formatcp!("Je tekst is te lang; hooguit {MAX_TEXT} tekens.");

/// Whether an editor changed no more than spelling: every choice is the same, and each text has as many words, of which
/// none became another one. What is changed more, its editor does not put on the map alone.
#[must_use]
pub fn only_spelling(before: &InitiativeContent, after: &InitiativeContent) -> bool {
    let texts = |content: &InitiativeContent| -> [String; 7] {
        let InitiativeContent { title, summary, description, school, learning_question, outcomes, period, .. } =
            content;
        [title, summary, description, school, learning_question, &outcomes.join("\n"), period].map(Clone::clone)
    };
    let choices = |content: &InitiativeContent| InitiativeContent {
        title: String::new(),
        summary: String::new(),
        description: String::new(),
        school: String::new(),
        learning_question: String::new(),
        outcomes: Vec::new(),
        period: String::new(),
        ..content.clone()
    };
    let alike = |(before, after): (String, String)| {
        let (before, after): (Vec<_>, Vec<_>) =
            (before.split_whitespace().collect(), after.split_whitespace().collect());
        before.len() == after.len() && before.iter().zip(after).all(|(before, after)| is_respelled(before, after))
    };
    choices(before) == choices(after) && texts(before).into_iter().zip(texts(after)).all(alike)
}

/// Whether a word is the same but for its spelling: one letter, or two from six letters on. Numbers and addresses have no
/// spelling.
fn is_respelled(before: &str, after: &str) -> bool {
    let spelled = |word: &str| !word.contains(|c: char| c.is_numeric() || "@:/".contains(c));
    let most = if before.chars().count() < 6 { 1 } else { 2 };
    let near = before.chars().count().abs_diff(after.chars().count()) <= most;
    before == after || (spelled(before) && spelled(after) && near && strsim::levenshtein(before, after) <= most)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use rstest::rstest;

    use super::*;
    use crate::{RawInitiative, Stage, Vocabulary};

    fn content(title: &str, description: &str) -> InitiativeContent {
        let raw = RawInitiative {
            titel: title.to_owned(),
            omschrijving: description.to_owned(),
            sector: "po".to_owned(),
            fase: "lopend".to_owned(),
            onderdeel: "vrijplaats".to_owned(),
            lon: "5.7".to_owned(),
            lat: "51.25".to_owned(),
            ..RawInitiative::default()
        };
        InitiativeContent::parse(&raw, &Vocabulary::default()).unwrap().0
    }

    #[rstest]
    #[case::nothing("Robots", "Robots", true)]
    #[case::letters("Leerlinnggen bouen  samen en robbot.", "Leerlingen bouwen samen een robot!", true)]
    #[case::another_word("Leerlingen bouwen een robot", "Leerlingen kopen een robot", false)]
    #[case::another_short_word("Robots in de klas", "Robots op de klas", false)]
    #[case::one_word_more("Dit mag altijd", "Dit mag niet altijd", false)]
    #[case::nothing_left("Robots", "", false)]
    #[case::number("Bel 0900-1234", "Bel 0900-1235", false)]
    #[case::address("Zie https://a.nl", "Zie https://b.nl", false)]
    fn spelling_makes_no_other_words(#[case] before: &str, #[case] after: &str, #[case] only: bool) {
        let filled = |text: &str| content("Titel", text);
        assert_eq!(only_spelling(&filled(before), &filled(after)), only);
    }

    #[test]
    fn another_choice_is_no_spelling() {
        let before = content("Robots", "Tekst");
        let after = InitiativeContent { stage: Stage::Idea, ..before.clone() };
        assert!(only_spelling(&before, &before) && !only_spelling(&before, &after));
    }
}
