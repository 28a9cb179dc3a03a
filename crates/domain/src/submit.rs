//! Submitting an initiative: what a sender fills in, and what the form asks beyond an import.

use crate::email::Email;
use crate::initiative::{InitiativeContent, Position, RawInitiative};
use crate::text::{FieldError, name, no_address};
use crate::{slug_enum, vocabulary::Vocabulary};

/// The longest title on the form, in characters: it has to fit a card.
pub const FORM_TITLE: usize = 70;
/// The longest summary on the form, in characters.
pub const FORM_SUMMARY: usize = 280;

/// The fields of the form as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawSubmission {
    pub initiatief: RawInitiative,
    pub naam: String,
    pub functie: String,
    pub email: String,
    /// The page of the initiative is to name them.
    pub tonen: bool,
}

/// What a sender says, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct NewSubmission {
    /// The initiative.
    pub content: InitiativeContent,
    /// Where it is.
    pub position: Position,
    /// Who sends it; public only as far as they tick.
    pub contact: Contact,
}

/// Somebody who can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// `naam`, 1 to [`MAX_NAME`](crate::text::MAX_NAME) characters.
    pub name: String,
    /// `functie` at school, at most [`MAX_NAME`](crate::text::MAX_NAME) characters; may be empty.
    pub job_title: String,
    /// `email`; never public.
    pub email: Email,
    /// `tonen`: the page of the initiative names them.
    pub shown: bool,
}

impl NewSubmission {
    /// Checks the form and reports all that is wrong: the initiative by [`InitiativeContent::parse`], stricter where a
    /// person can still mend it, and who sends it.
    ///
    /// # Errors
    /// At least one error for each field that can't be used, in the order of the form.
    pub fn parse(raw: &RawSubmission, vocabulary: &Vocabulary) -> Result<Self, Vec<FieldError>> {
        let mut errors = form_rules(&raw.initiatief);
        let parsed = InitiativeContent::parse(&raw.initiatief, vocabulary);
        let contact = contact(raw, &mut errors);
        match (parsed, contact) {
            (Ok((content, position)), Some(contact)) if errors.is_empty() => Ok(Self { content, position, contact }),
            (parsed, _) => Err(merge_errors(errors, parsed.err().unwrap_or_default())),
        }
    }
}

slug_enum! {
    /// Whose draft it is: an address has one of its own, and one of each browser in which it was typed.
    DraftKind {
        /// Saved by a signed-in user.
        Own = "eigen";
        /// Saved by somebody who only typed the address.
        Typed = "getypt";
    }
}

/// The fields in the order in which the form asks for them, each with what a sentence calls it. CONTRIBUTING.md says where
/// else a new field goes.
pub const FIELDS: [(&str, &str); 20] = [
    ("school", "School of organisatie"),
    ("vestigingscode", "De gekozen school"),
    ("plaats", "Plaats"),
    ("postcode", "Postcode"),
    ("lon", "Lengtegraad"),
    ("lat", "Breedtegraad"),
    ("onderdeel", "Onderdeel"),
    ("titel", "Titel"),
    ("samenvatting", "Samenvatting"),
    ("omschrijving", "Omschrijving"),
    ("sector", "Sector"),
    ("thema", "Thema"),
    ("fase", "Fase"),
    ("periode", "Periode"),
    ("website", "Website"),
    ("leervraag", "Leervraag"),
    ("opbrengst", "Opbrengst"),
    ("naam", "Je naam"),
    ("functie", "Functie"),
    ("email", "E-mailadres"),
];

/// The names of [`FIELDS`].
pub const ORDER: [&str; FIELDS.len()] = {
    let mut names = [""; FIELDS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = FIELDS[at].0;
        at += 1;
    }
    names
};

/// Those of [`FIELDS`] that say where it is.
pub const PLACE: [&str; 4] = ["plaats", "postcode", "lon", "lat"];

/// What the form asks beyond an import: short enough for a card, enough to read, and a title that leads nowhere.
fn form_rules(raw: &RawInitiative) -> Vec<FieldError> {
    let mut errors = Vec::new();
    no_address("titel", &raw.titel, &mut errors);
    let length = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
    for (field, text, max) in [("titel", &raw.titel, FORM_TITLE), ("samenvatting", &raw.samenvatting, FORM_SUMMARY)] {
        let length = length(text);
        if length > max {
            errors.push(FieldError::new(field, format!("is {length} tekens lang; hooguit {max}")));
        }
    }
    for (field, text, ask) in [
        ("school", &raw.school, "is leeg; noem je school of organisatie"),
        ("titel", &raw.titel, "is leeg; elk initiatief heeft een titel"),
        ("samenvatting", &raw.samenvatting, "is leeg; vertel in twee tot vier zinnen wat jullie doen"),
        ("sector", &raw.sector, "is leeg; kies er minstens één"),
        ("thema", &raw.thema, "is leeg; kies er minstens één"),
        ("fase", &raw.fase, "is leeg; kies hoe ver jullie zijn"),
        ("onderdeel", &raw.onderdeel, "is leeg; kies wat past"),
    ] {
        if text.trim().is_empty() {
            errors.push(FieldError::new(field, ask));
        }
    }
    errors
}

fn contact(raw: &RawSubmission, errors: &mut Vec<FieldError>) -> Option<Contact> {
    let (full_name, job_title) = (name("naam", &raw.naam, errors), name("functie", &raw.functie, errors));
    if full_name.is_empty() {
        errors.push(FieldError::new("naam", "is leeg; we willen weten wie we schrijven"));
    }
    let email = match raw.email.trim() {
        "" => Err("is leeg; daar sturen we de link heen waarmee je bevestigt"),
        text => Email::parse(text),
    };
    match email {
        Ok(email) => Some(Contact { name: full_name, job_title, email, shown: raw.tonen }),
        Err(reason) => {
            errors.push(FieldError::new("email", reason));
            None
        }
    }
}

/// Checks the name and the job title of somebody's profile; both may be empty.
///
/// # Errors
/// An error for each that can't be used.
pub fn parse_profile(full_name: &str, job_title: &str) -> Result<(String, String), Vec<FieldError>> {
    let mut errors = Vec::new();
    let profile = (name("naam", full_name, &mut errors), name("functie", job_title, &mut errors));
    if errors.is_empty() { Ok(profile) } else { Err(errors) }
}

/// Checks a change of what was sent in before: by the rules of the form, without asking again who sends it.
///
/// # Errors
/// At least one error for each field that can't be used, in the order of the form.
pub fn parse_change(
    raw: &RawInitiative,
    vocabulary: &Vocabulary,
) -> Result<(InitiativeContent, Position), Vec<FieldError>> {
    let errors = form_rules(raw);
    match InitiativeContent::parse(raw, vocabulary) {
        Ok(parsed) if errors.is_empty() => Ok(parsed),
        parsed => Err(merge_errors(errors, parsed.err().unwrap_or_default())),
    }
}

/// Adds the errors about fields that have none yet, and puts all in the order of the form.
#[must_use]
pub fn merge_errors(mut errors: Vec<FieldError>, others: impl IntoIterator<Item = FieldError>) -> Vec<FieldError> {
    for error in others {
        if errors.iter().all(|known| known.field != error.field) {
            errors.push(error);
        }
    }
    errors.sort_by_key(|error| {
        // Pictures come after what it brought, and why it changes at the end.
        let field = if error.field.starts_with("foto") { "opbrengst" } else { error.field };
        ORDER.iter().position(|other| *other == field).unwrap_or(ORDER.len())
    });
    errors
}
