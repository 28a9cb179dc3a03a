//! Figures: the numbers are those of the one query, what is of too few schools is hidden everywhere, white spots are
//! municipalities, and who brings people together sees them exactly.

use std::collections::BTreeMap;

use domain::{LngLat, Region, Role};
use rstest::rstest;
use store::{ImportRow, School};
use territory::Located;

use crate::common::{self, DAY, SHARED, Server, World, client, eventually, header};

const ITEMS: &str = "/api/collections/initiatieven/items?limit=1";
const FILES: [&str; 5] = ["regio-thema", "groei", "fasen", "sectoren", "onderdelen"];

async fn html(server: &Server, path: &str) -> String {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.text().await.unwrap().replace("<!>", "")
}

/// The numbers that are links to the map: the query, and the number.
fn linked(page: &str) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    for rest in page.split("<a href=\"/").skip(1) {
        let (address, rest) = rest.split_once('"').unwrap();
        let text = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        if let Ok(number) = text.parse() {
            found.push((address.trim_start_matches('?').replace("&amp;", "&"), number));
        }
    }
    found
}

/// A file as rows of cells, the names of the columns left out.
async fn rows(server: &Server, path: &str) -> Vec<Vec<String>> {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(header(&response, "content-type"), "text/csv; charset=utf-8");
    let text = response.text().await.unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a mark for UTF-8").to_owned();
    text.lines().skip(1).map(|line| line.split(';').map(str::to_owned).collect()).collect()
}

async fn count(server: &Server, query: &str) -> u64 {
    server.json(&format!("{ITEMS}&{query}")).await["numberMatched"].as_u64().unwrap()
}

#[rstest]
#[tokio::test]
async fn number_is_that_of_its_query(
    #[values(
        "",
        "sector=po",
        "regio=midden&regio=zuid&fase=lopend",
        "bij=5.9,51&straal=40",
        "thema=steam&thema=digitalisering"
    )]
    query: &str,
) {
    let numbers = linked(&html(&SHARED, &format!("/cijfers?{query}")).await);
    assert!(numbers.len() > 8, "{query}: {numbers:?}");
    for (address, number) in numbers {
        assert_eq!(count(&SHARED, &address).await, number, "{query}: {address}");
    }
}

#[rstest]
#[tokio::test]
async fn csv_has_the_numbers_of_the_page(#[values("", "sector=po", "regio=zuid")] query: &str) {
    let page = html(&SHARED, &format!("/cijfers?{query}")).await;
    let mut on_page: Vec<u64> = linked(&page).into_iter().map(|(_, number)| number).collect();
    let mut in_files = Vec::new();
    for file in FILES {
        let rows = rows(&SHARED, &format!("/cijfers/{file}.csv?{query}")).await;
        assert!(!rows.is_empty(), "{file}");
        for row in &rows {
            assert_eq!(row.len(), if file == "regio-thema" { 4 } else { 3 }, "{row:?}");
            let [.., number, hidden] = &row[..] else { panic!("{row:?}") };
            assert_eq!(hidden, if number.is_empty() { "ja" } else { "nee" }, "{row:?}");
        }
        // A month's total is no link, and a region alone has no column for all.
        let shown = rows.iter().filter(|row| file != "groei" && !(query == "regio=zuid" && row[1] == "samen"));
        let numbers = shown.filter_map(|row| row[row.len() - 2].parse::<u64>().ok());
        in_files.extend(numbers.filter(|&number| number > 0));
    }
    on_page.sort_unstable();
    in_files.sort_unstable();
    assert_eq!(in_files, on_page);
}

/// Something to import: a school, its region and a theme.
fn row(number: usize, school: &str, region: Region, theme: &str) -> ImportRow {
    let mut content = common::rows::row("", &format!("Initiatief {number}")).content;
    content.school = school.to_owned();
    content.themes = vec![theme.to_owned()];
    let (lon, lat, municipality) = match region {
        Region::North => (6.168, 51.370, "Venlo"),
        Region::Mid => (5.7064, 51.2518, "Weert"),
        Region::South => (5.690, 50.850, "Maastricht"),
    };
    ImportRow {
        given: domain::initiative::OPTIONAL.to_vec(),
        key: Some(number.to_string()),
        content,
        position: LngLat::new(lon, lat).unwrap(),
        located: Located { region, municipality: municipality.to_owned(), town: municipality.to_owned() },
        example: false,
    }
}

