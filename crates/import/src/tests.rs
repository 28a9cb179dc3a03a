//! Tests of whole files.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::{fs, path::PathBuf, sync::LazyLock};

use domain::{Moment, RawInitiative, csv_guard::guarded};
use proptest::prelude::*;
use rstest::rstest;
use store::{DatabaseUrl, ImportReport, Store};
use tempfile::TempDir;
use territory::{Territory, read_areas};

use super::{
    Format, ImportError, Outcome, Settings, Source, areas, check, csv, geojson, import_examples, initiatives,
    row::{COLUMNS, field},
    schools,
};

const NOW: Moment = at("2026-11-21T20:00:00Z");
const LATER: Moment = at("2026-11-22T20:00:00Z");
const HEADER: &str = "sleutel,titel,plaats,sector,fase,onderdeel";

/// The moment with this text.
const fn at(text: &str) -> Moment {
    match Moment::parse(text) {
        Ok(moment) => moment,
        Err(_) => panic!("no moment"),
    }
}

static TERRITORY: LazyLock<Territory> = LazyLock::new(|| Territory::shipped().unwrap());

async fn store() -> (Store, TempDir) {
    let folder = TempDir::new().unwrap();
    (Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap(), folder)
}

fn csv_file(text: impl Into<Vec<u8>>) -> Source {
    Source::from_bytes(Format::Csv, text.into()).unwrap()
}

fn geojson_file(text: impl Into<Vec<u8>>) -> Source {
    Source::from_bytes(Format::GeoJson, text.into()).unwrap()
}

async fn import(source: &Source, store: &Store, now: Moment) -> Outcome<ImportReport> {
    initiatives(source, Settings::default(), store, &TERRITORY, now, &mut ()).await.unwrap()
}

/// The problems of a file, as shown to an operator.
fn problems(source: &Source) -> Vec<String> {
    let rows = match source.format() {
        Format::Csv => csv::read(source.text()),
        Format::GeoJson => geojson::read(source.text()),
    };
    let checked = check::check(rows.unwrap().rows, &TERRITORY, false, &mut ());
    checked.problems.iter().map(ToString::to_string).collect()
}

fn shared(file: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(file);
    let bytes = fs::read(path).ok();
    if bytes.is_none() {
        eprintln!("skipped: {file} is not there");
    }
    bytes
}

fn examples() -> Source {
    csv_file(fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/voorbeelden.csv")).unwrap())
}

#[rstest]
#[case(
    "a,T,Venlo,po,lopnd,vrijplaats",
    "regel 2, kolom fase: ‘lopnd’ bestaat niet; kies uit idee, in-ontwikkeling, lopend, afgerond"
)]
#[case("a,,Venlo,po,lopend,vrijplaats", "regel 2, kolom titel: is leeg; elk initiatief heeft een titel")]
#[case("a,T,Venlo,,lopend,vrijplaats", "regel 2, kolom sector: is leeg; noem er minstens één")]
#[case("a,T,,po,lopend,vrijplaats", "regel 2, kolom plaats: is leeg; geef lon en lat, een postcode of een plaats")]
#[case(
    "a,T,Venloo,po,lopend,vrijplaats",
    "regel 2, kolom plaats: ‘Venloo’ kennen we niet als plaats in Limburg; bedoelt u ‘Venlo’?"
)]
#[case("a,T,Venlo,po,lopend", "regel 2, kolom onderdeel: is leeg; kies uit marktplaats, vrijplaats, buitenplaats")]
#[case(
    "a,T,Venlo,po,lopend,vrijplaats,x",
    "regel 2: heeft 7 velden; de kopregel heeft er 6. Staat er een tekst met het scheidingsteken niet tussen aanhalingstekens?"
)]
#[case(
    "a\u{7},T,Venlo,po,lopend,vrijplaats",
    "regel 2, kolom sleutel: heeft na ‘a’ een teken dat niet te lezen is (U+0007); haal het weg"
)]
#[case(
    "a,T,Venlo,po|xo,lopend,vrijplaats",
    "regel 2, kolom sector: ‘xo’ bestaat niet; kies uit po, vo, so, mbo, hbo, wo"
)]
fn a_bad_row_names_its_problem(#[case] row: &str, #[case] message: &str) {
    assert_eq!(problems(&csv_file(format!("{HEADER}\n{row}\n"))), [message]);
}

