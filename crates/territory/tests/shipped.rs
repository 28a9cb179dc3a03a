//! The territory that comes with the project.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use domain::{Bbox, LngLat, Position, Region};
use geo::{Contains as _, InteriorPoint as _, Point};
use proptest::prelude::*;
use rstest::rstest;
use territory::{GeocodeError, Territory, shapes};

static TERRITORY: LazyLock<Territory> = LazyLock::new(|| Territory::shipped().unwrap());

fn point(lon: f64, lat: f64) -> LngLat {
    LngLat::new(lon, lat).unwrap()
}

#[test]
fn thirty_one_municipalities_in_three_regions() {
    assert_eq!(TERRITORY.areas().len(), 31);
    let of = |region| TERRITORY.areas().iter().filter(|area| area.region == region).count();
    assert_eq!((of(Region::North), of(Region::Mid), of(Region::South)), (8, 7, 16));
    let labels: Vec<&str> = TERRITORY.vocabulary().municipalities.iter().map(|t| t.label.as_str()).collect();
    assert!(labels.is_sorted());
    assert_eq!(TERRITORY.vocabulary().municipality("weert").unwrap().label, "Weert");
}

#[rstest]
#[case(5.6886, 50.8482, Region::South, "Maastricht", "Maastricht")]
#[case(5.9878, 51.1940, Region::Mid, "Roermond", "Roermond")]
#[case(6.1724, 51.3702, Region::North, "Venlo", "Venlo")]
#[case(5.7064, 51.2518, Region::Mid, "Weert", "Weert")]
fn locates(#[case] lon: f64, #[case] lat: f64, #[case] region: Region, #[case] municipality: &str, #[case] town: &str) {
    let located = TERRITORY.locate(point(lon, lat)).unwrap();
    assert_eq!((located.region, &*located.municipality, &*located.town), (region, municipality, town));
}

#[rstest]
#[case("Aken", 6.0839, 50.7753, 1.5, 8.0)]
#[case("Eindhoven", 5.4697, 51.4416, 15.0, 30.0)]
#[case("Amsterdam", 4.9041, 52.3676, 80.0, 130.0)]
#[case("the other end of the world", -174.0, -51.0, 10_000.0, 20_040.0)]
fn positions_outside_limburg_are_refused_with_the_distance(
    #[case] what: &str,
    #[case] lon: f64,
    #[case] lat: f64,
    #[case] min: f64,
    #[case] max: f64,
) {
    let outside = TERRITORY.locate(point(lon, lat)).unwrap_err();
    assert!((min..max).contains(&outside.km), "{what}: {outside}");
}

#[test]
fn distances_have_a_decimal_comma() {
    let outside = territory::Outside { km: 12.34 };
    assert_eq!(outside.to_string(), "ligt buiten Limburg, 12,3 km over de grens");
}

#[rstest]
#[case("Maastricht")]
#[case("maastricht")]
#[case(" SITTARD ")]
#[case("st. odilienberg")]
#[case("Sint Odiliënberg")]
#[case("Horst")]
#[case("Well L")]
#[case("Peel en Maas")]
fn finds_towns(#[case] name: &str) {
    let found = TERRITORY.geocode(&Position::Town(name.to_owned())).unwrap();
    assert!(TERRITORY.locate(found).is_ok());
}

#[test]
fn an_unknown_town_suggests_a_similar_one() {
    let error = TERRITORY.geocode(&Position::Town("Maastrigt".to_owned())).unwrap_err();
    assert_eq!(error.to_string(), "‘Maastrigt’ kennen we niet als plaats in Limburg; bedoelt u ‘Maastricht’?");
    let error = TERRITORY.geocode(&Position::Town("Qqqq".to_owned())).unwrap_err();
    assert_eq!(error.to_string(), "‘Qqqq’ kennen we niet als plaats in Limburg; geef lon en lat");
}

#[test]
fn finds_postcodes() {
    let (at, town) = TERRITORY.find_postcode("6211 AB").unwrap();
    assert_eq!(town, "Maastricht");
    assert_eq!(TERRITORY.geocode(&Position::Postcode("6211".to_owned())), Ok(at));
    assert_eq!(
        TERRITORY.geocode(&Position::Postcode("1012".to_owned())),
        Err(GeocodeError::Postcode("1012".to_owned()))
    );
    for text in ["", "62", "6211 A", "6211 A1", "6211ABC", "é211", "€€€€€"] {
        assert!(TERRITORY.find_postcode(text).is_none(), "{text}");
    }
}

