//! The patterns of `LIKE`.

/// `%` is any text, `_` any one character; `\` takes the meaning from what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
    /// Upper and lower case are the same (`ILIKE`).
    any_case: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Rest,
    Any,
    Just(char),
}

impl Pattern {
    pub(crate) fn new(text: &str, any_case: bool) -> Self {
        let text = if any_case { text.to_lowercase() } else { text.to_owned() };
        let mut chars = text.chars();
        let mut parts = Vec::new();
        while let Some(c) = chars.next() {
            parts.push(match c {
                '%' => Part::Rest,
                '_' => Part::Any,
                '\\' => Part::Just(chars.next().unwrap_or('\\')),
                other => Part::Just(other),
            });
        }
        Self { parts, any_case }
    }

    /// Whether the whole text is like it. Goes back to the last `%` only: time grows with both lengths, not faster.
    pub(crate) fn is_like(&self, text: &str) -> bool {
        let chars: Vec<char> =
            if self.any_case { text.to_lowercase().chars().collect() } else { text.chars().collect() };
        let (mut at, mut part, mut back) = (0, 0, None);
        while at < chars.len() {
            match self.parts.get(part) {
                Some(Part::Rest) => {
                    back = Some((part, at));
                    part += 1;
                }
                Some(Part::Any) => (at, part) = (at + 1, part + 1),
                Some(Part::Just(c)) if *c == chars[at] => (at, part) = (at + 1, part + 1),
                _ => match back {
                    Some((rest, from)) => {
                        back = Some((rest, from + 1));
                        (at, part) = (from + 1, rest + 1);
                    }
                    None => return false,
                },
            }
        }
        self.parts[part..].iter().all(|part| *part == Part::Rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_wildcards_stand_for_text() {
        for (pattern, text, is) in [
            ("robot%", "robots in de klas", true),
            ("%klas", "robots in de klas", true),
            ("%s_in%", "robots in de klas", true),
            ("%", "", true),
            ("", "", true),
            ("", "a", false),
            ("_", "", false),
            ("_", "é", true),
            ("a%b%c", "aXbYbZc", true),
            ("a%b%c", "aXbYbZ", false),
            ("100\\%", "100%", true),
            ("100\\%", "100x", false),
            ("Robot%", "robots", false),
        ] {
            assert_eq!(Pattern::new(pattern, false).is_like(text), is, "{pattern} {text}");
        }
        assert!(Pattern::new("ROBOT%", true).is_like("Robots"));
    }
}
