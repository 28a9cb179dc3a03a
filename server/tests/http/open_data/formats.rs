//! The same initiatives in every format, read back by what others read them with.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read as _,
    path::Path,
    sync::LazyLock,
    time::Duration,
};

use import::{self, Settings, Source};
use rstest::rstest;
use store::Store;
use territory::Territory;

use crate::common::{
    self, Place, SHARED, Server, at, client, eventually, header,
    tables::{self, Row, Seen, events},
};

const ITEMS: &str = "/api/collections/initiatieven/items";
const FORMATS: [&str; 6] = ["csv", "xlsx", "geojson", "gpkg", "kml", "atom"];

/// Titles and texts that somebody could mean well by, and a program could take for something else.
const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"https://elders.nl\";\"klik\")",
    "+31 6 is een nummer",
    "-5 graden, buiten les",
    "@thuis leren",
    "'=al met een teken ervoor",
    "'s Middags samen koken",
    "＝１＋１",
    "<b>Vet</b> & \"scherp\" ]]> &amp; <![CDATA[",
    "Met ; en , en \t en | erin",
    "Zonder\u{fffe}\u{ffff}teken",
    "Ünïcødé 😀 ﷽",
    "x'); drop table initiatieven; --",
];

/// A server with [`HOSTILE`] on it.
static STRANGE: LazyLock<Server> = LazyLock::new(|| {
    let server = Server::start(|config| config.quiet());
    let mut csv = "sleutel;titel;samenvatting;omschrijving;school;plaats;sector;thema;fase;onderdeel;leervraag;opbrengst;periode\r\n".to_owned();
    for (number, text) in HOSTILE.iter().enumerate() {
        // As somebody writes a file who knows nothing of guards: what begins like one gets its own.
        let text = if text.starts_with('\'') { format!("'{text}") } else { (*text).to_owned() };
        let field = format!("\"{}\"", text.replace('"', "\"\""));
        let list = field.replace('|', "/").replace('\t', " ");
        csv += &format!(
            "{number};{field};{field};\"Regel één\n\n{}\";{field};Weert;po|vo;steam|digitalisering;idee;vrijplaats;{field};{list};{field}\r\n",
            text.replace('"', "\"\"")
        );
    }
    let path = server.dir.path().join("vreemd.csv");
    fs::write(&path, csv).unwrap();
    let store = server.state.store.clone();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let kept = runtime.block_on(read_in(&path, &store));
        assert_eq!(kept, HOSTILE.len());
    })
    .join()
    .unwrap();
    let start = std::time::Instant::now();
    while server.state.atlas.load().is_empty() {
        assert!(start.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(20));
    }
    server
});

/// What a test chooses.
trait Quiet {
    fn quiet(&mut self);
}

impl Quiet for server::Config {
    /// Nothing is made ready: every answer is made when it is asked for.
    fn quiet(&mut self) {
        self.limits.quiet = Duration::from_secs(3600);
    }
}

/// Imports a file; gives how many were kept.
async fn read_in(path: &Path, store: &Store) -> usize {
    let source = Source::open(path).unwrap();
    let territory = Territory::shipped().unwrap();
    let now = at("2026-11-20T12:00:00Z");
    let outcome = import::initiatives(&source, Settings::default(), store, &territory, now, &mut ()).await.unwrap();
    assert_eq!(outcome.refused, 0, "{:?}", outcome.problems);
    outcome.rows
}

/// The bytes of a download.
async fn download(server: &Server, path: &str) -> Vec<u8> {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.bytes().await.unwrap().to_vec()
}

/// Without the characters that XML can't have, which no other format has either.
fn plain(row: &Row) -> Row {
    let legal = |text: &String| text.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    row.iter().map(|(name, value)| (name.clone(), legal(value))).collect()
}

/// The rows of two views by id, and that there are no ids twice.
fn by_id(rows: Vec<Row>) -> BTreeMap<i64, Row> {
    let count = rows.len();
    let by_id: BTreeMap<i64, Row> = rows.into_iter().map(|row| (row["id"].parse().unwrap(), plain(&row))).collect();
    assert_eq!(by_id.len(), count);
    by_id
}

