//! Placing an initiative: what a sender fills in, and what we ask of it beyond an import.

use crate::initiative::{FieldError, NewInitiative, Position, RawInitiative};
use crate::vocabulary::Vocabulary;

/// The longest title on the form, in characters: it has to fit a card.
pub const FORM_TITLE: usize = 70;
/// The longest summary on the form, in characters.
pub const FORM_SUMMARY: usize = 280;
/// The longest name of a person, in characters.
pub const MAX_NAME: usize = 100;
/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1).
const MAX_EMAIL: usize = 254;

/// The fields of the form as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawPlacing {
    pub initiatief: RawInitiative,
    pub naam: String,
    pub functie: String,
    pub email: String,
    /// The page of the initiative is to name them.
    pub tonen: bool,
}

/// What a sender says, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Placing {
    /// The initiative.
    pub content: NewInitiative,
    /// Where it is.
    pub position: Position,
    /// Who sends it; public only as far as they tick.
    pub contact: Contact,
}

/// Somebody who can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// `naam`, 1 to [`MAX_NAME`] characters.
    pub name: String,
    /// `functie` at school, at most [`MAX_NAME`] characters; may be empty.
    pub position: String,
    /// `email`; never public.
    pub email: Email,
    /// `tonen`: the page of the initiative names them.
    pub shown: bool,
}

/// An e-mail address in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address as people type it.
    ///
    /// # Errors
    /// A Dutch sentence part when it can't be an address that mail arrives at.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const WRONG: &str = "is geen e-mailadres; het ziet eruit als naam@school.nl";
        let text = text.trim().to_lowercase();
        let (local, host) = text.rsplit_once('@').ok_or(WRONG)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        let label = |part: &str| {
            (1..=63).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        let sound = text.len() <= MAX_EMAIL
            && (1..=64).contains(&local.len())
            && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
            && host.contains('.')
            && host.split('.').all(label);
        if sound { Ok(Self(text)) } else { Err(WRONG) }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.rsplit('@').next().unwrap_or_default()
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Placing {
    /// Checks the form and reports all that is wrong: the initiative by [`NewInitiative::parse`], stricter where a
    /// person can still mend it, and who sends it.
    ///
    /// # Errors
    /// At least one error for each field that can't be used, in the order of the form.
    pub fn parse(raw: &RawPlacing, vocabulary: &Vocabulary) -> Result<Self, Vec<FieldError>> {
        let mut errors = form_rules(&raw.initiatief);
        let parsed = NewInitiative::parse(&raw.initiatief, vocabulary);
        let contact = contact(raw, &mut errors);
        match (parsed, contact) {
            (Ok((content, position)), Some(contact)) if errors.is_empty() => Ok(Self { content, position, contact }),
            (parsed, _) => {
                for error in parsed.err().unwrap_or_default() {
                    if errors.iter().all(|known| known.field != error.field) {
                        errors.push(error);
                    }
                }
                errors.sort_by_key(|error| ORDER.iter().position(|field| *field == error.field));
                Err(errors)
            }
        }
    }
}

/// The fields in the order in which the form asks for them.
pub const ORDER: [&str; 20] = [
    "school",
    "vestigingscode",
    "plaats",
    "postcode",
    "lon",
    "lat",
    "onderdeel",
    "titel",
    "samenvatting",
    "omschrijving",
    "sector",
    "thema",
    "fase",
    "periode",
    "website",
    "leervraag",
    "opbrengst",
    "naam",
    "functie",
    "email",
];

/// What the form asks beyond an import: short enough for a card, and enough to read.
fn form_rules(raw: &RawInitiative) -> Vec<FieldError> {
    let mut errors = Vec::new();
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
        ("onderdeel", &raw.onderdeel, "is leeg; kies de plek die past"),
    ] {
        if text.trim().is_empty() {
            errors.push(FieldError::new(field, ask));
        }
    }
    errors
}

fn contact(raw: &RawPlacing, errors: &mut Vec<FieldError>) -> Option<Contact> {
    let (name, position) = (line("naam", &raw.naam, errors), line("functie", &raw.functie, errors));
    if name.is_empty() {
        errors.push(FieldError::new("naam", "is leeg; we willen weten wie we schrijven"));
    }
    let email = match raw.email.trim() {
        "" => Err("is leeg; daar sturen we de link heen waarmee je bevestigt"),
        text => Email::parse(text),
    };
    match email {
        Ok(email) => Some(Contact { name, position, email, shown: raw.tonen }),
        Err(reason) => {
            errors.push(FieldError::new("email", reason));
            None
        }
    }
}

/// Checks what somebody says of themselves, name and position at school: both may be empty.
///
/// # Errors
/// An error for each that can't be used.
pub fn parse_self(name: &str, position: &str) -> Result<(String, String), Vec<FieldError>> {
    let mut errors = Vec::new();
    let told = (line("naam", name, &mut errors), line("functie", position, &mut errors));
    if errors.is_empty() { Ok(told) } else { Err(errors) }
}

fn line(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > MAX_NAME {
        errors.push(FieldError::new(field, format!("is te lang; hooguit {MAX_NAME} tekens")));
    }
    if text.chars().any(char::is_control) {
        errors.push(FieldError::new(field, "bevat een stuurteken"));
    }
    text
}

/// Checks a change of what was sent in before: by the rules of the form, without asking again who sends it.
///
/// # Errors
/// At least one error for each field that can't be used, in the order of the form.
pub fn parse_change(
    raw: &RawInitiative,
    vocabulary: &Vocabulary,
) -> Result<(NewInitiative, Position), Vec<FieldError>> {
    let mut errors = form_rules(raw);
    match NewInitiative::parse(raw, vocabulary) {
        Ok(parsed) if errors.is_empty() => Ok(parsed),
        parsed => {
            for error in parsed.err().unwrap_or_default() {
                if errors.iter().all(|known| known.field != error.field) {
                    errors.push(error);
                }
            }
            errors.sort_by_key(|error| ORDER.iter().position(|field| *field == error.field));
            Err(errors)
        }
    }
}