#[test]
fn a_file_lists_all_problems() {
    let file = csv_file(format!("{HEADER}\na,,Venlo,po,x,vrijplaats\na,T,Venlo,po,lopend,y\n"));
    let columns: Vec<String> = problems(&file).iter().map(|p| p.split(':').next().unwrap().to_owned()).collect();
    let expected =
        ["regel 2, kolom titel", "regel 2, kolom fase", "regel 3, kolom sleutel", "regel 3, kolom onderdeel"];
    assert_eq!(columns, expected);
}

#[test]
fn import_refuses_positions_outside_limburg_with_the_distance() {
    let file = csv_file("titel,lon,lat,sector,fase,onderdeel\nT,4.9041,52.3676,po,lopend,vrijplaats\n");
    let found = problems(&file);
    assert!(found[0].starts_with("regel 2, kolom lon, lat: ligt buiten Limburg, "), "{found:?}");
    assert!(found[0].ends_with(" km over de grens"), "{found:?}");
}

#[test]
fn an_unknown_postcode_falls_back_to_the_town() {
    let file = csv_file("titel,postcode,plaats,sector,fase,onderdeel\nT,1012 AB,Venlo,po,lopend,vrijplaats\n");
    assert!(problems(&file).is_empty());
    let file = csv_file("titel;postcode;sector;fase;onderdeel\nT;1012 AB;po;lopend;vrijplaats\n");
    assert_eq!(problems(&file), ["regel 2, kolom postcode: postcode 1012 kennen we niet in Limburg; geef lon en lat"]);
}

#[rstest]
#[case("", "het bestand is leeg")]
#[case("\n\n", "het bestand is leeg")]
#[case(
    "titel,plaats\n",
    "er ontbreekt iets: kolom sector, kolom fase, kolom onderdeel. We lazen op regel 1 2 kolommen, met ‘,’ ertussen: titel, plaats. Tussen kolommen staat een komma, een puntkomma of een tab"
)]
#[case(
    "titel|plaats|sector|fase|onderdeel\nT|Venlo|po|lopend|vrijplaats\n",
    "er ontbreekt iets: kolom titel, kolom sector, kolom fase, kolom onderdeel, een positie (kolommen lon en lat, of postcode, of plaats). We lazen op regel 1 één kolom: titel|plaats|sector|fase|onderdeel. Tussen kolommen staat een komma, een puntkomma of een tab"
)]
#[case(
    "titel,sector,fase,onderdeel,lon\n",
    "er ontbreekt iets: een positie (kolommen lon en lat, of postcode, of plaats). We lazen op regel 1 5 kolommen, met ‘,’ ertussen: titel, sector, fase, onderdeel, lon. Tussen kolommen staat een komma, een puntkomma of een tab"
)]
#[case("titel,Titel,sector\n", "regel 1: kolom titel staat er twee keer")]
#[case(
    "sleutel,titel,plaats,sector,fase,onderdeel\na,T,Venlo,po,lopend,vrijplaats\nb,\"T,Venlo,po,lopend,vrijplaats\nc,T,Venlo,po,lopend,vrijplaats\n",
    "regel 3: hier begint een tekst met een aanhalingsteken (\") die nergens eindigt"
)]
fn refuses_a_csv_file_whole(#[case] text: &str, #[case] message: &str) {
    assert_eq!(csv::read(text).unwrap_err().to_string(), message);
}

#[rstest]
#[case("", "het bestand is leeg")]
#[case("{", "regel 1, teken 1: het bestand houdt halverwege op")]
#[case("{\n  \"type\": FeatureCollection}", "regel 2, teken 11: dit is geen geldige JSON")]
#[case("[1]", "regel 1, teken 2: dit is geen FeatureCollection")]
#[case(
    r#"{"type":"Feature","features":[]}"#,
    "regel 1, teken 1: dit is geen FeatureCollection; ‘type’ moet ‘FeatureCollection’ zijn"
)]
#[case(r#"{"type":"FeatureCollection"}"#, "regel 1, teken 1: de lijst ‘features’ ontbreekt")]
#[case(r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"titel":"T","plaats":"Venlo"},"geometry":null}]}"#,
       "er ontbreekt iets: kolom sector, kolom fase, kolom onderdeel. We lazen deze eigenschappen: plaats, titel")]
fn refuses_a_geojson_file_whole(#[case] text: &str, #[case] message: &str) {
    assert_eq!(geojson::read(text).unwrap_err().to_string(), message);
}

#[test]
fn import_names_the_line_that_is_not_utf8() {
    let error = Source::from_bytes(Format::Csv, b"titel\nDe H\xf6ve\n".to_vec()).unwrap_err();
    assert!(matches!(error, ImportError::NotUtf8 { line: 2 }), "{error}");
}

