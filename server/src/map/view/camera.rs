//! Where the map looks when the address does not say: at what was asked for.

use atlas::{Atlas, Matches};
use domain::{Bbox, Camera, Query};

use crate::map::view::{
    Screen,
    free_area::{AREA, MARKS, Over, Sides},
};

/// The camera that shows what the question is about, clear of what lies over the map.
pub(crate) fn fitted(atlas: &Atlas, query: &Query, matches: &Matches, screen: Screen, over: &Over) -> Camera {
    let fit = |bbox, air, max| over.fit(bbox, screen, air, max);
    let territory = atlas.territory();
    if let Some(bbox) = query.bbox {
        return fit(bbox, MARKS, 17.0);
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
    if query.text.is_some()
        && let Some(bbox) = Bbox::around(matches.iter().map(|i| atlas.at(i).position))
    {
        return fit(bbox, MARKS, 11.0);
    }
    // The signposts stand right of the province.
    fit(territory.bounds(), Sides { left: 14.0, top: 14.0, right: over.signposts, bottom: 14.0 }, 13.0)
}
