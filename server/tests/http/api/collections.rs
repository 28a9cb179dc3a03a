//! OGC API - Features, parts 2 and 3, and the collections beside the initiatives: coordinate systems, filters, order,
//! cursors, files and pages.

use domain::{LngLat, Region};
use reqwest::header::ACCEPT;
use rstest::rstest;
use serde_json::{Value, json};
use store::{ImportRow, School};

use crate::common::{SHARED, Server, at, client, encode, eventually, header, ids, rows};

const ITEMS: &str = "/api/collections/initiatieven/items";
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const EPSG4326: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";
const RD: &str = "http://www.opengis.net/def/crs/EPSG/0/28992";
const COLLECTIONS: [&str; 6] = ["initiatieven", "bijeenkomsten", "scholen", "besturen", "gemeenten", "regios"];

fn link<'a>(document: &'a Value, rel: &str) -> Option<&'a str> {
    document["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel)?["href"].as_str()
}

async fn asked(query: &str) -> Value {
    SHARED.json(&format!("{ITEMS}?limit=1000&{query}")).await
}

async fn filtered(filter: &str) -> Vec<String> {
    ids(&asked(&format!("filter={}", encode(filter))).await)
}

fn coordinates(collection: &Value) -> Vec<[f64; 2]> {
    let pair = |f: &Value| [0, 1].map(|i| f["geometry"]["coordinates"][i].as_f64().unwrap());
    collection["features"].as_array().unwrap().iter().map(pair).collect()
}

#[tokio::test]
async fn filter_finds_what_the_facet_finds_for_every_value() {
    let queryables = SHARED.json("/api/collections/initiatieven/queryables").await;
    let mut found = 0;
    for name in ["regio", "gemeente", "sector", "thema", "fase", "onderdeel"] {
        let schema = &queryables["properties"][name];
        let words = schema["enum"].as_array().or(schema["items"]["enum"].as_array()).unwrap();
        let mut of_any = Vec::new();
        for word in words.iter().map(|word| word.as_str().unwrap()) {
            // A municipality has its name in features, and may have it in addresses.
            let facet = ids(&asked(&format!("{name}={}", encode(word))).await);
            let quoted = word.replace('\'', "''");
            assert_eq!(filtered(&format!("{name}='{quoted}'")).await, facet, "{name} {word}");
            let not = filtered(&format!("{name}<>'{quoted}'")).await;
            assert_eq!(not.len() + facet.len(), SHARED.state.atlas.load().len(), "{name} {word}");
            found += facet.len();
            of_any.push(format!("'{quoted}'"));
        }
        // Everything has at least one of them, but for a theme.
        let all = filtered(&format!("{name} IN ({})", of_any.join(","))).await;
        assert!(all.len() == SHARED.state.atlas.load().len() || name == "thema");
    }
    assert!(found > 300, "{found}");
}

#[rstest]
#[case("thema='steam' AND regio='noord'", "thema=steam&regio=noord")]
#[case("thema='steam' OR thema='drop-outs'", "thema=steam&thema=drop-outs")]
#[case("S_INTERSECTS(geometry,BBOX(5.6,50.9,6,51.2))", "bbox=5.6,50.9,6,51.2")]
#[case("S_INTERSECTS(geometry,POLYGON((5.6 50.9,6 50.9,6 51.2,5.6 51.2,5.6 50.9)))", "bbox=5.6,50.9,6,51.2")]
#[case("thema='steam' AND S_INTERSECTS(geometry, BBOX(5.6,50.9,6.1,51.3))", "thema=steam&bbox=5.6,50.9,6.1,51.3")]
#[case("fase NOT IN ('idee','in-ontwikkeling')", "fase=lopend&fase=afgerond")]
#[case("gemeente = 'Weert'", "gemeente=weert")]
#[case("NOT (regio = 'noord' OR regio = 'zuid')", "regio=midden")]
#[tokio::test]
async fn filter_and_query_that_say_the_same_find_the_same(#[case] filter: &str, #[case] query: &str) {
    let found = filtered(filter).await;
    assert_eq!(found, ids(&asked(query).await));
    assert!(!found.is_empty());
    // They go together.
    let both = asked(&format!("{query}&filter={}&filter-lang=cql2-text", encode(filter))).await;
    assert_eq!(ids(&both), found);
    assert_eq!(both["numberMatched"], found.len());
}

