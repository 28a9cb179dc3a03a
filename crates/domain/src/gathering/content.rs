//! What an organiser says about a gathering.

use jiff::civil::{Date, Time};

use super::{GatheringKind, GatheringMode};
use crate::{
    Deadline, Moment, Sector, Vocabulary,
    initiative::{self, Position, RawPlace},
    local_time::{self, LocalTimeError, Occurrence, YEARS, moment_at},
    text::{FieldError, clean_line, line, no_address, prose},
    web_address::WebAddress,
};

/// The longest title, in characters.
pub const MAX_TITLE: usize = 90;
/// The longest summary, in characters.
pub const MAX_SUMMARY: usize = 280;
/// The longest text, in characters.
pub const MAX_TEXT: usize = 8000;
/// The longest line that says where: a room, an address, a partner; in characters.
pub const MAX_PLACE: usize = 120;
/// The most partners.
pub const MAX_LIST: usize = 12;
/// The most seats, and the most at a distance.
pub const MAX_SEATS: u32 = 5000;
/// Days that a gathering may take.
const MAX_DAYS: i64 = 7;

/// Everything an organiser says about a gathering, checked. Where it is, is a matter of its own ([`Position`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringContent {
    /// `titel`, 1 to [`MAX_TITLE`] characters.
    pub title: String,
    /// `soort_bijeenkomst`.
    pub kind: GatheringKind,
    /// `samenvatting`, at most [`MAX_SUMMARY`] characters.
    pub summary: String,
    /// `omschrijving`, Markdown, at most [`MAX_TEXT`] characters.
    pub text: String,
    /// `thema`, slugs of the vocabulary.
    pub themes: Vec<String>,
    /// `sector`: for whom; none for everybody.
    pub sectors: Vec<Sector>,
    /// `datum`, `begin` and `begin_keer`.
    pub begins: Moment,
    /// `einddatum` (the same day when empty), `einde` and `einde_keer`; after [`Self::begins`].
    pub ends: Moment,
    /// `vorm`.
    pub mode: GatheringMode,
    /// `plekken` and `gereserveerd`; nothing for online only.
    pub room: Room,
    /// `online_plekken`: the most who take part at a distance; `None` for no limit.
    pub online: Option<u32>,
    /// `online_adres`: told only to who has a seat; empty when not known yet.
    pub online_address: String,
    /// `aanmelden_vanaf`: the beginning of that day.
    pub opens: Moment,
    /// `aanmelden_tot` and `aanmelden_tot_tijd`; not after [`Self::begins`].
    pub closes: Deadline,
    /// `wachtlijst`: who is too late for a seat may wait for one.
    pub waiting_list: bool,
    /// `locatie`: the house and the room, in words.
    pub location: String,
    /// `adres`: street and number.
    pub address: String,
    /// `vestigingscode`: the school that is host.
    pub site_code: Option<String>,
    /// `partners`: who organises with it, one per line.
    pub partners: Vec<String>,
}

/// How many fit where it is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Room {
    /// `plekken`: of all.
    pub seats: u32,
    /// `gereserveerd`: of those, set aside for the host and speakers.
    pub reserved: u32,
}

/// The fields as they come in: text. Several themes and sectors are separated by `|`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawGathering {
    pub titel: String,
    pub soort_bijeenkomst: String,
    pub samenvatting: String,
    pub omschrijving: String,
    pub thema: String,
    pub sector: String,
    pub datum: String,
    pub begin: String,
    pub begin_keer: String,
    pub einddatum: String,
    pub einde: String,
    pub einde_keer: String,
    pub vorm: String,
    pub plekken: String,
    pub gereserveerd: String,
    pub online_plekken: String,
    pub online_adres: String,
    pub aanmelden_vanaf: String,
    pub aanmelden_tot: String,
    pub aanmelden_tot_tijd: String,
    pub wachtlijst: String,
    pub locatie: String,
    pub adres: String,
    pub vestigingscode: String,
    pub plaats: String,
    pub postcode: String,
    pub lon: String,
    pub lat: String,
    pub partners: String,
}

