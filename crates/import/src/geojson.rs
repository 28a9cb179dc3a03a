//! Reads rows from GeoJSON (RFC 7946): one for each feature, with the line where it starts.

use domain::RawInitiative;
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::{
    error::ImportError,
    problem::RowProblem,
    row::{COLUMNS, Row, Rows, field, require},
    source::newlines,
};

/// Properties that hold several values.
const LISTS: [&str; 3] = ["sector", "thema", "opbrengst"];

/// Each feature as text, with the line where it starts.
pub(super) fn features(text: &str) -> Result<Vec<(u64, &str)>, ImportError> {
    #[derive(Deserialize)]
    struct Collection<'a> {
        #[serde(rename = "type")]
        kind: Option<String>,
        #[serde(borrow)]
        features: Option<Vec<&'a RawValue>>,
    }
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let wrong = |reason: &str| ImportError::Json { line: 1, column: 1, reason: reason.to_owned() };
    let collection: Collection<'_> = serde_json::from_str(text).map_err(|error| ImportError::Json {
        line: error.line(),
        column: error.column(),
        reason: match error.classify() {
            serde_json::error::Category::Eof => "het bestand houdt halverwege op".to_owned(),
            serde_json::error::Category::Data => "dit is geen FeatureCollection".to_owned(),
            _ => "dit is geen geldige JSON".to_owned(),
        },
    })?;
    if collection.kind.as_deref() != Some("FeatureCollection") {
        return Err(wrong("dit is geen FeatureCollection; ‘type’ moet ‘FeatureCollection’ zijn"));
    }
    let features = collection.features.ok_or_else(|| wrong("de lijst ‘features’ ontbreekt"))?;
    let (mut line, mut reached) = (1, 0);
    let start = text.as_ptr().addr();
    Ok(features
        .into_iter()
        .map(|feature| {
            // The slices borrow from `text`, one after another.
            let offset = feature.get().as_ptr().addr() - start;
            line += newlines(text.as_bytes().get(reached..offset).unwrap_or_default());
            reached = offset;
            (line, feature.get())
        })
        .collect())
}

/// The parts of a feature.
pub(super) struct Feature {
    pub(super) properties: Map<String, Value>,
    pub(super) geometry: Geometry,
}

/// A geometry, as far as an import uses it.
pub(super) enum Geometry {
    Missing,
    Point(f64, f64),
    Other(String),
}

/// Parses a feature. An error is a Dutch sentence part.
pub(super) fn feature(text: &str) -> Result<Feature, String> {
    #[derive(Deserialize)]
    struct Parts {
        #[serde(rename = "type")]
        kind: Option<Value>,
        properties: Option<Value>,
        geometry: Option<Value>,
    }
    let parts: Parts = serde_json::from_str(text).map_err(|_| "is geen geldige Feature".to_owned())?;
    if parts.kind.as_ref().and_then(Value::as_str) != Some("Feature") {
        return Err("is geen Feature".to_owned());
    }
    let properties = match parts.properties {
        Some(Value::Object(properties)) => properties,
        None | Some(Value::Null) => Map::new(),
        Some(_) => return Err("‘properties’ is geen object".to_owned()),
    };
    let geometry = match parts.geometry {
        None | Some(Value::Null) => Geometry::Missing,
        Some(geometry) => match geometry.get("type").and_then(Value::as_str) {
            Some("Point") => {
                let number = |index: usize| geometry.get("coordinates").and_then(|c| c.get(index)?.as_f64());
                match (number(0), number(1)) {
                    (Some(lon), Some(lat)) => Geometry::Point(lon, lat),
                    _ => Geometry::Other("is een Point zonder twee getallen".to_owned()),
                }
            }
            Some(kind) => Geometry::Other(format!("is een {}; verwacht een Point", short(kind))),
            None => Geometry::Other("heeft geen ‘type’".to_owned()),
        },
    };
    Ok(Feature { properties, geometry })
}

/// Shortens arbitrary text for a message.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// Reads every feature as a row.
pub(super) fn read(text: &str) -> Result<Rows, ImportError> {
    let mut out = Rows::default();
    let mut seen: Vec<&str> = Vec::new();
    let mut points = false;
    for (line, text) in features(text)? {
        let mut row = Row { line, ..Row::default() };
        match feature(text) {
            Ok(Feature { properties, geometry }) => {
                for (name, value) in &properties {
                    let known = COLUMNS.iter().find(|column| **column == name.as_str());
                    match known {
                        Some(&column) => {
                            if !seen.contains(&column) {
                                seen.push(column);
                            }
                            take(&mut row, column, value);
                        }
                        None if !out.unknown.contains(name) => out.unknown.push(name.clone()),
                        None => {}
                    }
                }
                points |= !matches!(geometry, Geometry::Missing);
                place(&mut row, geometry);
            }
            Err(reason) => row.problems.push(RowProblem::row(line, reason)),
        }
        out.rows.push(row);
    }
    let readable = out.rows.iter().any(|row| row.problems.is_empty() || row.raw != RawInitiative::default());
    if readable {
        require(|column| seen.contains(&column), points)?;
    }
    Ok(out)
}

/// Sets the position from the geometry, which takes precedence over the properties `lon` and `lat`.
fn place(row: &mut Row, geometry: Geometry) {
    match geometry {
        Geometry::Missing => {}
        Geometry::Point(lon, lat) => {
            row.raw.lon = lon.to_string();
            row.raw.lat = lat.to_string();
        }
        Geometry::Other(reason) => row.problems.push(RowProblem::new(row.line, "geometry", reason)),
    }
}

fn take(row: &mut Row, column: &'static str, value: &Value) {
    let text = match value {
        Value::Array(values) if LISTS.contains(&column) => {
            values.iter().map(scalar).collect::<Option<Vec<String>>>().map(|values| values.join("|"))
        }
        other => scalar(other),
    };
    match (text, field(&mut row.raw, column)) {
        (Some(text), Some(field)) => *field = text,
        _ => row.problems.push(RowProblem::new(
            row.line,
            column,
            if LISTS.contains(&column) { "moet tekst of een lijst van teksten zijn" } else { "moet tekst zijn" },
        )),
    }
}

/// A value as text; `None` for lists and objects.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
