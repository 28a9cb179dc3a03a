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
#[case::rd("[[188000,345000],[195000,345000],[195000,356000],[188000,345000]]")]
#[case::rd_swapped("[[345000,188000],[345000,195000],[356000,195000],[345000,188000]]")]
#[case::rd_with_heights("[[188000,345000,12],[195000,345000,12],[195000,356000,12],[188000,345000,12]]")]
#[case::degrees_swapped("[[51.0936,5.8583],[51.0931,5.9582],[51.192,5.9594],[51.0936,5.8583]]")]
fn points_are_where_they_mean(#[case] ring: &str) {
    let geometry = format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#);
    let areas = read_areas(&three(feature(r#"{"gemeente":"C","regio":"zuid"}"#, &geometry))).unwrap();
    let expected = [(5.8583, 51.0936), (5.9582, 51.0931), (5.9594, 51.192), (5.8583, 51.0936)];
    for (point, (lon, lat)) in areas[2].geometry.0[0].exterior().coords().zip(expected) {
        assert!((point.x - lon).abs() < 2e-4 && (point.y - lat).abs() < 2e-4, "{point:?} {lon} {lat}");
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
    r#"{"type":"Polygon","coordinates":[[[661234.5,6701234],[177000,318000],[177000,319000],[176000,318000]]]}"#,
    "gebied 3, geometrie: we lazen het punt [661234.5, 6701234]: dat lijken meters in Web Mercator (EPSG:3857); zet ze om naar graden (WGS 84, EPSG:4326) of naar RD (EPSG:28992)"
)]
#[case(
    r#"{"gemeente":"C","regio":"zuid"}"#,
    r#"{"type":"Polygon","coordinates":[[[5.9,951.1],[6.0,51.1],[6.0,51.2],[5.9,51.1]]]}"#,
    "gebied 3, geometrie: we lazen het punt [5.9, 951.1]: de breedtegraad moet tussen -90 en 90 liggen"
)]
#[case(
    r#"{"gemeente":"C","regio":"zuid"}"#,
    r#"{"type":"Polygon","coordinates":[[[5.9],[6.0,51.1],[6.0,51.2],[5.9,51.1]]]}"#,
    "gebied 3, geometrie: een punt heeft geen twee getallen"
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