#[tokio::test]
async fn filter_looks_at_text_and_time() {
    let all = asked("").await;
    let titles = |with: &dyn Fn(&str) -> bool| -> Vec<String> {
        let features = all["features"].as_array().unwrap().iter();
        let fits = features.filter(|f| with(f["properties"]["titel"].as_str().unwrap()));
        fits.map(|f| f["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(filtered("titel LIKE '%de%'").await, titles(&|title| title.contains("de")));
    assert_eq!(filtered("titel ILIKE 'DE %'").await, titles(&|title| title.to_lowercase().starts_with("de ")));
    assert_eq!(filtered("titel < 'E'").await, titles(&|title| title < "E"));
    assert_eq!(filtered("gewijzigd > TIMESTAMP('2100-01-01T00:00:00Z')").await, Vec::<String>::new());
    assert_eq!(filtered("gewijzigd > DATE('2000-01-01') AND voorbeeld = TRUE").await, ids(&all));
}

#[tokio::test]
async fn positions_are_the_same_in_three_coordinate_systems() {
    let degrees = SHARED.get(&format!("{ITEMS}?limit=1000")).await;
    assert_eq!(header(&degrees, "content-crs"), format!("<{CRS84}>"));
    let degrees: Value = degrees.json().await.unwrap();
    let turned = SHARED.get(&format!("{ITEMS}?limit=1000&crs={EPSG4326}")).await;
    assert_eq!(header(&turned, "content-crs"), format!("<{EPSG4326}>"));
    let turned: Value = turned.json().await.unwrap();
    let rd = SHARED.get(&format!("{ITEMS}?limit=1000&crs={}", encode("[EPSG:28992]"))).await;
    assert_eq!(header(&rd, "content-crs"), format!("<{RD}>"));
    let rd: Value = rd.json().await.unwrap();
    for ((a, b), [x, y]) in coordinates(&degrees).into_iter().zip(coordinates(&turned)).zip(coordinates(&rd)) {
        assert_eq!(a, [b[1], b[0]]);
        assert!((160_000.0..220_000.0).contains(&x) && (300_000.0..430_000.0).contains(&y), "{x} {y}");
        // 6 decimals of a degree are 0.1 m.
        let back = territory::rd::from_rd([x, y]);
        assert!(back.distance_km(LngLat::new(a[0], a[1]).unwrap()) * 1000.0 < 0.15);
    }
    for (one, other) in degrees["features"].as_array().unwrap().iter().zip(rd["features"].as_array().unwrap()) {
        assert_eq!((&one["id"], &one["properties"]), (&other["id"], &other["properties"]));
    }
    let id = degrees["features"][0]["id"].as_str().unwrap();
    let single = SHARED.json(&format!("{ITEMS}/{id}?crs={RD}")).await;
    assert_eq!(single["geometry"], rd["features"][0]["geometry"]);
    assert!(single["properties"]["omschrijving"].is_string());
}

#[tokio::test]
async fn bbox_means_the_same_in_every_coordinate_system() {
    let rd = asked(&format!("bbox=175000,345000,200000,370000&bbox-crs={RD}&crs={RD}")).await;
    let inside = |[x, y]: [f64; 2]| (175_000.0..=200_000.0).contains(&x) && (345_000.0..=370_000.0).contains(&y);
    let all = asked(&format!("crs={RD}")).await;
    let expected = coordinates(&all).into_iter().filter(|&place| inside(place)).count();
    assert!(expected > 3 && coordinates(&rd).into_iter().all(inside));
    assert_eq!(rd["numberMatched"], expected);
    let filter = encode("S_INTERSECTS(geometry,BBOX(175000,345000,200000,370000))");
    assert_eq!(ids(&asked(&format!("filter={filter}&filter-crs={RD}")).await), ids(&rd));

    let degrees = ids(&asked("bbox=5.6,50.9,6,51.2").await);
    assert_eq!(ids(&asked(&format!("bbox=50.9,5.6,51.2,6&bbox-crs={EPSG4326}")).await), degrees);
    let filter = encode("S_INTERSECTS(geometry,BBOX(50.9,5.6,51.2,6))");
    assert_eq!(ids(&asked(&format!("filter={filter}&filter-crs={EPSG4326}")).await), degrees);
    // Far away is nowhere, not an error.
    assert!(ids(&asked(&format!("bbox=-9e6,-9e6,-8e6,-8e6&bbox-crs={RD}")).await).is_empty());
}

#[tokio::test]
async fn sortby_and_properties_are_chosen() {
    let sorted = asked("sortby=regio,-titel&properties=titel,regio").await;
    let texts: Vec<(String, String)> = sorted["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| {
            let properties = feature["properties"].as_object().unwrap();
            assert_eq!(properties.keys().collect::<Vec<_>>(), ["regio", "titel"]);
            assert!(feature["id"].is_string() && feature["geometry"]["type"] == "Point");
            let text = |name: &str| properties[name].as_str().unwrap().to_owned();
            (text("regio"), text("titel"))
        })
        .collect();
    let mut expected = texts.clone();
    expected.sort_by(|(a, b), (c, d)| a.cmp(c).then_with(|| territory::fold(d).cmp(&territory::fold(b))));
    assert_eq!(texts, expected);
    let mut all = ids(&sorted);
    all.sort_by_key(|id| id.parse::<i64>().unwrap());
    assert_eq!(all, ids(&asked("").await));
    // Distance stays, and can be left out.
    let near = asked("bij=5.9,51.2&sortby=titel&properties=titel,afstand_km").await;
    assert!(near["features"][0]["properties"]["afstand_km"].is_number());
    assert!(asked("bij=5.9,51.2&properties=titel").await["features"][0]["properties"]["afstand_km"].is_null());
}

#[tokio::test]
async fn properties_are_known_however_they_are_written() {
    let plain = asked("bij=5.9,51.2").await;
    let names: Vec<&str> = plain["features"][0]["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(asked(&format!("bij=5.9,51.2&properties={}", names.join(","))).await["features"], plain["features"]);
}

#[tokio::test]
async fn datetime_is_that_of_the_last_change() {
    let all = asked("").await;
    let changed = all["features"][0]["properties"]["gewijzigd"].as_str().unwrap();
    assert!(ids(&asked(&format!("datetime={changed}")).await).contains(&ids(&all)[0]));
    assert_eq!(ids(&asked(&format!("datetime={changed}/..")).await).len(), ids(&all).len());
    assert!(ids(&asked("datetime=../2000-01-01T00:00:00Z").await).is_empty());
    assert!(ids(&asked("datetime=2100-01-01T00:00:00Z/").await).is_empty());
    // What has no time always matches.
    let areas = SHARED.json("/api/collections/gemeenten/items?datetime=../2000-01-01T00:00:00Z").await;
    assert_eq!(areas["numberMatched"], 31);
}

fn row(key: &str, title: &str, lon: f64) -> ImportRow {
    ImportRow { position: LngLat::new(lon, 51.25).unwrap(), ..rows::row(key, title) }
}

/// Pages stay whole while others come and go: in the order of ids, of titles and of distance.
#[rstest]
#[case("")]
#[case("sortby=-titel")]
#[case("bij=5.7,51.25")]
#[case("filter=regio%3D%27midden%27&sortby=regio,titel")]
#[tokio::test]
async fn cursor_stands_while_rows_come_and_go(#[case] query: &str) {
    let server = Server::start(|_| {});
    let rows: Vec<_> =
        (0..12_i32).map(|n| row(&format!("s{n}"), &format!("Titel {n:02}"), 5.7 + f64::from(n) / 1000.0)).collect();
    server.state.store.import(&rows, at("2026-01-01T00:00:00Z")).await.unwrap();
    let count = async || server.json(ITEMS).await["numberMatched"].as_u64().unwrap();
    eventually("all are there", async || count().await == 12).await;

    let whole = ids(&server.json(&format!("{ITEMS}?{query}")).await);
    let mut page = server.json(&format!("{ITEMS}?limit=4&{query}")).await;
    let mut walked = ids(&page);
    assert_eq!(walked, whole[..4]);
    // The last of this page, one before it and one of the next page go; one comes in at each end.
    for gone in [&whole[3], &whole[1], &whole[5]] {
        server.state.store.withdraw(gone.parse().unwrap(), at("2026-01-02T00:00:00Z")).await.unwrap();
    }
    let more = [row("s-a", "Aap", 5.6), row("s-z", "Zee", 5.8)];
    server.state.store.import(&more, at("2026-01-02T00:00:00Z")).await.unwrap();
    eventually("the changes are there", async || count().await == 11).await;

    while let Some(next) = link(&page, "next") {
        assert!(next.contains("cursor=") && !next.contains("offset="), "{next}");
        page = server.json(next.strip_prefix(&server.url).unwrap()).await;
        walked.extend(ids(&page));
    }
    let mut once = walked.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), walked.len(), "nothing comes twice: {walked:?}");
    for stays in whole.iter().filter(|id| **id != whole[5]) {
        assert!(walked.contains(stays), "{stays} was left out: {walked:?}");
    }
    assert!(!walked.contains(&whole[5]));
}

#[tokio::test]
async fn cursor_belongs_to_its_query() {
    let page = SHARED.json(&format!("{ITEMS}?limit=5&sortby=titel")).await;
    let next = link(&page, "next").unwrap();
    let cursor = next.split("cursor=").nth(1).unwrap().split('&').next().unwrap();
    for query in [
        format!("cursor={cursor}"),
        format!("cursor={cursor}&sortby=-titel"),
        format!("cursor={cursor}&bij=5.7,51.2"),
        format!("cursor={}&sortby=titel", &cursor[..cursor.len() - 3]),
        "cursor=x".to_owned(),
        "cursor=%00".to_owned(),
        "cursor=W10".to_owned(),
        "cursor=WyJpZCIsbnVsbF0".to_owned(),
        "cursor=WyJpZCIsIjAwNyJd".to_owned(),
        format!("cursor={}", "A".repeat(7000)),
    ] {
        let problem = SHARED.problem(&format!("{ITEMS}?{query}"), 400).await;
        assert_eq!(problem["parameter"], "cursor", "{query}");
    }
    let problem = SHARED.problem(&format!("{ITEMS}?cursor={cursor}&sortby=titel&offset=3"), 400).await;
    assert_eq!(problem["parameter"], "offset");
}

#[tokio::test]
async fn offset_goes_on_with_a_cursor() {
    let all = ids(&asked("").await);
    let page = SHARED.json(&format!("{ITEMS}?limit=5&offset=10")).await;
    assert_eq!(ids(&page), all[10..15]);
    let follow =
        async |rel: &str| ids(&SHARED.json(link(&page, rel).unwrap().strip_prefix(&SHARED.url).unwrap()).await);
    assert_eq!(follow("next").await, all[15..20]);
    assert_eq!(follow("prev").await, all[5..10]);
    assert_eq!(follow("self").await, all[10..15]);
}

#[tokio::test]
async fn municipalities_and_regions_count_what_is_in_them() {
    let total = SHARED.state.atlas.load().len() as u64;
    for (collection, count) in [("gemeenten", 31), ("regios", 3)] {
        let all = SHARED.json(&format!("/api/collections/{collection}/items")).await;
        assert_eq!((&all["numberMatched"], &all["numberReturned"]), (&json!(count), &json!(count)));
        let features = all["features"].as_array().unwrap();
        let sum: u64 = features.iter().map(|f| f["properties"]["aantal_initiatieven"].as_u64().unwrap()).sum();
        assert_eq!(sum, total, "{collection}");
        for feature in features {
            // Approximations say so.
            assert_eq!(feature["properties"]["nauwkeurig"], false);
            assert_eq!(feature["geometry"]["type"], "MultiPolygon");
            let ring = feature["geometry"]["coordinates"][0][0].as_array().unwrap();
            assert!(ring.len() >= 4 && ring.first() == ring.last());
        }
        let description = SHARED.json(&format!("/api/collections/{collection}")).await;
        assert!(description["description"].as_str().unwrap().contains("benadering"));
    }
    let weert = SHARED.json("/api/collections/gemeenten/items/weert").await;
    assert_eq!((&weert["properties"]["naam"], &weert["properties"]["regio"]), (&json!("Weert"), &json!("midden")));
    // Whoever stands in the market of Weert is in Weert.
    for query in [
        format!("filter={}", encode("S_INTERSECTS(geometry,POINT(5.7064 51.2518))")),
        format!("bbox=177285,362545,177285,362545&bbox-crs={RD}"),
        "bbox=5.7064,51.2518,5.7064,51.2518".to_owned(),
    ] {
        assert_eq!(ids(&SHARED.json(&format!("/api/collections/gemeenten/items?{query}")).await), ["weert"], "{query}");
    }
    let rd = SHARED.json(&format!("/api/collections/regios/items/zuid?crs={RD}")).await;
    assert!(rd["geometry"]["coordinates"][0][0][0][1].as_f64().unwrap() > 300_000.0);
    let north =
        SHARED.json("/api/collections/gemeenten/items?filter=regio%3D%27noord%27&sortby=-aantal_initiatieven&limit=2");
    let north = north.await;
    let next = link(&north, "next").unwrap().strip_prefix(&SHARED.url).unwrap().to_owned();
    let rest = SHARED.json(&next).await;
    assert!(ids(&rest).iter().all(|id| !ids(&north).contains(id)) && !ids(&rest).is_empty());
}

#[tokio::test]
async fn schools_are_a_collection_once_imported_without_their_address() {
    let server = Server::examples();
    let items = "/api/collections/scholen/items";
    let empty = server.get(items).await;
    let tag = header(&empty, "etag").to_owned();
    assert_eq!(empty.json::<Value>().await.unwrap()["numberMatched"], 0);
    assert!(server.json("/api/collections/scholen").await["extent"]["spatial"].is_null());
    let school = |code: &str, name: &str| School {
        site_code: code.to_owned(),
        brin: code[..4].to_owned(),
        name: name.to_owned(),
        kind: "Basisschool".to_owned(),
        street: "Geheimstraat 17".to_owned(),
        postcode: "6041AA".to_owned(),
        town: "Roermond".to_owned(),
        website: Some("https://school.voorbeeld.nl".to_owned()),
        position: LngLat::new(5.99, 51.19).unwrap(),
        region: Region::Mid,
        municipality: "Roermond".to_owned(),
        board: None,
        example: false,
    };
    server.state.store.import_schools(&[school("17JB00", "De Proef"), school("17JB01", "Een andere")]).await.unwrap();
    let response = client().get(format!("{}{items}", server.url)).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(response.status(), 200, "an import is seen");
    let text = response.text().await.unwrap();
    assert!(!text.contains("Geheim") && !text.contains("6041"), "{text}");
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(ids(&all), ["17JB00", "17JB01"]);
    let properties = &all["features"][0]["properties"];
    assert_eq!(properties["naam"], "De Proef");
    assert_eq!(properties["aantal_initiatieven"], 0);
    let single = server.get(&format!("{items}/17JB00?f=html")).await.text().await.unwrap();
    assert!(single.contains("De Proef") && !single.contains("Geheim") && !single.contains("6041AA"));
    let found = server.json(&format!("{items}?filter={}", encode("naam LIKE 'Een%' AND brin = '17JB'"))).await;
    assert_eq!(ids(&found), ["17JB01"]);
    assert!(server.json("/api/collections/scholen").await["extent"]["spatial"].is_object());
}

#[tokio::test]
async fn collections_describe_themselves_and_link_on() {
    let all = SHARED.json("/api/collections").await;
    let described: Vec<_> = all["collections"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert_eq!(described, COLLECTIONS);
    for collection in all["collections"].as_array().unwrap() {
        assert_eq!(collection["crs"], json!([CRS84, EPSG4326, RD]));
        assert_eq!(collection["storageCrs"], CRS84);
        let id = collection["id"].as_str().unwrap();
        for rel in ["self", "items"] {
            SHARED.json(link(collection, rel).unwrap().strip_prefix(&SHARED.url).unwrap()).await;
        }
        for name in ["queryables", "sortables"] {
            let href = link(collection, &format!("http://www.opengis.net/def/rel/ogc/1.0/{name}")).unwrap();
            let response = SHARED.get(href.strip_prefix(&SHARED.url).unwrap()).await;
            assert_eq!(header(&response, "content-type"), "application/schema+json");
            let schema: Value = response.json().await.unwrap();
            assert_eq!(schema["$id"], href);
            // Whatever is offered can be asked.
            for property in schema["properties"].as_object().unwrap().keys() {
                let query = match (name, &**property) {
                    ("sortables", name) => format!("sortby={name}"),
                    (_, "geometry") => format!("filter={}", encode("S_INTERSECTS(geometry,BBOX(5,50,7,52))")),
                    (_, name) => format!("filter={}", encode(&format!("{name} IS NOT NULL"))),
                };
                SHARED.json(&format!("/api/collections/{id}/items?{query}")).await;
            }
        }
    }
}

/// GDAL sends an attribute filter along when the contract names these, at paths that count from the landing page.
#[tokio::test]
async fn queryables_are_what_gdal_filters_by() {
    let document = SHARED.json("/api/openapi.json").await;
    for collection in COLLECTIONS {
        let parameters = &document["paths"][format!("/collections/{collection}/items")]["get"]["parameters"];
        let all: Vec<_> = parameters.as_array().unwrap().iter().map(|p| p["$ref"].as_str().unwrap()).collect();
        assert!(all.contains(&"#/components/parameters/filter-lang"), "{collection}");
        let described = SHARED.json(&format!("/api/collections/{collection}")).await;
        let href = link(&described, "queryables").unwrap().strip_prefix(&SHARED.url).unwrap().to_owned();
        let accepted = client().get(format!("{}{href}", SHARED.url)).header(ACCEPT, "application/json").send().await;
        assert_eq!(header(accepted.as_ref().unwrap(), "content-type"), "application/json");
        let queryables: Value = accepted.unwrap().json().await.unwrap();
        let names: Vec<_> =
            queryables["queryables"].as_array().unwrap().iter().map(|q| q["id"].as_str().unwrap()).collect();
        assert_eq!(names, queryables["properties"].as_object().unwrap().keys().collect::<Vec<_>>());
    }
    // As it writes them.
    for filter in ["regio = 'midden'", "(titel LIKE 'De%') AND (fase <> 'idee')", "gewijzigd >= '2026-01-01T00:00:00Z'"]
    {
        asked(&format!("filter={}&filter-lang=cql-text", encode(filter))).await;
    }
}

#[tokio::test]
async fn every_format_can_be_asked_for() {
    let document = SHARED.json("/api/openapi.json").await;
    let formats = document["components"]["parameters"]["fBestand"]["schema"]["enum"].clone();
    let formats: Vec<_> = formats.as_array().unwrap().iter().map(|f| f.as_str().unwrap().to_owned()).collect();
    assert_eq!(formats[..3], ["json", "geojson", "html"]);
    for format in &formats {
        let response = SHARED.get(&format!("{ITEMS}?f={format}&limit=3&regio=midden")).await;
        assert_eq!(response.status(), 200, "{format}");
        let kind = header(&response, "content-type").to_owned();
        let declared = &document["paths"]["/collections/initiatieven/items"]["get"]["responses"]["200"]["content"];
        let kinds: Vec<_> = declared.as_object().unwrap().keys().map(|k| k.split(';').next().unwrap()).collect();
        assert!(kinds.contains(&kind.split(';').next().unwrap()), "{format}: {kind}");
        assert!(header(&response, "vary").contains("accept"));
        if !["json", "geojson", "html"].contains(&&**format) {
            assert!(header(&response, "link").contains("rel=\"next\""), "{format}");
            assert_eq!(header(&response, "content-crs"), format!("<{CRS84}>"));
            let problem = SHARED.problem(&format!("{ITEMS}?f={format}&crs={RD}"), 400).await;
            assert_eq!(problem["parameter"], "crs");
        }
    }
    for (path, choice) in [(ITEMS, "geojson"), ("/api", "html"), ("/api/collections/regios/items", "html")] {
        let problem = SHARED.problem(&format!("{path}?f=bestaatniet"), 400).await;
        assert_eq!(problem["parameter"], "f");
        assert!(problem["detail"].as_str().unwrap().contains(choice));
    }
}

/// Requirement 28 of part 1: the answer itself, and the same in every other media type.
#[tokio::test]
async fn answers_link_to_their_other_representations() {
    let others = |asked: &str| {
        ["json", "html", "csv", "xlsx", "gpkg", "kml", "atom"].into_iter().filter(|f| *f != asked).collect::<Vec<_>>()
    };
    let answer = SHARED.json(&format!("{ITEMS}?regio=zuid&limit=3&sortby=titel")).await;
    let links = answer["links"].as_array().unwrap();
    let to: Vec<_> = links.iter().filter(|link| link["rel"] == "alternate").collect();
    assert_eq!(to.len(), others("json").len(), "{links:?}");
    for (link, form) in to.iter().zip(others("json")) {
        let href = link["href"].as_str().unwrap().strip_prefix(&SHARED.url).unwrap();
        assert!(href.ends_with(&format!("regio=zuid&limit=3&sortby=titel&f={form}")), "{href}");
        let response = SHARED.get(href).await;
        assert!(header(&response, "content-type").starts_with(link["type"].as_str().unwrap()), "{href}");
        if form == "html" {
            let page = response.text().await.unwrap();
            for other in others("html") {
                assert!(page.contains(&format!("sortby=titel&amp;f={other}\"")), "{other}");
            }
        } else {
            let header = header(&response, "link").to_owned();
            assert_eq!(header.matches("rel=\"alternate\"").count(), others(form).len(), "{header}");
            assert!(header.contains("rel=\"self\""));
        }
    }
}

#[tokio::test]
async fn single_feature_has_its_own_address_and_coordinates() {
    let path = format!("{ITEMS}/1?crs=EPSG:28992");
    let feature = SHARED.json(&path).await;
    let own = link(&feature, "self").unwrap().strip_prefix(&SHARED.url).unwrap().to_owned();
    assert_eq!(SHARED.json(&own).await["geometry"], feature["geometry"]);
}

#[tokio::test]
async fn deprecated_addresses_name_their_successor() {
    for query in ["offset=5", "filter=true&filter-lang=cql-text", "offset=5&f=csv"] {
        let response = SHARED.get(&format!("{ITEMS}?{query}")).await;
        assert!(header(&response, "deprecation").starts_with('@'), "{query}");
        let mut links = response.headers().get_all("link").iter().map(|value| value.to_str().unwrap());
        assert!(links.any(|link| link.starts_with(&format!("<{}/over/api>; rel=\"deprecation\"", SHARED.url))));
    }
    for query in ["", "filter=true&filter-lang=cql2-text"] {
        assert_eq!(header(&SHARED.get(&format!("{ITEMS}?{query}")).await, "deprecation"), "", "{query}");
    }
}

#[rstest]
#[tokio::test]
async fn browsers_get_a_page(
    #[values(
        "/api",
        "/api/conformance",
        "/api/collections",
        "/api/collections/initiatieven",
        "/api/collections/initiatieven/queryables",
        "/api/collections/initiatieven/sortables",
        "/api/collections/initiatieven/items",
        "/api/collections/initiatieven/items/1",
        "/api/collections/scholen/items",
        "/api/collections/gemeenten/items/weert",
        "/api/collections/regios/items"
    )]
    path: &str,
) {
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let response = client().get(format!("{}{path}", SHARED.url)).header(ACCEPT, browser).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(header(&response, "content-type").starts_with("text/html"));
    assert!(header(&response, "vary").contains("accept,"), "{}", header(&response, "vary"));
    // The nonce of a page is made once: no tag, so that no cache puts another's with it.
    assert_eq!(header(&response, "etag"), "");
    let policy = header(&response, "content-security-policy").to_owned();
    let page = response.text().await.unwrap();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(page.contains(&format!("nonce=\"{nonce}\"")) && !policy.contains("unsafe-inline"), "{policy}");
    assert!(!page.contains(" style="), "no styles in attributes");
    assert!(page.contains("rel=\"canonical\"") && !page.contains("noindex"));
    assert_eq!(page.matches("<h1").count(), 1);

    // What is asked for by name goes before what is accepted.
    let json = client().get(format!("{}{path}?f=json", SHARED.url)).header(ACCEPT, browser).send().await.unwrap();
    assert!(header(&json, "content-type").contains("json"));
    let again = SHARED.get(&format!("{path}?f=html")).await.text().await.unwrap();
    assert_eq!(again.len(), page.len());
}

