//! Registering for a gathering: one person, or a group of one school.

use const_format::formatcp;

use super::GatheringContent;
use crate::{
    Email, slug_enum,
    text::{FieldError, line, name, prose},
};

/// The most persons in one registration.
pub const MAX_PERSONS: u32 = 10;
/// The longest wish, in characters.
pub const MAX_WISHES: usize = 200;
/// The longest name of a school, in characters.
pub const MAX_SCHOOL: usize = 120;
/// Days after the end in which wishes are forgotten.
pub const WISHES_DAYS: i64 = 7;
/// Days after the end in which names and addresses are forgotten: a school year.
pub const NAMES_DAYS: i64 = 365;

slug_enum! {
    /// `vorm` of a registration: how one takes part.
    Attendance {
        /// Where it is held.
        Venue = "op-locatie", "op locatie";
        /// By a connection.
        Online = "online";
    }
}

slug_enum! {
    /// `zichtbaar`: who may read the name of somebody who takes part.
    Visibility {
        /// Only the organisers.
        Nobody = "niemand", "alleen de organisatie";
        /// Who takes part as well.
        Participants = "deelnemers", "ook andere deelnemers";
        /// It stands on the page of the gathering.
        Everyone = "iedereen", "iedereen, op de pagina van de bijeenkomst";
    }
}

slug_enum! {
    /// How a registration stands. What is over stays over: who comes back registers anew.
    RegistrationState {
        /// The address is to be confirmed.
        Unconfirmed = "te-bevestigen", "wacht op je bevestiging";
        /// There is a seat.
        Registered = "ingeschreven";
        /// It waits in line.
        Waiting = "wachtlijst", "op de wachtlijst";
        /// A seat fell free, and waits for an answer.
        Offered = "aangeboden", "er is een plek voor je";
        /// Withdrawn by whoever registered.
        Withdrawn = "afgemeld";
        /// A seat that was offered and not taken.
        Expired = "verlopen", "niet op tijd gereageerd";
        /// Never confirmed.
        Lapsed = "vervallen", "niet op tijd bevestigd";
        /// The gathering does not go on.
        Cancelled = "geannuleerd", "de bijeenkomst gaat niet door";
    }
}

impl Visibility {
    /// Whether somebody's name may be read, by everybody or, with `participant`, by others who take part. The one rule for
    /// pages, exports and previews: only while there is a seat.
    #[must_use]
    pub fn shows(self, state: RegistrationState, participant: bool) -> bool {
        state == RegistrationState::Registered && (self == Self::Everyone || participant && self == Self::Participants)
    }
}

impl RegistrationState {
    /// Whether anything can still come of it.
    #[must_use]
    pub fn active(self) -> bool {
        matches!(self, Self::Unconfirmed | Self::Registered | Self::Waiting | Self::Offered)
    }
}

/// The fields of the form to register, as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawRegistration {
    pub naam: String,
    pub email: String,
    pub functie: String,
    pub school: String,
    pub vorm: String,
    pub personen: String,
    /// Names of the others in the group, one per line.
    pub collegas: String,
    pub wensen: String,
    pub zichtbaar: String,
    /// Ticked: a freed seat is taken without asking.
    pub meteen: bool,
}

/// A registration that may be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegistration {
    /// `naam` of who registers, 1 to [`MAX_NAME`](crate::text::MAX_NAME) characters.
    pub name: String,
    /// `email`; never public.
    pub email: Email,
    /// `functie`; may be empty.
    pub job_title: String,
    /// `school`: the school or organisation, 1 to [`MAX_SCHOOL`] characters.
    pub school: String,
    /// `vorm`.
    pub attendance: Attendance,
    /// `personen`: how many seats, 1 to [`MAX_PERSONS`].
    pub persons: u32,
    /// `collegas`: the names of the others, as far as they are known; fewer than [`Self::persons`].
    pub colleagues: Vec<String>,
    /// `wensen`: of diet or access; at most [`MAX_WISHES`] characters.
    pub wishes: String,
    /// `zichtbaar`.
    pub visibility: Visibility,
    /// `meteen`.
    pub at_once: bool,
}

