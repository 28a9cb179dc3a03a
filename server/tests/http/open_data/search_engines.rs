//! What search engines are told: sitemap, robots, what is worth finding, and schema.org.

use domain::InitiativeId;
use rstest::rstest;
use serde_json::Value;

use crate::common::{SHARED, Server, World, client, eventually, header};

const HOSTILE: &str = "</script><script>alert(1)</script> & \\\"quote\\\" <!--";

/// A server with three initiatives that somebody imported, and the number of the first.
async fn imported() -> (World, InitiativeId) {
    let world = World::start();
    let csv = format!(
        "titel;samenvatting;school;plaats;sector;fase;onderdeel;thema;sleutel;website\n\
         Eerste proef;Kort verteld;De Proefschool;Weert;po;lopend;vrijplaats;steam;a;https://proef.voorbeeld.nl/\n\
         \"{}\";;;Horst;po;idee;vrijplaats;;b;\nDerde proef;;;Echt;vo;idee;marktplaats;;c;\n",
        HOSTILE.replace('\\', "").replace('"', "\"\"")
    );
    let file = world.dir.path().join("lijst.csv");
    std::fs::write(&file, csv).unwrap();
    let output = world.program().args(["importeren", "initiatieven"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let items = "/api/collections/initiatieven/items?limit=10";
    eventually("the import is on the map", async || world.json(items).await["numberMatched"] == 3).await;
    let first = world.json(items).await["features"][0]["id"].as_str().unwrap().parse().unwrap();
    (world, first)
}

async fn text(server: &Server, path: &str) -> String {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.text().await.unwrap()
}

/// The addresses in a sitemap, without the site, and what is said of their last change.
async fn sitemap(server: &Server) -> Vec<(String, Option<String>)> {
    let xml = text(server, "/sitemap.xml").await;
    assert!(xml.starts_with("<?xml") && xml.trim_end().ends_with("</urlset>"), "{xml}");
    let between = |text: &str, name: &str| {
        let value = text.split(&format!("<{name}>")).nth(1)?.split(&format!("</{name}>")).next()?;
        Some(value.replace("&amp;", "&"))
    };
    xml.split("<url>")
        .skip(1)
        .map(|url| {
            let loc = between(url, "loc").unwrap();
            (loc.strip_prefix(&*server.url).unwrap().to_owned(), between(url, "lastmod"))
        })
        .collect()
}

/// Whether robots.txt closes this address, as RFC 9309 reads it: `*` is any text, `$` the end.
fn closed(robots: &str, address: &str) -> bool {
    robots.lines().filter_map(|line| line.strip_prefix("Disallow: ")).any(|rule| {
        if let Some(whole) = rule.strip_suffix('$') {
            return address == whole;
        }
        let mut parts = rule.split('*');
        let Some(mut rest) = parts.next().and_then(|start| address.strip_prefix(start)) else { return false };
        parts.all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    })
}

#[tokio::test]
async fn robots_may_fetch_the_pictures_of_links() {
    let robots = text(&SHARED, "/robots.txt").await;
    for page in ["/", "/?regio=midden", "/?thema=steam", "/initiatieven/5/zorgrobot-op-stage"] {
        let page = client().get(format!("{}{page}", SHARED.url)).send().await.unwrap().text().await.unwrap();
        let picture = page.split(r#"<meta property="og:image" content=""#).nth(1).unwrap().split('"').next().unwrap();
        let picture = picture.strip_prefix(&SHARED.url).unwrap();
        assert!(!closed(&robots, picture), "{picture}");
    }
    for shared in ["/deel", "/deel?regio=midden"] {
        assert!(closed(&robots, shared), "{shared}");
    }
}

#[tokio::test]
async fn sitemap_has_what_is_on_the_map_and_nothing_that_left_it() {
    let (world, first) = imported().await;
    let (store, now, person) = (&world.state.store, world.now(), world.person("eigenaar").await.id);
    let of = |all: &[(String, Option<String>)]| {
        all.iter()
            .filter(|(path, _)| path.starts_with("/initiatieven/"))
            .map(|(path, _)| path.clone())
            .collect::<Vec<_>>()
    };
    let all = sitemap(&world).await;
    assert_eq!(of(&all).len(), 3, "{all:?}");
    for page in
        ["/", "/over", "/over/gegevens", "/over/licenties", "/api", "/?regio=noord", "/?regio=midden", "/?regio=zuid"]
    {
        assert!(all.iter().any(|(path, _)| path == page), "{page}");
    }
    let robots = text(&world, "/robots.txt").await;
    for (path, changed) in &all {
        let page = text(&world, path).await;
        assert!(!page.contains("noindex"), "{path}");
        assert!(!closed(&robots, path), "{path}");
        if let Some(id) = path.strip_prefix("/initiatieven/").and_then(|rest| rest.split('/').next()) {
            let feature = world.json(&format!("/api/collections/initiatieven/items/{id}")).await;
            assert_eq!(feature["properties"]["gewijzigd"].as_str(), changed.as_deref(), "{path}");
        }
    }
    store.archive(first, person, now).await.unwrap();
    store.withdraw(InitiativeId(first.0 + 1), now).await.unwrap();
    eventually("they left", async || of(&sitemap(&world).await).len() == 1).await;
    assert!(of(&sitemap(&world).await)[0].starts_with(&format!("/initiatieven/{}/", first.0 + 2)));
}

#[tokio::test]
async fn sitemap_has_an_etag_and_no_examples() {
    let response = SHARED.get("/sitemap.xml").await;
    assert_eq!(header(&response, "content-type"), "application/xml; charset=utf-8");
    let tag = header(&response, "etag").to_owned();
    let again = client().get(response.url().clone()).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), 304);
    // Invented examples are not to be found as if they were real.
    assert!(sitemap(&SHARED).await.iter().all(|(path, _)| !path.starts_with("/initiatieven/")));
    // Everything fits in one.
    for part in ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-0.xml", "/sitemap-x.xml", "/sitemap-999.xml"] {
        assert_eq!(SHARED.get(part).await.status(), 404, "{part}");
    }
}

