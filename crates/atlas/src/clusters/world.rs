//! Geometry in world coordinates: integers in units of 2^-32 of the side of the world (9 mm), x to the east and y to
//! the south. Sums and comparisons are exact.

use std::f64::consts::TAU;
use std::sync::LazyLock;

use domain::{Bbox, LngLat};

use super::TOP;

/// The side of the world.
const UNITS: f64 = 4_294_967_296.0;

/// World units per CSS pixel at zoom [`TOP`]; twice as many for every zoom level out.
const UNITS_PER_PX: u32 = 1 << (32 - 9 - TOP);

/// The latitude (degrees) at which the square of the world ends.
const MAX_LAT: f64 = 85.051_128_779_806_59;

/// CSS pixels in world units.
pub(super) const fn reach(px: u32, zoom: u8) -> u32 {
    (px * UNITS_PER_PX) << (TOP - zoom)
}

/// Pieces of the curve below per degree of latitude: enough for an error of at most a twentieth of a unit.
const PIECES: f64 = 24.0;

/// The world `y` of latitudes, in pieces from the southernmost on: for each piece the first terms of the Taylor series
/// around its middle, scaled so that the length of a piece is 1.
static SOUTH: LazyLock<Vec<[f64; 4]>> = LazyLock::new(|| {
    let piece = |n: u32| {
        let (sin, cos) = ((f64::from(n) + 0.5) / PIECES - MAX_LAT).to_radians().sin_cos();
        let (slope, length, scale) = (1.0 / cos, (1.0 / PIECES).to_radians(), -UNITS / TAU);
        [
            UNITS / 2.0 + scale * sin.atanh(),
            scale * length * slope,
            scale * length.powi(2) * slope * slope * sin / 2.0,
            scale * length.powi(3) * slope * (2.0 * slope * slope - 1.0) / 6.0,
        ]
    };
    (0..=(2.0 * MAX_LAT * PIECES) as u32).map(piece).collect()
});

/// World coordinates of a position: those of `LngLat::to_world` to within a unit, without its logarithm and sine.
pub(super) fn world(point: LngLat) -> [u32; 2] {
    let x = point.lon() * (UNITS / 360.0) + UNITS / 2.0;
    let at = (point.lat().clamp(-MAX_LAT, MAX_LAT) + MAX_LAT) * PIECES;
    let piece = at as u32;
    let [a, b, c, d] = SOUTH[piece as usize];
    let t = at - f64::from(piece) - 0.5;
    // The cast saturates: values out of range stay at the edge.
    [x, ((d * t + c) * t + b) * t + a].map(|v| v as u32)
}

/// The position in the middle of a unit.
pub(super) fn position([x, y]: [u32; 2]) -> LngLat {
    corner([x, y], 0.5)
}

/// The position of world coordinates, shifted by `by` units in both directions.
fn corner([x, y]: [u32; 2], by: f64) -> LngLat {
    LngLat::from_world((f64::from(x) + by) / UNITS, (f64::from(y) + by) / UNITS)
}

/// A box in world coordinates. It is rounded, so near an edge the positions themselves decide.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    min: [u32; 2],
    max: [u32; 2],
}

impl Frame {
    /// The box around one point.
    pub(super) fn at(place: [u32; 2]) -> Self {
        Self { min: place, max: place }
    }

    /// The box around another, `margin` units larger on every side (smaller when negative).
    pub(super) fn of(bbox: Bbox, margin: i32) -> Self {
        let ([west, south], [east, north]) = (world(bbox.min()), world(bbox.max()));
        Self {
            min: [west, north].map(|v| v.saturating_add_signed(-margin)),
            max: [east, south].map(|v| v.saturating_add_signed(margin)),
        }
    }

    /// A box in degrees that certainly contains it.
    pub(super) fn bbox(self) -> Option<Bbox> {
        Bbox::around([corner(self.min, -1.0), corner(self.max, 2.0)])
    }

    pub(super) fn union(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.min, other.min);
        let ([e, f], [g, h]) = (self.max, other.max);
        Self { min: [a.min(c), b.min(d)], max: [e.max(g), f.max(h)] }
    }

    pub(super) fn holds(self, other: Self) -> bool {
        (0..2).all(|i| self.min[i] <= other.min[i] && other.max[i] <= self.max[i])
    }

    pub(super) fn meets(self, other: Self) -> bool {
        (0..2).all(|i| self.min[i] <= other.max[i] && other.min[i] <= self.max[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn world_coordinates_equal_mercator_within_a_unit() {
        for n in 0..=1_000_000 {
            let (lat, lon) = (f64::from(n) * 170e-6 - 85.0, f64::from(n) * 360e-6 - 180.0);
            let Ok(point) = LngLat::new(lon, lat) else { panic!("{lat}, {lon}") };
            let (x, y) = point.to_world();
            for (ours, exact) in world(point).into_iter().zip([x, y]) {
                assert!((f64::from(ours) + 0.5 - exact * UNITS).abs() < 1.0, "{lat}, {lon}");
            }
        }
    }
}