async fn import(world: &World, rows: &[ImportRow]) {
    world.import(rows).await;
    eventually("the map shows it", async || count(world, "").await == rows.len() as u64).await;
}

#[tokio::test]
async fn figures_of_too_few_schools_are_hidden_with_what_would_give_them_away() {
    let world = World::start();
    // North: two schools, three initiatives. Mid: five schools. South: four.
    let mut all = vec![row(0, "Noord A", Region::North, "steam"), row(1, "noord a", Region::North, "steam")];
    all.push(row(2, "Noord B", Region::North, "steam"));
    all.extend((3..8).map(|n| row(n, &format!("Midden {n}"), Region::Mid, "steam")));
    all.extend((8..12).map(|n| row(n, &format!("Zuid {n}"), Region::South, "steam")));
    import(&world, &all).await;
    let page = html(&world, "/cijfers").await;
    let numbers: BTreeMap<_, _> = linked(&page).into_iter().collect();
    assert_eq!(numbers.get("regio=midden&thema=steam"), Some(&5));
    assert_eq!(numbers.get("thema=steam"), Some(&12));
    for hidden in ["regio=noord&thema=steam", "regio=zuid&thema=steam", "regio=noord", "regio=zuid"] {
        assert_eq!(numbers.get(hidden), None, "{hidden}");
    }
    assert!(page.contains("Noord niet getoond, Midden 5, Zuid niet getoond"), "the drawing says no more");
    let file = rows(&world, "/cijfers/regio-thema.csv").await;
    let steam: Vec<_> = file.iter().filter(|row| row[0] == "steam").map(|row| row[1..].join(" ")).collect();
    assert_eq!(steam, ["noord  ja", "midden 5 nee", "zuid  ja", "samen 12 nee"]);
    let other: Vec<_> = file.iter().filter(|row| row[0] == "drop-outs").map(|row| row[2].as_str()).collect();
    assert_eq!(other, ["0", "0", "0", "0"], "nothing is no school");
}

#[tokio::test]
async fn figures_of_too_little_are_not_divided() {
    let world = World::start();
    assert!(html(&world, "/cijfers").await.contains("nog niets te tellen"));
    let five: Vec<_> = (0..5).map(|n| row(n, &format!("School {n}"), Region::Mid, "steam")).collect();
    import(&world, &five).await;
    assert!(html(&world, "/cijfers?regio=zuid").await.contains("Deze vraag vindt niets."));
    let page = html(&world, "/cijfers").await;
    assert!(page.contains("5 initiatieven in Limburg") && page.contains("te weinig om te verdelen"));
    assert!(linked(&page).is_empty());
    let two = html(&world, "/cijfers?q=%22Initiatief+3%22&regio=midden").await;
    assert!(two.contains("Initiatieven van minder dan 3 scholen") || two.contains("Deze vraag vindt niets."), "{two}");
    for file in FILES {
        assert!(rows(&world, &format!("/cijfers/{file}.csv")).await.is_empty(), "{file}");
    }
}

#[rstest]
#[case("regio=oost", "regio")]
#[case("binnen=0", "binnen")]
#[case("binnen=NaN", "binnen")]
#[case("binnen=5&binnen=6", "binnen")]
#[case("vlek=vliegen", "vlek")]
#[case("straal=10", "straal")]
#[case("bbox=9,9,1,1", "bbox")]
#[case("onzin=1", "onzin")]
#[case("q=%ff", "q")]
#[tokio::test]
async fn unusable_parameters_are_told_and_the_rest_counted(#[case] bad: &str, #[case] parameter: &str) {
    let page = html(&SHARED, &format!("/cijfers?sector=po&{bad}")).await;
    assert!(page.contains(&format!("‘{parameter}’ in het adres")), "{bad}");
    assert_eq!(linked(&page), linked(&html(&SHARED, "/cijfers?sector=po").await), "{bad}");
    for file in ["regio-thema", "witte-vlekken"] {
        let problem = SHARED.problem(&format!("/cijfers/{file}.csv?sector=po&{bad}"), 400).await;
        assert_eq!(problem["parameter"], parameter);
    }
}

