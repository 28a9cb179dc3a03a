//! Areas joined into one, as a map draws it: whole, without the gaps between them.
//!
//! The borders in a register may have been simplified one area at a time. Then neighbours overlap here and leave a gap
//! there: holes and slits in what they are together, which a map would draw as crumbs.

use geo::{
    Area as _, Buffer as _, Coord, MapCoords as _, MultiPolygon, Polygon,
    buffer::{BufferStyle, LineJoin},
    unary_union,
};

use crate::borders::SQUEEZE;

/// Half the width of the widest slit that is closed, in degrees of latitude: some 150 m.
const REACH: f64 = 0.00135;

/// The smallest part that is no crumb, as a share of the largest.
const CRUMB: f64 = 0.001;

/// The union of `areas`, without holes, slits and crumbs.
pub(crate) fn joined<'a>(areas: impl Iterator<Item = &'a MultiPolygon>) -> MultiPolygon {
    let all = unary_union(areas).map_coords(|Coord { x, y }| Coord { x: x * SQUEEZE, y });
    // Out and in again: what was a slit is gone, and corners are where they were.
    let style = |by: f64| BufferStyle::new(by).line_join(LineJoin::Miter(0.2));
    let closed = whole(all).buffer_with_style(style(REACH)).buffer_with_style(style(-REACH));
    whole(closed).map_coords(|Coord { x, y }| Coord { x: x / SQUEEZE, y })
}

/// Without holes and crumbs.
fn whole(shape: MultiPolygon) -> MultiPolygon {
    let parts: Vec<Polygon> = shape.into_iter().map(|part| Polygon::new(part.into_inner().0, Vec::new())).collect();
    let largest = parts.iter().map(geo::Area::unsigned_area).fold(0.0, f64::max);
    MultiPolygon(parts.into_iter().filter(|part| part.unsigned_area() >= CRUMB * largest).collect())
}
