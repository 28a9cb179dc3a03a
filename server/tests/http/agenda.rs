//! The agenda as a page and as a calendar, and gatherings as files.

use domain::{
    Gathering,
    gathering::{GatheringStatus, Venue},
};
use rstest::rstest;
use store::NewGathering;

use crate::common::{
    DAY, World, at, client, eventually,
    gatherings::{SECRET, gathering, online, shows},
    header, problem_of,
};

/// A world on 15 January 2027 with four gatherings: one over, two to come of which one is online, one cancelled.
fn world() -> World {
    let world = World::start();
    world.clock.set(at("2027-01-15T12:00:00Z").seconds());
    let spring = at("2027-03-28T11:00:00Z");
    let cancelled = Gathering {
        status: GatheringStatus::Cancelled,
        reason: "De zaal is dicht.".to_owned(),
        sequence: 2,
        ..gathering(4, "Atelier, rekenen; en meer", spring.plus_seconds(DAY))
    };
    let real = Gathering { example: false, ..gathering(2, "Marktplaats <kansengelijkheid>", spring) };
    shows(
        &world,
        vec![
            gathering(1, "Symposium over taal", at("2027-01-05T13:00:00Z")),
            real,
            online(gathering(3, "Pitches van thuis", at("2027-03-27T22:30:00Z"))),
            cancelled,
        ],
    );
    world
}

fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split(from).nth(1).and_then(|rest| rest.split(to).next()).unwrap_or_else(|| panic!("{from}: {page}"))
}

#[tokio::test]
async fn agenda_has_what_comes_by_day_and_what_is_over_below() {
    let world = world();
    let page = world.text("/agenda").await;
    assert!(page.contains("<strong>3 bijeenkomsten in Limburg</strong>"), "{page}");
    let days: Vec<usize> = ["zaterdag 27 maart 2027", "zondag 28 maart 2027", "maandag 29 maart 2027", "Geweest"]
        .iter()
        .map(|title| page.find(&format!("<h2>{title}</h2>")).unwrap_or_else(|| panic!("{title}: {page}")))
        .collect();
    assert!(days.is_sorted(), "{days:?}");
    assert!(page.contains("13.00 tot 15.00 uur"), "in summer time: {page}");
    assert!(page.contains("Marktplaats &lt;kansengelijkheid&gt;"));
    assert!(page.contains("href=\"/bijeenkomsten/2/marktplaats-kansengelijkheid\""));
    assert!(part(&page, "id=\"geweest\"", "</section>").contains("Symposium over taal"));
    assert!(part(&page, "Atelier, rekenen", "</li>").contains("Gaat niet door"));
    assert!(part(&page, "Pitches van thuis", "</li>").contains("online"));
    assert!(!page.contains(SECRET));
    // What is invented is not told to search engines.
    let data = part(&page, "application/ld+json\"", "</script>");
    assert!(data.contains("EducationEvent") && data.contains("2027-03-28T13:00:00+02:00"), "{data}");
    assert!(!data.contains("Pitches"), "{data}");
    assert!(part(&page, "aria-label=\"Hoofdmenu\"", "</nav>").contains("href=\"/agenda\""), "in the menu");
}

#[rstest]
#[case("regio=midden", &["Marktplaats", "Atelier"], &["Pitches"])]
#[case("regio=noord", &[], &["Marktplaats", "Atelier", "Pitches"])]
#[case("van=2027-03-28&tot=2027-03-28", &["Marktplaats", "Pitches"], &["Atelier", "Symposium"])]
#[case("q=pitches", &["Pitches"], &["Marktplaats &lt;"])]
#[case("tot=2027-01-14", &["Symposium"], &["Marktplaats &lt;", "Pitches"])]
#[case("soort=bijeenkomst&thema=kansengelijkheid", &["Marktplaats", "Pitches"], &[])]
#[tokio::test]
async fn agenda_answers_the_query(#[case] query: &str, #[case] found: &[&str], #[case] not: &[&str]) {
    let page = world().text(&format!("/agenda?{query}")).await;
    let titles: String =
        page.split("<h3 class=\"gathering__title\">").skip(1).map(|rest| part(rest, "\">", "</a>")).collect();
    for title in found {
        assert!(titles.contains(title), "{title}: {titles}");
    }
    for title in not {
        assert!(!titles.contains(title), "{title}: {titles}");
    }
}

#[tokio::test]
async fn months_count_and_lead_to_themselves() {
    let page = world().text("/agenda?regio=midden").await;
    let months = part(&page, "aria-label=\"Per maand\"", "</nav>");
    assert_eq!(months.matches("<li>").count(), 12);
    assert!(months.contains("href=\"/agenda?regio=midden&amp;van=2027-03-01&amp;tot=2027-03-31\""), "{months}");
    assert!(months.contains("maart 2027: 2 bijeenkomsten") && months.contains("februari 2027: 0 bijeenkomsten"));
    let page = world().text("/agenda?van=2027-03-01&tot=2027-03-31").await;
    let chosen = part(&page, "aria-current=\"true\"", "</a>");
    assert!(chosen.contains("maart 2027: 3"), "{chosen}");
}

