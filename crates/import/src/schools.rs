//! Imports the register of school sites (DUO, GeoJSON).

use std::collections::HashMap;

use domain::{WebAddress, text::clean_line};
use serde_json::{Map, Value};
use store::{School, SchoolReport, Store};
use territory::Territory;

use super::{
    error::ImportError,
    geojson::{self, Feature, Geometry},
    problem::RowProblem,
    progress::Progress,
    row::folded,
    settings::{Outcome, Settings},
    source::Source,
};

/// Features with the same code that are closer than this are one site, whose address has several points.
const SAME_SITE_KM: f64 = 0.2;

/// Reads, checks and stores the school sites of a file, in one transaction.
///
/// # Errors
/// When the file as a whole can't be used, or the database can't be written.
pub async fn schools(
    source: &Source,
    settings: Settings,
    store: &Store,
    territory: &Territory,
    progress: &mut dyn Progress,
) -> Result<Outcome<SchoolReport>, ImportError> {
    let features = geojson::features(source.text())?;
    let rows = features.len();
    let stored: HashMap<String, School> =
        store.schools().await?.into_iter().map(|school| (school.site_code.clone(), school)).collect();
    let mut problems = Vec::new();
    let mut refused = 0;
    let mut twice = 0;
    let mut good: Vec<School> = Vec::with_capacity(rows);
    let mut known: HashMap<String, (usize, u64)> = HashMap::new();
    progress.begin("Nakijken", rows);
    for (index, (line, text)) in features.into_iter().enumerate() {
        progress.reach(index);
        match school(line, text, territory, &stored) {
            Err(found) => {
                refused += 1;
                problems.extend(found);
            }
            Ok(school) => match known.get(&school.site_code).and_then(|&(at, line)| Some((good.get(at)?, line))) {
                Some((first, _)) if same_site(first, &school) => twice += 1,
                Some((_, other)) => {
                    refused += 1;
                    let reason = format!("‘{}’ staat ook op regel {other}", school.site_code);
                    problems.push(RowProblem::new(line, "vestigingscode", reason));
                }
                None => {
                    known.insert(school.site_code.clone(), (good.len(), line));
                    good.push(school);
                }
            },
        }
    }
    progress.reach(rows);
    let mut warnings = Vec::new();
    if twice > 0 {
        warnings.push(format!(
            "{twice} rijen hebben een vestigingscode die al eerder in het bestand stond, een paar meter verderop; we bewaren de eerste"
        ));
    }
    let kept = if refused > 0 && (!settings.skip_bad || good.is_empty()) {
        None
    } else {
        Some(store.import_schools(&good).await?)
    };
    Ok(Outcome { rows, refused, problems, warnings, kept })
}

/// Whether two features are the same site, listed twice with points a few metres apart.
fn same_site(first: &School, second: &School) -> bool {
    first.name == second.name
        && first.postcode == second.postcode
        && first.position.distance_km(second.position) < SAME_SITE_KM
}

fn school(
    line: u64,
    text: &str,
    territory: &Territory,
    stored: &HashMap<String, School>,
) -> Result<School, Vec<RowProblem>> {
    let Feature { properties, geometry } =
        geojson::feature(text).map_err(|reason| vec![RowProblem::row(line, reason)])?;
    let mut problems = Vec::new();
    let property = |name: &str| self::text(&properties, name);
    let text = |name: &str| property(name).unwrap_or_default();
    let name = text("naam");
    if name.is_empty() {
        problems.push(RowProblem::new(line, "naam", "is leeg; elke school heeft een naam"));
    }
    let site_code = text("vestigingscode").to_ascii_uppercase();
    if !is_site_code(&site_code) {
        problems.push(RowProblem::new(
            line,
            "vestigingscode",
            "moet vier tekens BRIN en twee cijfers zijn, zoals 17JB05",
        ));
    }
    let position = match geometry {
        Geometry::Point(x, y) => domain::initiative::point(x, y)
            .map_err(|error| error.to_string())
            .and_then(|stated| territory.geocode(&stated).map_err(|error| error.to_string())),
        Geometry::Missing => Err("ontbreekt".to_owned()),
        Geometry::Other(reason) => Err(reason),
    };
    let found = position.and_then(|p| territory.locate(p).map(|located| (p, located)).map_err(|e| e.to_string()));
    match found {
        Err(reason) => problems.push(RowProblem::new(line, "geometry", reason)),
        Ok((position, located)) if problems.is_empty() => {
            let brin = text("brin_nummer").to_ascii_uppercase();
            let street = format!("{} {}{}", text("straat"), text("huisnummer"), text("huisletter"));
            // A property that is not in the file says nothing: what is known stays.
            let known = stored.get(&site_code);
            let kept = |name: &str, known: Option<String>| property(name).or(known).unwrap_or_default();
            return Ok(School {
                brin: if brin.is_empty() { site_code.chars().take(4).collect() } else { brin },
                site_code,
                name,
                kind: kept("type", known.map(|school| school.kind.clone())),
                street: match (property("straat"), known) {
                    (None, Some(school)) => school.street.clone(),
                    _ => street.trim().to_owned(),
                },
                postcode: kept("postcode", known.map(|school| school.postcode.clone()))
                    .replace(' ', "")
                    .to_ascii_uppercase(),
                town: kept("plaats", known.map(|school| school.town.clone())),
                website: match (property("internetadres"), known) {
                    (None, Some(school)) => school.website.clone(),
                    (said, _) => {
                        said.and_then(|said| WebAddress::parse(&said).ok()).map(|site| site.as_str().to_owned())
                    }
                },
                position,
                region: located.region,
                municipality: located.municipality,
            });
        }
        Ok(_) => {}
    }
    Err(problems)
}

/// A property as text on one line, whatever the case of its name; `None` when it is not there.
fn text(properties: &Map<String, Value>, name: &str) -> Option<String> {
    let (_, value) = properties.iter().find(|(known, _)| folded(known) == folded(name))?;
    Some(clean_line(&geojson::scalar(value).unwrap_or_default()))
}

/// Whether a code is four letters or digits (BRIN) and two digits.
fn is_site_code(code: &str) -> bool {
    code.len() == 6
        && code.bytes().take(4).all(|b| b.is_ascii_alphanumeric())
        && code.bytes().skip(4).all(|b| b.is_ascii_digit())
}
