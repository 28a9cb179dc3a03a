//! The thing on the map, and the rules for letting one in.

use crate::geo::LngLat;
use crate::id::InitiativeId;
use crate::moment::Moment;
use crate::text::{FieldError, line, prose, too_long};
use crate::vocabulary::{Programme, Region, Sector, Stage, Vocabulary};

/// The longest title, in characters.
pub const MAX_TITLE: usize = 120;
/// The longest summary, in characters.
pub const MAX_SUMMARY: usize = 500;
/// The longest description, in characters.
pub const MAX_DESCRIPTION: usize = 10_000;
/// The longest name, question, result or address, in characters.
pub const MAX_LINE: usize = 500;
/// The longest period, in characters.
pub const MAX_PERIOD: usize = 100;
/// The most values in one field: sectors, themes, outcomes.
pub const MAX_VALUES: usize = 12;

/// An initiative as it is stored and shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Initiative {
    /// One id for its whole life.
    pub id: InitiativeId,
    /// The sender's own key (`sleutel`): importing it again updates instead of adding.
    pub key: Option<String>,
    /// What was sent in.
    pub content: InitiativeContent,
    /// Where it is, in WGS84.
    pub position: LngLat,
    /// Computed from the position.
    pub region: Region,
    /// Computed from the position: the municipality's name.
    pub municipality: String,
    /// Computed from the position: the nearest town's name.
    pub town: String,
    /// An invented example (`voorbeeld`).
    pub example: bool,
    /// Last change.
    pub changed: Moment,
}

/// Everything a sender says about an initiative, checked. Where it is, is a matter of its own ([`Position`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitiativeContent {
    /// `titel`, 1 to [`MAX_TITLE`] characters.
    pub title: String,
    /// `samenvatting`, at most [`MAX_SUMMARY`] characters.
    pub summary: String,
    /// `omschrijving`, at most [`MAX_DESCRIPTION`] characters; blank lines part paragraphs.
    pub description: String,
    /// `school`: the school or organisation.
    pub school: String,
    /// `sector`, one or more.
    pub sectors: Vec<Sector>,
    /// `thema`, slugs of the vocabulary.
    pub themes: Vec<String>,
    /// `fase`.
    pub stage: Stage,
    /// `onderdeel`.
    pub programme: Programme,
    /// `website`, http or https.
    pub website: Option<String>,
    /// `leervraag`.
    pub learning_question: String,
    /// `opbrengst`.
    pub outcomes: Vec<String>,
    /// `periode`: when it runs or ran, in the sender's words.
    pub period: String,
    /// `vestigingscode`: the school's site in the register, six characters.
    pub site_code: Option<String>,
}

/// The fields as they come in: text, several values separated by `|`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawInitiative {
    pub sleutel: String,
    pub titel: String,
    pub samenvatting: String,
    pub omschrijving: String,
    pub school: String,
    pub plaats: String,
    pub postcode: String,
    pub lon: String,
    pub lat: String,
    pub sector: String,
    pub thema: String,
    pub fase: String,
    pub onderdeel: String,
    pub website: String,
    pub leervraag: String,
    pub opbrengst: String,
    pub periode: String,
    pub vestigingscode: String,
}

/// Where a sender says it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Position {
    /// Coordinates.
    Point(LngLat),
    /// A Dutch postcode: its four digits.
    Postcode(String),
    /// The name of a town.
    Town(String),
}