#[rstest]
#[case::comma(format!("{HEADER}\na,\"T, met komma\",Venlo,po|vo,lopend,vrijplaats\n"))]
#[case::semicolon(format!("{}\na;\"T, met komma\";Venlo;po|vo;lopend;vrijplaats\n", HEADER.replace(',', ";")))]
#[case::windows(format!("\u{feff}{HEADER}\r\na,\"T, met komma\",Venlo,po|vo,lopend,vrijplaats\r\n"))]
#[case::no_newline_at_the_end(format!("{HEADER}\na,\"T, met komma\",Venlo,po|vo,lopend,vrijplaats"))]
#[case::shouting(format!("{}\na,\"T, met komma\",Venlo,po|vo,lopend,vrijplaats", HEADER.to_uppercase().replace(',', " , ")))]
#[case::blank_rows(format!("\n{HEADER}\n\n,,,,,\n  ,,,,,,,\na,\"T, met komma\",Venlo,po|vo,lopend,vrijplaats\n,,,,,\n"))]
fn reads_every_dialect(#[case] text: String) {
    let read = csv::read(csv_file(text).text()).unwrap();
    assert_eq!(read.rows.len(), 1);
    assert!(read.unknown.is_empty(), "{:?}", read.unknown);
    let RawInitiative { sleutel, titel, plaats, sector, .. } = &read.rows[0].raw;
    assert_eq!([sleutel, titel, plaats, sector], ["a", "T, met komma", "Venlo", "po|vo"]);
}

#[test]
fn csv_lines_count_blank_lines_and_quoted_newlines() {
    let file = csv_file(format!(
        "{HEADER}\r\n\r\n\r\na,\"T\r\nregel twee\r\n\r\nregel vier\",Venlo,po,x,vrijplaats\r\n\r\nb,T,Venlo,po,y,vrijplaats\r\n"
    ));
    let lines: Vec<String> = problems(&file).iter().map(|p| p.split(',').next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["regel 4", "regel 9"]);
}

const FEATURES: &str = r#"{
  "type": "FeatureCollection",
  "name": "met \"features\": []",
  "features": [
    { "type": "Feature",
      "properties": { "sleutel": "a", "titel": "Een", "sector": ["po", "vo"], "thema": "steam|drop-outs",
                      "fase": "lopend", "onderdeel": "vrijplaats", "jaar": 2024, "opbrengst": null },
      "geometry": { "type": "Point", "coordinates": [6.1724, 51.3702, 20] } },

    { "type": "Feature",
      "properties": { "sleutel": 7, "titel": "Twee", "sector": "po", "fase": "lopnd", "onderdeel": "vrijplaats" },
      "geometry": { "type": "Point", "coordinates": [5.7064, 51.2518] } }, 5, {"type":"Feature",
      "properties": { "titel": ["Drie"], "sector": [["po"]], "fase": "lopend", "onderdeel": "vrijplaats" },
      "geometry": { "type": "Polygon", "coordinates": [] } },
    { "type": "Feature",
      "properties": { "titel": "Vier", "sector": "po", "fase": "idee", "onderdeel": "vrijplaats", "plaats": "Weert" },
      "geometry": null }
  ]
}"#;

#[test]
fn geojson_problems_name_the_line_where_the_feature_starts() {
    assert_eq!(
        problems(&geojson_file(FEATURES)),
        [
            "regel 10, kolom fase: ‘lopnd’ bestaat niet; kies uit idee, in-ontwikkeling, lopend, afgerond",
            "regel 12: is geen geldige Feature",
            "regel 12, kolom sector: moet tekst of een lijst van teksten zijn",
            "regel 12, kolom titel: moet tekst zijn",
            "regel 12, kolom geometry: is een Polygon; verwacht een Point",
        ]
    );
    assert_eq!(geojson::read(FEATURES).unwrap().unknown, ["jaar"]);
}

#[tokio::test]
async fn import_skips_bad_features_when_asked() {
    let (store, _folder) = store().await;
    let settings = Settings { skip_bad: true, example: true };
    let outcome = initiatives(&geojson_file(FEATURES), settings, &store, &TERRITORY, NOW, &mut ()).await.unwrap();
    assert_eq!((outcome.rows, outcome.refused, outcome.kept.unwrap().added), (5, 3, 2));
    let kept = store.initiatives().await.unwrap();
    let seen: Vec<_> = kept.iter().map(|i| (&*i.content.title, &*i.municipality, i.example)).collect();
    assert_eq!(seen, [("Een", "Venlo", true), ("Vier", "Weert", true)]);
    assert_eq!(kept[0].content.themes, ["steam", "drop-outs"]);
    assert_eq!(outcome.warnings.len(), 2, "{:?}", outcome.warnings);
    assert_eq!(outcome.warnings[0], "deze kolommen gebruiken we niet: jaar");
}