#[tokio::test]
async fn nothing_to_come_leads_on() {
    let world = world();
    let page = world.text("/agenda?regio=noord&thema=kansengelijkheid").await;
    let nothing = part(&page, "agenda__nothing", "</div>");
    assert!(nothing.contains("Er staat nu niets op de agenda in Noord-Limburg"), "{nothing}");
    assert!(nothing.contains("href=\"/agenda?thema=kansengelijkheid\""), "{nothing}");
    assert!(nothing.contains("href=\"/agenda\""), "{nothing}");
    shows(&world, Vec::new());
    let page = world.text("/agenda").await;
    assert!(part(&page, "agenda__nothing", "</div>").contains("nog niets op de agenda"));
}

#[tokio::test]
async fn what_cannot_be_used_is_said_and_empty_fields_go() {
    let world = world();
    let page = world.text("/agenda?van=gisteren&soort=initiatief&regio=midden").await;
    assert!(page.contains("‘van’ in het adres: dat is geen dag"), "{page}");
    assert!(page.contains("op de agenda staan alleen bijeenkomsten"));
    assert!(page.contains("2 bijeenkomsten in Midden-Limburg"));
    let response = world.get("/agenda?q=&regio=midden&thema=&van=&tot=").await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, "/agenda?regio=midden"));
    for (path, parameter) in [
        ("/agenda.ics?van=gisteren", "van"),
        ("/agenda.ics?soort=initiatief", "soort"),
        ("/export/limburg.csv?soort=feest", "soort"),
        ("/export/limburg.csv?soort=bijeenkomst&soort=initiatief", "soort"),
        ("/export/limburg.gpkg?soort=bijeenkomst", "soort"),
        ("/export/limburg.ics?van=2027-02-30", "van"),
    ] {
        let response = world.get(path).await;
        assert_eq!(response.status(), 400, "{path}");
        assert_eq!(problem_of(response).await["parameter"], parameter, "{path}");
    }
}

#[tokio::test]
async fn calendar_has_what_the_query_has() {
    let world = world();
    let response = world.get("/agenda.ics?regio=midden").await;
    assert!(header(&response, "content-type").starts_with("text/calendar"));
    let tag = header(&response, "etag").to_owned();
    let text = response.text().await.unwrap().replace("\r\n ", "");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3, "{text}");
    let host = world.state.site_url.split("://").nth(1).unwrap().split(':').next().unwrap();
    assert!(text.contains(&format!("UID:bijeenkomst-4@{host}\r\n")), "{text}");
    assert!(text.contains("STATUS:CANCELLED") && text.contains("SEQUENCE:2"));
    assert!(text.contains("SUMMARY:Atelier\\, rekenen\\; en meer"));
    assert!(text.contains("DTSTART;TZID=Europe/Amsterdam:20270328T130000"));
    assert!(text.contains("/agenda.ics?regio=midden"), "{text}");
    assert!(!text.contains("vergadering.example"), "{text}");
    let again =
        client().get(format!("{}/agenda.ics?regio=midden", world.url)).header("if-none-match", tag).send().await;
    assert_eq!(again.unwrap().status(), 304);
    let regional = world.text("/export/midden.ics").await.replace("\r\n ", "");
    assert_eq!(regional.matches("UID:").count(), 3);
    assert_eq!(world.text("/export/noord.ics").await.matches("UID:").count(), 0);
    assert_eq!(world.text("/export/noord.ics?regio=midden").await.matches("UID:").count(), 0);
}

#[tokio::test]
async fn files_have_what_the_query_has() {
    let world = world();
    let csv = world.text("/export/midden.csv?soort=bijeenkomst&van=2027-03-01").await;
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("id;titel;soort_bijeenkomst;begin;einde;vorm;status;"), "{csv}");
    assert!(lines[1].starts_with("2;Marktplaats <kansengelijkheid>;marktplaats;2027-03-28T13:00:00+02:00;"), "{csv}");
    assert_eq!(lines.len(), 3, "{csv}");
    let width = |line: &str| line.matches(';').count();
    assert_eq!(width(lines[0]), width(lines[1]), "{csv}");
    let items = world.json("/api/collections/bijeenkomsten/items?regio=midden&van=2027-03-01").await;
    let file = world.json("/export/midden.geojson?soort=bijeenkomst&van=2027-03-01").await;
    assert_eq!(file["features"], items["features"]);
    let response = world.get("/export/limburg.atom?soort=bijeenkomst").await;
    assert!(header(&response, "content-type").starts_with("application/atom+xml"));
    let atom = response.text().await.unwrap();
    assert_eq!(atom.matches("<entry>").count(), 4, "{atom}");
    assert!(atom.contains("Gaat niet door. Maandag 29 maart 2027, 13.00 tot 15.00 uur, Weert."), "{atom}");
    for text in [csv, atom, file.to_string()] {
        assert!(!text.contains(SECRET));
    }
    // With the default nothing is different.
    let initiatives = world.text("/export/limburg.csv").await;
    assert!(initiatives.contains("id;titel;samenvatting;omschrijving;school;"), "{initiatives}");
}

