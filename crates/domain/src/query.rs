//! The one query behind every view: URL to [`Query`] and back.

use jiff::civil::{Date, Time};

use crate::geo::{Bbox, LngLat, round};
use crate::id::InitiativeId;
use crate::kind::Kind;
use crate::local_time::{YEARS, moment_at};
use crate::moment::Moment;
use crate::vocabulary::{Programme, Region, Sector, Stage, Vocabulary};

/// The radius around a point when none is given, in km.
pub const DEFAULT_RADIUS_KM: f64 = 10.0;
/// The longest search text, in characters.
pub const MAX_TEXT: usize = 200;

/// How many initiatives a list of saved ones holds.
pub const MAX_SAVED: usize = 50;

/// The largest radius, in km: half the way around the earth.
const MAX_RADIUS_KM: f64 = 20_038.0;

/// A point to sort by, and perhaps a circle around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// `bij`.
    pub point: LngLat,
    /// `straal`, great-circle km, 0 or more; without it everything matches, sorted by distance.
    pub radius_km: Option<f64>,
}

/// One question, the same ids in every view. Within a facet the values are alternatives; facets narrow each other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// `soort`; none for initiatives alone, see [`Self::asks`].
    pub kinds: Vec<Kind>,
    /// `van`: the first day, in Limburg; narrows only what has a time.
    pub from: Option<Date>,
    /// `tot`: the last day, in Limburg; not before [`Self::from`].
    pub until: Option<Date>,
    /// `regio`.
    pub regions: Vec<Region>,
    /// `gemeente`, as slugs.
    pub municipalities: Vec<String>,
    /// `thema`, as slugs.
    pub themes: Vec<String>,
    /// `sector`.
    pub sectors: Vec<Sector>,
    /// `fase`.
    pub stages: Vec<Stage>,
    /// `onderdeel`.
    pub programmes: Vec<Programme>,
    /// `q`, at most [`MAX_TEXT`] characters, never blank.
    pub text: Option<String>,
    /// `bbox`.
    pub bbox: Option<Bbox>,
    /// `bij` and `straal`.
    pub near: Option<Near>,
    /// `bewaard`: these alone, at most [`MAX_SAVED`]; what is not there (any more) is left out.
    pub saved: Vec<InitiativeId>,
}

/// A parameter that could not be used; the message is a Dutch sentence part for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {reason}")]
pub struct QueryError {
    /// The parameter as given.
    pub parameter: String,
    /// What is wrong with it.
    pub reason: String,
}

impl QueryError {
    /// An error about `parameter`.
    pub fn new(parameter: impl Into<String>, reason: impl ToString) -> Self {
        Self { parameter: parameter.into(), reason: reason.to_string() }
    }
}

