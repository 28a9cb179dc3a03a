//! Positions and the camera: what the server draws and the browser moves is the same place.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::{Bbox, Camera, GeoError, LngLat, distance::EARTH_RADIUS_KM};
use proptest::prelude::*;

fn near_limburg() -> impl Strategy<Value = LngLat> {
    (4.0..8.0, 49.5..53.0).prop_map(|(x, y)| LngLat::new(x, y).unwrap())
}

fn camera() -> impl Strategy<Value = Camera> {
    (near_limburg(), 5.0..=18.0).prop_map(|(centre, zoom)| Camera::new(centre, zoom).unwrap())
}

fn close(a: LngLat, b: LngLat) -> bool {
    (a.lon() - b.lon()).abs() < 1e-9 && (a.lat() - b.lat()).abs() < 1e-9
}

proptest! {
    #[test]
    fn projection_reads_back(camera in camera(), p in near_limburg()) {
        let (x, y) = camera.project(p);
        prop_assert!(close(camera.unplace(x, y), p));
    }

    #[test]
    fn zooming_holds_the_point_under_the_pointer(camera in camera(), zoom in 5.0..=18.0, x in -500.0..500.0, y in -400.0..400.0) {
        let before = camera.unplace(x, y);
        let after = camera.zoomed(zoom, x, y).unplace(x, y);
        prop_assert!(before.distance_km(after) < 1e-6);
    }

    #[test]
    fn fitted_camera_shows_the_whole_box(a in near_limburg(), b in near_limburg(), w in 200.0..2000.0, h in 200.0..1500.0) {
        let bbox = Bbox::around([a, b]).unwrap();
        let camera = Camera::fit(bbox, w, h, 10.0, 18.0);
        prop_assume!(camera.zoom > domain::geo::MIN_ZOOM);
        for corner in [bbox.min(), bbox.max()] {
            let (x, y) = camera.project(corner);
            // The zoom is rounded to a hundredth: less than a percent.
            prop_assert!(x.abs() <= w / 2.0 * 1.01 && y.abs() <= h / 2.0 * 1.01, "{corner} at {x},{y}");
        }
    }

    #[test]
    fn distance_is_the_same_both_ways_and_zero_to_itself(a in near_limburg(), b in near_limburg()) {
        prop_assert!((a.distance_km(b) - b.distance_km(a)).abs() < 1e-9);
        prop_assert!(a.distance_km(a).abs() < 1e-9);
    }

    #[test]
    fn box_around_a_circle_holds_every_point_of_it(centre in near_limburg(), km in 0.01..200.0, bearing in 0.0..std::f64::consts::TAU) {
        // The destination formula on the sphere.
        let angle: f64 = km / EARTH_RADIUS_KM;
        let lat = centre.lat().to_radians();
        let to = (lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos()).asin();
        let d = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * to.sin());
        let p = LngLat::new(centre.lon() + d.to_degrees(), to.to_degrees()).unwrap();
        prop_assert!(Bbox::around_circle(centre, km).contains(p));
    }

    #[test]
    fn coordinates_survive_text_to_the_sixth_decimal(p in near_limburg()) {
        let back = LngLat::parse(&p.to_string()).unwrap();
        prop_assert!((back.lon() - p.lon()).abs() <= 5e-7 && (back.lat() - p.lat()).abs() <= 5e-7);
    }
}

#[test]
fn maastricht_to_venlo_is_67_km() {
    let (maastricht, venlo) = (LngLat::new(5.6889, 50.8483).unwrap(), LngLat::new(6.1681, 51.37).unwrap());
    assert!((maastricht.distance_km(venlo) - 67.0).abs() < 1.0);
    assert!((maastricht.bearing_to(venlo) - 29.8).abs() < 1.0);
}

#[test]
fn box_holds_its_edges() {
    let bbox = Bbox::parse("5.6,51.1,6.0,51.4").unwrap();
    for edge in ["5.6,51.1", "6.0,51.4", "5.6,51.4", "5.8,51.1"] {
        assert!(bbox.contains(LngLat::parse(edge).unwrap()), "{edge}");
    }
    assert!(!bbox.contains(LngLat::parse("6.000001,51.2").unwrap()));
}

#[test]
fn world_at_zoom_0_is_512_pixels_as_in_maplibre() {
    assert!((domain::geo::WORLD_PX - 512.0).abs() < f64::EPSILON);
    let (x, y) = LngLat::new(0.0, 0.0).unwrap().to_world();
    assert!((x - 0.5).abs() < 1e-12 && (y - 0.5).abs() < 1e-12);
}

#[test]
fn camera_that_is_kept_sees_limburg() {
    let kept = |lon, lat, zoom| Camera { centre: LngLat::new(lon, lat).unwrap(), zoom }.kept(15.0);
    assert_eq!(kept(5.9, 51.2, 10.0), Camera { centre: LngLat::new(5.9, 51.2).unwrap(), zoom: 10.0 });
    for (lon, lat) in [(9.0, 51.2), (5.9, 48.0), (-120.0, 89.0)] {
        let Camera { centre, zoom } = kept(lon, lat, 5.0);
        assert!((5.0..6.8).contains(&centre.lon()) && (50.5..52.1).contains(&centre.lat()), "{centre}");
        assert!(zoom > 5.5);
    }
}

#[test]
fn a_box_of_some_metres_is_one_place() {
    let bbox = |text| Bbox::parse(text).unwrap();
    assert!(bbox("5.70693,51.25166,5.70695,51.25168").is_one_place());
    assert!(bbox("5.7069,51.2516,5.7069,51.2516").is_one_place());
    assert!(!bbox("5.706,51.2516,5.7075,51.2516").is_one_place(), "105 m wide");
    assert!(!bbox("5.7069,51.251,5.7069,51.252").is_one_place(), "110 m high");
}

#[test]
fn camera_keeps_to_its_range() {
    let centre = LngLat::new(5.9, 51.2).unwrap();
    assert_eq!(Camera::new(centre, 4.9), Err(GeoError::Zoom));
    assert_eq!(Camera::new(centre, f64::NAN), Err(GeoError::Zoom));
}
