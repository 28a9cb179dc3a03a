//! A row before it is checked, whatever file it came from.

use domain::RawInitiative;

use super::{error::ImportError, problem::Problem};

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

/// The columns without which no row can be right.
const REQUIRED: [&str; 4] = ["titel", "sector", "fase", "onderdeel"];

/// One row of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Where it starts, counted from 1.
    pub(super) line: u64,
    /// Its fields; those that are not in the file are empty.
    pub(super) raw: RawInitiative,
    /// What is already known to be wrong.
    pub(super) problems: Vec<Problem>,
}

/// All rows of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    /// Columns that are in the file and not in [`COLUMNS`], as written there.
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

/// Whether a file with these columns can hold a right row. `points`: positions come from elsewhere as well.
pub(super) fn require(has: impl Fn(&str) -> bool, points: bool) -> Result<(), ImportError> {
    let mut missing: Vec<String> =
        REQUIRED.iter().filter(|column| !has(column)).map(|column| format!("kolom {column}")).collect();
    let placed = points || has("lon") && has("lat") || has("postcode") || has("plaats");
    if !placed {
        missing.push("een positie (kolommen lon en lat, of postcode, of plaats)".to_owned());
    }
    if missing.is_empty() { Ok(()) } else { Err(ImportError::Missing(missing)) }
}