impl Query {
    /// Reads decoded name-value pairs. What can't be used is left out of the query and reported; a strict caller
    /// refuses when there are errors, a page shows them and goes on. Empty values count as not given.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        vocabulary: &Vocabulary,
    ) -> (Self, Vec<QueryError>) {
        let mut query = Self::default();
        let mut errors = Vec::new();
        let (mut point, mut radius) = (None, None);
        let mut seen = Vec::new();
        for (name, value) in pairs {
            if value.is_empty() && Self::PARAMETERS.contains(&name) {
                continue;
            }
            if matches!(name, "q" | "bbox" | "bij" | "straal" | "bewaard" | "van" | "tot") {
                if seen.contains(&name) {
                    errors.push(QueryError::new(name, "mag maar één keer voorkomen"));
                    continue;
                }
                seen.push(name);
            }
            let outcome = match name {
                "soort" => Kind::parse(value).map(|v| add(&mut query.kinds, v)).map_err(|e| e.to_string()),
                "van" => day(value).map(|d| query.from = Some(d)),
                "tot" => day(value).map(|d| query.until = Some(d)),
                "regio" => Region::parse(value).map(|v| add(&mut query.regions, v)).map_err(|e| e.to_string()),
                "sector" => Sector::parse(value).map(|v| add(&mut query.sectors, v)).map_err(|e| e.to_string()),
                "fase" => Stage::parse(value).map(|v| add(&mut query.stages, v)).map_err(|e| e.to_string()),
                "onderdeel" => {
                    Programme::parse(value).map(|v| add(&mut query.programmes, v)).map_err(|e| e.to_string())
                }
                "thema" => {
                    vocabulary.theme(value).map(|t| add(&mut query.themes, t.slug.clone())).map_err(|e| e.to_string())
                }
                "gemeente" => vocabulary
                    .municipality(value)
                    .map(|t| add(&mut query.municipalities, t.slug.clone()))
                    .map_err(|e| e.to_string()),
                "q" => text(value).map(|t| query.text = t),
                "bbox" => Bbox::parse(value).map(|b| query.bbox = Some(b)).map_err(|e| e.to_string()),
                "bij" => LngLat::parse(value).map(|p| point = Some(p)).map_err(|e| e.to_string()),
                "straal" => radius_km(value).map(|r| radius = Some(r)),
                "bewaard" => saved(value).map(|s| query.saved = s),
                _ => Err("deze parameter kennen we niet".to_owned()),
            };
            if let Err(reason) = outcome {
                errors.push(QueryError::new(name, reason));
            }
        }
        match (point, radius) {
            (Some(point), radius_km) => query.near = Some(Near { point, radius_km }),
            (None, Some(_)) if !errors.iter().any(|e| e.parameter == "bij") => {
                errors.push(QueryError::new("straal", "hoort bij een punt; geef ook ‘bij’"));
            }
            (None, _) => {}
        }
        query.settle_time(&mut errors);
        (query, errors)
    }

    /// Leaves out days that nothing can have, and the kind that needs no word.
    fn settle_time(&mut self, errors: &mut Vec<QueryError>) {
        if self.kinds == [Kind::Initiative] {
            self.kinds.clear();
        }
        if !self.kinds.iter().any(|kind| kind.timed()) {
            let days = [("van", self.from.take()), ("tot", self.until.take())];
            if !errors.iter().any(|e| e.parameter == "soort") {
                let reason = "hoort bij iets dat een tijd heeft; geef ook ‘soort=bijeenkomst’";
                errors
                    .extend(days.iter().filter(|day| day.1.is_some()).map(|(name, _)| QueryError::new(*name, reason)));
            }
        }
        if self.from.zip(self.until).is_some_and(|(from, until)| until < from) {
            self.until = None;
            errors.push(QueryError::new("tot", "ligt voor ‘van’"));
        }
    }

    /// Whether things of this kind are asked for.
    #[must_use]
    pub fn asks(&self, kind: Kind) -> bool {
        if self.kinds.is_empty() { kind == Kind::Initiative } else { self.kinds.contains(&kind) }
    }

    /// Makes it a question about initiatives, where there is nothing else to answer; says so when it was about more.
    pub fn settle_for_initiatives(&mut self) -> Option<QueryError> {
        let more = !self.kinds.is_empty();
        *self = self.about(Kind::Initiative);
        more.then(|| QueryError::new("soort", "hier staan alleen initiatieven"))
    }

    /// The same question about things of one kind alone.
    #[must_use]
    pub fn about(&self, kind: Kind) -> Self {
        let kinds = if kind == Kind::Initiative { Vec::new() } else { vec![kind] };
        let (from, until) = if kind.timed() { (self.from, self.until) } else { (None, None) };
        Self { kinds, from, until, ..self.clone() }
    }

    /// `van` and `tot` as moments: the first, and the first that is too late.
    #[must_use]
    pub fn period(&self) -> (Option<Moment>, Option<Moment>) {
        // Midnight is there once on every day that can be asked for, and on the day after.
        let midnight = |day: Date| moment_at(day, Time::midnight(), None).ok();
        let after = |day: Date| day.tomorrow().ok().and_then(midnight);
        (self.from.and_then(midnight), self.until.and_then(after))
    }

    /// The parameters a query knows.
    pub const PARAMETERS: [&str; 14] = [
        "soort",
        "regio",
        "gemeente",
        "thema",
        "sector",
        "fase",
        "onderdeel",
        "q",
        "van",
        "tot",
        "bbox",
        "bij",
        "straal",
        "bewaard",
    ];

    /// The query as decoded name-value pairs, always in the same order.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        pairs.extend(self.kinds.iter().map(|v| ("soort", v.slug().to_owned())));
        pairs.extend(self.regions.iter().map(|v| ("regio", v.slug().to_owned())));
        pairs.extend(self.municipalities.iter().map(|v| ("gemeente", v.clone())));
        pairs.extend(self.themes.iter().map(|v| ("thema", v.clone())));
        pairs.extend(self.sectors.iter().map(|v| ("sector", v.slug().to_owned())));
        pairs.extend(self.stages.iter().map(|v| ("fase", v.slug().to_owned())));
        pairs.extend(self.programmes.iter().map(|v| ("onderdeel", v.slug().to_owned())));
        pairs.extend(self.text.iter().map(|v| ("q", v.clone())));
        pairs.extend(self.from.iter().map(|v| ("van", v.to_string())));
        pairs.extend(self.until.iter().map(|v| ("tot", v.to_string())));
        pairs.extend(self.bbox.iter().map(|v| ("bbox", v.to_string())));
        if let Some(near) = self.near {
            pairs.push(("bij", near.point.to_string()));
            pairs.extend(near.radius_km.map(|r| ("straal", round(r, 3).to_string())));
        }
        if !self.saved.is_empty() {
            let ids: Vec<String> = self.saved.iter().map(ToString::to_string).collect();
            pairs.push(("bewaard", ids.join(",")));
        }
        pairs
    }

    /// Whether nothing is asked: everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Percent-encodes pairs to a URL's query string, without the question mark. Keeps `,` and `:` readable.