#[tokio::test]
async fn pages_show_what_the_json_has() {
    let json = SHARED.json(&format!("{ITEMS}?limit=4&regio=noord")).await;
    let page = SHARED.get(&format!("{ITEMS}?limit=4&regio=noord&f=html")).await.text().await.unwrap();
    for feature in json["features"].as_array().unwrap() {
        let path = feature["properties"]["url"].as_str().unwrap().strip_prefix(&SHARED.url).unwrap();
        assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
    }
    assert_eq!(page.matches("class=\"dot ").count(), 4, "as many on the map");
    let next = page.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let second = SHARED.text(&next).await;
    assert!(second.contains("<h1>Initiatieven</h1>") && !second.contains(&next));
    // One initiative is to be found at its own page.
    let single = SHARED.get(&format!("{ITEMS}/{}?f=html", ids(&json)[0])).await.text().await.unwrap();
    let own = json["features"][0]["properties"]["url"].as_str().unwrap();
    assert!(single.contains(&format!("rel=\"canonical\" href=\"{own}\"")), "{own}");
    let guide = SHARED.get("/over/api").await.text().await.unwrap();
    assert!(guide.contains(&format!("{}/api", SHARED.url)) && guide.contains("<table>"));
    let robots = SHARED.get("/robots.txt").await.text().await.unwrap();
    assert!(robots.contains("Disallow: /api/*?") && !robots.contains("Disallow: /api/\n"));
}

