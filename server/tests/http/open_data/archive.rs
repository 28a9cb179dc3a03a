//! The dataset of every day, and the catalogue that describes it.

use domain::InitiativeId;
use std::sync::{Arc, atomic::AtomicI64, atomic::Ordering};

use serde_json::Value;
use server::clock::Clock;

use crate::common::{SHARED, Server, at, client, eventually, header};

const LIST: &str = "/export/archief/";
const DAY: i64 = 24 * 60 * 60;
/// 25 November 2026, half past one in the morning in Limburg.
const NIGHT: i64 = 1_795_566_600;

async fn has(server: &Server, file: &str) -> bool {
    server.get(&format!("{LIST}{file}")).await.status() == 200
}

#[tokio::test]
async fn archive_keeps_a_file_each_night_and_drops_old_ones() {
    let seconds = Arc::new(AtomicI64::new(NIGHT));
    let server = Server::start(|config| {
        config.examples = true;
        config.clock = Clock::Set(Arc::clone(&seconds));
    });
    let first = "innovatiekaart-2026-11-25.geojson";
    eventually("the first night", async || has(&server, first).await).await;
    let kept = server.get(&format!("{LIST}{first}")).await;
    assert_eq!(header(&kept, "content-type"), "application/geo+json");
    assert_eq!(header(&kept, "content-disposition"), format!("attachment; filename=\"{first}\""));
    assert_eq!(header(&kept, "access-control-allow-origin"), "*");
    let tag = header(&kept, "etag").to_owned();
    assert_eq!((tag.starts_with("W/"), header(&kept, "vary")), (true, "accept-encoding"), "compressed it is the same");
    let kept: Value = kept.json().await.unwrap();
    assert_eq!(kept["features"], server.json("/export/limburg.geojson").await["features"]);
    let again = client().get(format!("{}{LIST}{first}", server.url)).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), 304);

    // What changes later does not change what was.
    server.state.store.withdraw(InitiativeId(1), at("2026-11-25T12:00:00Z")).await.unwrap();
    eventually("it is off the map", async || server.state.atlas.load().get(InitiativeId(1)).is_none()).await;
    seconds.store(NIGHT + DAY, Ordering::SeqCst);
    let second = "innovatiekaart-2026-11-26.geojson";
    eventually("the second night", async || has(&server, second).await).await;
    let later = server.json(&format!("{LIST}{second}")).await;
    assert_eq!(later["features"].as_array().unwrap().len() + 1, kept["features"].as_array().unwrap().len());
    assert_eq!(server.json(&format!("{LIST}{first}")).await, kept);

    let page = server.get(LIST).await;
    assert!(header(&page, "content-type").starts_with("text/html"));
    let page = page.text().await.unwrap();
    let (newer, older) = (page.find(second).expect("the second"), page.find(first).expect("the first"));
    assert!(newer < older && page.contains("25 november 2026"), "{page}");

    seconds.store(NIGHT + 40 * DAY, Ordering::SeqCst);
    eventually("the first goes", async || !has(&server, first).await).await;
    for gone in [first, "innovatiekaart-2026-11-25.exe", "..%2finnovatiekaart.sqlite", "x"] {
        server.problem(&format!("{LIST}{gone}"), 404).await;
    }
}

#[tokio::test]
async fn catalogue_describes_what_is_there() {
    let response = SHARED.get("/catalogus").await;
    assert_eq!(header(&response, "content-type"), "application/ld+json");
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    let catalogue: Value = response.json().await.unwrap();
    let graph = catalogue["@graph"].as_array().unwrap();
    let named =
        |id: &Value| graph.iter().find(|node| node["@id"] == *id).unwrap_or_else(|| panic!("{id} is not there"));

    let root = graph.iter().find(|node| node["@type"] == "dcat:Catalog").unwrap();
    let datasets: Vec<_> = root["dcat:dataset"].as_array().unwrap().iter().map(|to| named(&to["@id"])).collect();
    // What DCAT-AP-NL 3.0 asks of every dataset.
    for node in datasets.iter().copied().chain([named(&root["dcat:service"]["@id"])]) {
        for member in
            ["dct:identifier", "dct:title", "dct:description", "dct:license", "dct:accessRights", "dcat:theme"]
        {
            assert!(!node[member].is_null(), "{member}: {node}");
        }
        for member in ["dct:publisher", "dcat:contactPoint"] {
            named(&node[member]["@id"]);
        }
    }
    for dataset in &datasets {
        named(&dataset["dct:creator"]["@id"]);
    }
    let current = datasets[0]["dcat:distribution"].as_array().unwrap();
    assert!(!current.is_empty());
    for file in current {
        let address = file["dcat:downloadURL"]["@id"].as_str().unwrap();
        let answer = client().get(address).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{address}");
        let kind = header(&answer, "content-type").split(';').next().unwrap().to_owned();
        assert!(file["dcat:mediaType"]["@id"].as_str().unwrap().ends_with(&kind), "{file}: {kind}");
    }
    SHARED.get("/export/archief").await.error_for_status().unwrap();
    assert_eq!(SHARED.problem("/catalogus?taal=nl", 400).await["parameter"], "taal");
}
