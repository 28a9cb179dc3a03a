//! The shipped and the exact territory against the register of schools and the municipal borders in
//! `../shared/data`, where those are there; they are input for tests, not part of the project.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::{collections::HashMap, fs, path::PathBuf};

use domain::{LngLat, Position, Region};
use geo::{Area as _, Contains as _, MultiPolygon, Point};
use territory::{Territory, read_areas};

struct School {
    name: String,
    town: String,
    postcode: String,
    municipality: String,
    point: LngLat,
}

fn shared(file: &str) -> Option<String> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(file);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {file} is not there");
    }
    text
}

fn schools() -> Option<Vec<School>> {
    let json: serde_json::Value = serde_json::from_str(&shared("scholen-limburg-2024-11-22.geojson")?).unwrap();
    let features = json["features"].as_array().unwrap();
    let text = |feature: &serde_json::Value, name: &str| feature["properties"][name].as_str().unwrap().to_owned();
    let school = |f: &serde_json::Value| School {
        name: text(f, "naam"),
        town: text(f, "plaats"),
        postcode: text(f, "postcode"),
        municipality: text(f, "gemeente"),
        point: LngLat::new(
            f["geometry"]["coordinates"][0].as_f64().unwrap(),
            f["geometry"]["coordinates"][1].as_f64().unwrap(),
        )
        .unwrap(),
    };
    Some(features.iter().map(school).collect())
}

fn exact() -> Option<Territory> {
    let areas = read_areas(&shared("gemeenten-limburg-2022.geojson")?).unwrap();
    Some(Territory::shipped().unwrap().with_areas(areas))
}

/// The region of the one polygon that holds the point.
fn holder(exact: &Territory, point: LngLat) -> Vec<(Region, String)> {
    let point = Point::new(point.lon(), point.lat());
    let holds = exact.areas().iter().filter(|area| area.geometry.contains(&point));
    holds.map(|area| (area.region, area.municipality.clone())).collect()
}

#[test]
fn exact_borders_give_every_school_its_polygon() {
    let (Some(schools), Some(exact)) = (schools(), exact()) else { return };
    assert!(exact.exact());
    for school in &schools {
        let holders = holder(&exact, school.point);
        assert_eq!(holders.len(), 1, "{}", school.name);
        let located = exact.locate(school.point).unwrap();
        assert_eq!((located.region, located.municipality), holders[0].clone(), "{}", school.name);
    }
}

#[test]
fn shipped_areas_give_nearly_every_school_its_region() {
    let (Some(schools), Some(exact)) = (schools(), exact()) else { return };
    let shipped = Territory::shipped().unwrap();
    assert!(!shipped.exact());
    let (mut regions, mut municipalities) = (0, 0);
    for school in &schools {
        let located = shipped.locate(school.point).unwrap();
        let (region, municipality) = holder(&exact, school.point).remove(0);
        municipalities += usize::from(located.municipality == municipality);
        if located.region == region {
            regions += 1;
        } else {
            eprintln!("{}, {} ({}): {}", school.name, school.town, school.municipality, located.region.label());
        }
    }
    let rate = |n: usize| n as f64 / schools.len() as f64;
    eprintln!("shipped: region {:.4}, municipality {:.4}", rate(regions), rate(municipalities));
    assert!(rate(regions) >= 0.97);
}

#[test]
fn located_town_is_mostly_that_of_the_address() {
    let (Some(schools), Some(exact)) = (schools(), exact()) else { return };
    for (name, territory) in [("shipped", Territory::shipped().unwrap()), ("exact", exact)] {
        let bare = |name: &str| territory::fold(name).trim_end_matches(" l").to_owned();
        let mut wrong: HashMap<(String, String), usize> = HashMap::new();
        for school in &schools {
            let town = territory.locate(school.point).unwrap().town;
            if bare(&town) != bare(&school.town) {
                *wrong.entry((school.town.clone(), town)).or_default() += 1;
            }
        }
        let mut wrong: Vec<_> = wrong.into_iter().collect();
        wrong.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let count: usize = wrong.iter().map(|(_, n)| n).sum();
        eprintln!("{name}: {count} of {} towns differ: {:?}", schools.len(), &wrong[..wrong.len().min(25)]);
        assert!(count * 10 < schools.len());
    }
}

#[test]
fn towns_in_the_register_are_found_near_their_schools() {
    let Some(schools) = schools() else { return };
    let territory = Territory::shipped().unwrap();
    let mut unknown = Vec::new();
    for school in &schools {
        match territory.geocode(&Position::Town(school.town.to_uppercase())) {
            Ok(point) => assert!(point.distance_km(school.point) < 9.0, "{}: {}", school.name, school.town),
            Err(error) => unknown.push(format!("{} ({error})", school.town)),
        }
    }
    unknown.sort();
    unknown.dedup();
    eprintln!("unknown towns: {unknown:?}");
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn postcodes_in_the_register_are_mostly_found_near_their_schools() {
    let Some(schools) = schools() else { return };
    let territory = Territory::shipped().unwrap();
    let (mut unknown, mut far) = (Vec::new(), Vec::new());
    for school in &schools {
        match territory.find_postcode(&school.postcode) {
            Some((point, _)) if point.distance_km(school.point) < 5.0 => {}
            Some(_) => far.push(&*school.postcode),
            None => unknown.push(&*school.postcode),
        }
    }
    eprintln!("unknown postcodes: {unknown:?}; further than 5 km: {far:?}");
    assert!(unknown.len() + far.len() <= schools.len() / 20);
}

#[test]
fn outline_of_exact_borders_holds_them_all() {
    let Some(exact) = exact() else { return };
    let holds = |settlement: &territory::Settlement| {
        exact.outline().contains(&Point::new(settlement.point.lon(), settlement.point.lat()))
    };
    let outside: Vec<&str> =
        exact.settlements().iter().filter(|p| p.in_limburg() && !holds(p)).map(|p| p.name.as_str()).collect();
    assert!(outside.is_empty(), "{outside:?}");
}

/// Half a kilometre of border that leads inwards and back at once is a slit between two municipalities.
fn slits(shape: &MultiPolygon) -> usize {
    let ring = shape.0[0].exterior();
    let points: Vec<_> = ring.coords().collect();
    let far =
        |a: &geo::Coord, b: &geo::Coord| LngLat::new(a.x, a.y).unwrap().distance_km(LngLat::new(b.x, b.y).unwrap());
    (0..points.len())
        .filter(|&from| {
            let mut along = 0.0;
            (from + 1..points.len()).any(|to| {
                along += far(points[to - 1], points[to]);
                (1.0..4.0).contains(&along) && far(points[from], points[to]) < 0.1
            })
        })
        .count()
}

#[test]
fn regions_of_exact_borders_have_no_holes_crumbs_or_slits() {
    let Some(exact) = exact() else { return };
    for (region, shape) in exact.regions().iter().map(|(r, s)| (r.label(), s)).chain([("Limburg", exact.outline())]) {
        assert_eq!((shape.0.len(), shape.0[0].interiors().len()), (1, 0), "{region}");
        assert_eq!(slits(shape), 0, "{region}");
        eprintln!("{region}: {} points", shape.0[0].exterior().0.len());
    }
    let areas: f64 = exact.areas().iter().map(|area| area.geometry.unsigned_area()).sum();
    assert!((exact.outline().unsigned_area() / areas - 1.0).abs() < 0.005, "as large as the municipalities together");
}