#[tokio::test]
async fn robots_txt_opens_pages_and_closes_the_rest() {
    let server = Server::start(|config| config.public_url = Some("https://kaart.voorbeeld.nl".to_owned()));
    let robots = text(&server, "/robots.txt").await;
    assert!(robots.starts_with("User-agent: *\n"));
    assert!(robots.contains("\nSitemap: https://kaart.voorbeeld.nl/sitemap.xml\n"), "{robots}");
    for closed_to_them in [
        "/mijn/1",
        "/redactie",
        "/inloggen",
        "/kaart/beeld?regio=noord",
        "/metrics",
        "/export/noord.geojson",
        "/api/collections/initiatieven/items?limit=5",
        "/api/openapi.json",
        "/cijfers?thema=steam",
        "/poster/noord.pdf",
        "/volgen?q=x",
        "/embed?regio=noord",
        "/deel",
        "/?regio=noord&bbox=1,2,3,4",
        "/?c=5.9,51.2&z=9",
        "/?bij=5.9,51.2&straal=3",
        "/?thema=steam&sorteer=nieuw",
    ] {
        assert!(closed(&robots, closed_to_them), "{closed_to_them}");
    }
    for open in [
        "/",
        "/?regio=noord",
        "/?thema=steam&pagina=2",
        "/initiatieven/1/proef",
        "/plaatsen",
        "/over",
        "/api",
        "/api/collections/initiatieven",
        "/cijfers",
        "/pkg/x/y.css",
    ] {
        assert!(!closed(&robots, open), "{open}");
    }
}

