//! The collection of gatherings, and the clusters that have them.

use std::sync::LazyLock;

use domain::{Gathering, gathering::GatheringStatus};
use rstest::rstest;
use serde_json::{Value, json};

use crate::common::{
    DAY, Server, World, at, client,
    gatherings::{SECRET, gathering, online, shows},
    header, ids, problem_of,
};

const ITEMS: &str = "/api/collections/bijeenkomsten/items";
const CLUSTERS: &str = "/api/collections/initiatieven/clusters?bbox=5,50,7,52&zoom=9";

/// Four gatherings: 1 is over, 2 is to come, 3 is online only, 4 is cancelled. 5 is a draft.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let server = Server::examples();
    let now = server.state.clock.moment();
    let spring = at("2027-03-28T11:00:00Z");
    assert!(now < spring.plus_seconds(-30 * DAY), "these tests are about the year after");
    let cancelled =
        Gathering { status: GatheringStatus::Cancelled, ..gathering(4, "Atelier", spring.plus_seconds(DAY)) };
    let draft = Gathering { status: GatheringStatus::Draft, ..gathering(5, "Concept", spring) };
    let all = vec![
        gathering(1, "Symposium over taal", now.plus_seconds(-10 * DAY)),
        gathering(2, "Marktplaats kansengelijkheid", spring),
        online(gathering(3, "Pitches van thuis", at("2027-03-27T22:30:00Z"))),
        cancelled,
        draft,
    ];
    shows(&server, all);
    server
});

async fn asked(query: &str) -> Vec<String> {
    ids(&SERVER.json(&format!("{ITEMS}?{query}")).await)
}

#[tokio::test]
async fn gathering_says_when_and_where_it_is_and_what_is_free() {
    let all = SERVER.json(ITEMS).await;
    assert_eq!(ids(&all), ["1", "2", "3", "4"], "a draft is nowhere");
    let one = &all["features"][1]["properties"];
    assert_eq!(one["titel"], "Marktplaats kansengelijkheid");
    assert_eq!(one["soort_bijeenkomst"], "marktplaats");
    assert_eq!([&one["begin"], &one["einde"]], ["2027-03-28T13:00:00+02:00", "2027-03-28T15:00:00+02:00"]);
    assert_eq!([&one["vorm"], &one["status"]], ["hybride", "aangekondigd"]);
    assert_eq!([&one["plaats"], &one["gemeente"], &one["regio"]], ["Weert", "Weert", "midden"]);
    assert_eq!([&one["thema"], &one["sector"]], [&json!(["kansengelijkheid"]), &json!(["po"])]);
    assert_eq!([&one["vrij_op_locatie"], &one["vrij_online"]], [&json!(36), &Value::Null], "online has no limit");
    let page = "/bijeenkomsten/2/marktplaats-kansengelijkheid";
    assert!(one["url"].as_str().unwrap().ends_with(page), "{one}");
    let online = &all["features"][2];
    assert_eq!(online["geometry"], Value::Null);
    assert_eq!([&online["properties"]["plaats"], &online["properties"]["regio"]], [&Value::Null, &Value::Null]);
    assert_eq!(online["properties"]["vrij_op_locatie"], Value::Null);
    assert_eq!(online["properties"]["vrij_online"], 100);
    let states: Vec<&str> =
        all["features"].as_array().unwrap().iter().map(|f| f["properties"]["status"].as_str().unwrap()).collect();
    assert_eq!(states, ["geweest", "aangekondigd", "aangekondigd", "geannuleerd"]);
}