#[tokio::test]
async fn import_with_one_bad_row_refuses_the_file() {
    let (store, _folder) = store().await;
    let file = csv_file(format!("{HEADER}\na,T,Venlo,po,lopend,vrijplaats\nb,T,Venlo,po,x,vrijplaats\n"));
    let outcome = import(&file, &store, NOW).await;
    assert_eq!((outcome.rows, outcome.refused, outcome.kept), (2, 1, None));
    assert!(store.is_empty().await.unwrap());
    assert_eq!(store.revision().await.unwrap(), 0);
}

#[tokio::test]
async fn a_file_with_only_a_header_is_valid() {
    let (store, _folder) = store().await;
    let outcome = import(&csv_file(HEADER), &store, NOW).await;
    assert_eq!((outcome.rows, outcome.kept), (0, Some(ImportReport::default())));
}

#[tokio::test]
async fn examples_are_imported_once() {
    let (store, _folder) = store().await;
    let outcome = import(&examples(), &store, NOW).await;
    assert!(outcome.problems.is_empty() && outcome.warnings.is_empty(), "{outcome:?}");
    assert_eq!(outcome.kept.unwrap().added, outcome.rows);
    let (kept, revision) = (store.initiatives().await.unwrap(), store.revision().await.unwrap());
    let again = import(&examples(), &store, LATER).await.kept.unwrap();
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, kept.len()));
    assert_eq!(store.initiatives().await.unwrap(), kept);
    assert_eq!(store.revision().await.unwrap(), revision);
}

#[tokio::test]
async fn the_register_of_schools_is_imported() {
    let Some(register) = shared("scholen-limburg-2024-11-22.geojson") else { return };
    let (store, _folder) = store().await;
    let source = geojson_file(register);
    let outcome = schools(&source, Settings::default(), &store, &TERRITORY, &mut ()).await.unwrap();
    assert_eq!((outcome.rows, outcome.refused), (462, 0), "{:?}", outcome.problems);
    // Three sites are listed twice, a few metres apart.
    assert_eq!(outcome.kept.unwrap().added, 459);
    let again = schools(&source, Settings::default(), &store, &TERRITORY, &mut ()).await.unwrap();
    assert_eq!(again.kept.unwrap().unchanged, 459);
    assert!(store.schools().await.unwrap().iter().any(|school| school.website.is_some()));
    let found = store.find_schools("bongerd venray", 5).await.unwrap();
    assert_eq!(found[0].site_code, "06KC00");
}

/// One site of a register as GeoJSON, with more properties than those it always has.
fn register(more: &str) -> Source {
    geojson_file(format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"vestigingscode":"17JB00","naam":"De Proef"{more}}},"geometry":{{"type":"Point","coordinates":[5.7064,51.2518]}}}}]}}"#
    ))
}

async fn read_schools(store: &Store, source: &Source) -> Outcome<store::SchoolReport> {
    schools(source, Settings::default(), store, &TERRITORY, &mut ()).await.unwrap()
}

/// Number and name of the board of the first school.
async fn board(store: &Store) -> Option<(Option<String>, String)> {
    let school = store.schools().await.unwrap().swap_remove(0);
    let board = store.board(school.board?).await.unwrap().unwrap();
    Some((board.number, board.name))
}

