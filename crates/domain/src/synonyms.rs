//! Words that people type, and what they mean by them on this map: "ict" is the theme Digitalisering.

use crate::text::clean;

/// The most words.
pub const MAX_SYNONYMS: usize = 300;

/// The words a map begins with, until an admin writes others.
pub const USUAL: &str = "\
ict = Digitalisering
ai = Digitalisering
kunstmatige intelligentie = Digitalisering
programmeren = Digitalisering
robots = Digitalisering
bewegen = Bewegend leren
gym = Bewegend leren
thuiszitters = Voorkomen van uitval
schooluitval = Voorkomen van uitval
passend onderwijs = Inclusief onderwijs
wetenschap en technologie = Techniek en kunst (STEAM)
kunst = Techniek en kunst (STEAM)
hoogbegaafd = Talentontwikkeling
basisschool = po
middelbare school = vo
universiteit = wo
hogeschool = hbo";

/// A word and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    /// As people type it.
    pub word: String,
    /// The name of a theme, sector, stage, programme or municipality.
    pub meaning: String,
}

/// Reads lines like `ict = Digitalisering`; empty lines say nothing.
///
/// # Errors
/// A Dutch sentence that names the line that can't be read.
pub fn read(text: &str) -> Result<Vec<Synonym>, String> {
    let mut all: Vec<Synonym> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = clean(line);
        if line.trim().is_empty() {
            continue;
        }
        let Some((word, meaning)) = line.split_once('=') else {
            return Err(format!(
                "Regel {number}: zet een = tussen het woord en wat het betekent, zoals ‘ict = Digitalisering’."
            ));
        };
        let synonym = Synonym { word: word.trim().to_owned(), meaning: meaning.trim().to_owned() };
        if synonym.word.is_empty() || synonym.meaning.is_empty() {
            return Err(format!("Regel {number}: het woord of wat het betekent is leeg."));
        }
        all.push(synonym);
    }
    if all.len() > MAX_SYNONYMS {
        return Err(format!("Er passen hooguit {MAX_SYNONYMS} woorden in de lijst; dit zijn er {}.", all.len()));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_words_can_be_read() {
        assert!(read(USUAL).is_ok_and(|all| all.len() > 10));
    }

    #[test]
    fn line_that_says_nothing_is_named() {
        assert!(read("ict = Digitalisering\n\nai").unwrap_err().starts_with("Regel 3:"));
        assert!(read(" = po").unwrap_err().starts_with("Regel 1:"));
        assert!(read(&"a = po\n".repeat(301)).unwrap_err().contains("300"));
    }
}
