//! A row before it is checked, from any kind of file.

use domain::RawInitiative;

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
    /// The problems that were found while reading.
    pub(super) problems: Vec<RowProblem>,
}

/// All rows of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Columns of the file that are not in [`COLUMNS`], as written there.
    pub(super) unknown: Vec<String>,
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

/// Checks that no required column is missing. `points`: positions may also come from geometries.
pub(super) fn require(has: impl Fn(&str) -> bool, points: bool) -> Result<(), ImportError> {
    let mut missing: Vec<String> =
        REQUIRED.iter().filter(|column| !has(column)).map(|column| format!("kolom {column}")).collect();
    let placed = points || has("lon") && has("lat") || has("postcode") || has("plaats");
    if !placed {
        missing.push("een positie (kolommen lon en lat, of postcode, of plaats)".to_owned());
    }
    if missing.is_empty() { Ok(()) } else { Err(ImportError::Missing(missing)) }
}
