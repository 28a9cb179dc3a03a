//! Asking an initiative something, and reporting what is wrong with it.

use crate::initiative::{FieldError, line, prose};
use crate::placing::{Email, MAX_NAME};

/// The longest question, in characters.
pub const MAX_QUESTION: usize = 2000;
/// The longest report, in characters.
pub const MAX_REPORT: usize = 1000;

/// The fields of the form to ask something, as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawQuestion {
    pub naam: String,
    pub email: String,
    pub vraag: String,
    /// Ticked: the other may see the address.
    pub toestemming: bool,
}

/// A question that may be relayed: the asker agreed that the other sees where to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// `naam`, 1 to [`MAX_NAME`] characters on one line.
    pub name: String,
    /// `email`.
    pub email: Email,
    /// `vraag`, 1 to [`MAX_QUESTION`] characters.
    pub text: String,
}

impl Question {
    /// Checks the form and reports all that is wrong, in the order of the form. Without consent there is no question:
    /// nobody could answer it.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(raw: &RawQuestion) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = line("naam", &raw.naam, MAX_NAME, &mut errors);
        if name.is_empty() {
            errors.push(FieldError::new("naam", "is leeg; zeg wie het vraagt"));
        }
        let email = match raw.email.trim() {
            "" => Err("is leeg; daar komt het antwoord heen"),
            text => Email::parse(text),
        };
        let email = email.map_err(|reason| errors.push(FieldError::new("email", reason))).ok();
        let text = prose("vraag", &raw.vraag, MAX_QUESTION, &mut errors);
        if text.is_empty() {
            errors.push(FieldError::new("vraag", "is leeg; typ wat je wilt weten"));
        }
        if !raw.toestemming {
            errors.push(FieldError::new("toestemming", "staat uit; zonder je adres kan niemand je antwoorden"));
        }
        match email {
            Some(email) if errors.is_empty() => Ok(Self { name, email, text }),
            _ => Err(errors),
        }
    }
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reported {
    /// What stands on the page.
    #[default]
    Page,
    /// A question that somebody got through the map.
    Question,
}

impl Reported {
    /// The word in an address and in the database.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Page => "initiatief",
            Self::Question => "vraag",
        }
    }

    /// Reads [`Self::slug`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Page, Self::Question].into_iter().find(|one| one.slug() == text)
    }
}

/// Something wrong, for the editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// About what.
    pub about: Reported,
    /// `reden`, 1 to [`MAX_REPORT`] characters.
    pub reason: String,
    /// `email`; who need not hear about it gives none.
    pub email: Option<Email>,
}

impl Report {
    /// Checks the form and reports all that is wrong.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(about: Reported, reason: &str, email: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let reason = prose("reden", reason, MAX_REPORT, &mut errors);
        if reason.is_empty() {
            errors.push(FieldError::new("reden", "is leeg; schrijf wat er mis is"));
        }
        let email = match email.trim() {
            "" => None,
            text => Email::parse(text).map_err(|reason| errors.push(FieldError::new("email", reason))).ok(),
        };
        if errors.is_empty() { Ok(Self { about, reason, email }) } else { Err(errors) }
    }
}
