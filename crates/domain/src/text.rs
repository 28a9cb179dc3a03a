//! The one gate for text: what every field that people type passes before anything is kept.

/// The longest name of a person, in characters.
pub const MAX_NAME: usize = 100;

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

pub(crate) fn too_long(max: usize) -> String {
    format!("is te lang; hooguit {max} tekens")
}

/// Text of several lines: trimmed, with line ends as `\n`, at most `max` characters.
pub(crate) fn prose(field: &'static str, text: &str, max: usize, errors: &mut Vec<FieldError>) -> String {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().count() > max {
        errors.push(FieldError::new(field, too_long(max)));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        errors.push(FieldError::new(field, "bevat een stuurteken"));
    }
    text
}

/// Text on one line: as [`prose`], with its white space joined afterwards.
pub(crate) fn line(field: &'static str, text: &str, max: usize, errors: &mut Vec<FieldError>) -> String {
    let text = prose(field, text, max, errors);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name on one line, at most [`MAX_NAME`] characters after its white space is joined.
pub(crate) fn name(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > MAX_NAME {
        errors.push(FieldError::new(field, too_long(MAX_NAME)));
    }
    if text.chars().any(char::is_control) {
        errors.push(FieldError::new(field, "bevat een stuurteken"));
    }
    text
}