#[rstest]
#[case("initiatieven", "filter=kleur%3D1", "filter")]
#[case("initiatieven", "filter=(", "filter")]
#[case("initiatieven", "filter=thema%3D%27steam%27&filter-lang=cql2-json", "filter-lang")]
#[case("initiatieven", "filter-crs=EPSG:3857", "filter-crs")]
#[case("initiatieven", "crs=EPSG:3857", "crs")]
#[case("initiatieven", "crs=EPSG:28992&crs=EPSG:28992", "crs")]
#[case("initiatieven", "bbox=5,50,6,51&bbox-crs=RD", "bbox-crs")]
#[case("initiatieven", "bbox=9,9,1,1&bbox-crs=EPSG:28992", "bbox")]
#[case("initiatieven", "bbox=1e300,0,2e300,1&bbox-crs=EPSG:28992", "bbox")]
#[case("initiatieven", "bbox=5,50,6,51,7,NaN&bbox-crs=EPSG:4326", "bbox")]
#[case("initiatieven", "sortby=kleur", "sortby")]
#[case("initiatieven", "sortby=thema", "sortby")]
#[case("initiatieven", "properties=titel,kleur", "properties")]
#[case("initiatieven", "properties=,", "properties")]
#[case("scholen", "thema=steam", "thema")]
#[case("scholen", "bij=5,51", "bij")]
#[case("scholen", "f=csv", "f")]
#[case("gemeenten", "limit=0", "limit")]
#[case("gemeenten", "bbox=6,50,5,51", "bbox")]
#[case("gemeenten", "datetime=gisteren", "datetime")]
#[case("regios", "properties=titel", "properties")]
#[case("regios", "filter=regio%3D%27noord%27", "filter")]
#[case("regios", "cursor=WyJpZCJd", "cursor")]
#[tokio::test]
async fn unusable_parameters_are_named(#[case] collection: &str, #[case] query: &str, #[case] parameter: &str) {
    let problem = SHARED.problem(&format!("/api/collections/{collection}/items?{query}"), 400).await;
    let names: Vec<_> = problem["parameters"].as_array().unwrap().iter().map(|p| p["naam"].as_str().unwrap()).collect();
    assert_eq!(names, [parameter], "{problem}");
}

#[rstest]
#[tokio::test]
async fn unknown_features_are_not_found(
    #[values(
        "/api/collections/plaatsen",
        "/api/collections/plaatsen/items",
        "/api/collections/plaatsen/items/1",
        "/api/collections/plaatsen/queryables",
        "/api/collections/scholen/items/99ZZ99",
        "/api/collections/gemeenten/items/Weert",
        "/api/collections/regios/items/oost",
        "/api/collections/scholen/clusters"
    )]
    path: &str,
) {
    SHARED.problem(path, 404).await;
}
