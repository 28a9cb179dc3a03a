//! The lists that name every noun: the routes, the tabs of `/redactie`, the parts of `/mijn/{id}` and the daily jobs.
//! A noun that is left out of one of them fails here.

use std::{collections::BTreeSet, fs, path::Path};

use domain::{OwnTab, paths};

use crate::common::World;

/// Folders of `server/src` that are no noun.
const ROOMS: [&str; 5] = ["cli", "frames", "jobs", "mail", "web"];

const ROUTES: &str = include_str!("../../src/routes.rs");
const DAILY: &str = include_str!("../../src/jobs/daily.rs");

/// The folders of `server/src` with a noun.
fn nouns() -> Vec<String> {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap().map(|entry| entry.unwrap());
    let names = folders.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap());
    let nouns: Vec<String> = names.filter(|name| !ROOMS.contains(&&**name)).collect();
    assert!(nouns.len() > 10, "{nouns:?}");
    nouns
}

/// What comes after this in the addresses of the list: `leden` after `/redactie/`.
fn addresses_after(start: &str) -> BTreeSet<&'static str> {
    let start = format!("\"{start}");
    let routes = ROUTES.split(&start).skip(1);
    let words = routes.filter_map(|rest| rest.split(['/', '"']).next()).filter(|word| !word.starts_with('{'));
    words.filter(|word| !word.contains('.')).collect()
}

#[test]
fn every_noun_has_routes() {
    let missing: Vec<_> = nouns().into_iter().filter(|noun| !ROUTES.contains(&format!("{noun}::"))).collect();
    assert!(missing.is_empty(), "{missing:?} in routes.rs");
}

#[test]
fn every_daily_job_runs() {
    let jobs: Vec<_> = nouns().into_iter().filter(|noun| has_file(noun, "daily.rs")).collect();
    assert!(jobs.len() > 1, "{jobs:?}");
    let missing: Vec<_> = jobs.iter().filter(|noun| !DAILY.contains(&format!("{noun}::daily::run("))).collect();
    assert!(missing.is_empty(), "{missing:?} in jobs/daily.rs");
}

fn has_file(noun: &str, file: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(noun).join(file).is_file()
}

#[tokio::test]
async fn every_desk_page_is_a_tab() {
    let world = World::start();
    let page = world.admin().await.page("/redactie", 200).await;
    let tabs = addresses_after("/redactie/");
    assert!(tabs.len() > 4, "{tabs:?}");
    for tab in tabs {
        assert!(page.contains(&format!("href=\"/redactie/{tab}\"")), "{tab}: {page}");
    }
}

#[tokio::test]
async fn every_noun_has_its_part_of_the_owners_page() {
    let world = World::start();
    let (host, guest) = (world.person("host").await, world.person("gast").await);
    let source = world.published_by(&host, "Samen lezen").await;
    let adopter = world.published_by(&guest, "Lezen in groep 8").await;
    guest.posts(&format!("/initiatieven/{source}/ook"), &[("eigen", &adopter.to_string())]).await;
    let offer = [("email", "bert@school.nl"), ("soort", "mede-eigenaar")];
    host.posts(&format!("/mijn/{source}/eigenaars"), &offer).await;
    let offer = world.mail_to("bert", "/uitnodiging/").await.link();
    world.person("bert").await.posts(&offer, &[]).await;

    let mut page = String::new();
    for part in OwnTab::ALL {
        page += &host.page(&paths::own_part(source, *part), 200).await;
    }
    let parts = addresses_after("/mijn/{id}/");
    assert!(parts.len() > 6, "{parts:?}");
    // What waits for a confirmation has only that, in the list of `/mijn`.
    for part in parts.into_iter().filter(|part| *part != "bevestigen") {
        let address = format!("\"/mijn/{source}/{part}");
        assert!(page.contains(&address), "{part}: {page}");
    }
}