#[rstest]
#[case(r#","bevoegd_gezag_nummer":40123,"bevoegd_gezag_naam":"Stichting Noord""#, Some("40123"), "Stichting Noord")]
#[case(r#","BEVOEGD GEZAG NUMMER":"40123","bestuur":"Stichting  Noord""#, Some("40123"), "Stichting Noord")]
#[case(r#","bestuur":"Stichting Noord""#, None, "Stichting Noord")]
#[tokio::test]
async fn register_names_the_board_and_what_it_leaves_out_stays(
    #[case] said: &str,
    #[case] number: Option<&str>,
    #[case] name: &str,
) {
    let (store, _folder) = store().await;
    let expected = Some((number.map(str::to_owned), name.to_owned()));
    assert_eq!(read_schools(&store, &register(said)).await.kept.unwrap().added, 1);
    assert_eq!(board(&store).await, expected);
    assert_eq!(read_schools(&store, &register("")).await.kept.unwrap().unchanged, 1);
    assert_eq!(board(&store).await, expected, "a property that is not there says nothing");
    assert_eq!(read_schools(&store, &register(r#","bestuur":null"#)).await.kept.unwrap().updated, 1);
    assert_eq!(board(&store).await, None, "an empty one says that there is none");
}

#[rstest]
#[case(';')]
#[case(',')]
#[tokio::test]
async fn register_is_read_from_csv_too(#[case] between: char) {
    let (store, _folder) = store().await;
    let csv = |text: &str| csv_file(text.replace(';', &between.to_string()));
    let whole = "Vestigingscode;naam;type;straat;huisnummer;postcode;plaats;lon;lat;bevoegd_gezag_nummer;bevoegd_gezag_naam\n\
                 17jb00;De Proef;Basisschool;Proefstraat;1;6001 aa;Weert;5.7064;51.2518;40123;Stichting Noord\n\
                 17JB01;De Proef II;Basisschool;Proefstraat;3;6001AA;Weert;;;40123;Stichting Noord\n";
    let outcome = read_schools(&store, &csv(whole)).await;
    assert!(outcome.problems.is_empty() && outcome.warnings.is_empty(), "{outcome:?}");
    let kept = store.schools().await.unwrap();
    assert_eq!(outcome.kept.unwrap().added, 2);
    let first = &kept[0];
    let read = (&*first.site_code, &*first.street, &*first.postcode, &*first.town, &*first.municipality);
    assert_eq!(read, ("17JB00", "Proefstraat 1", "6001AA", "Weert", "Weert"));
    assert_eq!((first.position.lon(), first.position.lat()), (5.7064, 51.2518));
    assert_eq!(kept[1].municipality, "Weert", "by its postcode");
    assert_eq!(store.boards().await.unwrap().len(), 1);

    // Columns that are not there say nothing: here of the sites, then of their board.
    let outcome = read_schools(&store, &csv("vestigingscode;bestuur;kleur\n17JB00;Stichting Zuid;rood\n")).await;
    assert_eq!(outcome.warnings, ["deze kolommen gebruiken we niet: kleur"]);
    assert_eq!(outcome.kept.unwrap().updated, 1);
    assert_eq!(board(&store).await, Some((None, "Stichting Zuid".to_owned())));
    let moved = store.schools().await.unwrap();
    assert_eq!(moved[0], store::School { board: moved[0].board, ..kept[0].clone() });
    let outcome = read_schools(&store, &csv("vestigingscode;naam\n17JB00;De Nieuwe Proef\n")).await;
    assert_eq!(outcome.kept.unwrap().updated, 1);
    assert_eq!(board(&store).await, Some((None, "Stichting Zuid".to_owned())));
}

#[tokio::test]
async fn register_names_what_is_wrong() {
    let (store, _folder) = store().await;
    let file = "vestigingscode;naam;lon;lat;plaats;bevoegd_gezag_nummer\n\
                17JB;;x;51;;\n17JB01;De Proef;;;;abc\n17JB02;Ver weg;4,9041;52,3676;;\n17JB03;a;b;c;d;e;f\n";
    let outcome = read_schools(&store, &csv_file(file)).await;
    let problems: Vec<_> = outcome.problems.iter().map(|problem| problem.to_string()).collect();
    let starts = [
        "regel 2, kolom naam: is leeg; elke school heeft een naam",
        "regel 2, kolom vestigingscode: moet vier tekens BRIN",
        "regel 2, kolom lon: ",
        "regel 3, kolom bevoegd_gezag_nummer: moet een getal zijn",
        "regel 3, kolom plaats: is leeg; geef lon en lat, een postcode of een plaats",
        "regel 4, kolom lon, lat: ligt buiten Limburg",
        "regel 5: heeft 7 velden",
    ];
    assert_eq!(problems.len(), starts.len(), "{problems:#?}");
    for (problem, start) in problems.iter().zip(starts) {
        assert!(problem.starts_with(start), "{problem}");
    }
    assert_eq!((outcome.refused, outcome.kept), (4, None));
    let missing = schools(&csv_file("naam;plaats\nx;Weert\n"), Settings::default(), &store, &TERRITORY, &mut ()).await;
    assert!(
        missing.unwrap_err().to_string().starts_with("er ontbreekt iets: kolom vestigingscode. We lazen op regel 1")
    );
}

#[tokio::test]
async fn examples_have_boards_and_no_school_of_the_register() {
    let (store, _folder) = store().await;
    import_examples(&store, NOW).await.unwrap();
    assert!(store.schools().await.unwrap().is_empty());
    let boards = store.boards().await.unwrap();
    assert_eq!(boards.len(), 3);
    assert!(boards.iter().all(|board| board.example() && board.name.starts_with("Voorbeeldbestuur ")), "{boards:?}");
    assert_eq!(boards.iter().filter(|board| board.carrying.is_some()).count(), 1);
    let initiatives = store.initiatives().await.unwrap();
    let codes: Vec<_> = initiatives.iter().filter_map(|one| one.content.site_code.as_deref()).collect();
    let has = |code: &str| codes.contains(&code);
    for board in &boards {
        assert!(board.schools.iter().filter(|school| has(&school.site_code)).count() >= 3, "{}", board.name);
    }
    assert!(codes.iter().all(|code| boards.iter().any(|b| b.schools.iter().any(|s| s.site_code == *code))));
}

#[tokio::test]
async fn exact_borders_move_the_schools_to_the_polygon_that_holds_them() {
    let (Some(register), Some(borders)) =
        (shared("scholen-limburg-2024-11-22.geojson"), shared("gemeenten-limburg-2022.geojson"))
    else {
        return;
    };
    let (store, _folder) = store().await;
    import(&examples(), &store, NOW).await;
    schools(&geojson_file(register), Settings::default(), &store, &TERRITORY, &mut ()).await.unwrap();
    let relocation = areas(&geojson_file(borders.clone()), &store, &TERRITORY).await.unwrap();
    eprintln!("{} initiatives, {} schools counted elsewhere", relocation.moved.len(), relocation.schools_moved);
    assert!(relocation.borders_changed);
    assert!(relocation.schools_outside.is_empty() && relocation.initiatives_outside.is_empty(), "{relocation:?}");
    let exact = Territory::shipped().unwrap().with_areas(read_areas(&String::from_utf8(borders).unwrap()).unwrap());
    assert_eq!(store.areas().await.unwrap(), exact.areas());
    for school in store.schools().await.unwrap() {
        let located = exact.locate(school.position).unwrap();
        assert_eq!((school.region, school.municipality), (located.region, located.municipality), "{}", school.name);
    }
}

/// A file of three areas with the same border.
fn three_areas(crs: &str, ring: &str) -> String {
    let feature = |name: &str, region: &str| {
        format!(
            "\n{{\"type\":\"Feature\",\"properties\":{{\"gemeente\":\"{name}\",\"regio\":\"{region}\"}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}"
        )
    };
    let features = [feature("A", "noord"), feature("B", "midden"), feature("C", "zuid")].join(",");
    format!("{{\"type\":\"FeatureCollection\",{crs}\"features\":[{features}]}}")
}

const RD_RING: &str = "[[188000,345000],[195000,345000],[195000,356000],[188000,345000]]";

#[rstest]
#[case::rd_unsaid("", RD_RING)]
#[case::rd_urn(r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"#, RD_RING)]
#[case::rd_short(r#""crs":{"type":"name","properties":{"name":"epsg:28992"}},"#, RD_RING)]
#[case::rd_address(
    r#""crs":{"type":"name","properties":{"name":"http://www.opengis.net/def/crs/EPSG/0/28992"}},"#,
    RD_RING
)]
#[case::rd_old_address(
    r#""crs":{"type":"name","properties":{"name":"http://www.opengis.net/gml/srs/epsg.xml#28992"}},"#,
    RD_RING
)]
#[case::rd_code(r#""crs":{"type":"EPSG","properties":{"code":28992}},"#, RD_RING)]
#[case::rd_name(r#""crs":{"type":"name","properties":{"name":"Amersfoort / RD New"}},"#, RD_RING)]
#[case::rd_json_fg(r#""coordRefSys":"http://www.opengis.net/def/crs/EPSG/0/28992","#, RD_RING)]
#[case::swapped("", "[[51.093,5.8588],[51.093,5.9587],[51.1919,5.9594],[51.093,5.8588]]")]
#[tokio::test]
async fn areas_are_where_their_points_mean(#[case] crs: &str, #[case] ring: &str) {
    let (store, _folder) = store().await;
    areas(&geojson_file(three_areas(crs, ring)), &store, &TERRITORY).await.unwrap();
    for area in store.areas().await.unwrap() {
        let middle = area.bbox().unwrap().centre();
        assert!((middle.lon() - 5.909).abs() < 1e-3 && (middle.lat() - 51.1425).abs() < 1e-3, "{middle:?}");
    }
}

