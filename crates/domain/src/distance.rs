//! Distances over the earth as a sphere: how far, in which direction, and what lies within a radius.

use crate::geo::{Bbox, Camera, LngLat, MAX_MERCATOR_LAT};

/// Mean earth radius in km (IUGG 1980, R1), the sphere behind every great-circle distance here.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

impl LngLat {
    /// Great-circle distance in km, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let h = half(self.lat, other.lat)
            + self.lat.to_radians().cos() * other.lat.to_radians().cos() * half(self.lon, other.lon);
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }

    /// Initial great-circle bearing towards `other`: degrees, 0 is north, 90 is east, 0..360.
    #[must_use]
    pub fn bearing_to(self, other: Self) -> f64 {
        let (from, to) = (self.lat.to_radians(), other.lat.to_radians());
        let d = (other.lon - self.lon).to_radians();
        let y = d.sin() * to.cos();
        let x = from.cos() * to.sin() - from.sin() * to.cos() * d.cos();
        y.atan2(x).to_degrees().rem_euclid(360.0)
    }
}

impl Bbox {
    /// The smallest box around a circle of `radius_km` on the sphere (J. P. Snyder's bounding coordinates);
    /// near a pole it spans all longitudes, and it is cut at the antimeridian.
    #[must_use]
    pub fn around_circle(centre: LngLat, radius_km: f64) -> Self {
        // A hair wider than exact, so that rounding never leaves out a point on the circle.
        let angle = radius_km.max(0.0) / EARTH_RADIUS_KM * (1.0 + 1e-12) + 1e-12;
        let d_lat = angle.to_degrees();
        let ratio = angle.sin() / centre.lat.to_radians().cos();
        let d_lon =
            if ratio.abs() < 1.0 && angle < std::f64::consts::FRAC_PI_2 { ratio.asin().to_degrees() } else { 360.0 };
        let reaches_pole = centre.lat.abs() + d_lat >= 90.0;
        let d_lon = if reaches_pole { 360.0 } else { d_lon };
        Self {
            min: LngLat { lon: (centre.lon - d_lon).max(-180.0), lat: (centre.lat - d_lat).max(-90.0) },
            max: LngLat { lon: (centre.lon + d_lon).min(180.0), lat: (centre.lat + d_lat).min(90.0) },
        }
    }
}

impl Camera {
    /// Ground size of a CSS pixel at the centre, in km.
    #[must_use]
    pub fn km_per_px(self) -> f64 {
        let lat = self.centre.lat.clamp(-MAX_MERCATOR_LAT, MAX_MERCATOR_LAT).to_radians();
        std::f64::consts::TAU * EARTH_RADIUS_KM * lat.cos() / self.world_px()
    }
}
