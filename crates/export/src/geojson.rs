//! GeoJSON, RFC 7946: features copied from the atlas.

use std::io::Write as _;

use atlas::Atlas;
use domain::{LngLat, geo::round};

use super::{chunks::RowFormat, download::Download};

/// Where the distance is inserted: before the end of `properties` and of the feature.
const END: &[u8] = b"}}";

pub(super) struct GeoJson;

impl RowFormat for GeoJson {
    /// QGIS and GDAL name the layer after `name`.
    fn head(&self, download: &Download, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"name\":\"");
        out.extend_from_slice(download.name.as_bytes());
        out.extend_from_slice(b"\",\"features\":[\n");
    }

    fn row(&self, download: &Download, index: u32, number: usize, out: &mut Vec<u8>) {
        if number > 0 {
            out.extend_from_slice(b",\n");
        }
        push_feature(out, &download.selection.atlas, index, download.selection.near());
    }

    fn tail(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]}\n");
    }
}

/// Adds the feature of an initiative. With a point, it gets its distance to that as `afstand_km` (great-circle km, 3
/// decimals).
pub fn push_feature(out: &mut Vec<u8>, atlas: &Atlas, index: u32, from: Option<LngLat>) {
    out.extend_from_slice(atlas.feature(index));
    if let Some(point) = from
        && out.ends_with(END)
    {
        let km = round(point.distance_km(atlas.at(index).position), 3);
        out.truncate(out.len() - END.len());
        // Writing to a Vec never fails.
        let _ = write!(out, ",\"afstand_km\":{km}}}}}");
    }
}
