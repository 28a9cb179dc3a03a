//! Regions as files.

use rstest::rstest;

use crate::common::{SHARED, client, header, ids};

const ITEMS: &str = "/api/collections/initiatieven/items";

#[rstest]
#[case("limburg", "")]
#[case("noord", "regio=noord")]
#[case("midden", "regio=midden")]
#[case("zuid", "regio=zuid")]
#[tokio::test]
async fn export_has_what_the_query_has(#[case] name: &str, #[case] query: &str) {
    for facets in ["", "sector=po", "bij=5.9,51&straal=30", "fase=idee&fase=lopend"] {
        let file = SHARED.json(&format!("/export/{name}.geojson?{facets}")).await;
        let items = SHARED.json(&format!("{ITEMS}?limit=1000&{query}&{facets}")).await;
        assert_eq!(file["type"], "FeatureCollection");
        assert_eq!(file["features"], items["features"], "{name} {facets}");
    }
}

#[tokio::test]
async fn export_is_a_download_at_a_stable_address() {
    let response = SHARED.get("/export/midden.geojson").await;
    assert_eq!(header(&response, "content-disposition"), "attachment; filename=\"innovatiekaart-midden.geojson\"");
    assert_eq!(header(&response, "cache-control"), "public, no-cache");
    let tag = header(&response, "etag").to_owned();
    let other = SHARED.get("/export/midden.geojson?sector=po").await;
    assert_ne!(header(&other, "etag"), tag);
    let again = client().get(response.url().clone()).header("if-none-match", format!("\"x\", {tag}")).send().await;
    assert_eq!(again.unwrap().status(), 304);
}

#[tokio::test]
async fn export_of_a_contradicting_region_is_empty() {
    assert!(ids(&SHARED.json("/export/midden.geojson?regio=zuid").await).is_empty());
    let both = SHARED.json("/export/midden.geojson?regio=zuid&regio=midden").await;
    assert_eq!(ids(&both), ids(&SHARED.json("/export/midden.geojson").await));
}

#[rstest]
#[tokio::test]
async fn unknown_export_names_the_known_ones(
    #[values("midden.txt", "midden", "oost.geojson", ".geojson", "midden.geojson.gz", "Middenland.geojson")] file: &str,
) {
    let problem = SHARED.problem(&format!("/export/{file}"), 404).await;
    for name in ["noord", "midden", "zuid", "limburg"] {
        assert!(problem["detail"].as_str().unwrap().contains(&format!("/export/{name}.geojson")), "{problem}");
    }
}
