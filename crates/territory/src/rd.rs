//! RD New (EPSG:28992), the grid of Dutch maps: metres east and north, from WGS84 degrees and back.
//!
//! The steps are those that NSGI (Kadaster, Rijkswaterstaat, Hydrographic Service) describes for RDNAPTRANS2018,
//! variant 1: ETRS89 to Bessel 1841 by seven parameters (coordinate frame, exact rotation; ellipsoidal height 43 m), a
//! correction in degrees from a grid, and the oblique stereographic projection (EPSG method 9809, IOGP Guidance Note
//! 7-2). We ship the points of the grid at every tenth of a degree (`data/rd-correctie.csv`, CC BY 4.0, NSGI): that
//! costs at most 5 cm on land in the Netherlands, against 25 cm without any grid. WGS84 is taken to be ETRS89, as all
//! Dutch data does; the two drift apart by 2.5 cm a year, and nobody's coordinates of a school say which they meant.

use std::sync::LazyLock;

use domain::LngLat;

const CORRECTIONS: &str = include_str!("../../../data/rd-correctie.csv");

/// The corrections' south-west corner, in tenths of a degree.
const SOUTH: f64 = 505.0;
const WEST: f64 = 30.0;
/// Points of the grid from south to north and from west to east, a tenth of a degree apart.
const ROWS: usize = 34;
const COLUMNS: usize = 46;

/// GRS80: semi-major axis in metres, square of the eccentricity.
const GRS80: (f64, f64) = (6_378_137.0, 0.006_694_380_022_9);
/// Bessel 1841: semi-major axis in metres, square of the eccentricity.
const BESSEL: (f64, f64) = (6_377_397.155, 0.006_674_372_230_614);
/// The ellipsoidal height in ETRS89 that every point is given, in metres: about mean sea level in the middle of the
/// country.
const HEIGHT: f64 = 43.0;

/// ETRS89 to Bessel: metres, arc seconds, parts per million.
const SHIFT: [f64; 3] = [-565.7346, -50.4058, -465.2895];
const ROTATION: [f64; 3] = [-0.395_023, 0.330_776, -1.876_073];
const SCALE: f64 = -4.072_42;

/// Amersfoort, the origin: in degrees, in metres, and its scale.
const ORIGIN: (f64, f64) = (52.156_160_556, 5.387_638_889);
const FALSE: (f64, f64) = (155_000.0, 463_000.0);
const K: f64 = 0.999_907_9;

/// Converts a position to metres east and north. Within 0.1 m of the official conversion in the Netherlands; defined
/// everywhere, but of little use far away.
#[must_use]
pub fn to_rd(p: LngLat) -> [f64; 2] {
    let (lat, lon) = bessel(p.lat().to_radians(), p.lon().to_radians());
    let (lat, lon) = (lat.to_degrees(), lon.to_degrees());
    // The grid is in RD degrees, but half a metre makes no difference to a correction.
    let [d_lat, d_lon] = correction(lat, lon);
    PROJECTION.project((lat - d_lat).to_radians(), (lon - d_lon).to_radians())
}

/// Converts metres east and north to a position, by Newton's method on [`to_rd`], so that there is no second formula
/// that could disagree with the first. Values far outside the Netherlands are clamped to 1000 km around it.
#[must_use]
pub fn from_rd([x, y]: [f64; 2]) -> LngLat {
    // A step of a thousandth of a degree, to estimate the derivative.
    const STEP: f64 = 1e-3;
    let (x, y) = (x.clamp(-845_000.0, 1_155_000.0), y.clamp(-537_000.0, 1_463_000.0));
    let at = |lon: f64, lat: f64| LngLat::new(lon.clamp(-30.0, 40.0), lat.clamp(30.0, 75.0)).unwrap_or_default();
    let mut p = at(ORIGIN.1 + (x - FALSE.0) / 68_400.0, ORIGIN.0 + (y - FALSE.1) / 111_250.0);
    for _ in 0..12 {
        let here = to_rd(p);
        let (east, north) = (to_rd(at(p.lon() + STEP, p.lat())), to_rd(at(p.lon(), p.lat() + STEP)));
        let (dx, dy) = (x - here[0], y - here[1]);
        if dx.hypot(dy) < 1e-5 {
            break;
        }
        let (a, b) = ((east[0] - here[0]) / STEP, (north[0] - here[0]) / STEP);
        let (c, d) = ((east[1] - here[1]) / STEP, (north[1] - here[1]) / STEP);
        let det = a * d - b * c;
        p = at(p.lon() + (d * dx - b * dy) / det, p.lat() + (a * dy - c * dx) / det);
    }
    p
}