#[rstest]
#[case("regio=midden", &["1", "2", "4"])]
#[case("gemeente=weert&thema=kansengelijkheid", &["1", "2", "4"])]
#[case("regio=noord", &[])]
#[case("thema=steam", &[])]
#[case("bbox=5,50,7,52", &["1", "2", "4"])]
#[case("bbox=-180,-90,180,90", &["1", "2", "4"])]
#[case("bij=5.7,51.2&straal=10", &["1", "2", "4"])]
#[case("bij=5.7,51.2", &["1", "2", "4", "3"])]
#[case("q=pitches", &["3"])]
#[case("q=zwaluw&van=2027-01-01", &["2", "3", "4"])]
#[case("van=2027-03-28&tot=2027-03-28", &["2", "3"])]
#[case("van=2027-03-29", &["4"])]
#[case("tot=2027-03-27", &["1", "3"])]
#[case("soort=bijeenkomst&fase=idee", &[])]
#[case("bewaard=1,2", &[])]
#[case("datetime=2027-03-28T12:30:00Z", &["2"])]
#[case("datetime=2027-03-28T00:00:00Z/..", &["2", "3", "4"])]
#[case("datetime=2027-03-28T13:00:01Z/2027-03-29T10:00:00Z", &[])]
#[case("filter=status%3D'geannuleerd'", &["4"])]
#[case("filter=vrij_online%20IS%20NULL%20AND%20begin%3ETIMESTAMP('2027-01-01T00:00:00Z')", &["2", "4"])]
#[case("filter=S_INTERSECTS(geometry,BBOX(5,50,7,52))", &["1", "2", "4"])]
#[case("sortby=-begin", &["4", "2", "3", "1"])]
#[tokio::test]
async fn every_parameter_narrows_gatherings(#[case] query: &str, #[case] expected: &[&str]) {
    assert_eq!(asked(query).await, expected);
}

#[rstest]
#[case("soort=initiatief", "soort")]
#[case("soort=feest", "soort")]
#[case("van=28-03-2027", "van")]
#[case("van=2027-02-30", "van")]
#[case("van=2027-03-28&tot=2027-03-27", "tot")]
#[case("f=csv", "f")]
#[tokio::test]
async fn what_cannot_be_used_is_refused(#[case] query: &str, #[case] parameter: &str) {
    let response = SERVER.get(&format!("{ITEMS}?{query}")).await;
    assert_eq!(response.status(), 400);
    let problem = problem_of(response).await;
    assert_eq!(problem["parameter"], parameter, "{problem}");
}

#[rstest]
#[case("/api/collections/initiatieven/items?soort=bijeenkomst", "soort")]
#[case("/api/collections/initiatieven/items?van=2027-01-01", "van")]
#[case("/poster/limburg.svg?soort=bijeenkomst", "soort")]
#[case("/deelbeeld/limburg.png?soort=bijeenkomst", "soort")]
#[tokio::test]
async fn where_there_are_only_initiatives_nothing_else_is_asked(#[case] path: &str, #[case] parameter: &str) {
    let response = SERVER.get(path).await;
    assert_eq!(response.status(), 400);
    let problem = problem_of(response).await;
    assert_eq!(problem["parameter"], parameter, "{problem}");
}

#[tokio::test]
async fn initiatives_may_be_named() {
    let items = "/api/collections/initiatieven/items?limit=3";
    let plain = SERVER.json(items).await;
    assert_eq!(ids(&SERVER.json(&format!("{items}&soort=initiatief")).await), ids(&plain));
}

#[tokio::test]
async fn pages_of_gatherings_follow_each_other() {
    let mut found = Vec::new();
    let mut next = format!("{ITEMS}?limit=3&sortby=begin");
    for _ in 0..2 {
        let page = SERVER.json(&next).await;
        found.extend(ids(&page));
        let links = page["links"].as_array().unwrap();
        let link =
            links.iter().find(|link| link["rel"] == "next").map(|link| link["href"].as_str().unwrap().to_owned());
        let Some(link) = link else { break };
        next = link.strip_prefix(&*SERVER.state.site_url).unwrap().to_owned();
    }
    assert_eq!(found, ["1", "3", "2", "4"]);
}