#[rstest]
#[case::web_mercator_named(
    r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"#,
    RD_RING,
    "EPSG::3857"
)]
#[case::web_mercator("", "[[661234,6651234],[671234,6651234],[671234,6661234],[661234,6651234]]", "EPSG:3857")]
#[case::utm("", "[[691234,5671234],[701234,5671234],[701234,5681234],[691234,5671234]]", "EPSG:25831")]
#[case::lambert("", "[[250000,170000],[251000,170000],[251000,171000],[250000,170000]]", "EPSG:31370")]
#[tokio::test]
async fn areas_in_another_system_are_refused_by_name(#[case] crs: &str, #[case] ring: &str, #[case] name: &str) {
    let (store, _folder) = store().await;
    let error = areas(&geojson_file(three_areas(crs, ring)), &store, &TERRITORY).await.unwrap_err().to_string();
    assert!(error.contains(name) && error.contains("EPSG:28992"), "{error}");
    assert!(!crs.is_empty() || error.starts_with("regel 2, gebied 1, geometrie: we lazen het punt ["), "{error}");
}

#[tokio::test]
async fn areas_elsewhere_are_refused() {
    let (store, _folder) = store().await;
    let text = three_areas("", "[[4.9,52.3],[5.0,52.3],[5.0,52.4],[4.9,52.3]]");
    let error = areas(&geojson_file(text.clone()), &store, &TERRITORY).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "regel 2: gebied ‘A’ ligt niet in Limburg. We lazen een gebied rond lengte 4.950 en breedte 52.350. \
         Kijk in welk stelsel het bestand staat; we lezen WGS 84 (EPSG:4326) en RD (EPSG:28992)"
    );
    let error = areas(&geojson_file(text.replace("zuid", "oost")), &store, &TERRITORY).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "regel 4, gebied 3, eigenschap regio: ‘oost’ bestaat niet; kies uit noord, midden, zuid"
    );
}

