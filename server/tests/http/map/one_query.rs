//! One query, many views: a thousand questions, and every view answers each with the same initiatives.

use std::collections::BTreeSet;

use domain::{Programme, Region, Sector, Stage};
use futures_util::{StreamExt as _, stream};
use proptest::{
    prelude::*,
    sample::{select, subsequence},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};
use serde_json::Value;

use crate::common::{SHARED, encode, ids, tables};

const QUESTIONS: usize = 1000;
const AT_ONCE: usize = 4;
const API: &str = "/api/collections/initiatieven";

type Ids = BTreeSet<String>;

/// Values of one facet, mostly none.
fn facet(name: &'static str, values: Vec<String>) -> BoxedStrategy<Vec<(&'static str, String)>> {
    let some = subsequence(values, 1..=2).prop_map(move |chosen| chosen.into_iter().map(|v| (name, v)).collect());
    prop_oneof![4 => Just(Vec::new()), 1 => some].boxed()
}

/// A question as its parameters: no part, some, or all of what can be asked.
fn question() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let atlas = SHARED.state.atlas.load();
    let vocabulary = atlas.territory().vocabulary();
    let slugs = |terms: &[domain::Term]| terms.iter().map(|term| term.slug.clone()).collect::<Vec<_>>();
    let words: Vec<String> = (0..u32::try_from(atlas.len()).unwrap())
        .flat_map(|index| atlas.at(index).content.title.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.chars().count() > 3)
        .collect();
    let text = prop_oneof![6 => Just(Vec::new()), 1 => select(words).prop_map(|word| vec![("q", word)])];
    let bbox = (5.5..6.3, 50.7..51.8, 0.05..0.7, 0.05..0.7).prop_map(|(lon, lat, wide, high)| {
        vec![("bbox", format!("{lon:.4},{lat:.4},{:.4},{:.4}", lon + wide, lat + high))]
    });
    let circle = (5.6..6.2, 50.75..51.75, 1_u8..60).prop_map(|(lon, lat, km): (f64, f64, u8)| {
        vec![("bij", format!("{lon:.4},{lat:.4}")), ("straal", km.to_string())]
    });
    let point = (5.6..6.2, 50.75..51.75).prop_map(|(lon, lat)| vec![("bij", format!("{lon:.4},{lat:.4}"))]);
    let parts = vec![
        facet("regio", Region::ALL.iter().map(|word| word.slug().to_owned()).collect()),
        facet("gemeente", slugs(&vocabulary.municipalities)),
        facet("thema", slugs(&vocabulary.themes)),
        facet("sector", Sector::ALL.iter().map(|word| word.slug().to_owned()).collect()),
        facet("fase", Stage::ALL.iter().map(|word| word.slug().to_owned()).collect()),
        facet("onderdeel", Programme::ALL.iter().map(|word| word.slug().to_owned()).collect()),
        text.boxed(),
        prop_oneof![4 => Just(Vec::new()), 1 => bbox].boxed(),
        prop_oneof![4 => Just(Vec::new()), 1 => circle, 1 => point].boxed(),
    ];
    parts.prop_map(|parts| parts.concat())
}

/// The questions: the same ones every time.
fn questions() -> Vec<String> {
    let (strategy, mut runner) = (question(), TestRunner::deterministic());
    let address = |pairs: Vec<(&str, String)>| {
        pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    };
    (0..QUESTIONS).map(|_| address(strategy.new_tree(&mut runner).unwrap().current())).collect()
}

async fn bytes(path: &str) -> Vec<u8> {
    let response = SHARED.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.bytes().await.unwrap().to_vec()
}

fn set(ids: impl IntoIterator<Item = String>) -> Ids {
    ids.into_iter().collect()
}

/// What the map draws, close enough by to see every pin.
async fn map(query: &str) -> Ids {
    let view = if query.contains("bbox=") { "" } else { "&bbox=5,50,7,52" };
    let drawn = SHARED.json(&format!("{API}/clusters?{query}&zoom=18{view}")).await;
    let pins = drawn["features"].as_array().unwrap();
    assert!(pins.iter().all(|pin| pin["id"].is_string()), "a cluster hides who is in it: {drawn}");
    set(ids(&drawn))
}

/// The list, page by page.
async fn list(query: &str) -> Ids {
    let mut found = Ids::new();
    for page in 1.. {
        let view = SHARED.json(&format!("/kaart/beeld?{query}&pagina={page}")).await;
        let list = view["list"].as_str().unwrap();
        let on_page: Vec<String> = list
            .split("href=\"/initiatieven/")
            .skip(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
            .collect();
        let before = found.len();
        found.extend(on_page);
        if found.len() == before {
            break;
        }
    }
    found
}

async fn api(query: &str) -> Ids {
    let mut page: Value = SHARED.json(&format!("{API}/items?{query}&limit=25")).await;
    let matched = page["numberMatched"].as_u64().unwrap();
    let mut found = ids(&page);
    while let Some(next) = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next") {
        page = SHARED.json(next["href"].as_str().unwrap().strip_prefix(&SHARED.url).unwrap()).await;
        found.extend(ids(&page));
    }
    assert_eq!(found.len() as u64, matched, "{query}: none twice, none left out");
    set(found)
}

/// A file of any format, read by others than who wrote it.
async fn file(extension: &str, query: &str) -> Ids {
    let rows = tables::read(extension, &bytes(&format!("/export/limburg.{extension}?{query}")).await).await;
    set(rows.into_iter().map(|mut row| row.remove("id").expect("a row has an id")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_view_answers_with_the_same_initiatives() {
    let questions = questions();
    let answers: Vec<usize> = stream::iter(questions)
        .map(|query| async move {
            let answer = api(&query).await;
            for (view, ids) in [("kaart", map(&query).await), ("lijst", list(&query).await)] {
                assert_eq!(ids, answer, "{view}: {query}");
            }
            for extension in ["csv", "xlsx", "geojson", "gpkg", "kml", "atom"] {
                assert_eq!(file(extension, &query).await, answer, "{extension}: {query}");
            }
            answer.len()
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    // Questions that all find everything, or nothing, would show little.
    let all = SHARED.state.atlas.load().len();
    let some = answers.iter().filter(|&&count| count > 0 && count < all).count();
    assert!(some > QUESTIONS / 4, "{some} of {QUESTIONS} find some but not all");
}
