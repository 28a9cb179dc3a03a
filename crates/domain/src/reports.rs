//! Reports of something wrong, for the editors.

use crate::text::{FieldError, prose};
use crate::{Email, slug_enum};

/// The longest report, in characters.
pub const MAX_REPORT: usize = 1000;

slug_enum! {
    /// What a report is about.
    #[derive(Default)]
    ReportSubject {
        /// The page of the initiative.
        #[default]
        Page = "initiatief", "over het initiatief";
        /// A question that its owners got through the map.
        Question = "vraag", "over een vraag die iemand kreeg";
    }
}

/// Something wrong, for the editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// About what.
    pub about: ReportSubject,
    /// `reden`, 1 to [`MAX_REPORT`] characters.
    pub reason: String,
    /// `email`, optional: left empty for no answer.
    pub email: Option<Email>,
}

impl Report {
    /// Checks the form and reports all that is wrong.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(about: ReportSubject, reason: &str, email: &str) -> Result<Self, Vec<FieldError>> {
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
