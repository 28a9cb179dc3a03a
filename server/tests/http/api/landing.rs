//! OGC API - Features, part 1, over HTTP; `features.rs` has the rest of it.

use rstest::rstest;
use serde_json::{Value, json};

use crate::common::{SHARED, Server, at, client, eventually, header, ids};

const ITEMS: &str = "/api/collections/initiatieven/items";

fn link<'a>(document: &'a Value, rel: &str) -> Option<&'a str> {
    document["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel)?["href"].as_str()
}

async fn follow(server: &Server, href: &str) -> Value {
    server.json(href.strip_prefix(&server.url).expect("a link to this server")).await
}

#[tokio::test]
async fn landing_page_links_to_everything() {
    let landing = SHARED.json("/api").await;
    for rel in ["self", "service-desc", "conformance", "data"] {
        follow(&SHARED, link(&landing, rel).unwrap_or_else(|| panic!("no link {rel}"))).await;
    }
    let collections = follow(&SHARED, link(&landing, "data").unwrap()).await;
    let collection = &collections["collections"][0];
    assert_eq!(collection["id"], "initiatieven");
    assert_eq!(collection, &follow(&SHARED, link(collection, "self").unwrap()).await);
    assert!(follow(&SHARED, link(collection, "items").unwrap()).await["numberMatched"].as_u64().unwrap() > 50);
    assert_eq!(collection["extent"]["spatial"]["bbox"][0].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn conformance_lists_the_standards_followed() {
    let classes = SHARED.json("/api/conformance").await["conformsTo"].clone();
    let of = |part: &str, names: &[&str]| {
        names.iter().map(|name| format!("http://www.opengis.net/spec/{part}/1.0/conf/{name}")).collect::<Vec<_>>()
    };
    let expected = [
        of("ogcapi-features-1", &["core", "geojson", "html", "oas30"]),
        of("ogcapi-features-2", &["crs"]),
        of("ogcapi-features-3", &["queryables", "filter", "features-filter"]),
        of("cql2", &["cql2-text", "basic-cql2", "advanced-comparison-operators"]),
        of("cql2", &["basic-spatial-functions", "basic-spatial-functions-plus", "array-functions"]),
    ];
    assert_eq!(classes, json!(expected.concat()));
}

#[rstest]
#[case("/api", "application/json")]
#[case("/api/conformance", "application/json")]
#[case("/api/collections", "application/json")]
#[case("/api/collections/initiatieven", "application/json")]
#[case("/api/openapi.json", "application/vnd.oai.openapi+json;version=3.0")]
#[case("/api/collections/initiatieven/items", "application/geo+json")]
#[case("/api/collections/initiatieven/items/1", "application/geo+json")]
#[case("/api/collections/initiatieven/queryables", "application/schema+json")]
#[case("/api/collections/scholen/items", "application/geo+json")]
#[case("/api/collections/gemeenten/items?limit=2", "application/geo+json")]
#[case("/api/collections/regios/items/zuid", "application/geo+json")]
#[case("/api/collections/initiatieven/clusters?bbox=5,50,7,52&zoom=8", "application/geo+json")]
#[case("/export/noord.geojson", "application/geo+json")]
#[tokio::test]
async fn answers_have_their_type_an_etag_and_cors(#[case] path: &str, #[case] kind: &str) {
    let response = client().get(format!("{}{path}", SHARED.url)).header("origin", "https://elders.nl").send();
    let response = response.await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "content-type"), kind);
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert_eq!(header(&response, "api-version"), env!("CARGO_PKG_VERSION"));
    let tag = header(&response, "etag").to_owned();
    let length = response.headers().get("content-length").cloned();
    assert!(tag.starts_with("W/\""), "{tag}");

    let again = client().get(format!("{}{path}", SHARED.url)).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(again.status(), 304);
    assert_eq!(header(&again, "etag"), tag);
    assert_eq!(again.text().await.unwrap(), "");

    let head = client().head(format!("{}{path}", SHARED.url)).send().await.unwrap();
    assert_eq!(head.status(), 200);
    assert_eq!(head.headers().get("content-length"), length.as_ref());
    assert_eq!(header(&head, "etag"), tag);
}

