//! Rules for editors.

/// The longest question, reason or note of an editor, in characters.
pub const MAX_TEXT: usize = 2000;

/// Why a text of an editor is refused for its length.
pub const TEXT_TOO_LONG: &str = "Je tekst is te lang; hooguit 2000 tekens.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refusal_names_the_length() {
        assert!(TEXT_TOO_LONG.contains(&format!(" {MAX_TEXT} ")));
    }
}