fn raw() -> impl Strategy<Value = RawInitiative> {
    prop::collection::vec("[ -~\n;,\"é’|]{0,12}", COLUMNS.len()).prop_map(|values| {
        let mut raw = RawInitiative { titel: "T".to_owned(), ..RawInitiative::default() };
        for (column, value) in COLUMNS.iter().zip(values) {
            // Several outcomes are lines, whatever was between them in the cell.
            let value = if *column == "opbrengst" { value.replace('|', "/") } else { value };
            field(&mut raw, column).unwrap().push_str(&value);
        }
        raw
    })
}

proptest! {
    #[test]
    fn csv_round_trips(rows in prop::collection::vec(raw(), 0..5), semicolon: bool, crlf: bool) {
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(if semicolon { b';' } else { b',' })
            .terminator(if crlf { ::csv::Terminator::CRLF } else { ::csv::Terminator::Any(b'\n') })
            .has_headers(true)
            .from_writer(Vec::new());
        writer.write_record(COLUMNS).unwrap();
        for row in &rows {
            let mut row = row.clone();
            // As an export writes it.
            writer
                .write_record(COLUMNS.map(|column| guarded(field(&mut row, column).unwrap()).into_owned()))
                .unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let read = csv::read(&text).unwrap();
        prop_assert_eq!(read.rows.into_iter().map(|row| row.raw).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn import_survives_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [Format::Csv, Format::GeoJson] {
            answer(Source::from_bytes(format, bytes.clone()));
        }
    }

    #[test]
    fn import_survives_any_rows(body in "([a-z0-9,;\"|. \r\n-]|po|lopend|vrijplaats|Venlo|\u{1}|é){0,200}") {
        answer(Source::from_bytes(Format::Csv, format!("titel,lon,lat,sector,fase,onderdeel\n{body}").into_bytes()));
    }

    #[test]
    fn import_survives_any_json(
        body in "(\\{|\\}|\\[|\\]|,|:|\"type\"|\"Feature\"|\"properties\"|\"geometry\"|\"Point\"|\"titel\"|1e999|-0|null|\n| ){0,60}",
    ) {
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{body}]}}");
        answer(Source::from_bytes(Format::GeoJson, text.into_bytes()));
    }
}

/// Reads and checks a file, which must not panic.
fn answer(source: Result<Source, ImportError>) {
    let Ok(source) = source else { return };
    let rows = match source.format() {
        Format::Csv => csv::read(source.text()),
        Format::GeoJson => geojson::read(source.text()),
    };
    if let Ok(rows) = rows {
        let count = rows.rows.len();
        let checked = check::check(rows.rows, &TERRITORY, false, &mut ());
        assert_eq!(checked.good.len() + checked.refused, count);
    }
}

