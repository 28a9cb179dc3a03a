//! The programme of a gathering: what happens when, and which initiatives are pitched.

use jiff::civil::Time;

use super::{Gathering, content};
use crate::{
    InitiativeId, Moment,
    local_time::{Occurrence, moment_at, shown_at},
    slug_enum,
    text::{FieldError, line, prose},
};

/// The longest title of a part, and the longest name of a room, in characters.
pub const MAX_PART: usize = 120;
/// The longest reason of an owner to pitch, in characters.
pub const MAX_WHY: usize = 500;
/// The most parts of a programme.
pub const MAX_SLOTS: usize = 60;

slug_enum! {
    /// `soort` of a part of a programme.
    SlotKind {
        /// An initiative in a few minutes.
        Pitch = "pitch", "Pitch";
        /// Working together.
        Workshop = "workshop", "Workshop";
        /// For everybody at once.
        Plenary = "plenair", "Plenair";
        /// Coffee.
        Break = "pauze", "Pauze";
    }
}

slug_enum! {
    /// How the offer of an owner to pitch stands.
    PitchState {
        /// The organiser is to decide.
        Offered = "aangeboden", "wacht op de organisatie";
        /// It has a slot; told when the programme is published.
        Accepted = "geaccepteerd";
        /// Not this time; told when the programme is published.
        Declined = "afgewezen", "deze keer niet";
        /// The owner took it back.
        Withdrawn = "ingetrokken", "teruggenomen";
    }
}

/// A part of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub begins: Moment,
    /// When it ends; after [`Self::begins`].
    pub ends: Moment,
    /// What kind of part it is.
    pub kind: SlotKind,
    /// `onderdeel`: what it is called; empty when the initiative says so.
    pub title: String,
    /// `ruimte`: where; may be empty.
    pub room: String,
    /// Which initiative is pitched.
    pub initiative: Option<InitiativeId>,
}

/// The fields of the form for a part, as they come in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawSlot {
    pub soort: String,
    pub onderdeel: String,
    pub van: String,
    pub tot: String,
    pub ruimte: String,
}

impl Slot {
    /// Checks the form: a part of this gathering, on the day on which it begins. What is pitched needs no title.
    ///
    /// # Errors
    /// One error for each field that can't be used, in the order of the form.
    pub fn parse(
        raw: &RawSlot,
        gathering: &Gathering,
        initiative: Option<InitiativeId>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let kind = match initiative {
            Some(_) => Some(SlotKind::Pitch),
            None => SlotKind::parse(&raw.soort).map_err(|e| errors.push(FieldError::new("soort", e))).ok(),
        };
        let title = line("onderdeel", &raw.onderdeel, MAX_PART, &mut errors);
        if title.is_empty() && initiative.is_none() {
            errors.push(FieldError::new("onderdeel", "is leeg; zeg wat er gebeurt"));
        }
        let begins = moment("van", &raw.van, gathering, &mut errors);
        let ends = moment("tot", &raw.tot, gathering, &mut errors);
        let room = line("ruimte", &raw.ruimte, MAX_PART, &mut errors);
        if let (Some(begins), Some(ends)) = (begins, ends) {
            if begins < gathering.content.begins {
                errors.push(FieldError::new("van", "ligt voor het begin van de bijeenkomst"));
            }
            if ends <= begins {
                errors.push(FieldError::new("tot", "ligt niet na het begin van dit onderdeel"));
            } else if ends > gathering.content.ends {
                errors.push(FieldError::new("tot", "ligt na het einde van de bijeenkomst"));
            }
        }
        match (kind, begins, ends) {
            (Some(kind), Some(begins), Some(ends)) if errors.is_empty() => {
                Ok(Self { begins, ends, kind, title, room, initiative })
            }
            _ => Err(errors),
        }
    }
}

/// Why an owner wants to pitch.
///
/// # Errors
/// When it is too long, or can't be read.
pub fn why(text: &str) -> Result<String, Vec<FieldError>> {
    let mut errors = Vec::new();
    let why = prose("waarom", text, MAX_WHY, &mut errors);
    if errors.is_empty() { Ok(why) } else { Err(errors) }
}

/// A time on the day on which the gathering begins; in the hour that comes twice, the one within it.
fn moment(field: &'static str, text: &str, gathering: &Gathering, errors: &mut Vec<FieldError>) -> Option<Moment> {
    let time: Time = content::time(field, text, errors)?;
    let day = shown_at(gathering.content.begins).date();
    let first = moment_at(day, time, Some(Occurrence::First));
    let inside = |moment: &Moment| (gathering.content.begins..=gathering.content.ends).contains(moment);
    let meant = match first {
        Ok(first) if !inside(&first) => moment_at(day, time, Some(Occurrence::Second)),
        first => first,
    };
    meant.map_err(|reason| errors.push(FieldError::new(field, reason))).ok()
}
