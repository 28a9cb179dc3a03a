//! Checking in: the codes that people show, when it can be done, and who was there.

use super::{GatheringStatus, clock::at_hour};
use crate::{Gathering, Moment, slug_enum, text::clean_line};

/// The signs of a code: nobody takes one for another.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Signs of the code of a seat, which is typed at the door.
pub const CODE_SIGNS: usize = 6;
/// Signs of the code of a certificate, which everybody may try.
pub const PROOF_SIGNS: usize = 12;
/// Hours before the beginning from which people check in.
pub const EARLY_HOURS: i64 = 2;
/// Days after the end in which the organiser may still say who was there.
pub const LIST_DAYS: i64 = 7;

slug_enum! {
    /// `aanwezig`: whether somebody with a seat was there.
    Presence {
        /// Nobody said so, and nobody can say that they were not.
        Unknown = "onbekend";
        /// They were.
        Present = "aanwezig";
        /// It is over, others were checked in, and they were not.
        Absent = "niet-gekomen", "niet gekomen";
    }
}

/// Whether people can check in, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckInPhase {
    /// Not yet: from when.
    Later(Moment),
    /// Yes.
    Open,
    /// No longer, or it does not go on.
    Closed,
}

impl Presence {
    /// Of somebody who was checked in or not; `used` when anybody was.
    #[must_use]
    pub fn of(gathering: &Gathering, checked_in: bool, used: bool, now: Moment) -> Self {
        match gathering.status {
            GatheringStatus::Announced if checked_in => Self::Present,
            GatheringStatus::Announced if used && now >= gathering.content.ends => Self::Absent,
            _ => Self::Unknown,
        }
    }
}

impl Gathering {
    /// Whether people can check in at the door: from [`EARLY_HOURS`] before the beginning until the end of the last day.
    #[must_use]
    pub fn check_in(&self, now: Moment) -> CheckInPhase {
        let opens = self.content.begins.plus_seconds(-EARLY_HOURS * 3600);
        if self.status != GatheringStatus::Announced || now >= self.check_in_ends() {
            CheckInPhase::Closed
        } else if now < opens {
            CheckInPhase::Later(opens)
        } else {
            CheckInPhase::Open
        }
    }

    /// The end of its last day.
    #[must_use]
    pub fn check_in_ends(&self) -> Moment {
        at_hour(self.content.ends, 1, 0)
    }

    /// Whether the organiser may say who was there: as soon as people can check in, until [`LIST_DAYS`] after the end.
    #[must_use]
    pub fn lists_presence(&self, now: Moment) -> bool {
        let begun = self.check_in(now) == CheckInPhase::Open || now >= self.content.ends;
        self.status == GatheringStatus::Announced && begun && now < self.presence_ends()
    }

    /// From when the organiser can't say that any more.
    #[must_use]
    pub fn presence_ends(&self) -> Moment {
        at_hour(self.content.ends, LIST_DAYS + 1, 0)
    }
}

/// A code of so many signs, each as likely as the others; `None` when there are too few random bytes: take twice as many as signs.
#[must_use]
pub fn code_of(random: &[u8], signs: usize) -> Option<String> {
    let whole = u8::MAX - u8::MAX % 31;
    let fair = random.iter().filter(|byte| **byte < whole);
    let code: String = fair.take(signs).map(|byte| char::from(SIGNS[usize::from(*byte) % SIGNS.len()])).collect();
    (code.len() == signs).then_some(code)
}

/// A code as somebody types it, or as a scanner types the address that has it at its end.
#[must_use]
pub fn read_code(typed: &str) -> String {
    let line = clean_line(typed);
    let last = line.rsplit(['/', '=']).next().unwrap_or_default();
    last.chars().filter(char::is_ascii_alphanumeric).map(|sign| sign.to_ascii_uppercase()).collect()
}

/// Whose seat it is: the first is of whoever registered, the others of their colleagues, as far as these were named.
#[must_use]
pub fn holder(name: &str, colleagues: &[String], number: u32) -> String {
    let other = (number as usize).checked_sub(2);
    match other.map(|index| colleagues.get(index)) {
        None => name.to_owned(),
        Some(Some(colleague)) => colleague.clone(),
        Some(None) => format!("collega van {name}"),
    }
}