#[must_use]
pub fn encode_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        encode(name.as_ref(), &mut out);
        out.push('=');
        encode(value.as_ref(), &mut out);
    }
    out
}

fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' | b':' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

fn add<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

fn text(value: &str) -> Result<Option<String>, String> {
    let value = value.trim();
    if value.chars().count() > MAX_TEXT {
        return Err(format!("is te lang; hooguit {MAX_TEXT} tekens"));
    }
    Ok((!value.is_empty()).then(|| value.to_owned()))
}

/// A day as a browser sends it: `2027-03-28`.
fn day(value: &str) -> Result<Date, String> {
    let value = value.trim();
    let shaped = value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let day = shaped.then(|| value.parse::<Date>().ok()).flatten();
    // The day after it has to be known too.
    let known = |day: &Date| YEARS.contains(&day.year()) && *day < Date::constant(*YEARS.end(), 12, 31);
    match day {
        Some(day) if known(&day) => Ok(day),
        Some(_) => Err("ligt te ver weg; kies een dag tussen 2000 en 2100".to_owned()),
        None => Err("dat is geen dag; schrijf hem als 2027-03-28".to_owned()),
    }
}

fn saved(value: &str) -> Result<Vec<InitiativeId>, String> {
    let mut ids = Vec::new();
    for part in value.split(',') {
        let id = part.trim().parse().map_err(|_| "geef nummers van initiatieven, met komma’s ertussen".to_owned())?;
        add(&mut ids, id);
    }
    if ids.len() > MAX_SAVED {
        return Err(format!("hooguit {MAX_SAVED} initiatieven passen op een lijst"));
    }
    Ok(ids)
}

fn radius_km(value: &str) -> Result<f64, String> {
    match value.trim().parse::<f64>() {
        Ok(r) if (0.0..=MAX_RADIUS_KM).contains(&r) => Ok(r),
        Ok(r) if r < 0.0 => Err("moet 0 km of meer zijn".to_owned()),
        Ok(r) if r.is_finite() => Err("is groter dan de aarde".to_owned()),
        _ => Err("dat is geen getal (km)".to_owned()),
    }
}
