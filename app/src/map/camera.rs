//! Text for SVG's `transform`: where the camera puts things.

use domain::{Camera, DRAWN_ORIGIN, DRAWN_ZOOM, LngLat};

use super::number;

/// Puts a marker or a name at its place, in CSS pixels from the middle of the map.
#[must_use]
pub fn translate(camera: Camera, position: LngLat) -> String {
    at_pixels(camera.project(position))
}

/// Puts something this many CSS pixels right of and below the middle of the map.
#[must_use]
pub(super) fn at_pixels((x, y): (f64, f64)) -> String {
    ["translate(", &tenth(x), " ", &tenth(y), ")"].concat()
}

/// Puts the drawn basemap under the camera.
#[must_use]
pub fn drawn_transform(camera: Camera) -> String {
    let (x, y) = LngLat::new(DRAWN_ORIGIN.0, DRAWN_ORIGIN.1).map_or((0.0, 0.0), |origin| camera.project(origin));
    let scale = (camera.zoom - DRAWN_ZOOM).exp2();
    [&at_pixels((x, y)), " scale(", &number::decimals(scale, 6), ")"].concat()
}

/// Rounds to a tenth of a pixel: finer is not seen, and text stays short.
fn tenth(value: f64) -> String {
    number::text((value * 10.0).round() / 10.0)
}

/// The class that says how much detail the map shows.
#[must_use]
pub fn detail(camera: Camera) -> &'static str {
    match camera.level() {
        0..=8 => "map--z-province",
        9..=10 => "map--z-region",
        _ => "map--z-village",
    }
}
