//! The thing on the map, and the rules for letting one in.

use crate::UnknownTerm;
use crate::geo::LngLat;
use crate::id::InitiativeId;
use crate::moment::Moment;
use crate::text::{FieldError, clean, clean_line, line, prose, whole_number};
use crate::vocabulary::{Programme, Region, Sector, Stage, Vocabulary};
use crate::web_address::WebAddress;

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

/// The fields as they come in: text. Several values are separated by `|`, but for outcomes: those are one per line, as
/// any character may be in them.
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

/// Where a sender says it is, as it comes in.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "named like the public fields")]
pub struct RawPlace<'a> {
    pub plaats: &'a str,
    pub postcode: &'a str,
    pub lon: &'a str,
    pub lat: &'a str,
}

/// Where a sender says it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Position {
    /// Coordinates.
    Point(LngLat),
    /// Coordinates in RD New (EPSG:28992): metres east and north.
    Rd([f64; 2]),
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
        let sectors = words("sector", &raw.sector, &mut errors, Sector::parse);
        if clean(&raw.sector).is_empty() {
            errors.push(FieldError::new("sector", "is leeg; noem er minstens één"));
        }
        let themes = words("thema", &raw.thema, &mut errors, |v| vocabulary.theme(v).map(|t| t.slug.clone()));
        let stage = word("fase", &raw.fase, Stage::parse, &mut errors);
        let programme = word("onderdeel", &raw.onderdeel, Programme::parse, &mut errors);
        let website = website(&raw.website, &mut errors);
        let place = RawPlace { plaats: &raw.plaats, postcode: &raw.postcode, lon: &raw.lon, lat: &raw.lat };
        let position = position(place, &mut errors);
        let summary = line("samenvatting", &raw.samenvatting, MAX_SUMMARY, &mut errors);
        let description = prose("omschrijving", &raw.omschrijving, MAX_DESCRIPTION, &mut errors);
        let school = line("school", &raw.school, MAX_LINE, &mut errors);
        let learning_question = line("leervraag", &raw.leervraag, MAX_LINE, &mut errors);
        let outcomes = outcomes(&raw.opbrengst, &mut errors);
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

/// What a sender may leave out of a file: the fields of [`InitiativeContent`] that may stay empty.
pub const OPTIONAL: [&str; 9] = [
    "samenvatting",
    "omschrijving",
    "school",
    "thema",
    "website",
    "leervraag",
    "opbrengst",
    "periode",
    "vestigingscode",
];

impl InitiativeContent {
    /// Takes over the fields that are not in `given` from what is stored: a column that is not in a file says nothing.
    pub fn keep_absent(&mut self, given: &[&str], stored: &Self) {
        for field in OPTIONAL.into_iter().filter(|field| !given.contains(field)) {
            match field {
                "samenvatting" => self.summary.clone_from(&stored.summary),
                "omschrijving" => self.description.clone_from(&stored.description),
                "school" => self.school.clone_from(&stored.school),
                "thema" => self.themes.clone_from(&stored.themes),
                "website" => self.website.clone_from(&stored.website),
                "leervraag" => self.learning_question.clone_from(&stored.learning_question),
                "opbrengst" => self.outcomes.clone_from(&stored.outcomes),
                "periode" => self.period.clone_from(&stored.period),
                _ => self.site_code.clone_from(&stored.site_code),
            }
        }
    }

    /// The fields that are empty here and were not in what is stored.
    #[must_use]
    pub fn emptied(&self, stored: &Self) -> Vec<&'static str> {
        OPTIONAL.into_iter().filter(|field| self.is_empty(field) && !stored.is_empty(field)).collect()
    }

    fn is_empty(&self, field: &str) -> bool {
        match field {
            "samenvatting" => self.summary.is_empty(),
            "omschrijving" => self.description.is_empty(),
            "school" => self.school.is_empty(),
            "thema" => self.themes.is_empty(),
            "website" => self.website.is_none(),
            "leervraag" => self.learning_question.is_empty(),
            "opbrengst" => self.outcomes.is_empty(),
            "periode" => self.period.is_empty(),
            _ => self.site_code.is_none(),
        }
    }
}

/// The one value of a closed vocabulary.
pub(crate) fn word<T>(
    field: &'static str,
    text: &str,
    parse: impl Fn(&str) -> Result<T, UnknownTerm>,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let text = clean_line(text);
    let reason = |error: UnknownTerm| {
        if text.is_empty() { format!("is leeg; kies uit {}", error.choices) } else { error.to_string() }
    };
    parse(&text).map_err(|error| errors.push(FieldError::new(field, reason(error)))).ok()
}

/// The values of a closed vocabulary. Between them is a `|`; a comma or semicolon does too, where it is in no word itself.
pub(crate) fn words<T: PartialEq>(
    field: &'static str,
    text: &str,
    errors: &mut Vec<FieldError>,
    parse: impl Fn(&str) -> Result<T, UnknownTerm>,
) -> Vec<T> {
    let text = clean_line(text);
    let mut found = Vec::new();
    for part in text.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        match parse(part) {
            Ok(value) => found.push(value),
            Err(error) => {
                let several: Vec<&str> = part.split([',', ';']).map(str::trim).filter(|p| !p.is_empty()).collect();
                match several.iter().map(|one| parse(one)).collect::<Result<Vec<T>, _>>() {
                    Ok(values) if several.len() > 1 => found.extend(values),
                    _ if several.len() > 1 => {
                        let wrong = several.iter().find_map(|one| parse(one).err()).unwrap_or(error);
                        errors.push(FieldError::new(field, format!("{wrong}; zet tussen twee waarden een |")));
                    }
                    _ => errors.push(FieldError::new(field, error)),
                }
            }
        }
    }
    at_most(field, once(found), errors)
}