#[test]
fn deeply_nested_json_is_refused() {
    let deep = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{}}}]}}",
        "[".repeat(100_000) + &"]".repeat(100_000)
    );
    answer(Source::from_bytes(Format::GeoJson, deep.into_bytes()));
}

#[rstest]
#[case::tabs("sleutel\ttitel\tplaats\tsector\tfase\tonderdeel\na\tT\tVenlo\tpo\tlopend\tvrijplaats\n")]
#[case::sep("sep=;\r\nsleutel;titel;plaats;sector;fase;onderdeel\r\na;T;Venlo;po;lopend;vrijplaats\r\n")]
#[case::title_above(
    "Overzicht, maart 2026;;;;;\n\nsleutel;titel;plaats;sector;fase;onderdeel\na;T;Venlo;po;lopend;vrijplaats\n"
)]
#[case::title_and_blank_row_above(
    "Overzicht;;;;;\n;;;;;\nsleutel;titel;plaats;sector;fase;onderdeel\na;T;Venlo;po;lopend;vrijplaats\n"
)]
#[case::old_mac("sleutel,titel,plaats,sector,fase,onderdeel\ra,T,Venlo,po,lopend,vrijplaats\r")]
#[case::names_in_any_case("Sleutel;TITEL;Pláats;Sector ;Fase;Onder deel\na;T;Venlo;PO;Lopend;Vrijplaats\n")]
#[case::long_blank_rows("sleutel,titel,plaats,sector,fase,onderdeel\na,T,Venlo,po,lopend,vrijplaats,,,\n,,,,,,,,\n")]
#[case::whole_numbers("sleutel;titel;postcode;sector;fase;onderdeel\na;T;5911,0;po;lopend;vrijplaats\n")]
fn csv_is_read_as_spreadsheets_write_it(#[case] text: &str) {
    let rows = csv::read(text).unwrap();
    assert_eq!(rows.unknown, [""; 0]);
    let checked = check::check(rows.rows, &TERRITORY, false, &mut ());
    assert_eq!(checked.problems, []);
    assert_eq!(checked.good.iter().map(|row| row.key.as_deref()).collect::<Vec<_>>(), [Some("a")]);
}

#[test]
fn file_without_a_header_line_is_told_what_its_first_line_has() {
    let rows = "a;T;Venlo;po;lopend;vrijplaats\n".repeat(20);
    let error = csv::read(&format!("naam;waar;wat\n{rows}")).unwrap_err().to_string();
    assert!(error.contains("We lazen op regel 1 3 kolommen") && error.contains("naam, waar, wat"), "{error}");
}

#[test]
fn line_of_a_problem_is_that_of_the_spreadsheet() {
    let file = csv_file(
        "sleutel,titel,plaats,sector,fase,onderdeel\ra,T,Venlo,po,lopend,vrijplaats\rb,T,Venlo,po,x,vrijplaats\r",
    );
    assert!(problems(&file)[0].starts_with("regel 3, kolom fase"), "{:?}", problems(&file));
}

#[rstest]
#[case::rd_that_says_so(
    r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},"#,
    "[209000,376000]"
)]
#[case::rd_that_does_not("", "[209000,376000]")]
#[case::swapped("", "[51.37,6.17]")]
#[case::etrs89(r#""crs":{"type":"name","properties":{"name":"EPSG:4258"}},"#, "[6.17,51.37]")]
fn geojson_positions_are_where_they_mean(#[case] crs: &str, #[case] coordinates: &str) {
    let text = format!(
        r#"{{"type":"FeatureCollection",{crs}"features":[{{"type":"Feature","properties":{{"Sleutel":17.0,"titel":"T","sector":["po"],"fase":"lopend","onderdeel":"vrijplaats"}},"geometry":{{"type":"Point","coordinates":{coordinates}}}}}]}}"#
    );
    let rows = geojson::read(&text).unwrap();
    let checked = check::check(rows.rows, &TERRITORY, false, &mut ());
    assert_eq!(checked.problems, []);
    let row = &checked.good[0];
    assert_eq!(row.key.as_deref(), Some("17"));
    assert!(
        (row.position.lat() - 51.37).abs() < 0.01 && (row.position.lon() - 6.17).abs() < 0.03,
        "{:?}",
        row.position
    );
}

#[test]
fn geojson_in_another_system_is_refused_by_name() {
    let text = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4289"}},"features":[]}"#;
    let error = geojson::read(text).unwrap_err().to_string();
    assert!(error.contains("EPSG::4289") && error.contains("EPSG:28992"), "{error}");
}