async fn same_as_items(server: &Server, extension: &str, query: &str) {
    let file = tables::read(extension, &download(server, &format!("/export/limburg.{extension}?{query}")).await).await;
    let items = tables::geojson(&server.json(&format!("{ITEMS}?limit=1000&{query}")).await);
    let order = |rows: &[Row]| rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    // A feed has its own order, and a table of numbers keeps that of its numbers.
    if !matches!(extension, "atom" | "gpkg") {
        assert_eq!(order(&file), order(&items), "{extension} {query}");
    }
    let (file, items) = (by_id(file), by_id(items));
    assert_eq!(file.keys().collect::<Vec<_>>(), items.keys().collect::<Vec<_>>(), "{extension} {query}");
    for (id, item) in &items {
        for (name, value) in item {
            let told = !matches!(extension, "atom")
                || ["id", "titel", "samenvatting", "gewijzigd", "url", "thema", "regio", "lon", "lat"]
                    .contains(&&**name);
            if told {
                assert_eq!(file[id].get(name), Some(value), "{extension} {query}: {name} of {id}");
            }
        }
    }
    // What an address of its own tells besides, for a few.
    for id in items.keys().take(3).filter(|_| matches!(extension, "csv" | "xlsx" | "gpkg" | "kml")) {
        let more = server.json(&format!("{ITEMS}/{id}")).await;
        let more = tables::geojson(&serde_json::json!({ "features": [more] }));
        for (name, value) in plain(&more[0]) {
            assert_eq!(file[id].get(&name), Some(&value), "{extension}: {name} of {id}");
        }
    }
}

#[rstest]
#[tokio::test]
async fn every_format_has_what_items_have(
    #[values("csv", "xlsx", "geojson", "gpkg", "kml", "atom")] extension: &str,
    #[values("", "sector=po", "bij=5.9,51&straal=30", "q=robot", "bbox=0,0,1,1")] query: &str,
) {
    same_as_items(&SHARED, extension, query).await;
}

#[rstest]
#[tokio::test]
async fn hostile_text_breaks_no_format(#[values("csv", "xlsx", "geojson", "gpkg", "kml", "atom")] extension: &str) {
    same_as_items(&STRANGE, extension, "").await;
}

#[rstest]
#[case("csv", "text/csv; charset=utf-8; header=present", "attachment")]
#[case("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment")]
#[case("gpkg", "application/geopackage+sqlite3", "attachment")]
#[case("kml", "application/vnd.google-earth.kml+xml", "attachment")]
#[case("atom", "application/atom+xml; charset=utf-8", "inline")]
#[tokio::test]
async fn download_headers_say_what_it_is(#[case] extension: &str, #[case] kind: &str, #[case] disposition: &str) {
    let path = format!("/export/zuid.{extension}?sector=po");
    let response = SHARED.get(&path).await;
    assert_eq!(header(&response, "content-type"), kind);
    let name = format!("{disposition}; filename=\"innovatiekaart-zuid.{extension}\"");
    assert_eq!(header(&response, "content-disposition"), name);
    let tag = header(&response, "etag").to_owned();
    let first = response.bytes().await.unwrap();
    assert_eq!(first, download(&SHARED, &path).await, "the same contents are the same bytes");
    let again = client().get(format!("{}{path}", SHARED.url)).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), 304);
    assert_eq!(SHARED.problem(&format!("{path}&thema=x"), 400).await["parameter"], "thema");
}

#[tokio::test]
async fn csv_export_can_be_imported_again() {
    let folder = tempfile::tempdir().unwrap();
    for server in [&*SHARED, &*STRANGE] {
        let path = folder.path().join("terug.csv");
        fs::write(&path, download(server, "/export/limburg.csv").await).unwrap();
        let other = Place::new().await;
        let store = Store::open(&other.database()).await.unwrap();
        let atlas = server.state.atlas.load_full();
        assert_eq!(read_in(&path, &store).await, atlas.len());
        let kept = store.initiatives().await.unwrap();
        let legal = |text: &str| text.replace(['\u{fffe}', '\u{ffff}'], "");
        for (index, kept) in kept.iter().enumerate() {
            let was = atlas.at(u32::try_from(index).unwrap());
            let mut content = was.content.clone();
            let texts = [
                &mut content.title,
                &mut content.summary,
                &mut content.description,
                &mut content.school,
                &mut content.learning_question,
                &mut content.period,
            ];
            texts.into_iter().chain(&mut content.outcomes).for_each(|text| *text = legal(text));
            assert_eq!(kept.content, content);
            assert_eq!((kept.region, &kept.municipality, &kept.town), (was.region, &was.municipality, &was.town));
        }
    }
}