impl GatheringContent {
    /// Checks every field and reports all that is wrong, in the order of the form. `today` opens the registration when
    /// nothing is said about it. The position is `None` for online only.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(
        raw: &RawGathering,
        vocabulary: &Vocabulary,
        today: Date,
    ) -> Result<(Self, Option<Position>), Vec<FieldError>> {
        let mut errors = Vec::new();
        let kind = initiative::word("soort_bijeenkomst", &raw.soort_bijeenkomst, GatheringKind::parse, &mut errors);
        no_address("titel", &raw.titel, &mut errors);
        let title = line("titel", &raw.titel, MAX_TITLE, &mut errors);
        if title.is_empty() {
            errors.push(FieldError::new("titel", "is leeg; elke bijeenkomst heeft een titel"));
        }
        let summary = line("samenvatting", &raw.samenvatting, MAX_SUMMARY, &mut errors);
        let text = prose("omschrijving", &raw.omschrijving, MAX_TEXT, &mut errors);
        let themes =
            initiative::words("thema", &raw.thema, &mut errors, |v| vocabulary.theme(v).map(|t| t.slug.clone()));
        let sectors = initiative::words("sector", &raw.sector, &mut errors, Sector::parse);
        let times = Times::parse(raw, today, &mut errors);
        let mode = initiative::word("vorm", &raw.vorm, GatheringMode::parse, &mut errors);
        let room = room(raw, mode, &mut errors);
        let online = online(raw, mode, &mut errors);
        let online_address = online_address(&raw.online_adres, mode, &mut errors);
        let held = mode.is_some_and(|mode| mode != GatheringMode::Online);
        let location = line("locatie", &raw.locatie, MAX_PLACE, &mut errors);
        let address = line("adres", &raw.adres, MAX_PLACE, &mut errors);
        let site_code = initiative::site_code(&raw.vestigingscode, &mut errors).filter(|_| held);
        let place = RawPlace { plaats: &raw.plaats, postcode: &raw.postcode, lon: &raw.lon, lat: &raw.lat };
        let position = if held { initiative::position(place, &mut errors) } else { None };
        let partners = partners(&raw.partners, &mut errors);
        match (kind, mode, times, room, online) {
            (Some(kind), Some(mode), Some(Times { begins, ends, opens, closes }), Some(room), Some(online))
                if errors.is_empty() =>
            {
                let content = Self {
                    title,
                    kind,
                    summary,
                    text,
                    themes,
                    sectors,
                    begins,
                    ends,
                    mode,
                    room,
                    online,
                    online_address,
                    opens,
                    closes,
                    waiting_list: raw.wachtlijst == "ja",
                    location,
                    address,
                    site_code,
                    partners,
                };
                Ok((content, position))
            }
            _ => Err(errors),
        }
    }
}

/// When it is, and when one can register.
struct Times {
    begins: Moment,
    ends: Moment,
    opens: Moment,
    closes: Deadline,
}

impl Times {
    fn parse(raw: &RawGathering, today: Date, errors: &mut Vec<FieldError>) -> Option<Self> {
        let day = date("datum", &raw.datum, errors);
        let last = if raw.einddatum.trim().is_empty() { day } else { date("einddatum", &raw.einddatum, errors) };
        let begins = moment("begin", day, &raw.begin, &raw.begin_keer, errors);
        let ends = moment("einde", last, &raw.einde, &raw.einde_keer, errors);
        let opens = if raw.aanmelden_vanaf.trim().is_empty() {
            Some(today)
        } else {
            date("aanmelden_vanaf", &raw.aanmelden_vanaf, errors)
        };
        let opens = opens.and_then(|day| resolved("aanmelden_vanaf", day, Time::midnight(), None, errors));
        let closes = closes(raw, begins, errors);
        let (begins, ends, opens, closes) = (begins?, ends?, opens?, closes?);
        if ends <= begins {
            errors.push(FieldError::new("einde", "ligt niet na het begin"));
        } else if ends.seconds() - begins.seconds() > MAX_DAYS * 86_400 {
            errors.push(FieldError::new("einddatum", format!("ligt meer dan {MAX_DAYS} dagen na het begin")));
        }
        if closes.0 > begins {
            errors.push(FieldError::new("aanmelden_tot", "ligt na het begin; dan is aanmelden te laat"));
        } else if opens >= closes.0 {
            errors.push(FieldError::new("aanmelden_vanaf", "ligt na het einde van de aanmelding"));
        }
        Some(Self { begins, ends, opens, closes })
    }
}

/// Until when one can register: until the beginning when nothing is said about it.
fn closes(raw: &RawGathering, begins: Option<Moment>, errors: &mut Vec<FieldError>) -> Option<Deadline> {
    if raw.aanmelden_tot.trim().is_empty() {
        return begins.map(Deadline);
    }
    let day = date("aanmelden_tot", &raw.aanmelden_tot, errors)?;
    let last = match raw.aanmelden_tot_tijd.trim() {
        "" => Time::constant(23, 59, 0, 0),
        text => time("aanmelden_tot_tijd", text, errors)?,
    };
    let deadline = Deadline::through(day, last, Some(Occurrence::Second));
    deadline.map_err(|reason| errors.push(FieldError::new("aanmelden_tot_tijd", reason))).ok()
}