/// ETRS89 to Bessel 1841 (pseudo RD); radians.
fn bessel(lat: f64, lon: f64) -> (f64, f64) {
    let (a, e2) = GRS80;
    let n = a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
    let p = [
        (n + HEIGHT) * lat.cos() * lon.cos(),
        (n + HEIGHT) * lat.cos() * lon.sin(),
        (n * (1.0 - e2) + HEIGHT) * lat.sin(),
    ];
    let [(s1, c1), (s2, c2), (s3, c3)] = ROTATION.map(|seconds| (seconds / 3600.0).to_radians().sin_cos());
    // "Coordinate frame": the axes rotate, not the points.
    let rows = [
        [c2 * c3, c1 * s3 + s1 * s2 * c3, s1 * s3 - c1 * s2 * c3],
        [-c2 * s3, c1 * c3 - s1 * s2 * s3, s1 * c3 + c1 * s2 * s3],
        [s2, -s1 * c2, c1 * c2],
    ];
    let [x, y, z] = [0, 1, 2].map(|i| {
        let turned: f64 = rows[i].iter().zip(p).map(|(r, p)| r * p).sum();
        SHIFT[i] + (1.0 + SCALE * 1e-6) * turned
    });
    let (a, e2) = BESSEL;
    let flat = x.hypot(y);
    let mut lat = z.atan2(flat * (1.0 - e2));
    for _ in 0..4 {
        let n = a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
        lat = (z + e2 * n * lat.sin()).atan2(flat);
    }
    (lat, y.atan2(x))
}

/// The correction to subtract, in degrees, interpolated between four points of the grid. Beyond the edge it is that of
/// the edge.
fn correction(lat: f64, lon: f64) -> [f64; 2] {
    let axis = |degrees: f64, first: f64, count: usize| {
        #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
        let place = (degrees * 10.0 - first).clamp(0.0, (count - 1) as f64);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to the count")]
        let before = (place as usize).min(count - 2);
        #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
        let share = place - before as f64;
        (before, share)
    };
    let ((row, up), (column, right)) = (axis(lat, SOUTH, ROWS), axis(lon, WEST, COLUMNS));
    [0, 1].map(|i| {
        let at = |r: usize, c: usize| GRID.get((row + r) * COLUMNS + column + c).map_or(0.0, |point| point[i]);
        let (low, high) = (at(0, 0) * (1.0 - right) + at(0, 1) * right, at(1, 0) * (1.0 - right) + at(1, 1) * right);
        low * (1.0 - up) + high * up
    })
}

/// Corrections in degrees (latitude, longitude), from west to east and from south to north. The file has billionths.
static GRID: LazyLock<Vec<[f64; 2]>> = LazyLock::new(|| {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok()).unwrap_or_default() * 1e-9;
    let row = |line: &str| {
        let mut parts = line.split(',').skip(2);
        [number(parts.next()), number(parts.next())]
    };
    CORRECTIONS.lines().skip(1).map(row).collect()
});

/// The constants of the projection, which depend on its origin only.
struct Projection {
    n: f64,
    c: f64,
    chi: f64,
    radius: f64,
}

static PROJECTION: LazyLock<Projection> = LazyLock::new(Projection::new);

impl Projection {
    fn new() -> Self {
        let (a, e2) = BESSEL;
        let sin = ORIGIN.0.to_radians().sin();
        let cos = ORIGIN.0.to_radians().cos();
        let w = 1.0 - e2 * sin * sin;
        let radius = (a * (1.0 - e2) / w.powf(1.5) * (a / w.sqrt())).sqrt();
        let n = (1.0 + e2 * cos.powi(4) / (1.0 - e2)).sqrt();
        let w1 = conformal(sin).powf(n);
        let sin_chi = (w1 - 1.0) / (w1 + 1.0);
        let c = (n + sin) * (1.0 - sin_chi) / ((n - sin) * (1.0 + sin_chi));
        let chi = ((c * w1 - 1.0) / (c * w1 + 1.0)).asin();
        Self { n, c, chi, radius }
    }

