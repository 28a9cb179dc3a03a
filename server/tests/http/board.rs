//! Boards of schools: the list, the page of one, and an organiser who says which carry the Werkplaats.

use domain::{Region, Role, board::NamedBoard};
use rstest::rstest;
use serde_json::{Value, json};
use store::{RegisteredSchool, School, StatedBoard};

use crate::common::{Person, SHARED, Server, World, eventually, forms::value, header, rows};

const ITEMS: &str = "/api/collections/besturen/items";
const NORTH: &str = "/besturen/1/stichting-noord";

/// A site in the register with this board.
fn site(code: &str, name: &str, (number, board): (&str, &str), region: Region) -> RegisteredSchool {
    let school = School { site_code: code.into(), name: name.into(), region, ..rows::school() };
    let named = NamedBoard::parse(number, board).unwrap();
    RegisteredSchool { school, board: named.map_or(StatedBoard::None, StatedBoard::Named) }
}

/// Two boards: Stichting Noord with two schools in the north and an initiative, Zuid with one school.
async fn two_boards() -> World {
    let world = World::start();
    let north = ("40001", "Stichting Noord");
    let sites = [
        site("17JB00", "De Proef", north, Region::North),
        site("17JB01", "Een & ander <b>", north, Region::North),
        site("18AA00", "De Mergel", ("", "Stichting Zuid"), Region::South),
    ];
    world.state.store.import_register(&sites).await.unwrap();
    let mut robots = rows::row("a", "Robots in de klas");
    robots.content.site_code = Some("17JB00".to_owned());
    world.import(&[robots, rows::row("b", "Zonder vestiging")]).await;
    let found = async || world.json(&format!("{ITEMS}/1")).await["properties"]["aantal_initiatieven"] == 1;
    eventually("the initiative is on the map", found).await;
    world
}