#[tokio::test]
async fn one_gathering_has_more_and_no_secret() {
    let one = SERVER.json(&format!("{ITEMS}/2")).await;
    assert_eq!([&one["properties"]["locatie"], &one["properties"]["adres"]], ["Aula", "Markt 1"]);
    assert_eq!(one["properties"]["partners"], json!(["Museum Zwaluw"]));
    for path in [format!("{ITEMS}/2"), format!("{ITEMS}/2?f=html"), ITEMS.to_owned(), format!("{ITEMS}?q=geheime")] {
        assert!(!SERVER.text(&path).await.contains(SECRET), "{path}");
    }
    for gone in ["5", "6", "02", "x"] {
        assert_eq!(SERVER.get(&format!("{ITEMS}/{gone}")).await.status(), 404, "{gone}");
    }
    let described = SERVER.json("/api/collections/bijeenkomsten").await;
    assert_eq!(described["extent"]["temporal"]["interval"][0][1], "2027-03-29T13:00:00Z");
    for path in ["/api/collections/bijeenkomsten?f=html", "/api/collections/bijeenkomsten/items?f=html"] {
        assert_eq!(SERVER.get(path).await.status(), 200, "{path}");
    }
    let queryables = SERVER.json("/api/collections/bijeenkomsten/queryables").await;
    assert_eq!(queryables["properties"]["vorm"]["enum"], json!(["op-locatie", "online", "hybride"]));
    assert_eq!(queryables["properties"]["begin"]["format"], "date-time");
}

#[tokio::test]
async fn clusters_have_the_kinds_that_are_asked_for() {
    let alone = SERVER.json(&format!("{CLUSTERS}&soort=bijeenkomst")).await;
    assert_eq!([&alone["numberMatched"], &alone["numberReturned"]], [&json!(3), &json!(1)]);
    let group = &alone["features"][0]["properties"];
    assert_eq!([&group["aantal"], &group["soort"]], [&json!(3), &json!("bijeenkomst")]);
    assert_eq!(group["marktplaats"], Value::Null);
    let initiatives = SERVER.json(CLUSTERS).await;
    let both = SERVER.json(&format!("{CLUSTERS}&soort=bijeenkomst&soort=initiatief")).await;
    let sum = |name: &str| initiatives[name].as_u64().unwrap() + alone[name].as_u64().unwrap();
    assert_eq!(both["numberMatched"], sum("numberMatched"));
    assert_eq!(both["numberReturned"], sum("numberReturned"));
    assert_eq!(both["features"].as_array().unwrap().len(), 1 + initiatives["features"].as_array().unwrap().len());
    let pin = SERVER.json(&format!("{CLUSTERS}&soort=bijeenkomst&van=2027-03-28&bij=5.7,51.2")).await;
    let item = SERVER.json(&format!("{ITEMS}?bbox=5,50,7,52&van=2027-03-28&tot=2027-03-28&bij=5.7,51.2")).await;
    assert_eq!(pin["numberMatched"], 2);
    assert_eq!(item["features"][0]["properties"]["afstand_km"].as_f64().map(f64::floor), Some(5.0));
    let single = SERVER.json(&format!("{CLUSTERS}&soort=bijeenkomst&van=2027-03-29&bij=5.7,51.2")).await;
    assert_eq!(single["features"][0]["id"], "4");
}

#[tokio::test]
async fn what_is_over_is_told_to_who_knew_it_as_to_come() {
    let world = World::start();
    shows(&world, vec![gathering(1, "Bijna voorbij", world.now().plus_seconds(-7100))]);
    let before = world.get(ITEMS).await;
    let tag = header(&before, "etag").to_owned();
    assert!(before.text().await.unwrap().contains("aangekondigd"));
    let again =
        async || client().get(format!("{}{ITEMS}", world.url)).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(again().await.status(), 304);
    world.clock.pass(200);
    let after = again().await;
    assert_eq!(after.status(), 200);
    assert!(after.text().await.unwrap().contains("geweest"));
}
