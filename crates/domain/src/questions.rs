//! Questions of visitors to the owners of an initiative.

use crate::Email;
use crate::text::{FieldError, name, prose};

/// The longest question, in characters.
pub const MAX_QUESTION: usize = 2000;

/// The fields of the form to ask something, as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawQuestion {
    pub naam: String,
    pub email: String,
    pub vraag: String,
    /// Ticked: the owners may see the address.
    pub toestemming: bool,
}

/// A question that may be relayed: the asker agreed that the owners see the address to answer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// `naam`, 1 to [`MAX_NAME`](crate::text::MAX_NAME) characters on one line.
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
        let name = name("naam", &raw.naam, &mut errors);
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