    /// Bessel 1841 in radians to metres.
    fn project(&self, lat: f64, lon: f64) -> [f64; 2] {
        let w = self.c * conformal(lat.sin()).powf(self.n);
        let (sin, cos) = ((w - 1.0) / (w + 1.0)).asin().sin_cos();
        let (sin_l, cos_l) = (self.n * (lon - ORIGIN.1.to_radians())).sin_cos();
        let (sin_0, cos_0) = self.chi.sin_cos();
        let scale = 2.0 * self.radius * K / (1.0 + sin * sin_0 + cos * cos_0 * cos_l);
        [FALSE.0 + scale * cos * sin_l, FALSE.1 + scale * (sin * cos_0 - cos * sin_0 * cos_l)]
    }
}

/// From the ellipsoid to the sphere with the same angles.
fn conformal(sin: f64) -> f64 {
    let e = BESSEL.1.sqrt();
    (1.0 + sin) / (1.0 - sin) * ((1.0 - e * sin) / (1.0 + e * sin)).powf(e)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[test]
    fn correction_grid_is_complete() {
        assert_eq!(GRID.len(), ROWS * COLUMNS);
        let metres = GRID.iter().map(|[lat, lon]| (lat * 111_250.0).hypot(lon * 68_400.0));
        let most = metres.fold(0.0, f64::max);
        assert!((0.1..0.3).contains(&most), "{most}");
        let first = CORRECTIONS.lines().nth(1).unwrap();
        assert!(first.starts_with("50.5,3.0,"), "{first}");
    }

    // The worked examples that Kadaster publishes with RDNAPTRANS, and points converted with pyrdnap 26.8.18, which
    // NSGI has certified and which uses the whole grid.
    #[rstest]
    #[case::texel(53.160_753_042, 4.824_761_912, 117_380.12, 575_040.34)]
    #[case::noord_groningen(53.419_482_050, 6.776_726_674, 247_380.56, 604_580.78)]
    #[case::amersfoort(52.155_172_897, 5.387_203_657, 155_000.0, 463_000.0)]
    #[case::zeeuws_vlaanderen(51.368_607_152, 3.397_588_595, 16_460.91, 377_380.23)]
    #[case::zuid_limburg(50.792_584_916, 5.773_795_547, 182_260.45, 311_480.67)]
    #[case::maasvlakte(51.947_393_898, 4.072_887_101, 64_640.89, 440_700.01)]
    #[case::maastricht(50.849_052, 5.689_02, 176_256.778, 317_734.421)]
    #[case::vaals(50.7707, 6.0185, 199_536.195, 309_166.019)]
    #[case::roermond(51.193, 5.9875, 196_963.628, 356_127.271)]
    #[case::venlo(51.3704, 6.1724, 209_676.231, 375_984.923)]
    #[case::mook(51.7525, 5.882, 189_166.073, 418_316.222)]
    #[case::weert(51.2518, 5.7064, 177_285.023, 362_545.006)]
    #[case::amsterdam(52.372_76, 4.893_604, 121_385.918, 487_323.784)]
    #[case::groningen(53.219_065, 6.568_008, 233_870.985, 582_029.676)]
    #[case::middelburg(51.499_91, 3.6136, 31_855.208, 391_596.801)]
    fn conversion_is_within_a_decimetre(#[case] lat: f64, #[case] lon: f64, #[case] x: f64, #[case] y: f64) {
        let p = LngLat::new(lon, lat).unwrap();
        let [own_x, own_y] = to_rd(p);
        assert!((own_x - x).hypot(own_y - y) < 0.06, "{own_x} {own_y}");
        let back = from_rd([x, y]);
        assert!(back.distance_km(p) * 1000.0 < 0.06, "{back:?}");
    }

    proptest! {
        #[test]
        fn conversion_round_trips(lon in 3.2..7.3, lat in 50.6..53.7) {
            let p = LngLat::new(lon, lat).unwrap();
            prop_assert!(from_rd(to_rd(p)).distance_km(p) < 1e-6);
        }

        #[test]
        fn any_coordinates_give_a_position(x in -1e300..1e300, y in -1e300..1e300) {
            let p = from_rd([x, y]);
            prop_assert!(p.lon().is_finite() && p.lat().is_finite());
        }
    }
}