#[rstest]
#[tokio::test]
async fn unknown_figures_file_names_the_known_ones(#[values("groei.txt.csv", "x.csv", ".csv")] file: &str) {
    let problem = SHARED.problem(&format!("/cijfers/{file}"), 404).await;
    for name in FILES {
        assert!(problem["detail"].as_str().unwrap().contains(&format!("/cijfers/{name}.csv")), "{problem}");
    }
}

#[tokio::test]
async fn figures_page_links_to_the_map_and_without_a_filter() {
    let page = html(&SHARED, "/cijfers?regio=midden&thema=steam").await;
    assert!(page.contains("href=\"/?regio=midden&amp;thema=steam\""));
    assert!(page.contains("href=\"/cijfers?regio=midden\"") && page.contains("href=\"/cijfers?thema=steam\""));
    assert!(html(&SHARED, "/").await.contains("href=\"/cijfers\""));
    assert!(html(&SHARED, "/?regio=midden").await.contains("href=\"/cijfers?regio=midden\""), "the same question");
}

#[rstest]
#[case("regio=&sector=po&fase=", "/cijfers?sector=po")]
#[case("thema=&vlek=", "/cijfers")]
#[tokio::test]
async fn figures_form_ends_in_a_tidy_address(#[case] sent: &str, #[case] target: &str) {
    let response = SHARED.get(&format!("/cijfers?{sent}")).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, target));
}

fn site(code: usize, lon: f64, lat: f64) -> School {
    School {
        site_code: format!("99XX{code:02}"),
        brin: "99XX".to_owned(),
        name: format!("Proefschool {code}"),
        kind: "Basisschool".to_owned(),
        street: String::new(),
        postcode: String::new(),
        town: "Weert".to_owned(),
        website: None,
        position: LngLat::new(lon, lat).unwrap(),
        region: Region::Mid,
        municipality: "Weert".to_owned(),
        board: None,
        example: false,
    }
}

/// What the file says of a theme in a municipality.
async fn cover(world: &World, municipality: &str, theme: &str, query: &str) -> (String, String) {
    let all = rows(world, &format!("/cijfers/witte-vlekken.csv?{query}")).await;
    let own = all.iter().find(|row| row[0] == municipality && row[2] == theme).expect("a row");
    (own[4].clone(), own[5].clone())
}

