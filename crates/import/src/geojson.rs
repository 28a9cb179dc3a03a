//! Reads rows from GeoJSON (RFC 7946): one for each feature, with the line where it starts.

use domain::{RawInitiative, text::whole_number};
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::{
    error::ImportError,
    problem::RowProblem,
    row::{Row, Rows, column, put, require},
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
        crs: Option<Value>,
        #[serde(rename = "coordRefSys")]
        coord_ref_sys: Option<Value>,
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
    if let Some(other) = collection.crs.as_ref().or(collection.coord_ref_sys.as_ref()).and_then(foreign) {
        return Err(ImportError::Crs(other));
    }
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

/// The system of coordinates that a file names, unless it is one that positions are read in: degrees on WGS 84 or ETRS89,
/// which differ by less than a metre, and RD. That their numbers can't be confused, is why no more is asked here.
fn foreign(named: &Value) -> Option<String> {
    let name = named.pointer("/properties/name").or_else(|| named.pointer("/properties/code")).unwrap_or(named);
    let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
    let code = name.rsplit([':', '/', '#']).next().unwrap_or_default().trim().to_ascii_uppercase();
    let read = matches!(&*code, "CRS84" | "WGS 84" | "4326" | "4258" | "28992" | "RD NEW" | "7415" | "NULL");
    (!read).then(|| name.chars().take(60).collect())
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
    let mut names: Vec<String> = Vec::new();
    let mut points = false;
    for (line, text) in features(text)? {
        let mut row = Row { line, ..Row::default() };
        match feature(text) {
            Ok(Feature { properties, geometry }) => {
                for (name, value) in &properties {
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                    match column(name) {
                        Some(column) if row.given.contains(&column) => {
                            row.problems.push(RowProblem::new(
                                line,
                                name,
                                "staat er twee keer, in kleine letters en anders",
                            ));
                        }
                        Some(column) => take(&mut row, column, value),
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
        let known = |wanted: &str| names.iter().any(|name| column(name) == Some(wanted));
        let read = format!("We lazen deze eigenschappen: {}", names.join(", "));
        require(known, points, &read)?;
    }
    out.unknown = names.into_iter().filter(|name| column(name).is_none()).collect();
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
    // An outcome may have any character in it: one per line.
    let between = if column == "opbrengst" { "\n" } else { "|" };
    let text = match value {
        Value::Array(values) if LISTS.contains(&column) => {
            let mut texts = values.iter().map(scalar).collect::<Option<Vec<String>>>();
            if let Some(texts) = texts.as_mut().filter(|_| column == "opbrengst") {
                // Also when there is one: a line end says that a `|` is none between values.
                texts.push(String::new());
            }
            texts.map(|texts| texts.join(between))
        }
        other => scalar(other),
    };
    match text {
        Some(text) => put(row, column, &text),
        None => row.problems.push(RowProblem::new(
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
        // What was a whole number in a column with gaps comes as 17.0.
        Value::Number(number) => Some(whole_number(&number.to_string()).to_owned()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
