//! The fields of the form as they were typed: an initiative, and who sends it.

use domain::RawSubmission;

use crate::initiatives::{InitiativeForm, all};

/// The fields of the form as text. What [`domain::NewSubmission::parse`] makes of it is another matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct SubmitForm {
    pub initiatief: InitiativeForm,
    /// The site code that the name and the pin were filled in from.
    pub gekozen: String,
    pub naam: String,
    pub functie: String,
    pub email: String,
    /// The page of the initiative is to name them.
    pub tonen: bool,
    /// The sender says: this is another initiative than those it looks like.
    pub ander: bool,
    /// What is typed here is kept on the server too, in the place of what was kept before.
    pub bewaar: bool,
}

impl SubmitForm {
    /// From decoded pairs; of a field that comes twice the last counts, where several are not allowed.
    #[must_use]
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> Self {
        let one = |name: &str| all(pairs, name).pop().unwrap_or_default();
        let ticked = |name: &str| !one(name).is_empty();
        Self {
            initiatief: InitiativeForm::from_pairs(pairs),
            gekozen: one("gekozen"),
            naam: one("naam"),
            functie: one("functie"),
            email: one("email"),
            tonen: ticked("tonen"),
            ander: ticked("ander"),
            bewaar: ticked("bewaar"),
        }
    }

    /// For the rules.
    #[must_use]
    pub fn raw(&self) -> RawSubmission {
        RawSubmission {
            initiatief: self.initiatief.raw(),
            naam: self.naam.clone(),
            functie: self.functie.clone(),
            email: self.email.clone(),
            tonen: self.tonen,
        }
    }

    /// What was typed as pairs again: what [`SubmitForm::from_pairs`] reads, without the pictures. What is empty is left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let ja = |yes: bool| if yes { "ja".to_owned() } else { String::new() };
        let mut pairs = self.initiatief.pairs();
        pairs.extend([
            ("gekozen", self.gekozen.clone()),
            ("naam", self.naam.clone()),
            ("functie", self.functie.clone()),
            ("email", self.email.clone()),
            ("tonen", ja(self.tonen)),
            ("ander", ja(self.ander)),
        ]);
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }
}
