//! Imports the register of school sites (DUO, GeoJSON).

use std::collections::HashMap;

use domain::LngLat;
use serde_json::{Map, Value};
use store::{School, SchoolReport, Store};
use territory::Territory;

use super::{
    error::ImportError,
    geojson::{self, Feature, Geometry},
    problem::RowProblem,
    progress::Progress,
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
    let mut problems = Vec::new();
    let mut refused = 0;
    let mut twice = 0;
    let mut good: Vec<School> = Vec::with_capacity(rows);
    let mut known: HashMap<String, (usize, u64)> = HashMap::new();
    progress.begin("Nakijken", rows);
    for (index, (line, text)) in features.into_iter().enumerate() {
        progress.reach(index);
        match school(line, text, territory) {
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
            "{twice} vestigingen staan er twee keer in, een paar meter uit elkaar; we bewaren de eerste"
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

fn school(line: u64, text: &str, territory: &Territory) -> Result<School, Vec<RowProblem>> {
    let Feature { properties, geometry } =
        geojson::feature(text).map_err(|reason| vec![RowProblem::row(line, reason)])?;
    let mut problems = Vec::new();
    let text = |name: &str| self::text(&properties, name);
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
        Geometry::Point(lon, lat) => LngLat::new(lon, lat).map_err(|e| e.to_string()),
        Geometry::Missing => Err("ontbreekt".to_owned()),
        Geometry::Other(reason) => Err(reason),
    };
    let found = position.and_then(|p| territory.locate(p).map(|located| (p, located)).map_err(|e| e.to_string()));
    match found {
        Err(reason) => problems.push(RowProblem::new(line, "geometry", reason)),
        Ok((position, located)) if problems.is_empty() => {
            let brin = text("brin_nummer").to_ascii_uppercase();
            let street = format!("{} {}{}", text("straat"), text("huisnummer"), text("huisletter"));
            return Ok(School {
                brin: if brin.is_empty() { site_code.chars().take(4).collect() } else { brin },
                site_code,
                name,
                kind: text("type"),
                street: street.trim().to_owned(),
                postcode: text("postcode").replace(' ', "").to_ascii_uppercase(),
                town: text("plaats"),
                website: website(&text("internetadres")),
                position,
                region: located.region,
                municipality: located.municipality,
            });
        }
        Ok(_) => {}
    }
    Err(problems)
}

/// A property as text on one line.
fn text(properties: &Map<String, Value>, name: &str) -> String {
    let text = properties.get(name).and_then(geojson::scalar).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a code is four letters or digits (BRIN) and two digits.
fn is_site_code(code: &str) -> bool {
    code.len() == 6
        && code.bytes().take(4).all(|b| b.is_ascii_alphanumeric())
        && code.bytes().skip(4).all(|b| b.is_ascii_digit())
}

/// The website as an address. The register writes `www.school.nl`. Invalid text is ignored: it is no reason to refuse a
/// school.
fn website(text: &str) -> Option<String> {
    let address = if text.starts_with("http://") || text.starts_with("https://") {
        text.to_owned()
    } else {
        format!("https://{text}")
    };
    let host = address.split('/').nth(2).unwrap_or_default();
    let sound = host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let printable = !address.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'));
    (sound && printable).then_some(address)
}
