//! Each initiative as GeoJSON, serialised once, so that an answer only copies bytes.

use std::io::Write as _;
use std::ops::Range;

use domain::{Initiative, Kind, paths};
use serde::Serialize;

use crate::mark::Mark;

/// The maximum length of the slug of a title, in characters; it is cut between words.
const MAX_SLUG: usize = 60;

/// All features, one after the other. Neighbours on the map are neighbours in memory, so an answer copies bytes that
/// are close together.
pub(crate) struct Features {
    bytes: Vec<u8>,
    /// The range of bytes of each feature, by index.
    ranges: Vec<Range<usize>>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: String,
    geometry: Geometry,
    // Last, so that a property can be appended after copying the bytes.
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    coordinates: [f64; 2],
}

/// The public names of the properties.
#[derive(Serialize)]
struct Properties<'a> {
    titel: &'a str,
    samenvatting: &'a str,
    school: &'a str,
    plaats: &'a str,
    gemeente: &'a str,
    regio: &'static str,
    sector: Vec<&'static str>,
    thema: &'a [String],
    fase: &'static str,
    onderdeel: &'static str,
    website: Option<&'a str>,
    url: String,
    gewijzigd: &'a str,
    voorbeeld: bool,
}

impl Features {
    /// `order` holds every index once.
    pub(crate) fn write(initiatives: &[Initiative], order: &[u32], site_url: &str) -> Self {
        let mut bytes = Vec::with_capacity(initiatives.len() * 600);
        let mut ranges = vec![0..0; initiatives.len()];
        for &index in order {
            let start = bytes.len();
            // Writing text and finite numbers to memory can't fail.
            let written = serde_json::to_writer(&mut bytes, &feature(&initiatives[index as usize], site_url));
            debug_assert!(written.is_ok(), "{written:?}");
            ranges[index as usize] = start..bytes.len();
        }
        bytes.shrink_to_fit();
        Self { bytes, ranges }
    }

    /// The bytes of one feature. They end in `}}`, which closes the properties and the feature.
    pub(crate) fn get(&self, index: u32) -> &[u8] {
        &self.bytes[self.ranges[index as usize].clone()]
    }
}

fn feature<'a>(initiative: &'a Initiative, site_url: &str) -> Feature<'a> {
    let content = &initiative.content;
    Feature {
        r#type: "Feature",
        id: initiative.id.to_string(),
        geometry: Geometry { r#type: "Point", coordinates: initiative.position.into() },
        properties: Properties {
            titel: &content.title,
            samenvatting: &content.summary,
            school: &content.school,
            plaats: &initiative.town,
            gemeente: &initiative.municipality,
            regio: initiative.region.slug(),
            sector: content.sectors.iter().map(|sector| sector.slug()).collect(),
            thema: &content.themes,
            fase: content.stage.slug(),
            onderdeel: content.programme.slug(),
            website: content.website.as_deref(),
            url: format!("{site_url}{}", path(initiative)),
            gewijzigd: &initiative.changed,
            voorbeeld: initiative.example,
        },
    }
}

/// `/initiatieven/{id}/{slug}`.
pub(crate) fn path(initiative: &Initiative) -> String {
    format!("{}/{}", paths::initiative(initiative.id), slug_of(&initiative.content.title))
}

/// Names of other pages under the address of an initiative, which can't be slugs.
const TAKEN: [&str; 3] = ["melden", "ook", "vraag"];

/// The title as part of an address: at most [`MAX_SLUG`] characters, cut between words if the first word fits.
pub(crate) fn slug_of(title: &str) -> String {
    let mut slug = slug::slugify(title);
    if slug.len() > MAX_SLUG {
        // A slug is ASCII: bytes are characters.
        let cut = slug[..=MAX_SLUG].rfind('-').unwrap_or(MAX_SLUG);
        slug.truncate(cut);
    }
    match &*slug {
        "" => "initiatief".to_owned(),
        taken if TAKEN.contains(&taken) => format!("initiatief-{taken}"),
        _ => slug,
    }
}

