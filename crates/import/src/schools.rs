//! Imports the register of school sites (DUO): GeoJSON or CSV.

use std::collections::HashMap;

use domain::{
    Position, WebAddress,
    board::NamedBoard,
    initiative::{self, RawPlace},
    text::clean_line,
};
use store::{RegisteredSchool, School, SchoolReport, StatedBoard, Store};
use territory::Territory;

use super::{
    csv,
    error::ImportError,
    geojson::{self, Feature, Geometry},
    problem::RowProblem,
    progress::Progress,
    row::folded,
    settings::{Outcome, Settings},
    source::{Format, Source},
};

/// Features with the same code that are closer than this are one site, whose address has several points.
const SAME_SITE_KM: f64 = 0.2;

/// The columns (CSV) and properties (GeoJSON) that are used.
const COLUMNS: [&str; 15] = [
    "naam",
    "type",
    "straat",
    "huisnummer",
    "huisletter",
    "postcode",
    "plaats",
    "brin_nummer",
    "vestigingscode",
    "internetadres",
    "lon",
    "lat",
    "bevoegd_gezag_nummer",
    "bevoegd_gezag_naam",
    "bestuur",
];

/// Those that say something of the board of a site.
const BOARD: [&str; 3] = ["bevoegd_gezag_nummer", "bevoegd_gezag_naam", "bestuur"];

/// The column that a name in a file means, whatever its case, blanks, underscores and accents.
fn column(name: &str) -> Option<&'static str> {
    let letters = folded(name);
    COLUMNS.into_iter().find(|column| folded(column) == letters)
}

/// A site as a file has it.
struct Row {
    line: u64,
    /// The columns it has, empty or not: one that is not there leaves what is known.
    given: Vec<(&'static str, String)>,
    /// Its geometry; `None` in a file that has columns only.
    geometry: Option<Geometry>,
    /// Why it can't be read.
    problem: Option<RowProblem>,
}

impl Row {
    /// A value as text on one line; `None` when the file does not have it.
    fn value(&self, column: &str) -> Option<String> {
        self.given.iter().find(|(known, _)| *known == column).map(|(_, value)| clean_line(value))
    }
}

/// Reads, checks and stores the school sites of a file, and their boards, in one transaction.
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
    let (read, mut warnings) = match source.format() {
        Format::GeoJson => (from_geojson(source.text())?, Vec::new()),
        Format::Csv => from_csv(source.text())?,
    };
    let rows = read.len();
    let stored: HashMap<String, School> =
        store.schools().await?.into_iter().map(|school| (school.site_code.clone(), school)).collect();
    let mut problems = Vec::new();
    let mut refused = 0;
    let mut twice = 0;
    let mut good: Vec<RegisteredSchool> = Vec::with_capacity(rows);
    let mut known: HashMap<String, (usize, u64)> = HashMap::new();
    progress.begin("Nakijken", rows);
    for (index, row) in read.into_iter().enumerate() {
        progress.reach(index);
        let line = row.line;
        match school(row, territory, &stored, settings.example) {
            Err(found) => {
                refused += 1;
                problems.extend(found);
            }
            Ok(one) => match known.get(&one.school.site_code).and_then(|&(at, line)| Some((good.get(at)?, line))) {
                Some((first, _)) if same_site(&first.school, &one.school) => twice += 1,
                Some((_, other)) => {
                    refused += 1;
                    let reason = format!("‘{}’ staat ook op regel {other}", one.school.site_code);
                    problems.push(RowProblem::new(line, "vestigingscode", reason));
                }
                None => {
                    known.insert(one.school.site_code.clone(), (good.len(), line));
                    good.push(one);
                }
            },
        }
    }
    progress.reach(rows);
    if twice > 0 {
        warnings.push(format!(
            "{twice} rijen hebben een vestigingscode die al eerder in het bestand stond, een paar meter verderop; we bewaren de eerste"
        ));
    }
    let kept = if refused > 0 && (!settings.skip_bad || good.is_empty()) {
        None
    } else {
        Some(store.import_register(&good).await?)
    };
    Ok(Outcome { rows, refused, problems, warnings, kept })
}

fn from_geojson(text: &str) -> Result<Vec<Row>, ImportError> {
    let row = |(line, text)| match geojson::feature(text) {
        Err(reason) => Row { line, given: Vec::new(), geometry: None, problem: Some(RowProblem::row(line, reason)) },
        Ok(Feature { properties, geometry }) => {
            let known = properties.iter().filter_map(|(name, value)| Some((column(name)?, value)));
            let given = known.map(|(column, value)| (column, geojson::scalar(value).unwrap_or_default())).collect();
            Row { line, given, geometry: Some(geometry), problem: None }
        }
    };
    Ok(geojson::features(text)?.into_iter().map(row).collect())
}

/// Also what is odd about the file, as Dutch sentences.
fn from_csv(text: &str) -> Result<(Vec<Row>, Vec<String>), ImportError> {
    let csv::Table { records, columns, unknown, mut warnings, as_read } = csv::table(text, column)?;
    if !columns.contains(&"vestigingscode") {
        return Err(ImportError::Missing { missing: vec!["kolom vestigingscode".to_owned()], read: as_read });
    }
    if !unknown.is_empty() {
        warnings.push(format!("deze kolommen gebruiken we niet: {}", unknown.join(", ")));
    }
    let row = |csv::Record { line, values, problem }: csv::Record| Row { line, given: values, geometry: None, problem };
    Ok((records.into_iter().map(row).collect(), warnings))
}

/// Whether two features are the same site, listed twice with points a few metres apart.
fn same_site(first: &School, second: &School) -> bool {
    first.name == second.name
        && first.postcode == second.postcode
        && first.position.distance_km(second.position) < SAME_SITE_KM
}