#[tokio::test]
async fn no_cell_is_a_formula() {
    let csv = String::from_utf8(download(&STRANGE, "/export/limburg.csv").await).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let numbers = ["lon", "lat"];
    let names = reader.headers().unwrap().clone();
    for record in reader.records() {
        for (name, field) in names.iter().zip(&record.unwrap()).filter(|(name, _)| !numbers.contains(name)) {
            let first = field.trim_start().chars().next();
            assert!(!first.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{name}: {field}");
        }
    }
    // The guard is for CSV alone: elsewhere text is text.
    let sheet = tables::part_of(&download(&STRANGE, "/export/limburg.xlsx").await, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && sheet.contains("=HYPERLINK("), "{sheet}");
}

#[tokio::test]
async fn workbook_is_made_for_reading() {
    let path = "/export/midden.xlsx?thema=steam";
    let workbook = download(&SHARED, path).await;
    let sheet = tables::part_of(&workbook, "xl/worksheets/sheet1.xml");
    let ids = tables::read("xlsx", &workbook).await.len();
    assert!(ids > 0);
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains(&format!("<autoFilter ref=\"A1:V{}\"", ids + 1)));
    let links = tables::part_of(&workbook, "xl/worksheets/_rels/sheet1.xml.rels");
    assert_eq!(links.matches(&format!("Target=\"{}/initiatieven/", SHARED.url)).count(), ids);
    let strings = tables::part_of(&workbook, "xl/sharedStrings.xml");
    for text in [
        "InnovatieKaart Limburg",
        "initiatieven in Midden-Limburg: Techniek en kunst (STEAM)",
        &format!("{}{path}", SHARED.url),
        &format!("{}/?regio=midden&amp;thema=steam", SHARED.url),
        "CC BY 4.0",
    ] {
        assert!(strings.contains(text), "{text}: {strings}");
    }
    assert!(tables::part_of(&workbook, "xl/workbook.xml").contains("name=\"Over\""));
}

#[tokio::test]
async fn geopackage_is_valid() {
    let (mut database, _folder) = tables::open(&download(&SHARED, "/export/noord.gpkg").await).await;
    let whole = async |database: &mut sqlx::SqliteConnection, sql: &'static str| -> i64 {
        sqlx::query_scalar(sql).fetch_one(database).await.unwrap()
    };
    assert_eq!(whole(&mut database, "PRAGMA application_id").await, 0x4750_4b47);
    assert_eq!(whole(&mut database, "PRAGMA user_version").await, 10_300);
    let check: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut database).await.unwrap();
    assert_eq!(check, "ok");
    assert!(sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut database).await.unwrap().is_empty());
    let count = whole(&mut database, "SELECT count(*) FROM initiatieven").await;
    assert!(count > 0);
    // The index finds each where it is.
    let found = "SELECT count(*) FROM initiatieven AS i JOIN rtree_initiatieven_geom AS r ON i.id = r.id
                 AND i.lon BETWEEN r.minx AND r.maxx AND i.lat BETWEEN r.miny AND r.maxy";
    assert_eq!(whole(&mut database, found).await, count);
    let contents = "SELECT count(*) FROM gpkg_contents AS c, (SELECT min(lon) AS w, min(lat) AS s, max(lon) AS e,
                    max(lat) AS n, max(gewijzigd) AS t FROM initiatieven) WHERE srs_id = 4326 AND data_type = 'features'
                    AND (min_x, min_y, max_x, max_y, last_change) = (w, s, e, n, t)";
    assert_eq!(whole(&mut database, contents).await, 1);
}