/// Adds a cluster as a GeoJSON Feature, with its kind and how many of it are in each of the classes; a pin adds nothing.
pub(crate) fn write_cluster(out: &mut Vec<u8>, mark: &Mark, kind: Kind, classes: &[&str]) {
    let Mark::Cluster { position, count, programmes, bbox, opens, name } = mark else { return };
    out.extend_from_slice(b"{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":");
    push_degrees(out, <[f64; 2]>::from(*position));
    // Writing to a Vec never fails, here and below.
    let _ = write!(out, "}},\"properties\":{{\"aantal\":{count},\"naam\":");
    let _ = serde_json::to_writer(&mut *out, &format_args!("rond {name}"));
    out.extend_from_slice(b",\"bbox\":");
    push_degrees(out, <[f64; 4]>::from(*bbox));
    out.extend_from_slice(b",\"zoom\":");
    let _ = match opens {
        Some(zoom) => write!(out, "{zoom}"),
        None => write!(out, "null"),
    };
    for (class, count) in classes.iter().zip(programmes) {
        let _ = write!(out, ",\"{class}\":{count}");
    }
    if kind != Kind::Initiative {
        let _ = write!(out, ",\"soort\":\"{}\"", kind.slug());
    }
    out.extend_from_slice(b"}}");
}

/// Adds a JSON list of numbers with at most 6 decimals. Writing digits of whole millionths is several times as fast as
/// formatting floating-point numbers, and a map has hundreds of them.
fn push_degrees<const N: usize>(out: &mut Vec<u8>, values: [f64; N]) {
    for (number, value) in values.into_iter().enumerate() {
        out.push(if number == 0 { b'[' } else { b',' });
        let millionths = (value * 1e6).round() as i64;
        if millionths < 0 {
            out.push(b'-');
        }
        let (mut text, mut start) = ([0; 24], 24);
        let (mut rest, mut digits) = (millionths.unsigned_abs(), 0);
        while digits <= 6 || rest > 0 {
            if digits == 6 && start < text.len() {
                start -= 1;
                text[start] = b'.';
            }
            let digit = (rest % 10) as u8;
            // Drop trailing zeros of the fraction.
            if digit > 0 || start < text.len() || digits == 6 {
                start -= 1;
                text[start] = b'0' + digit;
            }
            rest /= 10;
            digits += 1;
        }
        out.extend_from_slice(&text[start..]);
    }
    out.push(b']');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{Bbox, LngLat};

    use super::*;

    #[test]
    fn degrees_have_at_most_six_decimals() {
        let mut out = Vec::new();
        push_degrees(&mut out, [5.8, -0.000_001, 51.000_000_4, -179.123_456_7, 0.0]);
        assert_eq!(out, b"[5.8,-0.000001,51,-179.123457,0]");
    }

    #[test]
    fn cluster_is_a_geojson_feature() {
        let (a, b) = (LngLat::new(5.8, 50.9).unwrap(), LngLat::new(5.9, 51.0).unwrap());
        let (bbox, name) = (Bbox::new(a, b).unwrap(), "'t \"Ven\"".to_owned());
        let mut out = Vec::new();
        write_cluster(
            &mut out,
            &Mark::Cluster { position: a, count: 7, programmes: [4, 2, 1], bbox, opens: None, name },
            Kind::Initiative,
            &["een", "twee"],
        );
        let feature: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([5.8, 50.9]));
        assert_eq!(feature["properties"]["naam"], "rond 't \"Ven\"");
        assert_eq!(feature["properties"]["bbox"], serde_json::json!([5.8, 50.9, 5.9, 51]));
        assert_eq!(feature["properties"]["zoom"], serde_json::Value::Null);
        assert_eq!([&feature["properties"]["een"], &feature["properties"]["twee"]], [4, 2]);
    }
}