#[test]
fn half_typed_names_suggest_settlements() {
    let names = |text| TERRITORY.find_settlements(text, 5).iter().map(|p| p.name.clone()).collect::<Vec<_>>();
    assert_eq!(names("maas").first().map(String::as_str), Some("Maastricht"));
    assert!(names("kerk").iter().any(|name| name == "Kerkrade"));
    assert!(names("rade").iter().any(|name| name == "Kerkrade"));
    assert_eq!(names("odili").len(), 1);
    assert!(names("").is_empty() && names("’").is_empty());
    assert!(TERRITORY.find_settlements("e", 3).len() == 3);
}

#[test]
fn clusters_are_named_after_the_most_populous_settlement() {
    let centre = point(5.9, 51.2);
    assert_eq!(TERRITORY.name_for(TERRITORY.bounds(), centre), "Maastricht");
    let roermond = Bbox::around_circle(point(5.9878, 51.1940), 3.0);
    assert_eq!(TERRITORY.name_for(roermond, roermond.centre()), "Roermond");
    let nothing = Bbox::new(centre, centre).unwrap();
    assert_eq!(TERRITORY.name_for(nothing, centre), TERRITORY.nearest_settlement(centre).unwrap().name);
}

#[test]
fn bounds_contain_their_areas() {
    for &region in Region::ALL {
        let bbox = TERRITORY.region_bounds(region);
        assert_eq!(bbox.union(TERRITORY.bounds()), TERRITORY.bounds());
    }
    let weert = TERRITORY.municipality_bounds("weert").unwrap();
    assert!(weert.contains(point(5.7064, 51.2518)));
    assert!(TERRITORY.municipality_bounds("amsterdam").is_none());
}

#[test]
fn every_settlement_is_in_its_municipality() {
    let wrong: Vec<String> = TERRITORY
        .settlements()
        .iter()
        .filter(|place| place.in_limburg())
        .filter_map(|place| {
            let at = TERRITORY.locate(place.point).map_or_else(|e| e.to_string(), |l| l.municipality);
            (at != place.municipality).then(|| format!("{} ({}): {at}", place.name, place.municipality))
        })
        .collect();
    assert!(wrong.len() * 50 <= TERRITORY.settlements().len(), "{wrong:?}");
}

#[test]
fn without_areas_the_borders_stay() {
    let same = TERRITORY.clone().with_areas(Vec::new());
    assert!(!same.exact());
    assert_eq!(same.areas(), TERRITORY.areas());
}

#[test]
fn area_shapes_can_be_drawn() {
    assert!(!shapes::outline().unwrap().0.is_empty());
    assert_eq!(shapes::regions().unwrap().len(), 3);
    assert!(!shapes::rivers().unwrap().is_empty());
    assert!(shapes::neighbours().unwrap().iter().any(|n| n.country == "de" && !n.name.is_empty()));
}

#[test]
fn regions_have_no_holes_and_no_crumbs() {
    let shipped = shapes::regions().unwrap();
    for (region, shape) in shipped.iter().chain(TERRITORY.regions()) {
        assert_eq!((shape.0.len(), shape.0[0].interiors().len()), (1, 0), "{}", region.label());
    }
}

#[test]
fn every_area_contains_a_point_of_its_own() {
    for area in TERRITORY.areas() {
        let inside = area.geometry.interior_point().unwrap();
        assert_eq!(TERRITORY.locate(point(inside.x(), inside.y())).unwrap().municipality, area.municipality);
    }
}

proptest! {
    #[test]
    fn a_point_is_located_in_the_area_that_contains_it(lon in 5.5_f64..6.3, lat in 50.7_f64..51.8) {
        let holders: Vec<&str> = TERRITORY
            .areas()
            .iter()
            .filter(|area| area.geometry.contains(&Point::new(lon, lat)))
            .map(|area| area.municipality.as_str())
            .collect();
        match TERRITORY.locate(point(lon, lat)) {
            Ok(located) if !holders.is_empty() => prop_assert!(holders.contains(&&*located.municipality)),
            Ok(_) => {}
            Err(outside) => {
                prop_assert!(holders.is_empty());
                prop_assert!(outside.km > 1.5);
            }
        }
    }

    #[test]
    fn territory_answers_any_position(lon in -180.0_f64..=180.0, lat in -90.0_f64..=90.0) {
        let _ = TERRITORY.locate(point(lon, lat));
        prop_assert!(!TERRITORY.name_for(TERRITORY.bounds(), point(lon, lat)).is_empty());
    }

    #[test]
    fn territory_answers_any_text(text in "\\PC{0,30}") {
        let _ = TERRITORY.find_settlements(&text, 10);
        let _ = TERRITORY.find_postcode(&text);
        let _ = TERRITORY.geocode(&Position::Town(text.clone()));
        let _ = territory::read_areas(&text);
    }
}
