//! GeoJSON, RFC 7946: features copied from the atlas.

use axum::body::Body;
use bytes::Bytes;

use super::{PIECE, streamed};
use crate::{http::features, selection::Selection};

/// `name` is what QGIS and GDAL call the layer.
pub(super) fn body(selection: Selection, name: &str) -> Body {
    streamed(Pieces { selection, name: name.to_owned(), next: 0, part: Part::Start })
}

struct Pieces {
    selection: Selection,
    name: String,
    next: usize,
    part: Part,
}

enum Part {
    Start,
    Features,
    Done,
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let mut out = Vec::new();
        if let Part::Start = self.part {
            out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"name\":\"");
            out.extend_from_slice(self.name.as_bytes());
            out.extend_from_slice(b"\",\"features\":[\n");
            self.part = Part::Features;
        }
        if let Part::Features = self.part {
            while let Some(&index) = self.selection.indexes.get(self.next) {
                if out.len() >= PIECE {
                    return Some(out.into());
                }
                if self.next > 0 {
                    out.extend_from_slice(b",\n");
                }
                features::push(&mut out, &self.selection.atlas, index, self.selection.near());
                self.next += 1;
            }
            out.extend_from_slice(b"\n]}\n");
            self.part = Part::Done;
            return Some(out.into());
        }
        None
    }
}