impl InitiativeContent {
    /// Checks every field and reports all that is wrong, not just the first.
    ///
    /// # Errors
    /// One error for each field that can't be used.
    pub fn parse(raw: &RawInitiative, vocabulary: &Vocabulary) -> Result<(Self, Position), Vec<FieldError>> {
        let mut errors = Vec::new();
        let title = line("titel", &raw.titel, MAX_TITLE, &mut errors);
        if title.is_empty() {
            errors.push(FieldError::new("titel", "is leeg; elk initiatief heeft een titel"));
        }
        let sectors = values("sector", &raw.sector, &mut errors, |v| Sector::parse(v).map_err(|e| e.to_string()));
        if raw.sector.trim().is_empty() {
            errors.push(FieldError::new("sector", "is leeg; noem er minstens één"));
        }
        let themes = values("thema", &raw.thema, &mut errors, |v| {
            vocabulary.theme(v).map(|t| t.slug.clone()).map_err(|e| e.to_string())
        });
        let stage = keep("fase", Stage::parse(raw.fase.trim()), &mut errors);
        let programme = keep("onderdeel", Programme::parse(raw.onderdeel.trim()), &mut errors);
        let website = website(&raw.website, &mut errors);
        let position = position(raw, &mut errors);
        let summary = line("samenvatting", &raw.samenvatting, MAX_SUMMARY, &mut errors);
        let description = prose("omschrijving", &raw.omschrijving, MAX_DESCRIPTION, &mut errors);
        let school = line("school", &raw.school, MAX_LINE, &mut errors);
        let learning_question = line("leervraag", &raw.leervraag, MAX_LINE, &mut errors);
        let outcomes = values("opbrengst", &raw.opbrengst, &mut errors, |v| {
            if v.chars().any(char::is_control) {
                return Err("bevat een stuurteken".to_owned());
            }
            if v.chars().count() > MAX_LINE { Err(too_long(MAX_LINE)) } else { Ok(v.to_owned()) }
        });
        let period = line("periode", &raw.periode, MAX_PERIOD, &mut errors);
        let site_code = site_code(&raw.vestigingscode, &mut errors);
        match (stage, programme, position) {
            (Some(stage), Some(programme), Some(position)) if errors.is_empty() => Ok((
                Self {
                    title,
                    summary,
                    description,
                    school,
                    sectors,
                    themes,
                    stage,
                    programme,
                    website,
                    learning_question,
                    outcomes,
                    period,
                    site_code,
                },
                position,
            )),
            _ => Err(errors),
        }
    }
}

fn keep<T, E: ToString>(field: &'static str, outcome: Result<T, E>, errors: &mut Vec<FieldError>) -> Option<T> {
    outcome.map_err(|e| errors.push(FieldError::new(field, e.to_string()))).ok()
}

fn values<T: PartialEq>(
    field: &'static str,
    text: &str,
    errors: &mut Vec<FieldError>,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Vec<T> {
    let mut out = Vec::new();
    for value in text.split('|').map(str::trim).filter(|v| !v.is_empty()) {
        match parse(value) {
            Ok(v) if !out.contains(&v) => out.push(v),
            Ok(_) => {}
            Err(reason) => errors.push(FieldError::new(field, reason)),
        }
    }
    if out.len() > MAX_VALUES {
        errors.push(FieldError::new(field, format!("heeft meer dan {MAX_VALUES} waarden")));
    }
    out
}

fn website(text: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or_default();
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let sound = !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'))
        && text.chars().count() <= MAX_LINE;
    if !sound {
        errors.push(FieldError::new("website", "moet een adres zijn dat met https:// of http:// begint"));
        return None;
    }
    Some(text.to_owned())
}

fn site_code(text: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    let code = text.trim().to_ascii_uppercase();
    if code.is_empty() {
        return None;
    }
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        errors.push(FieldError::new("vestigingscode", "moet zes letters en cijfers zijn, zoals 17JB00"));
        return None;
    }
    Some(code)
}

fn position(raw: &RawInitiative, errors: &mut Vec<FieldError>) -> Option<Position> {
    let (lon, lat) = (raw.lon.trim(), raw.lat.trim());
    if !lon.is_empty() || !lat.is_empty() {
        let lon = degrees("lon", lon, errors);
        let lat = degrees("lat", lat, errors);
        return match LngLat::new(lon?, lat?) {
            Ok(point) => Some(Position::Point(point)),
            Err(e) => {
                let field = if e == crate::GeoError::Latitude { "lat" } else { "lon" };
                errors.push(FieldError::new(field, e));
                None
            }
        };
    }
    let postcode = raw.postcode.trim();
    if !postcode.is_empty() {
        let digits: String = postcode.chars().take(4).collect();
        let letters: String = postcode.chars().skip(4).filter(|c| !c.is_whitespace()).collect();
        let sound = digits.len() == 4
            && digits.bytes().all(|b| b.is_ascii_digit())
            && (letters.is_empty() || letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic()));
        if !sound {
            errors.push(FieldError::new("postcode", "moet vier cijfers zijn, met of zonder twee letters"));
            return None;
        }
        return Some(Position::Postcode(digits));
    }
    let town = raw.plaats.trim();
    if town.is_empty() {
        errors.push(FieldError::new("plaats", "is leeg; geef lon en lat, een postcode of een plaats"));
        return None;
    }
    Some(Position::Town(town.to_owned()))
}

fn degrees(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> Option<f64> {
    // A decimal comma is what a Dutch spreadsheet writes.
    match text.replace(',', ".").parse::<f64>() {
        Ok(v) if v.is_finite() => Some(v),
        _ if text.is_empty() => {
            errors.push(FieldError::new(field, "is leeg; geef lon en lat allebei"));
            None
        }
        _ => {
            errors.push(FieldError::new(field, format!("‘{text}’ is geen getal in graden")));
            None
        }
    }
}