#[tokio::test]
async fn white_spot_is_a_municipality_far_from_a_theme() {
    let world = World::start();
    import(&world, &[row(0, "A", Region::Mid, "steam"), row(1, "B", Region::South, "digitalisering")]).await;
    let said = |cover: &str, hidden: &str| (cover.to_owned(), hidden.to_owned());
    // No schools yet: from towns and villages.
    assert_eq!(cover(&world, "weert", "steam", "").await, said("dichtbij", "nee"));
    assert_eq!(cover(&world, "weert", "digitalisering", "").await, said("witte-vlek", "nee"));
    assert_eq!(cover(&world, "vaals", "steam", "").await, said("witte-vlek", "nee"));
    // Eight schools in the town; of three too little can be said, and of one that is far no word either.
    let store = &world.state.store;
    let schools: Vec<School> = (0..3).map(|code| site(code, 5.7064, 51.2518)).collect();
    store.import_schools(&schools).await.unwrap();
    assert_eq!(cover(&world, "weert", "steam", "").await, said("", "ja"));
    let schools: Vec<School> = (0..8).map(|code| site(code, 5.7064, 51.2518)).chain([site(8, 5.72, 51.17)]).collect();
    store.import_schools(&schools).await.unwrap();
    assert_eq!(cover(&world, "weert", "steam", "binnen=3").await, said("dichtbij", "nee"));
    assert_eq!(cover(&world, "weert", "digitalisering", "binnen=3").await, said("witte-vlek", "nee"));
    assert_eq!(cover(&world, "weert", "digitalisering", "binnen=50").await, said("dichtbij", "nee"));
    assert_eq!(cover(&world, "vaals", "steam", "").await, said("", "ja"), "no schools, no word");
    // Where the query looks narrows the municipalities, not what is near.
    let south = rows(&world, "/cijfers/witte-vlekken.csv?regio=zuid&thema=steam").await;
    assert!(south.iter().all(|row| row[1] == "zuid" && row[2] == "steam") && south.len() == 16);
    assert_eq!(cover(&world, "weert", "digitalisering", "regio=midden&binnen=50").await, said("dichtbij", "nee"));
    // The numbers are for organisers.
    let page = html(&world, "/cijfers?binnen=3").await;
    assert!(page.contains("binnen 3 km") && !page.contains(" van 9"));
    let organiser = world.appointed("o@kaart.nl", Role::Organiser, Some(Region::Mid), None).await;
    let list = organiser.page("/redactie/witte-vlekken?binnen=3", 200).await;
    assert!(list.contains("1 van 9") && list.contains("9 van 9"));
    assert!(list.find("9 van 9") < list.find("1 van 9"), "white spots first");
    assert!(
        organiser.page("/redactie/witte-vlekken?q=bestaatniet", 200).await.contains("Deze vraag vindt hier niets.")
    );
    assert!(list.contains("bij=") && !list.contains("Vaals"), "their own region");
    assert!(!list.contains("/redactie/claims"), "the rest of the desk is not theirs");
    let file = organiser.get("/redactie/witte-vlekken.csv?binnen=3&vlek=steam").await;
    assert_eq!(header(&file, "cache-control"), "no-store");
    let file = file.text().await.unwrap();
    assert!(file.contains("weert;midden;steam;3;1;9;scholen\r\n") && !file.contains("digitalisering"), "{file}");
    assert_eq!(organiser.get("/redactie/witte-vlekken.csv?binnen=ver").await.status(), 400);
    let other = world.appointed("n@kaart.nl", Role::Organiser, Some(Region::North), None).await;
    assert!(!other.page("/redactie/witte-vlekken", 200).await.contains("Weert"));
    let editor = world.appointed("r@kaart.nl", Role::Editor, None, None).await;
    assert!(editor.page("/redactie/witte-vlekken", 200).await.contains("/redactie/claims"));
    assert_eq!(world.person("l").await.get("/redactie/witte-vlekken").await.status(), 403);
}

#[tokio::test]
async fn organisers_see_white_spots_before_large_places() {
    let world = World::start();
    import(&world, &[row(0, "A", Region::Mid, "steam")]).await;
    // Nothing is near five schools in Vaals, nor near ten of sixteen in Weert.
    let near = (0..6).map(|code| site(code, 5.7064, 51.2518));
    let far = (6..16).map(|code| site(code, 5.60, 51.21));
    let vaals =
        (16..21).map(|code| School { municipality: "Vaals".into(), region: Region::South, ..site(code, 6.01, 50.77) });
    world.state.store.import_schools(&near.chain(far).chain(vaals).collect::<Vec<_>>()).await.unwrap();
    let editor = world.appointed("r@kaart.nl", Role::Editor, None, None).await;
    let list = editor.page("/redactie/witte-vlekken?binnen=3&vlek=steam", 200).await;
    assert!(list.contains("Bovenaan staan de witte vlekken"));
    assert!(list.contains("10 van 16") && list.find("5 van 5").unwrap() < list.find("10 van 16").unwrap());
    let row = list.split("<tr>").nth(2).unwrap();
    assert!(row.find("5 van 5") < row.find("STEAM"), "how many stands beside where: {row}");
}

#[tokio::test]
async fn white_spots_are_of_the_query() {
    let said =
        |page: &str| page.split("Een witte vlek is ").nth(1).map(|rest| rest.split('<').next().unwrap().to_owned());
    let all = said(&html(&SHARED, "/cijfers?regio=midden&thema=steam").await).unwrap();
    assert!(all.ends_with("binnen 10 km (hemelsbreed) een initiatief met dit thema is."), "{all}");
    let ideas = said(&html(&SHARED, "/cijfers?regio=midden&thema=steam&fase=idee&sector=po").await).unwrap();
    assert!(ideas.ends_with("met dit thema is dat past bij: Basisonderwijs (po), Idee."), "{ideas}");
    // What finds nothing has no white spots: nobody looked for anything that is there.
    let nothing = html(&SHARED, "/cijfers?q=zzzz").await;
    assert_eq!(said(&nothing), None);
    assert!(nothing.contains("Witte vlekken staan hier niet") && !nothing.contains("#witte-vlekken"));
    assert!(rows(&SHARED, "/cijfers/witte-vlekken.csv?q=zzzz").await.is_empty());
}

