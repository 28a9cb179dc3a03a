//! Where the map looks when the address does not say: at what was asked for.

use atlas::{Atlas, Matches};
use domain::{Bbox, Camera, Query};

use crate::map::view::Screen;

/// The camera that shows what the question is about.
pub(crate) fn fitted(atlas: &Atlas, query: &Query, matches: &Matches, screen: Screen) -> Camera {
    let Screen { width, height } = screen;
    let fit = |bbox, padding: f64, max| Camera::fit(bbox, width, height, padding.min(height / 6.0), max);
    let territory = atlas.territory();
    if let Some(bbox) = query.bbox {
        return fit(bbox, 0.0, 17.0);
    }
    if let Some(near) = query.near {
        return match near.radius_km {
            Some(km) => fit(Bbox::around_circle(near.point, km), 24.0, 15.0),
            None => Camera { centre: near.point, zoom: 11.0 },
        };
    }
    let union = |boxes: Vec<Bbox>| boxes.into_iter().reduce(Bbox::union);
    if let Some(bbox) = union(query.municipalities.iter().filter_map(|m| territory.municipality_bounds(m)).collect()) {
        return fit(bbox, 48.0, 13.0);
    }
    if let Some(bbox) = union(query.regions.iter().map(|&r| territory.region_bounds(r)).collect()) {
        return fit(bbox, 40.0, 13.0);
    }
    if query.text.is_some()
        && let Some(bbox) = Bbox::around(matches.iter().map(|i| atlas.at(i).position))
    {
        return fit(bbox, 72.0, 11.0);
    }
    let all = fit(territory.bounds(), 14.0, 13.0);
    // The province stands left of the middle: signposts, legend and buttons stand right of it.
    all.moved(width * if width > 800.0 { 0.07 } else { 0.1 }, 0.0)
}
