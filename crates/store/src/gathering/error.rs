//! Why something can't be done with a gathering or a registration.

use domain::gathering::{Attendance, programme::MAX_SLOTS, visit::MAX_VISITS};

use crate::StoreError;

/// Why; each reads as a Dutch sentence for people, but for what the database says.
#[derive(Debug, thiserror::Error)]
pub enum GatheringError {
    /// There is no such gathering or registration, or no more.
    #[error("Deze bijeenkomst of aanmelding is er niet (meer).")]
    Gone,
    /// Somebody else changed it meanwhile.
    #[error("Iemand anders heeft deze bijeenkomst intussen aangepast. Kijk hoe ze nu is, en doe het dan opnieuw.")]
    Changed,
    /// It was announced already, or cancelled.
    #[error("Dat kan niet meer: deze bijeenkomst is al aangekondigd of gaat niet door.")]
    Announced,
    /// It is a draft, cancelled or over.
    #[error("Dat kan alleen bij een bijeenkomst die op de agenda staat en nog moet beginnen.")]
    NotAnnounced,
    /// One can't register now.
    #[error("Aanmelden kan nu niet: de aanmelding is nog niet open, of is gesloten.")]
    Closed,
    /// No seat is left, and nobody may wait for one.
    #[error("Er is geen plek meer, en er is geen wachtlijst.")]
    Full,
    /// More persons than there are seats.
    #[error("Er zijn maar {0} plekken. Meld je met minder mensen aan.")]
    TooMany(u32),
    /// That is over: it was withdrawn, answered or ran out.
    #[error("Dat kan niet meer: deze aanmelding is al afgemeld, beantwoord of verlopen. Kijk hoe ze nu staat.")]
    Over,
    /// Somebody else has this address here.
    #[error("Dit e-mailadres is al aangemeld voor deze bijeenkomst.")]
    Known,
    /// People take part in a way that would be gone.
    #[error("Er zijn mensen {} aangemeld; meld hen eerst af.", .0.label())]
    InUse(Attendance),
    /// The organiser decided about a pitch already.
    #[error("Over deze pitch is al besloten. Kijk hoe ze nu staat.")]
    Decided,
    /// There are as many parts as there may be.
    #[error("Het programma heeft al {MAX_SLOTS} onderdelen; meer kan niet.")]
    LongProgramme,
    /// There are as many visit moments as there may be.
    #[error("Er staan al {MAX_VISITS} bezoekmomenten open; meer kan niet.")]
    ManyVisits,
    /// People can't check in now.
    #[error("Inchecken kan nu niet: dat kan van twee uur voor het begin tot het eind van de dag.")]
    NoCheckIn,
    /// Nobody with a seat here has that code.
    #[error("Deze code kennen we niet bij deze bijeenkomst. Kijk de code na, of zoek op naam.")]
    UnknownCode,
    /// It is too early or too late to say who was there.
    #[error("Aanwezigheid noteren kan nu niet: dat kan van twee uur voor het begin tot een week na het einde.")]
    NoPresence,
    /// It is still to be, or does not go on.
    #[error("Een verslag schrijven kan pas als de bijeenkomst geweest is.")]
    NotOver,
    /// Somebody else changed its report meanwhile.
    #[error("Iemand anders heeft dit verslag intussen aangepast. Kijk hoe het nu is, en doe het dan opnieuw.")]
    ReportChanged,
    /// It is too late to say what one thinks of it, or it does not go on.
    #[error("Je mening geven kan niet meer.")]
    NoEvaluation,
    /// This link was used already.
    #[error("Met deze link is al een antwoord gegeven.")]
    Answered,
    /// It can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}
