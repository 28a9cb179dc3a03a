//! What the map draws, over HTTP.

use rstest::rstest;
use serde_json::Value;

use crate::common::{SHARED, ids};

const CLUSTERS: &str = "/api/collections/initiatieven/clusters";
const ITEMS: &str = "/api/collections/initiatieven/items";
const LIMBURG: &str = "5.5,50.7,6.3,51.8";

fn is_cluster(feature: &Value) -> bool {
    feature["properties"]["aantal"].is_number()
}

/// How many initiatives each feature stands for.
fn counts(collection: &Value) -> u64 {
    let count = |f: &Value| if is_cluster(f) { f["properties"]["aantal"].as_u64().unwrap() } else { 1 };
    collection["features"].as_array().unwrap().iter().map(count).sum()
}

#[rstest]
#[tokio::test]
async fn clusters_add_up_to_the_query_at_every_zoom(
    #[values(0, 5, 7, 9, 11, 14, 18, 22)] zoom: u8,
    #[values("", "&regio=zuid", "&sector=po&sector=vo", "&bij=5.9,51&straal=15")] facet: &str,
) {
    let marks = SHARED.json(&format!("{CLUSTERS}?bbox={LIMBURG}&zoom={zoom}{facet}")).await;
    let items = SHARED.json(&format!("{ITEMS}?bbox={LIMBURG}{facet}")).await;
    assert_eq!(marks["numberMatched"], items["numberMatched"]);
    assert_eq!(marks["numberMatched"], counts(&marks));
    assert_eq!(marks["numberReturned"], marks["features"].as_array().unwrap().len());
    for feature in marks["features"].as_array().unwrap().iter().filter(|f| is_cluster(f)) {
        let properties = &feature["properties"];
        let sum: u64 =
            ["marktplaats", "vrijplaats", "buitenplaats"].map(|p| properties[p].as_u64().unwrap()).iter().sum();
        assert_eq!(properties["aantal"], sum);
        assert!(properties["naam"].as_str().unwrap().starts_with("rond "));
        assert_eq!(properties["bbox"].as_array().unwrap().len(), 4);
        let opens = &properties["zoom"];
        assert!(opens.is_null() || opens.as_u64().unwrap() > u64::from(zoom), "{opens} at {zoom}");
    }
}

#[tokio::test]
async fn zoom_outside_the_range_is_the_nearest_inside() {
    let at = async |zoom: u8| SHARED.json(&format!("{CLUSTERS}?bbox={LIMBURG}&zoom={zoom}")).await;
    assert_eq!(at(0).await, at(5).await);
    assert_eq!(at(22).await, at(18).await);
    assert_ne!(at(5).await, at(18).await);
}

#[tokio::test]
async fn pin_is_the_feature_of_items() {
    let marks = SHARED.json(&format!("{CLUSTERS}?bbox={LIMBURG}&zoom=18&bij=5.9,51")).await;
    let items = SHARED.json(&format!("{ITEMS}?bbox={LIMBURG}&limit=1000&bij=5.9,51")).await;
    let items = items["features"].as_array().unwrap();
    let pins: Vec<_> = marks["features"].as_array().unwrap().iter().filter(|f| !is_cluster(f)).collect();
    assert!(!pins.is_empty());
    for pin in pins {
        assert!(items.contains(pin), "{pin}");
    }
}

#[tokio::test]
async fn empty_view_is_an_empty_collection() {
    let marks = SHARED.json(&format!("{CLUSTERS}?bbox=0,0,1,1&zoom=9")).await;
    assert!(ids(&marks).is_empty());
    assert_eq!(marks["numberMatched"], 0);
}