/// Questions can be put together and maps moved without end: what is not worth finding by itself is followed no further.
#[rstest]
#[case("/", true)]
#[case("/?regio=noord", true)]
#[case("/?gemeente=weert", true)]
#[case("/?thema=steam&pagina=2", true)]
#[case("/?regio=noord&thema=steam", false)]
#[case("/?regio=noord&regio=zuid", false)]
#[case("/?q=robot", false)]
#[case("/?c=5.9,51.2&z=9", false)]
#[case("/?bij=5.9,51.2&straal=10", false)]
#[case("/?bbox=5.6,50.8,6.0,51.2", false)]
#[case("/?sorteer=plaats", false)]
#[case("/?lijnen=ja", false)]
#[tokio::test]
async fn only_views_worth_finding_are_indexed(#[case] path: &str, #[case] worth: bool) {
    let page = text(&SHARED, path).await;
    let robots = page.contains(r#"<meta name="robots" content="noindex, nofollow">"#);
    assert_eq!(robots, !worth, "{path}");
    assert!(page.contains(r#"<link rel="canonical""#));
}

/// The one block of JSON-LD in a page, as an HTML parser finds it.
async fn linked_data(server: &Server, path: &str) -> Value {
    let page = text(server, path).await;
    assert!(!page.contains("<script>alert"), "{path}");
    let blocks: Vec<&str> = page.split(r#"<script type="application/ld+json""#).skip(1).collect();
    assert_eq!(blocks.len(), 1, "{path}");
    let json = blocks[0].split_once('>').unwrap().1.split("</script>").next().unwrap();
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

#[tokio::test]
async fn initiative_has_schema_org_data() {
    let (server, id) = imported().await;
    let work = linked_data(&server, &format!("/initiatieven/{id}/eerste-proef")).await;
    let url = format!("{}/initiatieven/{id}/eerste-proef", server.url);
    assert_eq!((&work["@context"], &work["@type"]), (&"https://schema.org".into(), &"CreativeWork".into()));
    for (key, value) in [
        ("@id", &*url),
        ("url", &url),
        ("name", "Eerste proef"),
        ("description", "Kort verteld"),
        ("inLanguage", "nl"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
    ] {
        assert_eq!(work[key], value, "{key}");
    }
    assert!(work["dateModified"].as_str().unwrap().ends_with('Z'));
    assert_eq!(work["keywords"], serde_json::json!(["Techniek en kunst (STEAM)"]));
    assert_eq!(
        (&work["provider"]["@type"], &work["provider"]["name"]),
        (&"EducationalOrganization".into(), &"De Proefschool".into())
    );
    assert_eq!(
        (&work["about"]["@type"], &work["about"]["url"]),
        (&"Project".into(), &"https://proef.voorbeeld.nl/".into())
    );
    assert_eq!(
        (&work["isPartOf"]["@type"], &work["isPartOf"]["@id"]),
        (&"Dataset".into(), &format!("{}/#gegevens", server.url).into())
    );
    let place = &work["contentLocation"];
    assert_eq!(work["about"]["location"], *place);
    assert_eq!((&place["@type"], &place["address"]["addressLocality"]), (&"Place".into(), &"Weert".into()));
    assert!(place["address"].get("streetAddress").is_none(), "a town, no street");
    assert!((50.7..51.8).contains(&place["geo"]["latitude"].as_f64().unwrap()));
    assert!((5.5..6.3).contains(&place["geo"]["longitude"].as_f64().unwrap()));

    // What is not known is left out, and what is hostile stays text.
    let address = server.get(&format!("/initiatieven/{}", id.0 + 1)).await;
    let work = linked_data(&server, header(&address, "location")).await;
    assert_eq!(work["name"], HOSTILE.replace('\\', ""));
    for key in ["provider", "keywords"] {
        assert!(work.get(key).is_none(), "{key}");
    }
    fn no_nulls(value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Array(all) => all.iter().all(no_nulls),
            Value::Object(all) => all.values().all(no_nulls),
            _ => true,
        }
    }
    assert!(no_nulls(&work), "{work}");
}

#[tokio::test]
async fn list_has_schema_org_data_of_its_downloads_and_items() {
    let (server, id) = imported().await;
    for (path, expected, address) in
        [("/", 3, ""), ("/?sector=po", 2, "?sector=po"), ("/?sector=po&c=5.9,51.2&z=8", 2, "?sector=po")]
    {
        let graph = linked_data(&server, path).await;
        let (dataset, list) = (&graph["@graph"][0], &graph["@graph"][1]);
        assert_eq!(dataset["@type"], "Dataset");
        assert_eq!(dataset["url"], format!("{}/{address}", server.url));
        assert!((50..5000).contains(&dataset["description"].as_str().unwrap().chars().count()), "{dataset}");
        assert_eq!(dataset["license"], "https://creativecommons.org/licenses/by/4.0/");
        let downloads = dataset["distribution"].as_array().unwrap();
        assert!(!downloads.is_empty());
        for download in downloads {
            assert_eq!(download["@type"], "DataDownload");
            let file = server.get(download["contentUrl"].as_str().unwrap().strip_prefix(&*server.url).unwrap()).await;
            assert_eq!(file.status(), 200, "{download}");
            let kind = download["encodingFormat"].as_str().unwrap();
            assert!(header(&file, "content-type").starts_with(kind), "{download}");
        }
        assert_eq!((&list["@type"], &list["numberOfItems"]), (&"ItemList".into(), &expected.into()), "{path}");
        let items = list["itemListElement"].as_array().unwrap();
        assert_eq!(items.len(), expected);
        for (item, position) in items.iter().zip(1..) {
            assert_eq!((&item["@type"], &item["position"]), (&"ListItem".into(), &position.into()));
            let local = item["url"].as_str().unwrap().strip_prefix(&*server.url).unwrap();
            assert_eq!(server.get(local).await.status(), 200, "{local}");
        }
        assert!(items.iter().any(|item| item["name"] == HOSTILE.replace('\\', "")));
    }
    assert_eq!(
        linked_data(&server, "/?sector=vo").await["@graph"][1]["itemListElement"][0]["url"],
        format!("{}/initiatieven/{}/derde-proef", server.url, id.0 + 2)
    );
    // Of examples there is a dataset, and no list of things that are not there.
    assert_eq!(linked_data(&SHARED, "/").await["@graph"].as_array().unwrap().len(), 1);
}
