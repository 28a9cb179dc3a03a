//! What people who were at a gathering think of it. Nobody learns who answered what.

use crate::{
    slug_enum,
    text::{FieldError, prose},
};

/// The longest answer in words, in characters.
pub const MAX_ANSWER: usize = 600;
/// With fewer answers than this nobody reads any: it would be clear whose they are.
pub const MIN_ANSWERS: usize = 3;

slug_enum! {
    /// `nut`: how useful it was.
    Usefulness {
        /// 1.
        No = "1", "1: niet nuttig";
        /// 2.
        Little = "2", "2: een beetje";
        /// 3.
        Fair = "3", "3: redelijk";
        /// 4.
        Useful = "4", "4: nuttig";
        /// 5.
        Very = "5", "5: heel nuttig";
    }
}

/// The fields as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawEvaluation {
    pub nut: String,
    pub mee: String,
    pub beter: String,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// `nut`.
    pub useful: Usefulness,
    /// `mee`: what they take to their school, at most [`MAX_ANSWER`] characters; may be empty.
    pub takes: String,
    /// `beter`: what should be better; as [`Self::takes`].
    pub better: String,
}

/// All answers together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationResult {
    /// How many there are; [`MIN_ANSWERS`] or more.
    pub answers: usize,
    /// The mean of 1 to 5, in tenths.
    pub mean_tenths: usize,
    /// How many said each of [`Usefulness::ALL`].
    pub counts: Vec<usize>,
    /// Answers in words, by their letters: not in the order in which they came, nor beside others of the same person.
    pub takes: Vec<String>,
    /// As [`Self::takes`].
    pub better: Vec<String>,
}

impl Evaluation {
    /// Checks the form and reports all that is wrong.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(raw: &RawEvaluation) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let useful = match &*raw.nut {
            "" => Err("is niet gekozen; kies een cijfer van 1 tot 5".to_owned()),
            text => Usefulness::parse(text).map_err(|error| error.to_string()),
        };
        let useful = useful.map_err(|reason| errors.push(FieldError::new("nut", reason))).ok();
        let takes = prose("mee", &raw.mee, MAX_ANSWER, &mut errors);
        let better = prose("beter", &raw.beter, MAX_ANSWER, &mut errors);
        match useful {
            Some(useful) if errors.is_empty() => Ok(Self { useful, takes, better }),
            _ => Err(errors),
        }
    }
}

impl EvaluationResult {
    /// What these answers say together; `None` while there are too few.
    #[must_use]
    pub fn of(answers: &[Evaluation]) -> Option<Self> {
        if answers.len() < MIN_ANSWERS {
            return None;
        }
        let said = |one: Usefulness| answers.iter().filter(|answer| answer.useful == one).count();
        let counts: Vec<usize> = Usefulness::ALL.iter().map(|one| said(*one)).collect();
        let sum: usize = counts.iter().zip(1..).map(|(count, value)| count * value).sum();
        let texts = |text: fn(&Evaluation) -> &String| {
            let mut texts: Vec<String> = answers.iter().map(text).filter(|text| !text.is_empty()).cloned().collect();
            texts.sort_unstable_by_key(|text| text.to_lowercase());
            texts
        };
        Some(Self {
            answers: answers.len(),
            mean_tenths: (sum * 20 / answers.len()).div_ceil(2),
            counts,
            takes: texts(|answer| &answer.takes),
            better: texts(|answer| &answer.better),
        })
    }
}