#[tokio::test]
async fn preflight_of_other_sites_is_answered() {
    let request = client().request(reqwest::Method::OPTIONS, format!("{}{ITEMS}", SHARED.url));
    let response =
        request.header("origin", "https://elders.nl").header("access-control-request-method", "GET").send().await;
    let response = response.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    assert!(header(&response, "access-control-allow-methods").contains("GET"));
}

#[tokio::test]
async fn pages_of_items_add_up_to_the_whole() {
    let all = SHARED.json(&format!("{ITEMS}?limit=1000")).await;
    let total = all["numberMatched"].as_u64().unwrap();
    assert_eq!(all["numberReturned"], total);
    assert!(link(&all, "next").is_none());

    let mut page = SHARED.json(&format!("{ITEMS}?limit=17&f=json")).await;
    let mut walked = ids(&page);
    while let Some(next) = link(&page, "next") {
        let before = page.clone();
        page = follow(&SHARED, next).await;
        assert_eq!(page["numberMatched"], total);
        assert_eq!(page["numberReturned"], page["features"].as_array().unwrap().len());
        assert!(ids(&page).iter().all(|id| !ids(&before).contains(id)));
        walked.extend(ids(&page));
    }
    assert_eq!(walked, ids(&all));
}

#[rstest]
#[case("", 0, 100)]
#[case("?limit=1", 0, 1)]
#[case("?limit=999999", 0, 1000)]
#[case("?limit=99999999999999999999999999", 0, 1000)]
#[case("?offset=30", 30, 100)]
#[case("?offset=30&limit=5", 30, 5)]
#[case("?offset=100000", 100_000, 100)]
#[case("?limit=&offset=", 0, 100)]
#[tokio::test]
async fn limit_and_offset(#[case] query: &str, #[case] offset: usize, #[case] limit: usize) {
    let page = SHARED.json(&format!("{ITEMS}{query}")).await;
    let total = SHARED.state.atlas.load().len();
    assert_eq!(page["numberMatched"], total);
    assert_eq!(page["numberReturned"], total.saturating_sub(offset).min(limit));
}

#[tokio::test]
async fn feature_has_its_properties_and_a_single_one_has_more() {
    let page = SHARED.json(&format!("{ITEMS}?limit=1")).await;
    let feature = &page["features"][0];
    let names: Vec<_> = feature["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    for name in [
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
    ] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(feature["properties"]["voorbeeld"], true);
    let single = SHARED.json(&format!("{ITEMS}/{}", feature["id"].as_str().unwrap())).await;
    for (name, value) in feature["properties"].as_object().unwrap() {
        assert_eq!(&single["properties"][name], value);
    }
    assert_eq!(single["geometry"], feature["geometry"]);
    assert!(single["properties"]["omschrijving"].is_string());
    assert!(single["properties"]["leervraag"].is_string());
    assert!(single["properties"]["opbrengst"].is_array());
    assert_eq!(follow(&SHARED, link(&single, "self").unwrap()).await, single);
    follow(&SHARED, link(&single, "collection").unwrap()).await;
}

#[tokio::test]
async fn point_sorts_by_distance_and_radius_cuts() {
    let page = SHARED.json(&format!("{ITEMS}?bij=5.87,51&straal=20&limit=1000")).await;
    let all = page["features"].as_array().unwrap();
    let km: Vec<_> = all.iter().map(|f| f["properties"]["afstand_km"].as_f64().unwrap()).collect();
    assert!(km.len() > 5 && km.is_sorted() && km.last().unwrap() <= &20.0, "{km:?}");
    let whole = SHARED.json(&format!("{ITEMS}?bij=5.87,51&limit=1000")).await;
    assert!(whole["numberMatched"].as_u64() > page["numberMatched"].as_u64());
    assert_eq!(whole["features"].as_array().unwrap()[..all.len()], all[..]);
}