/// A day as a browser sends it (`2027-03-28`), or as people type it (`28-3-2027`).
fn date(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> Option<Date> {
    let text = clean_line(text);
    if text.is_empty() {
        errors.push(FieldError::new(field, "is leeg; kies een dag"));
        return None;
    }
    let found = local_time::day(&text);
    let reason = match found {
        Some(day) if YEARS.contains(&day.year()) => return found,
        Some(_) => LocalTimeError::Far.to_string(),
        None => format!("‘{text}’ is geen dag die bestaat; schrijf hem als 28-3-2027"),
    };
    errors.push(FieldError::new(field, reason));
    None
}

/// A time as a browser sends it (`14:30`), or as people type it (`14.30`).
pub(super) fn time(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> Option<Time> {
    let text = clean_line(text);
    if text.is_empty() {
        errors.push(FieldError::new(field, "is leeg; kies een tijd"));
        return None;
    }
    let read = || {
        let (hour, rest) = text.split_once([':', '.'])?;
        let minute = rest.split([':', '.']).next()?;
        let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        let sound = short(hour) && short(minute);
        sound.then(|| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()).flatten()
    };
    let found = read();
    if found.is_none() {
        errors.push(FieldError::new(field, format!("‘{text}’ is geen tijd; schrijf hem als 14.30")));
    }
    found
}

fn moment(
    field: &'static str,
    day: Option<Date>,
    text: &str,
    which: &str,
    errors: &mut Vec<FieldError>,
) -> Option<Moment> {
    let time = time(field, text, errors);
    resolved(field, day?, time?, Occurrence::parse(which).ok(), errors)
}

fn resolved(
    field: &'static str,
    day: Date,
    time: Time,
    which: Option<Occurrence>,
    errors: &mut Vec<FieldError>,
) -> Option<Moment> {
    moment_at(day, time, which).map_err(|reason| errors.push(FieldError::new(field, reason))).ok()
}

/// A whole number of seats; `None` when nothing was typed, or after an error.
fn count(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> Option<u32> {
    let text = clean_line(text);
    if text.is_empty() {
        return None;
    }
    let found = text.parse().ok().filter(|seats| *seats <= MAX_SEATS);
    if found.is_none() {
        let reason = format!("‘{text}’ is geen getal van 0 t/m {MAX_SEATS}");
        errors.push(FieldError::new(field, reason));
    }
    found
}

fn room(raw: &RawGathering, mode: Option<GatheringMode>, errors: &mut Vec<FieldError>) -> Option<Room> {
    if mode == Some(GatheringMode::Online) {
        return Some(Room::default());
    }
    let before = errors.len();
    let (seats, reserved) =
        (count("plekken", &raw.plekken, errors), count("gereserveerd", &raw.gereserveerd, errors).unwrap_or_default());
    match seats {
        None | Some(0) if errors.len() == before => {
            errors.push(FieldError::new("plekken", "is leeg; hoeveel mensen passen er?"));
            None
        }
        None => None,
        Some(seats) if reserved > seats => {
            errors.push(FieldError::new("gereserveerd", "is meer dan er plekken zijn"));
            None
        }
        Some(seats) => Some(Room { seats, reserved }),
    }
}

/// The most at a distance; the outer `None` after an error.
#[expect(clippy::option_option, reason = "no limit is not an error")]
fn online(raw: &RawGathering, mode: Option<GatheringMode>, errors: &mut Vec<FieldError>) -> Option<Option<u32>> {
    if mode == Some(GatheringMode::Venue) {
        return Some(None);
    }
    let before = errors.len();
    let most = count("online_plekken", &raw.online_plekken, errors);
    (errors.len() == before).then_some(most)
}

fn online_address(text: &str, mode: Option<GatheringMode>, errors: &mut Vec<FieldError>) -> String {
    if clean_line(text).is_empty() || mode == Some(GatheringMode::Venue) {
        return String::new();
    }
    let address = WebAddress::parse(text).map_err(|reason| errors.push(FieldError::new("online_adres", reason)));
    address.map(|address| address.as_str().to_owned()).unwrap_or_default()
}

fn partners(text: &str, errors: &mut Vec<FieldError>) -> Vec<String> {
    let mut partners: Vec<String> = Vec::new();
    for one in text.lines() {
        let one = line("partners", one, MAX_PLACE, errors);
        if !one.is_empty() && !partners.contains(&one) {
            partners.push(one);
        }
    }
    if partners.len() > MAX_LIST {
        errors.push(FieldError::new("partners", format!("zijn er meer dan {MAX_LIST}")));
    }
    partners
}
