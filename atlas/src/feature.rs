//! Each initiative as GeoJSON, written once: an answer copies bytes.

use std::io::Write as _;

use domain::Initiative;
use domain::geo::round;
use serde::Serialize;

use crate::Mark;

/// The longest slug of a title, in characters; it ends between words.
const MAX_SLUG: usize = 60;

/// All features, one after the other.
pub(crate) struct Features {
    bytes: Vec<u8>,
    /// Where each feature ends.
    ends: Vec<usize>,
}

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: String,
    geometry: Geometry,
    // Last, so that a property can be added by whoever copies the bytes.
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Geometry {
    r#type: &'static str,
    coordinates: [f64; 2],
}

/// Named as the public names them.
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
    pub(crate) fn write(initiatives: &[Initiative], site_url: &str) -> Self {
        let mut bytes = Vec::with_capacity(initiatives.len() * 600);
        let ends = initiatives
            .iter()
            .map(|initiative| {
                // Writing text and finite numbers to memory can't fail.
                let written = serde_json::to_writer(&mut bytes, &feature(initiative, site_url));
                debug_assert!(written.is_ok(), "{written:?}");
                bytes.len()
            })
            .collect();
        bytes.shrink_to_fit();
        Self { bytes, ends }
    }

    /// The bytes of one feature; they end in `}}`, the ends of the properties and of the feature.
    pub(crate) fn get(&self, index: u32) -> &[u8] {
        let index = index as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start..self.ends[index]]
    }
}

fn feature<'a>(initiative: &'a Initiative, site_url: &str) -> Feature<'a> {
    let content = &initiative.content;
    let position = initiative.position;
    Feature {
        r#type: "Feature",
        id: initiative.id.to_string(),
        geometry: Geometry { r#type: "Point", coordinates: [round(position.lon(), 6), round(position.lat(), 6)] },
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
    format!("/initiatieven/{}/{}", initiative.id, slug_of(&initiative.content.title))
}

/// The title as a part of an address: at most [`MAX_SLUG`] characters, whole words if the first one fits.
pub(crate) fn slug_of(title: &str) -> String {
    let mut slug = slug::slugify(title);
    if slug.len() > MAX_SLUG {
        // A slug is ASCII: bytes are characters.
        let cut = slug[..=MAX_SLUG].rfind('-').unwrap_or(MAX_SLUG);
        slug.truncate(cut);
    }
    if slug.is_empty() { "initiatief".to_owned() } else { slug }
}

/// Adds a cluster as a GeoJSON Feature; a pin adds nothing.
pub(crate) fn write_cluster(out: &mut Vec<u8>, mark: &Mark) {
    let Mark::Cluster { position, count, programmes: [marktplaats, vrijplaats, buitenplaats], bbox, opens, name } =
        mark
    else {
        return;
    };
    // LngLat and Bbox write themselves as numbers with commas between, at most 6 decimals. Writing to a Vec never
    // fails, here and below.
    let _ = write!(
        out,
        "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{position}]}},\
         \"properties\":{{\"aantal\":{count},\"naam\":"
    );
    let _ = serde_json::to_writer(&mut *out, &format_args!("rond {name}"));
    let _ = write!(out, ",\"bbox\":[{bbox}],\"zoom\":");
    let _ = match opens {
        Some(zoom) => write!(out, "{zoom}"),
        None => write!(out, "null"),
    };
    let _ =
        write!(out, ",\"marktplaats\":{marktplaats},\"vrijplaats\":{vrijplaats},\"buitenplaats\":{buitenplaats}}}}}");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use domain::{Bbox, LngLat};

    use super::*;

    #[test]
    fn a_cluster_is_a_geojson_feature() {
        let (a, b) = (LngLat::new(5.8, 50.9).unwrap(), LngLat::new(5.9, 51.0).unwrap());
        let (bbox, name) = (Bbox::new(a, b).unwrap(), "'t \"Ven\"".to_owned());
        let mut out = Vec::new();
        write_cluster(
            &mut out,
            &Mark::Cluster { position: a, count: 7, programmes: [4, 2, 1], bbox, opens: None, name },
        );
        let feature: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([5.8, 50.9]));
        assert_eq!(feature["properties"]["naam"], "rond 't \"Ven\"");
        assert_eq!(feature["properties"]["bbox"], serde_json::json!([5.8, 50.9, 5.9, 51]));
        assert_eq!(feature["properties"]["zoom"], serde_json::Value::Null);
    }
}
