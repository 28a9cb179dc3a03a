//! `/export/{region}.geojson`: a region as a download, at a stable address.

use std::sync::Arc;

use atlas::Atlas;
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use bytes::Bytes;
use domain::{LngLat, Region, Sort};
use futures_util::stream;

use super::{
    AppState,
    api::{GEOJSON, read_question},
    etag, features,
    params::decode,
    problem::Problem,
};

/// How much of an export is made at a time, in bytes.
const CHUNK: usize = 64 * 1024;

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/export/{file}", get(export))
}

/// Everything in the region that the query asks for.
async fn export(
    State(state): State<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let region = file.strip_suffix(".geojson").and_then(region).ok_or_else(unknown)?;
    let atlas = state.atlas.load_full();
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let mut query = read_question(&mut pairs, atlas.territory().vocabulary(), Vec::new())?;
    // The region of the address narrows what the query asks.
    let elsewhere = region.is_some_and(|region| !query.regions.is_empty() && !query.regions.contains(&region));
    if let Some(region) = region {
        query.regions = vec![region];
    }
    let tag = etag::tag(&state, &atlas, &uri);
    etag::respond(&headers, &tag, || {
        let indexes = if elsewhere {
            Vec::new()
        } else {
            let matches = atlas.matches(&query);
            match query.near {
                Some(_) => atlas.ranked(&query, &matches, Sort::Auto),
                None => matches.iter().collect(),
            }
        };
        let near = query.near.map(|near| near.point);
        let name = format!("innovatiekaart-{}", region.map_or("limburg", Region::slug));
        let disposition = format!("attachment; filename=\"{name}.geojson\"");
        let disposition = HeaderValue::try_from(disposition).map_err(|_| Problem::internal())?;
        let chunks = Chunks { atlas: Arc::clone(&atlas), indexes, near, name, next: 0, part: Part::Start };
        let body = Body::from_stream(stream::iter(chunks.map(Ok::<_, std::convert::Infallible>)));
        Ok(([(header::CONTENT_TYPE, GEOJSON), (header::CONTENT_DISPOSITION, disposition)], body).into_response())
    })
}

/// `Some(None)` is all of Limburg.
fn region(name: &str) -> Option<Option<Region>> {
    if name == "limburg" { Some(None) } else { Region::parse(name).ok().map(Some) }
}

fn unknown() -> Problem {
    let mut names: Vec<_> = Region::ALL.iter().map(|region| format!("/export/{}.geojson", region.slug())).collect();
    names.push("/export/limburg.geojson".to_owned());
    Problem::not_found(format!("Dit bestand is er niet. Wel: {}. CSV en Atom komen later.", names.join(", ")))
}

/// The file, piece by piece: what waits to be sent is never more than a piece.
struct Chunks {
    atlas: Arc<Atlas>,
    indexes: Vec<u32>,
    near: Option<LngLat>,
    name: String,
    next: usize,
    part: Part,
}

enum Part {
    Start,
    Features,
    Done,
}

impl Iterator for Chunks {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        let mut out = Vec::new();
        if let Part::Start = self.part {
            // `name` is what QGIS and GDAL call the layer.
            out.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"name\":\"");
            out.extend_from_slice(self.name.as_bytes());
            out.extend_from_slice(b"\",\"features\":[\n");
            self.part = Part::Features;
        }
        if let Part::Features = self.part {
            while let Some(&index) = self.indexes.get(self.next) {
                if out.len() >= CHUNK {
                    return Some(out.into());
                }
                if self.next > 0 {
                    out.extend_from_slice(b",\n");
                }
                features::push(&mut out, &self.atlas, index, self.near);
                self.next += 1;
            }
            out.extend_from_slice(b"\n]}\n");
            self.part = Part::Done;
            return Some(out.into());
        }
        None
    }
}
