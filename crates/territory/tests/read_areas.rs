//! Files of areas: what is read, what is refused and in which words.
#![allow(clippy::unwrap_used)]

use domain::Region;
use rstest::rstest;
use territory::{Area, read_areas};

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[5.9,51.1],[6.0,51.1],[6.0,51.2],[5.9,51.2],[5.9,51.1]]]}"#;

fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

fn three(last: String) -> String {
    collection(&[
        feature(r#"{"gemeente":"A","regio":"noord"}"#, SQUARE),
        feature(r#"{"gemeente":"B","regio":"midden"}"#, SQUARE),
        last,
    ])
}

#[test]
fn areas_round_trip_through_geojson() {
    let multi = SQUARE.replace("Polygon", "MultiPolygon").replace("[[[", "[[[[").replace("]]]", "]]]]");
    let areas = read_areas(&three(feature(r#"{"gemeente":" Bergen (L.) ","regio":"zuid","x":1}"#, &multi))).unwrap();
    assert_eq!(areas.len(), 3);
    assert_eq!((areas[2].municipality.as_str(), areas[2].region), ("Bergen (L.)", Region::South));
    for area in areas {
        let again = Area::from_parts(area.municipality.clone(), area.region, &area.geometry_json()).unwrap();
        assert_eq!(again, area);
    }
}

#[rstest]
#[case(r#"{"regio":"zuid"}"#, SQUARE, "gebied 3, eigenschap gemeente: ontbreekt")]
#[case(r#"{"gemeente":"C"}"#, SQUARE, "gebied 3, eigenschap regio: ontbreekt")]
#[case(r#"{"gemeente":4,"regio":"zuid"}"#, SQUARE, "gebied 3, eigenschap gemeente: is geen tekst")]
#[case(
    r#"{"gemeente":"C","regio":"west"}"#,
    SQUARE,
    "gebied 3, eigenschap regio: ‘west’ bestaat niet; kies uit noord, midden, zuid"
)]
#[case(r#"{"gemeente":"a","regio":"zuid"}"#, SQUARE, "gebied 3, eigenschap gemeente: ‘a’ komt twee keer voor")]
#[case(
    r#"{"gemeente":"C","regio":"zuid"}"#,
    r#"{"type":"Point","coordinates":[5.9,51.1]}"#,
    "gebied 3, geometrie: is een Point; verwacht een Polygon of MultiPolygon"
)]
#[case(
    r#"{"gemeente":"C","regio":"zuid"}"#,
    r#"{"type":"Polygon","coordinates":[[[176000,318000],[177000,318000],[177000,319000],[176000,318000]]]}"#,
    "gebied 3, geometrie: een punt is niet in WGS84-graden (lengte, breedte)"
)]
#[case(
    r#"{"gemeente":"C","regio":"zuid"}"#,
    r#"{"type":"Polygon","coordinates":[[[5.9,51.1],[6.0,51.1]]]}"#,
    "gebied 3, geometrie: een ring heeft 2 punten; minstens 4 zijn nodig"
)]
#[case(
    r#"{"gemeente":"C","regio":"zuid"}"#,
    r#"{"type":"Polygon","coordinates":[]}"#,
    "gebied 3, geometrie: heeft geen punten"
)]
#[case(r#"{"gemeente":"C","regio":"zuid"}"#, "null", "gebied 3, geometrie: ontbreekt")]
#[case(
    r#"{"gemeente":"C","regio":"noord"}"#,
    SQUARE,
    "er is geen gebied in Zuid-Limburg; alle drie de regio’s moeten erin staan"
)]
fn refuses(#[case] properties: &str, #[case] geometry: &str, #[case] message: &str) {
    assert_eq!(read_areas(&three(feature(properties, geometry))).unwrap_err().to_string(), message);
}

#[rstest]
#[case("")]
#[case("[]")]
#[case(r#"{"type":"Point","coordinates":[1,2]}"#)]
#[case(r#"{"type":"FeatureCollection","features":[]}"#)]
#[case(r#"{"type":"FeatureCollection","features":[{}]}"#)]
fn is_no_file_of_areas(#[case] text: &str) {
    assert!(read_areas(text).is_err());
}
