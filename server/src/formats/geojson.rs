//! GeoJSON, RFC 7946: features copied from the atlas.

use super::{download::Download, pieces::Entries};
use crate::formats::features;

pub(super) struct GeoJson;

impl Entries for GeoJson {
    /// The name is what QGIS and GDAL call the layer.
    fn head(&self, download: &Download, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"name\":\"");
        out.extend_from_slice(download.name.as_bytes());
        out.extend_from_slice(b"\",\"features\":[\n");
    }

    fn entry(&self, download: &Download, index: u32, number: usize, out: &mut Vec<u8>) {
        if number > 0 {
            out.extend_from_slice(b",\n");
        }
        features::push(out, &download.selection.atlas, index, download.selection.near());
    }

    fn tail(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]}\n");
    }
}