impl NewRegistration {
    /// Checks the form and reports all that is wrong, in the order of the form.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(raw: &RawRegistration, content: &GatheringContent) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = named("naam", "is leeg; zeg wie er komt", &raw.naam, &mut errors);
        let email = email("email", "is leeg; daar komt je bevestiging heen", &raw.email, &mut errors);
        let job_title = self::name("functie", &raw.functie, &mut errors);
        let school = line("school", &raw.school, MAX_SCHOOL, &mut errors);
        if school.is_empty() {
            errors.push(FieldError::new("school", "is leeg; zeg van welke school of organisatie je komt"));
        }
        let attendance = attendance(&raw.vorm, content, &mut errors);
        let persons = persons(&raw.personen, &mut errors);
        let colleagues: Vec<String> = raw
            .collegas
            .lines()
            .map(|one| self::name("collegas", one, &mut errors))
            .filter(|one| !one.is_empty())
            .collect();
        if persons.is_some_and(|persons| colleagues.len() >= persons as usize) {
            let reason = "zijn er meer dan je plekken vraagt; jijzelf telt ook mee";
            errors.push(FieldError::new("collegas", reason));
        }
        let wishes = prose("wensen", &raw.wensen, MAX_WISHES, &mut errors);
        let visibility = match raw.zichtbaar.as_str() {
            "" => Some(Visibility::Nobody),
            text => Visibility::parse(text).map_err(|e| errors.push(FieldError::new("zichtbaar", e))).ok(),
        };
        match (email, attendance, persons, visibility) {
            (Some(email), Some(attendance), Some(persons), Some(visibility)) if errors.is_empty() => Ok(Self {
                name,
                email,
                job_title,
                school,
                attendance,
                persons,
                colleagues,
                wishes,
                visibility,
                at_once: raw.meteen,
            }),
            _ => Err(errors),
        }
    }
}

/// The name of somebody else, who takes over a seat.
///
/// # Errors
/// One error for each field that can't be used.
pub fn successor(naam: &str, email: &str) -> Result<(String, Email), Vec<FieldError>> {
    let mut errors = Vec::new();
    let name = named("naam", "is leeg; zeg wie er in jouw plaats komt", naam, &mut errors);
    let email = self::email("email", "is leeg; daar komt de bevestiging heen", email, &mut errors);
    match email {
        Some(email) if errors.is_empty() => Ok((name, email)),
        _ => Err(errors),
    }
}

fn named(field: &'static str, empty: &str, text: &str, errors: &mut Vec<FieldError>) -> String {
    let name = name(field, text, errors);
    if name.is_empty() {
        errors.push(FieldError::new(field, empty));
    }
    name
}

fn email(field: &'static str, empty: &'static str, text: &str, errors: &mut Vec<FieldError>) -> Option<Email> {
    let email = if text.trim().is_empty() { Err(empty) } else { Email::parse(text) };
    email.map_err(|reason| errors.push(FieldError::new(field, reason))).ok()
}

/// How one takes part; said only where there is a choice.
fn attendance(text: &str, content: &GatheringContent, errors: &mut Vec<FieldError>) -> Option<Attendance> {
    let possible = content.attendances();
    let chosen = match (text, possible) {
        ("", [only]) => Ok(*only),
        ("", _) => Err("is niet gekozen; kom je op locatie of doe je online mee?".to_owned()),
        (text, _) => match Attendance::parse(text) {
            Ok(one) if possible.contains(&one) => Ok(one),
            Ok(Attendance::Venue) => Err("kan niet op locatie; deze bijeenkomst is alleen online".to_owned()),
            Ok(Attendance::Online) => Err("kan niet online; deze bijeenkomst is alleen op locatie".to_owned()),
            Err(error) => Err(error.to_string()),
        },
    };
    chosen.map_err(|reason| errors.push(FieldError::new("vorm", reason))).ok()
}

fn persons(text: &str, errors: &mut Vec<FieldError>) -> Option<u32> {
    const RANGE: &str =
        formatcp!("moet een getal zijn van 1 t/m {MAX_PERSONS}; voor meer mensen meld je je nog eens aan");
    let text = text.trim();
    let persons = if text.is_empty() { Some(1) } else { text.parse().ok() };
    let persons = persons.filter(|persons| (1..=MAX_PERSONS).contains(persons));
    if persons.is_none() {
        errors.push(FieldError::new("personen", RANGE));
    }
    persons
}