#[tokio::test]
async fn announced_gathering_is_on_the_agenda_and_a_draft_is_not() {
    let world = World::start();
    let store = &world.state.store;
    let now = world.now();
    let new = |title: &str| {
        let Gathering { content, venue, example, .. } = gathering(1, title, now.plus_seconds(30 * DAY));
        NewGathering { content, venue: venue.map(|venue| Venue { ..venue }), series: None, example }
    };
    let draft = store.make_gathering(&new("Concept"), now).await.unwrap();
    let id = store.make_gathering(&new("Samen aan de slag"), now).await.unwrap();
    store.announce_gathering(id, None, now).await.unwrap();
    eventually("it is there", async || world.text("/agenda").await.contains("Samen aan de slag")).await;
    let page = world.text("/agenda").await;
    assert!(!page.contains("Concept"), "{page}");
    let item = world.json(&format!("/api/collections/bijeenkomsten/items/{id}")).await;
    assert_eq!(item["properties"]["vrij_op_locatie"], 36);
    assert_eq!(world.get(&format!("/api/collections/bijeenkomsten/items/{draft}")).await.status(), 404);
    assert!(!world.text("/agenda.ics").await.contains("Concept"));
}

/// The numbers of gatherings after a word in a text, in order of number.
fn numbers(text: &str, before: &str) -> Vec<i64> {
    let number = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
    let mut found: Vec<i64> = text.split(before).skip(1).filter_map(number).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[tokio::test]
async fn every_view_answers_with_the_same_gatherings() {
    let world = World::start();
    world.clock.set(at("2027-01-15T12:00:00Z").seconds());
    let themes = ["kansengelijkheid", "steam", "digitalisering"];
    let all = (1..=60).map(|id: i64| {
        let mut one = gathering(id, "Marktplaats", at("2027-01-01T13:00:00Z").plus_seconds(id * 37 % 100 * DAY));
        one.content.themes = vec![themes[usize::try_from(id).unwrap() % 3].to_owned()];
        if id % 7 == 0 { online(one) } else { one }
    });
    shows(&world, all.collect());
    let mut asked = 0;
    for place in ["", "&regio=midden", "&gemeente=weert", "&regio=zuid", "&bbox=5,50,7,52", "&bij=5.7,51.2&straal=9"] {
        for theme in ["", "&thema=steam", "&thema=steam&thema=digitalisering"] {
            for days in ["", "&van=2027-02-01", "&tot=2027-02-01", "&van=2027-02-10&tot=2027-03-20"] {
                let query = format!("soort=bijeenkomst{place}{theme}{days}");
                let items = world.json(&format!("/api/collections/bijeenkomsten/items?limit=1000&{query}")).await;
                let mut expected: Vec<i64> = crate::common::ids(&items).iter().map(|id| id.parse().unwrap()).collect();
                expected.sort_unstable();
                let csv = world.text(&format!("/export/limburg.csv?{query}")).await;
                assert_eq!(numbers(&csv, "\r\n"), expected, "csv {query}");
                let geojson = world.text(&format!("/export/limburg.geojson?{query}")).await;
                assert_eq!(numbers(&geojson, "\"Feature\",\"id\":\""), expected, "geojson {query}");
                let atom = world.text(&format!("/export/limburg.atom?{query}")).await;
                assert_eq!(numbers(&atom, "/bijeenkomsten/"), expected, "atom {query}");
                for path in ["/agenda.ics", "/export/limburg.ics"] {
                    let ics = world.text(&format!("{path}?{query}")).await;
                    assert_eq!(numbers(&ics, "UID:bijeenkomst-"), expected, "{path} {query}");
                }
                let agenda = world.text(&format!("/agenda?{query}")).await;
                let listed = numbers(&agenda, "href=\"/bijeenkomsten/");
                assert!(listed.iter().all(|id| expected.contains(id)), "agenda {query}");
                assert!(days.is_empty() || listed == expected, "agenda {query}: {listed:?}, {expected:?}");
                let view = world.json(&format!("/kaart/beeld?{query}")).await;
                let count = expected.len();
                let status = view["status"].as_str().unwrap();
                assert!(status.starts_with(&format!("{count} bijeenkomst")), "map {query}: {status}");
                let clusters = "/api/collections/initiatieven/clusters?zoom=9&bbox=5,50,7,52";
                let placed = items["features"].as_array().unwrap().iter().filter(|f| !f["geometry"].is_null()).count();
                // The clusters have a box of their own.
                let rest = query.replace("&bbox=5,50,7,52", "");
                assert_eq!(
                    world.json(&format!("{clusters}&{rest}")).await["numberMatched"],
                    placed,
                    "clusters {query}"
                );
                asked += usize::from(count > 0);
            }
        }
    }
    assert!(asked > 40, "{asked}");
}