/// One outcome per line.
fn outcomes(text: &str, errors: &mut Vec<FieldError>) -> Vec<String> {
    let text = clean(text);
    let lines = text.split('\n').map(|one| line("opbrengst", one, MAX_LINE, errors)).filter(|one| !one.is_empty());
    let lines = once(lines.collect());
    at_most("opbrengst", lines, errors)
}

/// Without values that were there before.
fn once<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut out = Vec::with_capacity(values.len());
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

fn at_most<T>(field: &'static str, values: Vec<T>, errors: &mut Vec<FieldError>) -> Vec<T> {
    if values.len() > MAX_VALUES {
        errors.push(FieldError::new(field, format!("heeft meer dan {MAX_VALUES} waarden")));
    }
    values
}

fn website(text: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    if clean(text).is_empty() {
        return None;
    }
    let address = WebAddress::parse(text).map_err(|reason| errors.push(FieldError::new("website", reason)));
    address.ok().map(|address| address.as_str().to_owned())
}

pub(crate) fn site_code(text: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    let code = clean(text).to_ascii_uppercase();
    if code.is_empty() {
        return None;
    }
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        errors.push(FieldError::new("vestigingscode", "moet zes letters en cijfers zijn, zoals 17JB00"));
        return None;
    }
    Some(code)
}

/// Where the fields of a row say that it is: `lon` and `lat`, else `postcode`, else `plaats`. `None` adds to the errors.
pub fn position(raw: RawPlace<'_>, errors: &mut Vec<FieldError>) -> Option<Position> {
    let (lon, lat) = (clean_line(raw.lon), clean_line(raw.lat));
    if !lon.is_empty() || !lat.is_empty() {
        let lon = number("lon", &lon, errors);
        let lat = number("lat", &lat, errors);
        return match point(lon?, lat?) {
            Ok(position) => Some(position),
            Err(e) => {
                let field = if e == crate::GeoError::Latitude { "lat" } else { "lon" };
                errors.push(FieldError::new(field, e));
                None
            }
        };
    }
    let postcode = clean_line(raw.postcode);
    if !postcode.is_empty() {
        // A spreadsheet with gaps in the column writes 6001 as 6001.0.
        let postcode = whole_number(&postcode);
        let digits: String = postcode.chars().take(4).collect();
        let letters: String = postcode.chars().skip(4).filter(|c| !c.is_whitespace()).collect();
        let sound = digits.len() == 4
            && digits.bytes().all(|b| b.is_ascii_digit())
            && (letters.is_empty() || letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic()));
        if !sound {
            let reason = format!("‘{postcode}’ is geen postcode: vier cijfers, met of zonder twee letters");
            errors.push(FieldError::new("postcode", reason));
            return None;
        }
        return Some(Position::Postcode(digits));
    }
    let town = clean_line(raw.plaats);
    if town.is_empty() {
        errors.push(FieldError::new("plaats", "is leeg; geef lon en lat, een postcode of een plaats"));
        return None;
    }
    Some(Position::Town(town))
}

/// Two numbers as the position they must mean: degrees, or metres of the Dutch grid, in either order. A place in the
/// Netherlands with its degrees swapped lies in the Indian Ocean, and metres are never degrees, so there is no doubt.
///
/// # Errors
/// When they are neither.
pub fn point(x: f64, y: f64) -> Result<Position, crate::GeoError> {
    let rd = |x: f64, y: f64| (-7_000.0..=300_000.0).contains(&x) && (289_000.0..=629_000.0).contains(&y);
    let swapped = (50.0..=54.0).contains(&x) && (3.0..=8.0).contains(&y);
    match (x, y) {
        _ if rd(x, y) => Ok(Position::Rd([x, y])),
        _ if rd(y, x) => Ok(Position::Rd([y, x])),
        _ if swapped => LngLat::new(y, x).map(Position::Point),
        _ => {
            LngLat::new(x, y).map(Position::Point).map_err(|error| metres(x, y).map_or(error, crate::GeoError::Metres))
        }
    }
}

/// The system that two numbers too large for degrees are probably metres of, when they lie in the Netherlands or next to it.
fn metres(x: f64, y: f64) -> Option<&'static str> {
    /// West, east, south and north of there.
    const SYSTEMS: [(&str, [f64; 4]); 4] = [
        ("Web Mercator (EPSG:3857)", [330e3, 830e3, 6.5e6, 7.2e6]),
        ("UTM (EPSG:25831 of 25832)", [100e3, 900e3, 5.5e6, 6.1e6]),
        ("het Europese raster (EPSG:3035)", [3.85e6, 4.2e6, 3e6, 3.45e6]),
        ("de Belgische Lambert 72 (EPSG:31370)", [0.0, 300e3, 20e3, 289e3]),
    ];
    let inside = |[west, east, south, north]: [f64; 4]| (west..=east).contains(&x) && (south..=north).contains(&y);
    SYSTEMS.into_iter().find(|(_, bounds)| inside(*bounds)).map(|(name, _)| name)
}

fn number(field: &'static str, text: &str, errors: &mut Vec<FieldError>) -> Option<f64> {
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
