//! The pages as HTML: complete before any script, and one query behind every view.

use std::collections::BTreeSet;

use rstest::rstest;

use crate::common::{self, SHARED, Server, encode, eventually, header, ids, text};

async fn html(server: &Server, path: &str) -> String {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    assert!(header(&response, "content-type").starts_with("text/html"));
    text(response).await
}

/// The ids of the cards on every page of the list.
async fn listed(server: &Server, query: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for page in 1..=4 {
        let page = html(server, &format!("/?{query}&pagina={page}")).await;
        let list = page.split(r#"<ol class="cards">"#).nth(1).unwrap().split("</ol>").next().unwrap().to_owned();
        found.extend(list.split("/initiatieven/").skip(1).map(|rest| rest.split('/').next().unwrap().to_owned()));
    }
    found
}

#[rstest]
#[case("")]
#[case("regio=midden")]
#[case("regio=noord&regio=zuid&sector=po")]
#[case("thema=digitalisering&thema=steam&fase=lopend")]
#[case("onderdeel=vrijplaats&q=dialekt")]
#[case("bij=5.9875,51.1942&straal=10")]
#[case("bbox=5.6,50.8,6.0,51.2")]
#[case("gemeente=maastricht&gemeente=weert")]
#[case("q=leesbrug")]
#[tokio::test]
async fn list_map_api_and_export_have_the_same_ids(#[case] query: &str) {
    let list = listed(&SHARED, query).await;
    let items = SHARED.json(&format!("/api/collections/initiatieven/items?limit=1000&{query}")).await;
    let export = SHARED.json(&format!("/export/limburg.geojson?{query}")).await;
    let bbox = if query.contains("bbox=") { "" } else { "&bbox=3,49,8,54" };
    let map = SHARED.json(&format!("/api/collections/initiatieven/clusters?zoom=18&{query}{bbox}")).await;
    let beeld = SHARED.json(&format!("/kaart/beeld?{query}")).await;
    let expected: BTreeSet<String> = ids(&items).into_iter().collect();
    assert_eq!(list, expected, "list, {query}");
    assert_eq!(ids(&export).into_iter().collect::<BTreeSet<_>>(), expected, "export, {query}");
    assert_eq!(map["numberMatched"], items["numberMatched"], "map, {query}");
    let status = beeld["status"].as_str().unwrap();
    assert!(status.starts_with(&format!("{} initiatie", expected.len())), "{status}");
}

#[tokio::test]
async fn long_list_first_asks_for_a_region() {
    let server = Server::examples();
    assert!(!html(&server, "/").await.contains("Kies een regio"), "61 is not much");
    let csv: String = (0..120).map(|i| format!("Proef {i};Horst;po;idee;vrijplaats;p{i}\n")).collect();
    let file = server.dir.path().join("veel.csv");
    std::fs::write(&file, format!("titel;plaats;sector;fase;onderdeel;sleutel\n{csv}")).unwrap();
    let import = server.program().args(["importeren", "initiatieven"]).arg(&file).status().unwrap();
    assert!(import.success());
    eventually("the import is on the map", async || html(&server, "/").await.contains("181 initiatieven in Limburg"))
        .await;
    let page = html(&server, "/").await;
    let choice = page.split(r#"aria-label="Kies een regio""#).nth(1).unwrap().split("</nav>").next().unwrap();
    let rows: Vec<&str> = choice.split("<a ").skip(1).collect();
    assert_eq!(rows.len(), 3);
    for (row, region) in rows.iter().zip(["noord", "midden", "zuid"]) {
        assert!(row.contains(&format!("href=\"/?regio={region}\"")), "{row}");
        let all = server.json(&format!("/api/collections/initiatieven/items?limit=1&regio={region}")).await;
        assert!(row.contains(&format!("<span>{}</span>", all["numberMatched"])), "{row}");
    }
    assert!(!html(&server, "/?regio=noord").await.contains("Kies een regio"), "it has been chosen");
    assert!(page.contains("class=\"card"), "the list stays whole");
}

#[tokio::test]
async fn another_map_style_is_credited_and_named_under_privacy() {
    let own = html(&SHARED, "/privacy").await;
    assert!(own.contains("kaart, letters en programma komen van deze server"));
    let server = Server::start(|config| {
        config.map_style = Some("https://tegels.voorbeeld.nl/{z}/{x}/{y}.png".to_owned());
        config.map_credit = Some("© Voorbeeld & Zn".to_owned());
    });
    assert!(html(&server, "/").await.contains("Ondergrond: © Voorbeeld &amp; Zn"));
    let privacy = html(&server, "/privacy").await;
    assert!(privacy.contains("haalt je browser bij https://tegels.voorbeeld.nl"), "{privacy}");
    assert!(!privacy.contains("komen van deze server"));
    let unnamed = Server::start(|config| config.map_style = Some("https://tegels.voorbeeld.nl/stijl.json".to_owned()));
    assert!(html(&unnamed, "/").await.contains("Ondergrond: https://tegels.voorbeeld.nl"));
}

#[tokio::test]
async fn first_html_has_map_pins_clusters_list_counts_and_form() {
    let page = html(&SHARED, "/").await;
    for part in [
        r#"<html lang="nl">"#,
        r#"id="basis""#,
        r##"href="#basis""##,
        "61</span> initiatieven",
        "initiatieven rond Maastricht",
        r#"id="filters""#,
        r#"name="regio""#,
        r#"name="thema""#,
        "Noord-Limburg: 17 initiatieven",
        "Zoom in",
        "OpenStreetMap",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // No style attribute anywhere: the policy would refuse it.
    assert!(!page.contains(" style=\""));
}

#[rstest]
#[case("/?regio=oost", "regio")]
#[case("/?bbox=6,51,5,50", "bbox")]
#[case("/?straal=-3&bij=5.9,51.2", "straal")]
#[case("/?onzin=1", "onzin")]
#[case("/?q=%zz", "q")]
#[case("/?c=5.9,51.2&z=99", "z")]
#[case("/?plek=Nergenshuizen", "plek")]
#[tokio::test]
async fn unusable_parameters_are_told_and_the_rest_answered(#[case] path: &str, #[case] parameter: &str) {
    let page = html(&SHARED, &format!("{path}&sector=mbo")).await;
    assert!(page.contains(&format!("‘{parameter}’ in het adres")), "{path}");
    assert!(page.contains("</span> initiatieven"), "{path}");
}

#[rstest]
#[case("/?q=&regio=midden&plek=&straal=10", "/?regio=midden")]
#[case("/?plek=Roermond&straal=15", "/?straal=15&bij=5.9875,51.19417")]
#[case("/?plek=6041&straal=5", "bij=5.9")]
#[case("/?plek=Nergenshuizen&straal=5", "/?plek=Nergenshuizen")]
#[tokio::test]
async fn filter_form_ends_in_a_tidy_address(#[case] path: &str, #[case] target: &str) {
    let response = SHARED.get(path).await;
    assert_eq!(response.status(), 303);
    assert!(header(&response, "location").contains(target), "{}", header(&response, "location"));
}

#[rstest]
#[case("/")]
#[case("/cijfers")]
#[tokio::test]
async fn form_sends_the_whole_question_again(#[case] path: &str) {
    let asked = "q=de&bbox=5,50,7,52&bij=5.9,51.2&straal=40&bewaard=1,2,3";
    let page = html(&SHARED, &format!("{path}?{asked}")).await;
    // Of what has no choices, each has a field or is kept out of sight.
    let named = |name: &str| page.contains(&format!("name=\"{name}\""));
    let without: Vec<_> = ["q", "bbox", "bij", "straal", "bewaard"].into_iter().filter(|name| !named(name)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[tokio::test]
async fn initiative_has_one_address_for_life() {
    let items = SHARED.json("/api/collections/initiatieven/items?limit=1").await;
    let url = items["features"][0]["properties"]["url"].as_str().unwrap();
    let path = url.strip_prefix(&SHARED.url).unwrap();
    let page = html(&SHARED, path).await;
    assert!(page.contains(&format!(r#"<link rel="canonical" href="{url}">"#)));
    assert!(page.contains("Bij de buren"));
    let json = page.split(r#"application/ld+json""#).nth(1).unwrap();
    let json = json.split_once('>').unwrap().1.split("</script>").next().unwrap();
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(json["url"], url);
    // A wrong slug, and none, lead there.
    let id = items["features"][0]["id"].as_str().unwrap();
    for other in [format!("/initiatieven/{id}/anders"), format!("/initiatieven/{id}")] {
        let response = SHARED.get(&other).await;
        assert_eq!((response.status().as_u16(), header(&response, "location")), (308, path), "{other}");
    }
}

#[rstest]
#[case("/initiatieven/99999/weg", 404)]
#[case("/initiatieven/abc/x", 404)]
#[case("/initiatieven/0001/x", 404)]
#[case("/bestaat/niet", 404)]
#[tokio::test]
async fn missing_page_helps(#[case] path: &str, #[case] status: u16) {
    let response = SHARED.get(path).await;
    assert_eq!(response.status().as_u16(), status);
    let page = response.text().await.unwrap();
    assert!(page.contains("Naar de kaart") && page.contains(r#"name="q""#) && page.contains("noindex"));
}

#[rstest]
#[case("/over", "Gluren bij de buren")]
#[case("/over/gegevens", "GeoNames")]
#[case("/over/licenties", "EUPL-1.2")]
#[case("/toegankelijkheid", "WCAG 2.2")]
#[case("/privacy", "Geen cookies")]
#[tokio::test]
async fn text_pages_are_there(#[case] path: &str, #[case] text: &str) {
    assert!(html(&SHARED, path).await.contains(text));
}

#[tokio::test]
async fn places_schools_and_initiatives_are_suggested() {
    let found = SHARED.json("/kaart/suggesties?q=roer").await;
    let first = &found[0];
    assert_eq!(first["text"], "Roermond");
    assert!(first["href"].as_str().unwrap().starts_with("/?bij="));
    let found = SHARED.json("/kaart/suggesties?q=leesbrug").await;
    assert!(found.as_array().unwrap().iter().any(|s| s["href"].as_str().unwrap().starts_with("/initiatieven/")));
    assert_eq!(SHARED.json("/kaart/suggesties?q=r").await, serde_json::json!([]));
    let places = SHARED.json("/kaart/suggesties?soort=plek&q=leesbrug").await;
    assert_eq!(places, serde_json::json!([]));
}

#[rstest]
#[case("digit", "Digitalisering", "/?thema=digitalisering")]
#[case("leudal", "Leudal", "/?gemeente=leudal")]
#[case("peel en", "Peel en Maas", "/?gemeente=peel-en-maas")]
#[case("vo", "Voortgezet onderwijs (vo)", "/?sector=vo")]
#[case("voortgezet onderwijs", "Voortgezet onderwijs (vo)", "/?sector=vo")]
#[case("lopend", "In de praktijk", "/?fase=lopend")]
#[case("vrijplaats", "Vrijplaats", "/?onderdeel=vrijplaats")]
#[case("digitalisering weert", "Digitalisering", "/?thema=digitalisering&bij=5.70694,51.25167&straal=10")]
#[case("digitalisering in Weert", "Digitalisering", "/?thema=digitalisering&bij=5.70694,51.25167&straal=10")]
#[case("weert vo", "Voortgezet onderwijs (vo)", "/?sector=vo&bij=5.70694,51.25167&straal=10")]
#[case("6001", "6001", "/?bij=")]
#[tokio::test]
async fn what_a_text_may_mean_is_suggested(#[case] typed: &str, #[case] text: &str, #[case] leads: &str) {
    let found = SHARED.json(&format!("/kaart/suggesties?q={}", encode(typed))).await;
    let meant = found.as_array().unwrap().iter().any(|one| {
        let (says, href) = (one["text"].as_str().unwrap(), one["href"].as_str().unwrap());
        says == text && (href == leads || leads.ends_with('=') && href.starts_with(leads))
    });
    assert!(meant, "{typed}: {found}");
}

#[tokio::test]
async fn search_without_a_result_asks_what_was_meant() {
    let page = html(&SHARED, "/?q=6001").await;
    assert!(page.contains("Bedoel je 6001 (postcode in Weert, binnen 10 km)?"), "{page}");
}

#[tokio::test]
async fn empty_result_says_what_to_loosen() {
    let page = html(&SHARED, "/?sector=wo&regio=noord").await;
    assert!(page.contains("Nog geen initiatieven in Noord-Limburg"));
    assert!(page.contains("Haal Noord-Limburg weg (1)"), "{page}");
}

#[tokio::test]
async fn empty_map_is_a_map() {
    let server = Server::start(|_| {});
    let page = html(&server, "/").await;
    assert!(page.contains("Er staat nog niets op de kaart") && page.contains(r#"id="basis""#));
}

#[tokio::test]
async fn initiative_page_escapes_text_and_is_gone_when_withdrawn() {
    let server = Server::start(|_| {});
    let file = server.dir.path().join("kwaad.csv");
    let evil = r#"</script><script>alert(1)</script><img src=x onerror=alert(1)>'""#;
    let quoted = evil.replace('"', "\"\"");
    let row = format!(
        "titel,samenvatting,omschrijving,school,plaats,sector,fase,onderdeel,leervraag,opbrengst,sleutel\n\
         \"{quoted}\",\"{quoted}\",\"{quoted}\",\"{quoted}\",Thorn,po,lopend,marktplaats,\"{quoted}\",\"{quoted}. {quoted}\",k1\n"
    );
    std::fs::write(&file, row).unwrap();
    let run = |arguments: &[&str]| {
        let status = server.program().args(arguments).status().unwrap();
        assert!(status.success(), "{arguments:?}");
    };
    run(&["importeren", "initiatieven", file.to_str().unwrap()]);
    eventually("the import is seen", async || html(&server, "/").await.contains("1</span> initiatief")).await;
    let items = server.json("/api/collections/initiatieven/items").await;
    let url = items["features"][0]["properties"]["url"].as_str().unwrap().to_owned();
    let path = url.strip_prefix(&server.url).unwrap().to_owned();
    for path in ["/", "/?q=script", path.as_str()] {
        let page = html(&server, path).await;
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}");
    }
    run(&["intrekken", "1"]);
    eventually("it is gone", async || server.get(&path).await.status() == 410).await;
    assert!(server.get(&path).await.text().await.unwrap().contains("niet meer op de kaart"));
}

#[tokio::test]
async fn map_for_a_phone_fits_it() {
    let ask = |agent: &'static str| async move {
        let request = common::client().get(&SHARED.url).header("user-agent", agent);
        let response = request.send().await.unwrap();
        assert!(response.headers().get_all("vary").iter().any(|v| v.to_str().unwrap().contains("user-agent")));
        let page = response.text().await.unwrap();
        page.split(r#""zoom":"#).nth(1).unwrap().split([',', '}']).next().unwrap().parse::<f64>().unwrap()
    };
    assert!(ask("Mozilla/5.0 (Linux; Android 14) Mobile").await + 0.5 < ask("Mozilla/5.0 (X11; CrOS)").await);
}

#[tokio::test]
async fn map_style_is_cached_for_ever_and_a_former_one_is_gone() {
    let page = html(&SHARED, "/").await;
    let style = page.split("/kaart/").nth(1).unwrap().split('"').next().unwrap();
    let response = SHARED.get(&format!("/kaart/{style}")).await;
    assert!(header(&response, "cache-control").contains("immutable"));
    let style: serde_json::Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    let ground = SHARED.json(style["sources"]["grond"]["data"].as_str().unwrap()).await;
    assert_eq!(ground["type"], "FeatureCollection");
    assert_eq!(SHARED.get("/kaart/0123456789abcdef/licht.json").await.status(), 404);
}

#[tokio::test]
async fn what_lies_just_outside_the_circle_is_counted() {
    let count = async |km: u32| {
        let query = format!("bij=5.70694,51.25167&straal={km}");
        SHARED.json(&format!("/api/collections/initiatieven/items?limit=1&{query}")).await["numberMatched"].as_u64()
    };
    let (here, wider) = (count(10).await.unwrap(), count(15).await.unwrap());
    assert!(wider > here, "the examples have something between 10 and 15 km of Weert");
    let page = html(&SHARED, "/?bij=5.70694,51.25167&straal=10").await;
    let more = format!(r#"straal=15" class="radius-more">nog {} binnen 15 km</a>"#, wider - here);
    assert!(page.contains(&more), "{more}");
    let all = html(&SHARED, "/?bij=5.70694,51.25167&straal=50").await;
    assert!(!all.contains("radius-more"));
}

#[tokio::test]
async fn word_that_was_read_as_another_is_said() {
    let page = html(&SHARED, "/?q=robto").await;
    assert!(page.contains("We vonden niets met ‘robto’. Je ziet wat er is met ‘robot"), "no word about it");
    assert!(!html(&SHARED, "/?q=robot").await.contains("We vonden niets"));
    assert!(!html(&SHARED, "/?q=xyzzyx").await.contains("We vonden niets met"), "the list says so itself");
}

#[tokio::test]
async fn list_to_visit_has_no_signposts() {
    assert!(html(&SHARED, "/").await.contains("signpost__name"), "all of Limburg has");
    assert!(!html(&SHARED, "/?bewaard=3,17,42").await.contains("signpost__name"));
}
