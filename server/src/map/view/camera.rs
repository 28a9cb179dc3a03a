//! Where the map looks when the address does not say: at what was asked for.

use atlas::{Atlas, Matches};
use domain::{Bbox, Camera, LngLat, Query};

use crate::map::view::{
    Screen,
    free_area::{AREA, MARKS, Over, Sides},
    markers,
};

/// How near a piece of the map is shown at most, as a zoom.
const CLOSE: f64 = 17.0;

/// The camera that shows what the question is about, clear of what lies over the map.
pub(crate) fn fitted(atlas: &Atlas, query: &Query, matches: &Matches, screen: Screen, over: &Over) -> Camera {
    let fit = |bbox, air, max| over.fit(bbox, screen, air, max);
    let territory = atlas.territory();
    if let Some(bbox) = query.bbox {
        return opened(atlas, query, bbox, screen, over);
    }
    if let Some(near) = query.near {
        return match near.radius_km {
            Some(km) => fit(Bbox::around_circle(near.point, km), AREA, 15.0),
            None => fit(Bbox::around_circle(near.point, 0.0), AREA, 11.0),
        };
    }
    let union = |boxes: Vec<Bbox>| boxes.into_iter().reduce(Bbox::union);
    if let Some(bbox) = union(query.municipalities.iter().filter_map(|m| territory.municipality_bounds(m)).collect()) {
        return fit(bbox, AREA, 13.0);
    }
    if let Some(bbox) = union(query.regions.iter().map(|&r| territory.region_bounds(r)).collect()) {
        return fit(bbox, AREA, 13.0);
    }
    if (query.text.is_some() || !query.saved.is_empty())
        && let Some(bbox) = Bbox::around(matches.iter().map(|i| atlas.at(i).position))
    {
        return fit(bbox, MARKS, 11.0);
    }
    // The signposts stand right of the province.
    fit(territory.bounds(), Sides { left: 14.0, top: 10.0, right: over.signposts, bottom: 6.0 }, 13.0)
}

/// The camera that shows a piece of the map whole. On a small map that may leave a large cluster as it was: then the one
/// that shows the marks it comes apart into.
fn opened(atlas: &Atlas, query: &Query, bbox: Bbox, screen: Screen, over: &Over) -> Camera {
    let close = CLOSE.min(screen.deepest);
    let whole = over.fit(bbox, screen, MARKS, close);
    let here = Query { bbox: None, ..query.clone() };
    let marks = |level: u8| -> Vec<LngLat> {
        let marks = atlas.clusters(&here, bbox, level);
        marks.iter().map(|mark| markers::position(atlas, mark)).filter(|&position| bbox.contains(position)).collect()
    };
    if bbox.is_one_place() || marks(whole.level()).len() != 1 {
        return whole;
    }
    let closest = Camera { zoom: close, ..whole }.level();
    let apart = |level: u8| {
        let marks = marks(level);
        let around = Bbox::around(marks.iter().copied()).filter(|_| marks.len() > 1)?;
        let camera = over.fit(around, screen, MARKS, (f64::from(level) + 0.99).min(close));
        Some(Camera { zoom: camera.zoom.max(f64::from(level)), ..camera })
    };
    (whole.level() + 1..=closest).find_map(apart).unwrap_or(whole)
}