#[tokio::test]
async fn bbox_may_have_heights() {
    let flat = SHARED.json(&format!("{ITEMS}?bbox=5.6,50.9,6,51.2&limit=1000")).await;
    let high = format!("{ITEMS}?bbox=5.6,50.9,-10,6,51.2,300&limit=1000");
    let high = SHARED.json(&high).await;
    assert!(!ids(&flat).is_empty());
    assert_eq!(ids(&flat), ids(&high));
    for feature in flat["features"].as_array().unwrap() {
        let (lon, lat) = (&feature["geometry"]["coordinates"][0], &feature["geometry"]["coordinates"][1]);
        assert!((5.6..=6.0).contains(&lon.as_f64().unwrap()) && (50.9..=51.2).contains(&lat.as_f64().unwrap()));
    }
}

#[tokio::test]
async fn facets_are_or_within_and_and_between() {
    let count = async |query: &str| SHARED.json(&format!("{ITEMS}?{query}")).await["numberMatched"].as_u64().unwrap();
    let (north, mid) = (count("regio=noord").await, count("regio=midden").await);
    assert!(north > 0 && mid > 0);
    assert_eq!(count("regio=noord&regio=midden").await, north + mid);
    assert!(count("regio=noord&sector=po").await < north);
}

#[tokio::test]
async fn withdrawn_items_are_gone_and_unknown_ones_not_found() {
    let server = Server::examples();
    let first = ids(&server.json(&format!("{ITEMS}?limit=1")).await).remove(0);
    let before = server.get(&format!("{ITEMS}?limit=1")).await;
    let tag = header(&before, "etag").to_owned();
    server.state.store.withdraw(first.parse().unwrap(), at("2026-01-01T00:00:00Z")).await.unwrap();
    eventually("the watcher sees it", async || server.get(&format!("{ITEMS}/{first}")).await.status() == 410).await;
    server.problem(&format!("{ITEMS}/{first}"), 410).await;
    assert!(!ids(&server.json(&format!("{ITEMS}?limit=1000")).await).contains(&first));
    let after = client().get(format!("{}{ITEMS}?limit=1", server.url)).header("if-none-match", &tag).send().await;
    assert_eq!(after.unwrap().status(), 200, "a change makes a new ETag");
    for never in ["999999", "0", "-1", "007", "+1", "x", "1.0", "9223372036854775808"] {
        server.problem(&format!("{ITEMS}/{never}"), 404).await;
    }
}

#[tokio::test]
async fn openapi_names_the_server() {
    let document = SHARED.json("/api/openapi.json").await;
    assert_eq!(document["openapi"], "3.0.3");
    // Paths count from the landing page, where GDAL looks for them.
    assert_eq!(document["servers"][0]["url"], format!("{}/api", SHARED.url));
    for (path, item) in document["paths"].as_object().unwrap() {
        let base = item["servers"][0]["url"].as_str().unwrap_or(document["servers"][0]["url"].as_str().unwrap());
        for collection in ["initiatieven", "bijeenkomsten", "scholen", "besturen", "gemeenten", "regios"] {
            let path = path.replace("{collectie}", collection);
            if !path.contains('{') {
                let query = if path.ends_with("clusters") { "?bbox=5,50,7,52&zoom=8" } else { "" };
                let status = client().get(format!("{base}{path}{query}")).send().await.unwrap().status();
                assert_eq!(status, 200, "{base}{path}");
            }
        }
    }
}

#[tokio::test]
async fn health_and_metrics_answer() {
    assert_eq!(SHARED.get("/gezond").await.text().await.unwrap(), "gezond\n");
    let ready = SHARED.json("/klaar").await;
    assert_eq!((&ready["klaar"], &ready["revisie"]), (&json!(true), &ready["database"]));
    SHARED.get("/api").await;
    let metrics = SHARED.get("/metrics").await.text().await.unwrap();
    assert!(metrics.contains(r#"innovatiekaart_http_requests_total{route="/api",status="200"}"#), "{metrics}");
    let count = SHARED.state.atlas.load().len();
    assert!(metrics.contains(&format!("innovatiekaart_atlas_initiatives {count}\n")), "{metrics}");
    assert!(metrics.contains("innovatiekaart_http_request_duration_seconds_bucket"));
    assert!(metrics.ends_with("# EOF\n"));
}