#[tokio::test]
async fn atom_feed_is_valid() {
    let path = "/export/limburg.atom?thema=steam&regio=zuid";
    let feed = String::from_utf8(download(&SHARED, path).await).unwrap();
    let (mut links, mut texts, mut ids, mut changes) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new(), Vec::new());
    let mut enclosures = Vec::new();
    events(&feed, |path, seen| {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        match (&*names, seen) {
            (["feed", "link"], Seen::Open(attributes)) => _ = links.insert(attributes["rel"].clone(), attributes),
            (["feed", "entry", "link"], Seen::Open(attributes)) if attributes["rel"] == "enclosure" => {
                enclosures.push(attributes["href"].clone());
            }
            (["feed", "entry", "id"], Seen::Text(text)) => assert!(ids.insert(text)),
            (["feed", "entry", "updated"], Seen::Text(text)) => changes.push(text),
            (["feed", .., name], Seen::Text(text)) if names.len() < 4 => {
                texts.entry((*name).to_owned()).or_insert_with(String::new).push_str(&text);
            }
            _ => {}
        }
    });
    let site = &SHARED.url;
    assert_eq!(links["self"]["href"], format!("{site}{path}"));
    assert_eq!(links["alternate"]["href"], format!("{site}/?regio=zuid&thema=steam"));
    assert_eq!(links["enclosure"]["type"], "application/geo+json");
    let geojson = links["enclosure"]["href"].strip_prefix(site).unwrap();
    assert_eq!(common::ids(&SHARED.json(geojson).await).len(), ids.len());
    // The same feed, asked for in other words.
    let other = download(&SHARED, "/export/limburg.atom?regio=zuid&sector=&thema=steam").await;
    assert!(String::from_utf8(other).unwrap().contains(&format!("<id>{}</id>", texts["id"].replace('&', "&amp;"))));
    assert!(texts["rights"].contains("CC BY 4.0") && !texts["name"].is_empty());
    assert!(changes.is_sorted_by(|a, b| a >= b) && !changes.is_empty());
    assert_eq!(texts["updated"], changes[0]);
    for (id, enclosure) in ids.iter().zip(&enclosures).take(3) {
        assert!(id.starts_with(&format!("{site}/initiatieven/")));
        assert_eq!(SHARED.json(enclosure.strip_prefix(site).unwrap()).await["type"], "Feature");
    }
    assert_eq!(enclosures.len(), ids.len());
    // A feed without entries has its moments too.
    let empty = String::from_utf8(download(&SHARED, "/export/zuid.atom?regio=noord").await).unwrap();
    assert!(empty.contains("<updated>20") && !empty.contains("<entry>"), "{empty}");
}

#[tokio::test]
async fn a_choice_from_what_a_query_finds_is_not_called_all_of_it() {
    let paths = [
        format!("{ITEMS}?f=atom&filter=regio%3D%27zuid%27"),
        format!("{ITEMS}?f=atom&limit=2"),
        "/export/zuid.atom?regio=noord".into(),
    ];
    for path in paths {
        let feed = String::from_utf8(download(&SHARED, &path).await).unwrap();
        let own = format!("<id>{}{}</id>", SHARED.url, path.replace('&', "&amp;").replace('\'', "&apos;"));
        assert!(feed.contains(&own) && feed.contains(", een keuze daaruit</title>"), "{feed}");
        let head = feed.split("<entry>").next().unwrap();
        assert!(!head.contains("rel=\"alternate\"") && !head.contains("rel=\"enclosure\""), "{head}");
    }
    let all = String::from_utf8(download(&SHARED, &format!("{ITEMS}?f=atom&limit=1000")).await).unwrap();
    assert!(all.contains(&format!("<id>{}/export/limburg.atom</id>", SHARED.url)), "{all}");
}

#[tokio::test]
async fn pages_offer_every_format_and_the_feed() {
    let page = SHARED.get("/?thema=steam").await.text().await.unwrap();
    let sources = SHARED.get("/open-data").await.text().await.unwrap();
    for extension in FORMATS {
        assert!(page.contains(&format!("href=\"/export/limburg.{extension}?thema=steam\"")), "{extension}");
        for region in ["limburg", "noord", "midden", "zuid"] {
            assert!(sources.contains(&format!("href=\"/export/{region}.{extension}\"")), "{region} {extension}");
        }
    }
    // A region and nothing else is the file that is ready.
    let region = SHARED.get("/?regio=midden").await.text().await.unwrap();
    assert!(region.contains("href=\"/export/midden.csv\""), "{region}");
    let feed = r#"<link rel="alternate" type="application/atom+xml" title="Wat er nieuw is" href="/export/limburg.atom?thema=steam">"#;
    assert!(page.contains(feed), "{page}");
}