/// The JSON-LD of a page.
fn linked_data(page: &str) -> Value {
    let json = page.split(r#"<script type="application/ld+json""#).nth(1).unwrap().split_once('>').unwrap().1;
    serde_json::from_str(json.split("</script").next().unwrap()).unwrap()
}

#[tokio::test]
async fn list_counts_and_has_what_carries_the_werkplaats_first() {
    let world = two_boards().await;
    let page = world.text("/besturen").await;
    let (north, south) = (page.find("Stichting Noord").unwrap(), page.find("Stichting Zuid").unwrap());
    assert!(north < south && !page.contains("draagt de Werkplaats en staat"), "by name: {page}");
    assert_eq!(linked_data(&page)["numberOfItems"], 2);

    let south = "/besturen/2/stichting-zuid";
    let admin = world.admin().await;
    assert_eq!(
        admin.posts(south, &[("sinds", "2024-08-01"), ("getekend", "")]).await,
        format!("{south}?gedaan=draagt")
    );
    let page = world.text("/besturen").await;
    assert!(page.find("Stichting Zuid").unwrap() < page.find("Stichting Noord").unwrap(), "{page}");
    assert!(page.contains("1 bestuur draagt de Werkplaats en staat bovenaan."), "{page}");
    assert!(page.contains("sinds 1 augustus 2024"), "{page}");
    assert!(world.text("/open-data").await.contains("href=\"/besturen\""));
}

#[tokio::test]
async fn page_of_a_board_has_its_schools_and_what_they_do() {
    let world = two_boards().await;
    let page = world.text(NORTH).await;
    for part in [
        "<h1>Stichting Noord</h1>",
        "2 scholen, 1 initiatief op de kaart",
        "nummer bij DUO: 40001",
        "De Proef",
        "Een &amp; ander &lt;b&gt;",
        "href=\"/initiatieven/1/robots-in-de-klas\"",
        "href=\"/?bewaard=1\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("Zonder vestiging") && !page.contains("De Mergel") && !page.contains("noindex"));
    assert!(!page.contains("Draagt de Werkplaats sinds") && !page.contains("Draagt dit bestuur"));
    let data = linked_data(&page);
    assert_eq!((&data["@type"], &data["name"]), (&json!("Organization"), &json!("Stichting Noord")));
    assert_eq!(data["identifier"]["value"], "40001");
    assert_eq!(data["subOrganization"].as_array().unwrap().len(), 2);
    let picture = page.split(r#"<meta property="og:image" content=""#).nth(1).unwrap().split('"').next().unwrap();
    let picture = world.get(picture.strip_prefix(&world.url).unwrap()).await;
    assert_eq!((picture.status().as_u16(), header(&picture, "content-type")), (200, "image/png"));

    // Of a board without initiatives there is nothing to show, and a way to change that.
    let south = world.text("/besturen/2/stichting-zuid").await;
    assert!(
        south.contains("1 school, 0 initiatieven op de kaart") && south.contains("nog niets op de kaart"),
        "{south}"
    );
}

#[tokio::test]
async fn another_slug_leads_to_the_one_of_now_and_what_is_not_there_is_not_found() {
    let world = two_boards().await;
    for path in ["/besturen/1", "/besturen/1/oude-naam"] {
        let moved = world.get(path).await;
        assert_eq!((moved.status().as_u16(), header(&moved, "location")), (308, NORTH), "{path}");
    }
    for path in ["/besturen/9", "/besturen/9/x", "/besturen/01/stichting-noord", "/besturen/x", "/besturen/+1/x"] {
        assert_eq!(world.get(path).await.status(), 404, "{path}");
    }
    let renamed = site("17JB00", "De Proef", ("40001", "Stichting Noord en Midden"), Region::North);
    world.state.store.import_register(&[renamed]).await.unwrap();
    assert_eq!(header(&world.get(NORTH).await, "location"), "/besturen/1/stichting-noord-en-midden");
}

#[tokio::test]
async fn organiser_says_since_when_a_board_carries_the_werkplaats_and_takes_it_back() {
    let world = two_boards().await;
    let organiser = world.organiser().await;
    assert!(organiser.page(NORTH, 200).await.contains("Draagt dit bestuur de Werkplaats?"));
    let dates = [("sinds", "2024-08-01"), ("getekend", "2024-07-03")];
    let done = organiser.posts(NORTH, &dates).await;
    assert_eq!(done, format!("{NORTH}?gedaan=draagt"));
    let page = organiser.page(&done, 200).await;
    assert!(page.contains("Bewaard: dit bestuur draagt de Werkplaats."), "{page}");
    assert_eq!((&*value(&page, "sinds"), &*value(&page, "getekend")), ("2024-08-01", "2024-07-03"));
    let public = world.text(NORTH).await;
    assert!(public.contains("Draagt de Werkplaats sinds 1 augustus 2024."), "{public}");
    assert!(public.contains("De overeenkomst is getekend op 3 juli 2024."), "{public}");
    assert_eq!(world.json(&format!("{ITEMS}/1")).await["properties"]["draagt_werkplaats_sinds"], "2024-08-01");

    assert_eq!(organiser.posts(NORTH, &[("weg", "ja")]).await, format!("{NORTH}?gedaan=draagt-niet"));
    assert!(!world.text(NORTH).await.contains("Draagt de Werkplaats sinds"));
    let log = world.admin().await.page("/redactie/logboek", 200).await;
    for act in ["bestuur draagt de Werkplaats", "bestuur draagt de Werkplaats niet meer", "organisator@kaart.nl"] {
        assert!(log.contains(act), "{act}: {log}");
    }
}

#[rstest]
#[case("", "", &["Vul in sinds wanneer"])]
#[case("2024-02-30", "", &["Deze datum bestaat niet."])]
#[case("2024-08-01", "3 juli", &["Deze datum bestaat niet."])]
#[case("2026-11-22", "0024-07-03", &["nog niet geweest", "van voor 2000"])]
#[tokio::test]
async fn date_that_can_not_be_is_said_at_its_field_and_what_was_typed_stays(
    #[case] since: &str,
    #[case] agreed_on: &str,
    #[case] says: &[&str],
) {
    let world = two_boards().await;
    let organiser = world.organiser().await;
    let answer = organiser.post(NORTH, &[("sinds", since), ("getekend", agreed_on)]).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    assert!(says.iter().all(|says| page.contains(says)), "{page}");
    let fold = page.split("<details").find_map(|part| part.split('>').next().filter(|tag| tag.contains("fold")));
    assert!(fold.is_some_and(|tag| tag.contains(" open")), "{fold:?}");
    assert_eq!((&*value(&page, "sinds"), &*value(&page, "getekend")), (since, agreed_on));
    assert!(!world.text(NORTH).await.contains("Draagt de Werkplaats sinds"));
}

#[tokio::test]
async fn only_an_organiser_of_its_region_marks_a_board() {
    let world = two_boards().await;
    let dates = [("sinds", "2024-08-01"), ("getekend", "")];
    let of = async |name: &str, role, region| world.appointed(name, role, region, None).await;
    let elsewhere: Person = of("zuid", Role::Organiser, Some(Region::South)).await;
    let here: Person = of("noord", Role::Organiser, Some(Region::North)).await;
    for (who, status) in [
        (world.person("inzender").await, 403),
        (world.editor().await, 403),
        (world.editor_of(Region::North).await, 403),
        (elsewhere, 403),
    ] {
        assert!(!who.page(NORTH, 200).await.contains("Draagt dit bestuur"), "{}", who.email);
        assert_eq!(who.post(NORTH, &dates).await.status(), status, "{}", who.email);
        assert_eq!(who.post(NORTH, &[]).await.status(), status, "{}", who.email);
    }
    assert_eq!(world.browser().post(NORTH, &dates).await.status(), 401);
    assert!(!world.text(NORTH).await.contains("Draagt de Werkplaats sinds"));
    here.posts(NORTH, &dates).await;
    assert!(world.text(NORTH).await.contains("Draagt de Werkplaats sinds"));
}

#[tokio::test]
async fn boards_are_a_collection_without_a_place() {
    let world = two_boards().await;
    let all = world.json(ITEMS).await;
    assert_eq!((&all["numberMatched"], all["features"].as_array().unwrap().len()), (&json!(2), 2));
    let north = &all["features"][0];
    assert_eq!((&north["id"], &north["geometry"]), (&json!("1"), &Value::Null));
    let expected = json!({
        "naam": "Stichting Noord",
        "id": 1,
        "nummer": "40001",
        "aantal_scholen": 2,
        "aantal_initiatieven": 1,
        "draagt_werkplaats_sinds": null,
        "voorbeeld": false,
        "url": format!("{}{NORTH}", world.url),
    });
    assert_eq!(north["properties"], expected);
    let schools = world.json("/api/collections/scholen/items?properties=bestuur").await;
    let boards: Vec<_> =
        schools["features"].as_array().unwrap().iter().map(|f| f["properties"]["bestuur"].as_str().unwrap()).collect();
    assert_eq!(boards, ["Stichting Noord", "Stichting Noord", "Stichting Zuid"]);

    let ids = async |query: &str| {
        let found = world.json(&format!("{ITEMS}?{query}")).await;
        let features = found["features"].as_array().unwrap().clone();
        features.iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("sortby=-naam").await, ["2", "1"]);
    assert_eq!(ids("filter=nummer%20IS%20NULL").await, ["2"]);
    assert_eq!(ids("filter=aantal_scholen%20%3E%201").await, ["1"]);
    assert!(ids("bbox=3,50,8,54").await.is_empty(), "what has no place is in no box");
    assert_eq!(ids("filter=geometry%20IS%20NULL").await, ["1", "2"]);
    let queryables = world.json("/api/collections/besturen/queryables").await;
    assert!(queryables["properties"]["geometry"].is_null() && queryables["properties"]["naam"].is_object());
    let page = world.text(&format!("{ITEMS}?f=html")).await;
    assert!(page.contains(&format!("href=\"{NORTH}\"")) && page.contains("2 besturen"), "{page}");
}

/// More than nine: by number, not by letter.
#[tokio::test]
async fn boards_come_by_number_page_after_page() {
    let world = World::start();
    let sites: Vec<_> = (0..12)
        .map(|n| site(&format!("17JB{n:02}"), "School", (&format!("4{n:04}"), &format!("Bestuur {n}")), Region::Mid))
        .collect();
    world.state.store.import_register(&sites).await.unwrap();
    let (mut path, mut found) = (format!("{ITEMS}?limit=5"), Vec::new());
    loop {
        let page = world.json(&path).await;
        found.extend(page["features"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()));
        let links = page["links"].as_array().unwrap().clone();
        let Some(next) = links.iter().find(|link| link["rel"] == "next") else { break };
        path = next["href"].as_str().unwrap().strip_prefix(&world.url).unwrap().to_owned();
    }
    assert_eq!(found, (1..=12).map(|n: i64| n.to_string()).collect::<Vec<_>>());
    for path in ["/0", "/13", "/01", "/x"] {
        world.problem(&format!("{ITEMS}{path}"), 404).await;
    }
}

#[tokio::test]
async fn marking_a_board_changes_the_tag_of_the_collection() {
    let world = two_boards().await;
    let tag = async || header(&world.get(ITEMS).await, "etag").to_owned();
    let before = tag().await;
    assert_eq!(tag().await, before);
    world.organiser().await.posts(NORTH, &[("sinds", "2024-08-01")]).await;
    assert_ne!(tag().await, before);
}

#[tokio::test]
async fn search_engines_find_boards_but_no_invented_ones() {
    let world = two_boards().await;
    let sitemap = world.text("/sitemap.xml").await;
    for path in ["/besturen", NORTH, "/besturen/2/stichting-zuid"] {
        assert!(sitemap.contains(&format!("<loc>{}{path}</loc>", world.url)), "{path}");
    }
    assert!(!SHARED.text("/sitemap.xml").await.contains("/besturen/"));
}

/// The examples: one of their boards carries the Werkplaats.
#[tokio::test]
async fn invented_boards_are_marked() {
    let server: &Server = &SHARED;
    let list = server.text("/besturen").await;
    assert!(list.contains("Voorbeeldbestuur Noord") && list.contains("voorbeeld</span>"), "{list}");
    let carries = server.json(&format!("{ITEMS}?filter=draagt_werkplaats_sinds%20IS%20NOT%20NULL")).await;
    assert_eq!(carries["numberMatched"], 1);
    let first = carries["features"][0]["properties"].clone();
    assert_eq!((&first["voorbeeld"], &first["naam"]), (&json!(true), &json!("Voorbeeldbestuur Noord")));
    let path = first["url"].as_str().unwrap().strip_prefix(&server.url).unwrap();
    let page = server.text(path).await;
    assert!(page.contains("bedacht bestuur") && page.contains("noindex") && page.contains("class=\"card"), "{page}");
}

#[tokio::test]
async fn operator_adds_boards_to_schools_that_are_there() {
    let world = World::start();
    world.state.store.import_schools(&[rows::school()]).await.unwrap();
    let file = world.dir.path().join("besturen.csv");
    std::fs::write(&file, "vestigingscode;bevoegd_gezag_nummer;bevoegd_gezag_naam\n17JB00;40001;Stichting Noord\n")
        .unwrap();
    let output = world.program().args(["importeren", "scholen"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said, "1 school ingelezen: 0 nieuw, 1 bijgewerkt, 0 ongewijzigd\n");
    assert!(world.text(NORTH).await.contains("De Proefschool"));
}
