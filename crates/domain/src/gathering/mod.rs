//! Gatherings: where people of schools meet, on a day, at a school or online.

pub mod check_in;
mod clock;
mod content;
pub mod evaluation;
pub mod programme;
pub mod registration;
pub mod report;
pub mod visit;

pub use check_in::{CheckInPhase, Presence};
pub use clock::{EVALUATION_DAYS, NUDGE_DAYS};
pub use content::{
    GatheringContent, MAX_LIST, MAX_PLACE, MAX_SEATS, MAX_SUMMARY, MAX_TEXT, MAX_TITLE, RawGathering, Room,
};
pub use evaluation::{Evaluation, EvaluationResult, RawEvaluation, Usefulness};
pub use programme::{PitchState, RawSlot, Slot, SlotKind};
pub use registration::{Attendance, NewRegistration, RawRegistration, RegistrationState, Visibility};
pub use report::{RawReport, ReportContent};
pub use visit::RawVisit;

use crate::{GatheringId, InitiativeId, LngLat, Moment, Region, seats, slug_enum};

slug_enum! {
    /// `soort_bijeenkomst`: what kind of gathering it is.
    GatheringKind {
        /// What works, shown to everybody.
        Marktplaats = "marktplaats", "Marktplaats";
        /// Working together on a theme.
        Atelier = "atelier", "Atelier";
        /// Initiatives in a few minutes each.
        Pitch = "pitch", "Pitch";
        /// Listening and talking about a theme.
        Symposium = "symposium", "Symposium";
        /// A visit that makes De Vrijplaats known.
        Campaign = "campagne", "Campagne";
        /// A meeting of a learning network.
        Network = "netwerk", "Netwerkbijeenkomst";
        /// Seeing an initiative at work; its owner opens the moments.
        Visit = "bezoek", "Kom kijken";
    }
}

slug_enum! {
    /// `vorm`: where one takes part.
    GatheringMode {
        /// Where it is held.
        Venue = "op-locatie", "op locatie";
        /// By a connection.
        Online = "online";
        /// Either.
        Hybrid = "hybride", "op locatie en online";
    }
}

slug_enum! {
    /// How far a gathering has come; what depends on the clock is [`Phase`].
    GatheringStatus {
        /// Only organisers see it.
        Draft = "concept";
        /// On the agenda.
        Announced = "aangekondigd";
        /// It does not go on; its page stays.
        Cancelled = "geannuleerd";
    }
}

slug_enum! {
    /// `status`: what everybody sees, computed from the clock.
    Phase {
        /// It is to come, or going on.
        Announced = "aangekondigd";
        /// It does not go on.
        Cancelled = "geannuleerd";
        /// It is over.
        Past = "geweest";
    }
}

/// Whether one can register, at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationPhase {
    /// Not yet: from when.
    Later(Moment),
    /// Yes.
    Open,
    /// No longer: the time is over, it has begun, or it does not go on.
    Closed,
}

/// A gathering as it is stored and shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathering {
    /// One number for its whole life.
    pub id: GatheringId,
    /// What its organiser says.
    pub content: GatheringContent,
    /// Where it is held; `None` for online only.
    pub venue: Option<Venue>,
    /// How far it has come.
    pub status: GatheringStatus,
    /// Why it was cancelled, or what was said about the last move; may be empty.
    pub reason: String,
    /// SEQUENCE (RFC 5545, 3.8.7.4): how often begin, end, place, mode or status changed.
    pub sequence: u32,
    /// The first gathering of its series; its own number for the first.
    pub series: GatheringId,
    /// Whose visit it is; `None` for what an organiser holds.
    pub initiative: Option<InitiativeId>,
    /// It stands on the agenda, the map and in feeds.
    pub listed: bool,
    /// An invented example (`voorbeeld`).
    pub example: bool,
    /// Last change of what everybody sees.
    pub changed: Moment,
}

/// Where a gathering is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Venue {
    /// Where it is, in WGS84.
    pub position: LngLat,
    /// Computed from the position.
    pub region: Region,
    /// Computed from the position: the municipality's name.
    pub municipality: String,
    /// Computed from the position: the nearest town's name.
    pub town: String,
}

impl Gathering {
    /// What everybody sees; `None` for a draft.
    #[must_use]
    pub fn phase(&self, now: Moment) -> Option<Phase> {
        match self.status {
            GatheringStatus::Draft => None,
            GatheringStatus::Cancelled => Some(Phase::Cancelled),
            GatheringStatus::Announced if now >= self.content.ends => Some(Phase::Past),
            GatheringStatus::Announced => Some(Phase::Announced),
        }
    }

    /// Whether one can register. What is sent in during the grace after the deadline counts.
    #[must_use]
    pub fn registration(&self, now: Moment) -> RegistrationPhase {
        let content = &self.content;
        if self.status != GatheringStatus::Announced || now >= content.begins || content.closes.closed(now) {
            RegistrationPhase::Closed
        } else if now < content.opens {
            RegistrationPhase::Later(content.opens)
        } else {
            RegistrationPhase::Open
        }
    }

    /// How many there are to share out, of those who take part like this.
    #[must_use]
    pub fn rules(&self, attendance: Attendance) -> seats::Rules {
        self.content.rules(attendance)
    }
}

impl GatheringKind {
    /// What organisers hold: all but visits, which are of owners.
    pub fn held() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|kind| *kind != Self::Visit)
    }
}

impl GatheringContent {
    /// How many there are to share out, of those who take part like this.
    #[must_use]
    pub fn rules(&self, attendance: Attendance) -> seats::Rules {
        let capacity = match attendance {
            Attendance::Venue => Some(self.room.seats.saturating_sub(self.room.reserved)),
            Attendance::Online => self.online,
        };
        seats::Rules { capacity, closes: self.closes.with_grace().min(self.begins), begins: self.begins }
    }

    /// How one can take part, in the order of the form.
    #[must_use]
    pub fn attendances(&self) -> &'static [Attendance] {
        match self.mode {
            GatheringMode::Venue => &[Attendance::Venue],
            GatheringMode::Online => &[Attendance::Online],
            GatheringMode::Hybrid => Attendance::ALL,
        }
    }
}
