//! `…/clusters?bbox=&zoom=`: what the map draws.

use std::io::Write as _;

use atlas::Atlas;
use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use domain::{Bbox, Kind, Query, QueryError, geo};

use crate::{
    api::{
        GEOJSON,
        collections::{Collection, Stock},
        crs::Crs,
        question,
        write::{self, Style},
    },
    state::AppState,
    web::{
        etag,
        params::{decode, take, whole},
        problem::Problem,
    },
};

/// The highest zoom that may be asked for, as in other map services.
const MAX_ZOOM: usize = 22;

/// Bytes of a large answer: a guess that saves growing the buffer.
const LARGE: usize = 64 * 1024;

/// Pins and clusters in the box at that zoom. Besides them, every parameter of the query narrows what is counted.
pub(crate) async fn clusters(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let mut pairs = decode(request.uri().query().unwrap_or_default())?;
    let mut errors = Vec::new();
    let zoom = take(&mut pairs, "zoom", &mut errors, zoom);
    if zoom.is_none() && errors.is_empty() {
        errors.push(QueryError::new("zoom", "is verplicht; een geheel getal van 0 tot en met 22"));
    }
    question::only_json(&mut pairs, &mut errors);
    if !pairs.iter().any(|(name, value)| name == "bbox" && !value.is_empty()) {
        errors.push(QueryError::new("bbox", "is verplicht; minLon,minLat,maxLon,maxLat"));
    }
    let mut query = question::read(&mut pairs, atlas.territory().vocabulary(), errors)?;
    // Both are there, or there would have been errors.
    let (Some(view), Some(zoom)) = (query.bbox.take(), zoom) else {
        return Err(Problem::internal());
    };
    // What a kind that is not asked for has, is not looked at.
    let gatherings = match query.asks(Kind::Gathering) {
        true => Some(Stock::load(Collection::Gatherings, &state, &atlas).await?),
        false => None,
    };
    let version = gatherings.as_ref().map_or(0, Stock::version);
    let tag = etag::tag_with(state.salt, &atlas, request.uri(), version);
    etag::respond(request.headers(), &tag, || {
        let body = collection(&atlas, gatherings.as_ref(), &query, view, zoom);
        Ok(([(header::CONTENT_TYPE, GEOJSON)], body).into_response())
    })
}

/// The zoom level whose clusters to show: asked for from 0 to 22, kept within what the camera can take.
fn zoom(value: &str) -> Result<u8, String> {
    // 5 and 18: both fit.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let (lowest, highest) = (geo::MIN_ZOOM as u8, geo::MAX_ZOOM as u8);
    match whole(value, 0) {
        Ok(zoom @ 0..=MAX_ZOOM) => Ok(u8::try_from(zoom).unwrap_or(highest).clamp(lowest, highest)),
        _ => Err("moet een geheel getal van 0 tot en met 22 zijn".to_owned()),
    }
}

fn collection(atlas: &Atlas, gatherings: Option<&Stock>, query: &Query, view: Bbox, zoom: u8) -> Vec<u8> {
    let near = query.near.map(|near| near.point);
    let mut body = Vec::with_capacity(LARGE);
    body.extend_from_slice(b"{\"type\":\"FeatureCollection\",\"features\":[");
    let (mut matched, mut returned) =
        atlas.write_clusters(query, view, zoom, &mut body, |out, index| export::push_feature(out, atlas, index, near));
    if let Some(stock) = gatherings {
        let style = Style { collection: Collection::Gatherings, crs: Crs::Crs84, properties: None, near };
        let mut more = Vec::new();
        let (of_these, marks) = atlas.gatherings().write_clusters(query, view, zoom, &mut more, |out, index| {
            write::push(out, stock, index, &style);
        });
        if returned > 0 && marks > 0 {
            body.push(b',');
        }
        body.append(&mut more);
        (matched, returned) = (matched + of_these, returned + marks);
    }
    // Writing to a Vec never fails.
    let _ = write!(body, "],\"numberMatched\":{matched},\"numberReturned\":{returned}}}");
    body
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn zoom_is_a_whole_number_kept_in_range() {
        for (given, level) in [("0", 5), ("5", 5), ("11", 11), ("18", 18), ("22", 18)] {
            assert_eq!(zoom(given), Ok(level));
        }
        for bad in ["23", "-1", "7.5", "NaN", "tien", "99999999999999999999"] {
            assert!(zoom(bad).is_err(), "{bad}");
        }
    }
}
