//! GeoJSON features, copied from the atlas.

use std::io::Write as _;

use atlas::Atlas;
use domain::{LngLat, geo::round};

/// Where the distance is put in: before the end of `properties` and of the feature.
const END: &[u8] = b"}}";

/// Adds the feature; with a point, its distance to it as `afstand_km` (great-circle km, 3 decimals).
pub(crate) fn push(out: &mut Vec<u8>, atlas: &Atlas, index: u32, from: Option<LngLat>) {
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

/// Adds what `push` adds for each item, with commas between.
pub(crate) fn join<T>(out: &mut Vec<u8>, items: impl IntoIterator<Item = T>, mut push: impl FnMut(&mut Vec<u8>, T)) {
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        push(out, item);
    }
}
