//! A row before it is checked, from any kind of file.

use domain::{RawInitiative, text::clean_line};
use unicode_normalization::UnicodeNormalization as _;

use super::{error::ImportError, problem::RowProblem};

/// The columns (CSV) and properties (GeoJSON) that are used.
pub(super) const COLUMNS: [&str; 18] = [
    "sleutel",
    "titel",
    "samenvatting",
    "omschrijving",
    "school",
    "plaats",
    "postcode",
    "lon",
    "lat",
    "sector",
    "thema",
    "fase",
    "onderdeel",
    "website",
    "leervraag",
    "opbrengst",
    "periode",
    "vestigingscode",
];

/// The columns that every row needs.
const REQUIRED: [&str; 4] = ["titel", "sector", "fase", "onderdeel"];

/// One row of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The line where it starts, counted from 1.
    pub(super) line: u64,
    /// Its fields; fields that are not in the file are empty.
    pub(super) raw: RawInitiative,
    /// The columns it has, empty or not: a column that is not there leaves what is stored.
    pub(super) given: Vec<&'static str>,
    /// The problems that were found while reading.
    pub(super) problems: Vec<RowProblem>,
}

/// All rows of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Columns of the file that are not in [`COLUMNS`], as written there.
    pub(super) unknown: Vec<String>,
    /// Oddities in how the file was written, as Dutch sentences.
    pub(super) warnings: Vec<String>,
}

/// The field that belongs to a column.
pub(super) fn field<'a>(raw: &'a mut RawInitiative, column: &str) -> Option<&'a mut String> {
    Some(match column {
        "sleutel" => &mut raw.sleutel,
        "titel" => &mut raw.titel,
        "samenvatting" => &mut raw.samenvatting,
        "omschrijving" => &mut raw.omschrijving,
        "school" => &mut raw.school,
        "plaats" => &mut raw.plaats,
        "postcode" => &mut raw.postcode,
        "lon" => &mut raw.lon,
        "lat" => &mut raw.lat,
        "sector" => &mut raw.sector,
        "thema" => &mut raw.thema,
        "fase" => &mut raw.fase,
        "onderdeel" => &mut raw.onderdeel,
        "website" => &mut raw.website,
        "leervraag" => &mut raw.leervraag,
        "opbrengst" => &mut raw.opbrengst,
        "periode" => &mut raw.periode,
        "vestigingscode" => &mut raw.vestigingscode,
        _ => return None,
    })
}

/// The column that a name in a file means, whatever its case, blanks and accents.
pub(super) fn column(name: &str) -> Option<&'static str> {
    let letters = folded(name);
    COLUMNS.into_iter().find(|column| *column == letters)
}

/// A name as it is compared: its letters and digits in lower case, without accents.
pub(super) fn folded(name: &str) -> String {
    clean_line(name).nfd().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Puts a value of a file into its field. Several outcomes are one per line, or have a `|` between.
pub(super) fn put(row: &mut Row, column: &'static str, value: &str) {
    let Some(field) = field(&mut row.raw, column) else { return };
    *field = match column {
        "opbrengst" if !value.contains(['\n', '\r']) => value.replace('|', "\n"),
        _ => value.to_owned(),
    };
    row.given.push(column);
}

/// Checks that no required column is missing. `points`: positions may also come from geometries; `read` tells what was
/// read instead.
pub(super) fn require(has: impl Fn(&str) -> bool, points: bool, read: &str) -> Result<(), ImportError> {
    let mut missing: Vec<String> =
        REQUIRED.iter().filter(|column| !has(column)).map(|column| format!("kolom {column}")).collect();
    let placed = points || has("lon") && has("lat") || has("postcode") || has("plaats");
    if !placed {
        missing.push("een positie (kolommen lon en lat, of postcode, of plaats)".to_owned());
    }
    if missing.is_empty() { Ok(()) } else { Err(ImportError::Missing { missing, read: read.to_owned() }) }
}