#[tokio::test]
async fn tables_have_a_name() {
    let page = html(&SHARED, "/cijfers").await;
    let names: Vec<_> = page.split("<table").skip(1).map(|table| table.split("<caption").nth(1).is_some()).collect();
    assert!(names.len() > 5 && names.iter().all(|named| *named), "{names:?}");
    assert!(page.contains("aria-label=\"Tabel: Thema’s per regio\""));
}

#[tokio::test]
async fn white_spot_map_fits_what_is_looked_at() {
    let size = |page: &str| {
        let view = page.split("class=\"white-spots\" viewBox=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        view.split(' ').map(|side| side.parse::<f64>().unwrap()).collect::<Vec<_>>()
    };
    let all = size(&html(&SHARED, "/cijfers").await);
    let one = html(&SHARED, "/cijfers?gemeente=weert").await;
    assert!(all[3] > 2.0 * all[2], "the province is high: {all:?}");
    assert!(size(&one)[2] > 200.0 && size(&one)[3] < 300.0, "Weert fills its map: {:?}", size(&one));
    assert_eq!(one.matches("<path id=\"gem-").count(), 1);
    assert!(one.contains(">Weert</text>"), "its name fits");
    assert!(one.contains("aria-label=\"Weert, "));
}

#[rstest]
#[case("regio-thema")]
#[case("groei")]
#[case("witte-vlekken")]
#[tokio::test]
async fn csv_has_an_etag(#[case] file: &str) {
    let path = format!("/cijfers/{file}.csv");
    let tag = header(&SHARED.get(&path).await, "etag").to_owned();
    let again = |path: String| client().get(format!("{}{path}", SHARED.url)).header("if-none-match", &tag).send();
    assert_eq!(again(path.clone()).await.unwrap().status(), 304);
    assert_eq!(again(format!("{path}?sector=po&binnen=3")).await.unwrap().status(), 200, "other rows");
}

#[tokio::test]
async fn growth_counts_from_the_first_publication() {
    let world = World::start();
    let many = |from: usize| (from..from + 4).map(|n| row(n, &format!("School {n}"), Region::Mid, "steam"));
    let mut all: Vec<_> = many(0).collect();
    import(&world, &all).await;
    // Two months later: four more, and all that was there is changed.
    world.clock.pass(61 * DAY);
    all.iter_mut().for_each(|row| row.content.summary = "Anders".to_owned());
    all.extend(many(4));
    import(&world, &all).await;
    let growth: Vec<_> = rows(&world, "/cijfers/groei.csv").await.iter().map(|row| row.join(" ")).collect();
    assert_eq!(growth, ["2026-11 4 nee", "2026-12 4 nee", "2027-01 8 nee"]);
    assert!(!html(&world, "/cijfers").await.contains("– niet getoond:"), "all is shown");
    // A month that brought one school only: a dash in the drawing, no column and no zero.
    world.clock.pass(61 * DAY);
    all.push(row(8, "School 8", Region::Mid, "steam"));
    import(&world, &all).await;
    let page = html(&world, "/cijfers").await;
    let drawing = page.split("aria-label=\"Groei. ").nth(1).unwrap().split("</svg>").next().unwrap();
    assert!(drawing.contains("januari 2027 niet getoond"), "{drawing}");
    let hidden = drawing.matches(">–</text>").count();
    assert_eq!((hidden, drawing.matches("<rect").count()), (drawing.matches("niet getoond").count(), 5 - hidden));
    assert!(drawing.find("class=\"axis\"") < drawing.find(">–</text>"), "the axis lies under it");
    assert!(page.contains("– niet getoond:"));
}
