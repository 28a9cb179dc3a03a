//! Rules for editors.

use const_format::formatcp;

use crate::InitiativeContent;

/// The longest question, reason or note of an editor, in characters.
pub const MAX_TEXT: usize = 2000;

/// The longest reason that comes with a change, in characters.
pub const MAX_CHANGE_REASON: usize = 500;

/// Why a text of an editor is refused for its length.
pub const TEXT_TOO_LONG: &str = formatcp!("Je tekst is te lang; hooguit {MAX_TEXT} tekens.");

/// Whether an editor changed no more than spelling: every choice is the same, and in each text at most one letter in ten
/// differs, or two. What is changed more, its editor does not put on the map alone.
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
        let most = (before.chars().count() / 10).max(2);
        let lengths = before.chars().count().abs_diff(after.chars().count());
        // Most texts are the same, and comparing long ones letter by letter takes its time.
        before == after || (lengths <= most && strsim::levenshtein(&before, &after) <= most)
    };
    choices(before) == choices(after) && texts(before).into_iter().zip(texts(after)).all(alike)
}
