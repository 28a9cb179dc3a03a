//! The bytes of features.
#![allow(clippy::unwrap_used, missing_docs)]

mod sample;

use atlas::Atlas;
use domain::{InitiativeId, LngLat};
use rstest::rstest;
use serde_json::json;

#[test]
fn feature_is_geojson_with_properties_last() {
    let mut one = sample::initiative(42, LngLat::new(5.123_456_78, 51.0).unwrap(), &mut sample::Chance(3));
    one.content.title = "Robots & \"meer\"".to_owned();
    let content = one.content.clone();
    let atlas = sample::atlas(vec![one]);
    let text = std::str::from_utf8(atlas.feature(0)).unwrap();
    assert!(text.starts_with(r#"{"type":"Feature","id":"42","geometry":{"type":"Point","coordinates":[5.123457,51.0]},"properties":{"titel":"#));
    assert!(text.ends_with("}}"));
    let with_distance = format!("{},\"afstand_km\":1.234}}}}", &text[..text.len() - 2]);
    let feature: serde_json::Value = serde_json::from_str(&with_distance).unwrap();
    assert_eq!(feature["properties"]["afstand_km"], json!(1.234));
    assert_eq!(feature["properties"]["titel"], json!("Robots & \"meer\""));
    assert_eq!(feature["properties"]["sector"], json!([content.sectors[0].slug()]));
    assert_eq!(feature["properties"]["website"], json!(null));
    assert_eq!(feature["properties"]["url"], json!("https://kaart.example/initiatieven/42/robots-meer"));
    let names: Vec<&str> = feature["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = vec![
        "titel",
        "samenvatting",
        "school",
        "plaats",
        "gemeente",
        "regio",
        "sector",
        "thema",
        "fase",
        "onderdeel",
        "website",
        "url",
        "gewijzigd",
        "voorbeeld",
        "afstand_km",
    ];
    let mut names = names;
    names.sort_unstable();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[rstest]
#[case("Café ’t Ontdeklab", "cafe-t-ontdeklab")]
#[case("!!!", "initiatief")]
#[case("", "initiatief")]
#[case("Vraag", "initiatief-vraag")]
#[case("Ook!", "initiatief-ook")]
#[case("Vraag het", "vraag-het")]
#[case(
    "Een titel die veel langer is dan in een adres past en dus op een woord eindigt",
    "een-titel-die-veel-langer-is-dan-in-een-adres-past-en-dus-op"
)]
fn a_slug_is_short_and_never_empty(#[case] title: &str, #[case] slug: &str) {
    assert_eq!(Atlas::slug_of(title), slug);
}

#[test]
fn a_long_word_in_a_slug_is_cut() {
    assert_eq!(Atlas::slug_of(&"a".repeat(100)).len(), 60);
}

#[test]
fn indexes_are_in_the_order_of_ids() {
    let mut initiatives = sample::initiatives(50);
    initiatives.reverse();
    let atlas = sample::atlas(initiatives);
    assert!((0..50).all(|index| atlas.at(index).id.0 == i64::from(index) + 1));
    assert_eq!(atlas.get(InitiativeId(7)).map(|i| i.id.0), Some(7));
    assert_eq!(atlas.get(InitiativeId(51)), None);
    assert_eq!(atlas.path(0), format!("/initiatieven/1/{}", Atlas::slug_of(&atlas.at(0).content.title)));
}