fn school(
    mut row: Row,
    territory: &Territory,
    stored: &HashMap<String, School>,
    example: bool,
) -> Result<RegisteredSchool, Vec<RowProblem>> {
    if let Some(problem) = row.problem.take() {
        return Err(vec![problem]);
    }
    let (line, mut problems) = (row.line, Vec::new());
    let value = |name: &str| row.value(name);
    let text = |name: &str| value(name).unwrap_or_default();
    let site_code = text("vestigingscode").to_ascii_uppercase();
    // A property that is not in the file says nothing: what is known stays.
    let known = stored.get(&site_code);
    let kept = |name: &str, known: Option<String>| value(name).or(known).unwrap_or_default();
    let name = kept("naam", known.map(|school| school.name.clone()));
    if name.is_empty() {
        problems.push(RowProblem::new(line, "naam", "is leeg; elke school heeft een naam"));
    }
    if !is_site_code(&site_code) {
        problems.push(RowProblem::new(
            line,
            "vestigingscode",
            "moet vier tekens BRIN en twee cijfers zijn, zoals 17JB05",
        ));
    }
    let board = board(&row).map_err(|problem| problems.push(problem)).unwrap_or_default();
    let found = stated(&row, known)
        .and_then(|stated| territory.geocode(&stated).map_err(|error| vec![located_at(&row, error)]))
        .and_then(|p| territory.locate(p).map(|located| (p, located)).map_err(|error| vec![located_at(&row, error)]));
    match found {
        Err(found) => problems.extend(found),
        Ok((position, located)) if problems.is_empty() => {
            let brin = kept("brin_nummer", known.map(|school| school.brin.clone())).to_ascii_uppercase();
            let street = format!("{} {}{}", text("straat"), text("huisnummer"), text("huisletter"));
            let school = School {
                brin: if brin.is_empty() { site_code.chars().take(4).collect() } else { brin },
                site_code,
                name,
                kind: kept("type", known.map(|school| school.kind.clone())),
                street: match (value("straat"), known) {
                    (None, Some(school)) => school.street.clone(),
                    _ => street.trim().to_owned(),
                },
                postcode: kept("postcode", known.map(|school| school.postcode.clone()))
                    .replace(' ', "")
                    .to_ascii_uppercase(),
                town: kept("plaats", known.map(|school| school.town.clone())),
                website: match (value("internetadres"), known) {
                    (None, Some(school)) => school.website.clone(),
                    (said, _) => {
                        said.and_then(|said| WebAddress::parse(&said).ok()).map(|site| site.as_str().to_owned())
                    }
                },
                position,
                region: located.region,
                municipality: located.municipality,
                board: known.and_then(|school| school.board),
                example,
            };
            return Ok(RegisteredSchool { school, board });
        }
        Ok(_) => {}
    }
    Err(problems)
}

/// Where a row says that the site is, or else where it is known to be.
fn stated(row: &Row, known: Option<&School>) -> Result<Position, Vec<RowProblem>> {
    let wrong = |column: &str, reason: String| vec![RowProblem::new(row.line, column, reason)];
    let known = known.map(|school| Position::Point(school.position));
    match &row.geometry {
        Some(Geometry::Point(x, y)) => initiative::point(*x, *y).map_err(|error| wrong("geometry", error.to_string())),
        Some(Geometry::Missing) => known.ok_or_else(|| wrong("geometry", "ontbreekt".to_owned())),
        Some(Geometry::Other(reason)) => Err(wrong("geometry", reason.clone())),
        None => {
            let text = |name: &str| row.value(name).unwrap_or_default();
            let (lon, lat) = (text("lon"), text("lat"));
            if let Some(known) = known.filter(|_| lon.is_empty() && lat.is_empty()) {
                return Ok(known);
            }
            let mut errors = Vec::new();
            let (postcode, plaats) = (text("postcode"), text("plaats"));
            let place = RawPlace { plaats: &plaats, postcode: &postcode, lon: &lon, lat: &lat };
            initiative::position(place, &mut errors).ok_or_else(|| {
                errors.into_iter().map(|error| RowProblem::new(row.line, error.field, error.reason)).collect()
            })
        }
    }
}

/// A place that can't be found, or is not in Limburg.
fn located_at(row: &Row, reason: impl ToString) -> RowProblem {
    let given = |column: &str| row.value(column).is_some_and(|value| !value.is_empty());
    let column = match row.geometry {
        Some(_) => "geometry",
        None if given("lon") || given("lat") => "lon, lat",
        None if given("postcode") => "postcode",
        None => "plaats",
    };
    RowProblem::new(row.line, column, reason)
}

/// What a row says of the board: the name may stand in either of two columns.
fn board(row: &Row) -> Result<StatedBoard, RowProblem> {
    if BOARD.iter().all(|column| row.value(column).is_none()) {
        return Ok(StatedBoard::Unsaid);
    }
    let text = |column: &str| row.value(column).filter(|value| !value.is_empty());
    let name = text("bevoegd_gezag_naam").or_else(|| text("bestuur")).unwrap_or_default();
    let named = NamedBoard::parse(&text("bevoegd_gezag_nummer").unwrap_or_default(), &name);
    let named = named.map_err(|error| RowProblem::new(row.line, error.field, error.reason))?;
    Ok(named.map_or(StatedBoard::None, StatedBoard::Named))
}

/// Whether a code is four letters or digits (BRIN) and two digits.
fn is_site_code(code: &str) -> bool {
    code.len() == 6
        && code.bytes().take(4).all(|b| b.is_ascii_alphanumeric())
        && code.bytes().skip(4).all(|b| b.is_ascii_digit())
}