#[tokio::test]
async fn temporary_files_of_downloads_are_removed() {
    for extension in FORMATS {
        download(&STRANGE, &format!("/export/limburg.{extension}?sector=po")).await;
    }
    let left = fs::read_dir(STRANGE.dir.path().join("tijdelijk")).unwrap().count();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn too_many_downloads_at_once_are_503() {
    let server = Server::start(|config| {
        config.examples = true;
        config.quiet();
        config.limits.file_slots = 0;
    });
    let problem = server.problem("/export/noord.xlsx", 503).await;
    assert!(problem["detail"].as_str().unwrap().contains("te veel bestanden"), "{problem}");
    assert_eq!(server.get("/export/noord.csv").await.status(), 200);
}

#[tokio::test]
async fn download_that_fails_halfway_is_broken_off() {
    let server = Server::start(|config| {
        config.examples = true;
        config.quiet();
    });
    // Where files are made, none can be any more.
    let folder = server.dir.path().join("tijdelijk");
    let _ = fs::remove_dir_all(&folder);
    fs::write(&folder, "in de weg").unwrap();
    for (extension, signature) in [("xlsx", &b"PK\x03\x04"[..]), ("gpkg", b"SQLite format 3\0")] {
        let mut response = server.get(&format!("/export/noord.{extension}?sector=po")).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.chunk().await.unwrap().unwrap(), signature);
        assert!(response.chunk().await.is_err(), "{extension} seems whole");
    }
    assert_eq!(server.get("/export/noord.csv?sector=po").await.status(), 200);
}

/// The answer for who takes brotli: its bytes, and whether it was ready.
async fn compressed(server: &Server, path: &str, coding: &str) -> (Vec<u8>, bool, String) {
    let response =
        client().get(format!("{}{path}", server.url)).header("accept-encoding", coding).send().await.unwrap();
    assert_eq!(header(&response, "content-encoding"), coding);
    assert!(header(&response, "vary").contains("accept-encoding"));
    let ready = !header(&response, "content-length").is_empty();
    let tag = header(&response, "etag").to_owned();
    (response.bytes().await.unwrap().to_vec(), ready, tag)
}

fn unpacked(coding: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match coding {
        "br" => _ = brotli::Decompressor::new(bytes, 4096).read_to_end(&mut out).unwrap(),
        _ => _ = flate2::read::GzDecoder::new(bytes).read_to_end(&mut out).unwrap(),
    }
    out
}

#[tokio::test]
async fn prebuilt_downloads_are_never_out_of_date() {
    let server = Server::start(|config| {
        config.examples = true;
        config.limits.quiet = Duration::from_millis(10);
    });
    let all_ready = async || {
        // The last one that is made.
        eventually("the files are ready", async || compressed(&server, "/export/zuid.atom", "gzip").await.1).await;
    };
    all_ready().await;
    let mut tags = Vec::new();
    for extension in FORMATS {
        let path = format!("/export/midden.{extension}");
        let fresh = download(&server, &path).await;
        if matches!(extension, "xlsx" | "gpkg") {
            assert_eq!(header(&server.get(&path).await, "content-length"), fresh.len().to_string());
            assert_eq!(
                tables::read(extension, &fresh).await.len(),
                tables::read("csv", &download(&server, "/export/midden.csv").await).await.len()
            );
            continue;
        }
        for coding in ["br", "gzip"] {
            let (bytes, ready, tag) = compressed(&server, &path, coding).await;
            assert!(ready && bytes.len() < fresh.len(), "{extension} {coding}");
            assert_eq!(unpacked(coding, &bytes), fresh, "{extension} {coding}");
            tags.push(tag);
        }
        // A question is not a whole region.
        assert!(!compressed(&server, &format!("{path}?sector=po"), "br").await.1);
    }

    let path = server.dir.path().join("nieuw.csv");
    fs::write(&path, "sleutel,titel,plaats,sector,fase,onderdeel\nn,Splinternieuw,Weert,po,idee,vrijplaats\n").unwrap();
    let before = server.state.atlas.load().revision();
    read_in(&path, &server.state.store).await;
    eventually("the map shows it", async || server.state.atlas.load().revision() > before).await;
    // From the first answer on, ready or not.
    let (bytes, _, tag) = compressed(&server, "/export/midden.csv", "br").await;
    assert!(String::from_utf8(unpacked("br", &bytes)).unwrap().contains("Splinternieuw"));
    assert!(!tags.contains(&tag));
    all_ready().await;
    let (bytes, ready, again) = compressed(&server, "/export/midden.csv", "br").await;
    assert!(ready && again == tag);
    assert!(String::from_utf8(unpacked("br", &bytes)).unwrap().contains("Splinternieuw"));
}
