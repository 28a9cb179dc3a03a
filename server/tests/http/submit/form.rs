//! Placing an initiative as a person without JavaScript does: a form, page by page, over HTTP.

use std::{fs, path::PathBuf};

use domain::{Decision, Email, LngLat, Region, Role, query::encode_pairs};
use reqwest::Response;
use store::{Membership, School, Session};

use crate::common::{Server, client, eventually, header};

/// What a complete form holds.
fn filled() -> Vec<(&'static str, String)> {
    [
        ("school", "Museum zonder Muren"),
        ("plaats", "Roermond"),
        ("onderdeel", "buitenplaats"),
        ("titel", "Schilderen met de buren"),
        ("samenvatting", "Leerlingen en buren maken samen een muurschildering. Elke maand een nieuwe."),
        ("omschrijving", "Zo **doen** we het.\r\n\r\nMet <b>verf</b>."),
        ("sector", "po"),
        ("sector", "vo"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("opbrengst", "Meer kleur. Zie https://voorbeeld.nl/muur."),
        ("opbrengst", ""),
        ("naam", "Ans Janssen"),
        ("functie", "leraar"),
        ("email", "ans@school.nl"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

fn with(mut pairs: Vec<(&'static str, String)>, name: &'static str, value: &str) -> Vec<(&'static str, String)> {
    pairs.retain(|(n, _)| *n != name);
    pairs.push((name, value.to_owned()));
    pairs
}

async fn post(server: &Server, pairs: &[(&'static str, String)]) -> Response {
    post_text(server, encode_pairs(pairs)).await
}

async fn post_text(server: &Server, body: String) -> Response {
    let request = client().post(format!("{}/plaatsen", server.url));
    let kind = "application/x-www-form-urlencoded";
    request.header("content-type", kind).header("origin", &server.url).body(body).send().await.unwrap()
}

/// The status and the page.
async fn page(server: &Server, pairs: &[(&'static str, String)]) -> (u16, String) {
    let response = post(server, pairs).await;
    (response.status().as_u16(), response.text().await.unwrap())
}

/// What stands in an input.
fn value(html: &str, name: &str) -> String {
    let input = html.split("<input").find(|part| part.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let input = input.split('>').next().unwrap_or_default();
    input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn mails(server: &Server) -> Vec<String> {
    let folder: PathBuf = server.dir.path().join("uit");
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

fn school() -> School {
    School {
        site_code: "17JB00".into(),
        brin: "17JB".into(),
        name: "Basisschool de Proef".into(),
        kind: "Basisschool".into(),
        street: "Proefstraat 1".into(),
        postcode: "6041AA".into(),
        town: "Roermond".into(),
        website: None,
        position: LngLat::new(5.99, 51.19).unwrap(),
        region: Region::Mid,
        municipality: "Roermond".into(),
    }
}

#[tokio::test]
async fn the_form_is_one_page_of_plain_html() {
    let server = Server::start(|_| ());
    let response = server.get("/plaatsen").await;
    assert_eq!((response.status().as_u16(), header(&response, "cache-control")), (200, "no-store"));
    assert_eq!(header(&response, "set-cookie"), "");
    let html = response.text().await.unwrap();
    for name in domain::placing::ORDER.iter().filter(|name| **name != "vestigingscode") {
        assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        assert!(html.contains(&format!("id=\"{name}\"")), "{name}");
    }
    for step in ["#plek", "#verhaal", "#opbrengsten", "#team"] {
        assert!(
            html.contains(&format!("href=\"{step}\"")) && html.contains(&format!("id=\"{}\"", &step[1..])),
            "{step}"
        );
    }
    assert!(!html.contains("<a href=\"/plaatsen\" class=\"knop"), "no button that leads here");
    let home = server.get("/").await.text().await.unwrap();
    assert!(home.contains("<a href=\"/plaatsen\" class=\"knop knop--accent\">"));
}

#[tokio::test]
async fn a_school_is_found_chosen_and_fills_in_the_place() {
    let server = Server::start(|_| ());
    server.state.store.import_schools(&[school()]).await.unwrap();
    let typed = with(with(filled(), "school", "proef roermond"), "plaats", "");
    let (status, html) = page(&server, &with(typed.clone(), "zoek", "ja")).await;
    assert_eq!(status, 200);
    assert!(html.contains("1 school gevonden") && html.contains("Basisschool de Proef") && html.contains("17JB00"));
    assert_eq!(value(&html, "school"), "proef roermond");
    assert!(html.contains("Schilderen met de buren"), "what was typed stays");

    let (_, none) = page(&server, &with(with(typed.clone(), "school", "bestaat niet"), "bijwerken", "ja")).await;
    assert!(none.contains("Geen school gevonden"));

    let chosen = with(with(typed, "vestigingscode", "17JB00"), "kies", "ja");
    let (status, html) = page(&server, &chosen).await;
    assert_eq!(status, 200);
    assert_eq!(
        ["school", "postcode", "plaats", "lon", "lat", "gekozen"].map(|name| value(&html, name)),
        ["Basisschool de Proef", "6041AA", "Roermond", "5.99", "51.19", "17JB00"]
    );
    assert!(html.contains("De speld staat in Midden-Limburg, gemeente Roermond"));

    // Every way, and back.
    let mut pairs = chosen;
    pairs.retain(|(name, _)| *name != "kies");
    for name in ["school", "postcode", "plaats", "lon", "lat", "gekozen", "gezocht", "speld"] {
        pairs = with(pairs, name, &value(&html, name));
    }
    let (_, moved) = page(&server, &with(pairs.clone(), "schuif", "n")).await;
    let [before, after] = [&html, &moved].map(|page| value(page, "lat").parse::<f64>().unwrap());
    assert!((after - before - 0.00045).abs() < 0.00001, "{before} {after}");
    assert_eq!(value(&moved, "lon"), "5.99");

    let response = post(&server, &pairs).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, "/plaatsen/verzonden"));
    let version = server.state.store.version(1, 1).await.unwrap().unwrap();
    assert_eq!(version.initiative.content.site_code.as_deref(), Some("17JB00"));
}

#[tokio::test]
async fn a_town_a_postcode_or_coordinates_put_the_pin() {
    let server = Server::start(|_| ());
    for (name, text, town) in [("plaats", "venlo", "Venlo"), ("postcode", "6211 AB", "Maastricht")] {
        let pairs = with(with(filled(), "plaats", ""), name, text);
        let (status, html) = page(&server, &with(pairs, "toon", "ja")).await;
        assert_eq!(status, 200);
        assert!(html.contains(&format!("gemeente {town}")), "{text}");
    }
    let pairs = with(with(filled(), "lon", "5,85"), "lat", "50,88");
    let (_, html) = page(&server, &with(pairs, "toon", "ja")).await;
    assert!(html.contains("De speld staat in Zuid-Limburg"));
    let (_, html) = page(&server, &with(with(filled(), "plaats", "Roermund"), "toon", "ja")).await;
    assert!(html.contains("kennen we niet in Limburg; bedoel je ‘Roermond’?"));
    // Another town after the pin was put: the pin follows.
    let mut pairs = filled();
    let (_, html) = page(&server, &with(pairs.clone(), "bijwerken", "ja")).await;
    for name in ["lon", "lat", "gezocht", "speld"] {
        pairs = with(pairs, name, &value(&html, name));
    }
    let (_, html) = page(&server, &with(with(pairs, "plaats", "Sittard"), "bijwerken", "ja")).await;
    assert!(html.contains("gemeente Sittard-Geleen"));
}

#[tokio::test]
async fn mistakes_are_listed_on_top_and_beside_their_field() {
    let server = Server::start(|_| ());
    let (status, html) = page(&server, &[]).await;
    assert_eq!(status, 422);
    assert!(html.contains("role=\"alert\"") && html.contains("autofocus"));
    for field in ["school", "plaats", "onderdeel", "titel", "samenvatting", "sector", "thema", "fase", "naam", "email"]
    {
        assert!(html.contains(&format!("href=\"#{field}\"")), "{field}");
        assert!(html.contains(&format!("id=\"{field}-fout\"")), "{field}");
        assert!(html.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(html.contains("Titel is leeg; elk initiatief heeft een titel."));
    assert!(mails(&server).is_empty());
}

#[tokio::test]
async fn what_was_typed_is_kept_and_is_text() {
    let server = Server::start(|_| ());
    let fields = [
        "school",
        "plaats",
        "postcode",
        "lon",
        "lat",
        "titel",
        "samenvatting",
        "omschrijving",
        "periode",
        "website",
        "leervraag",
        "opbrengst",
        "naam",
        "functie",
        "email",
        "gekozen",
        "gezocht",
        "speld",
        "vestigingscode",
        "onderdeel",
        "fase",
        "sector",
        "thema",
    ];
    let evil = |name: &str| format!("{name}\"'><script>alert(1)</script></textarea><img src=x onerror=alert(2)>");
    let pairs: Vec<_> = fields.iter().map(|name| (*name, evil(name))).collect();
    let (status, html) = page(&server, &pairs).await;
    assert_eq!(status, 422);
    assert!(!html.contains("<script>alert") && !html.contains("<img"), "{html}");
    for name in &fields[..15] {
        let kept = html.matches(&format!("{name}&quot;")).count() + html.matches(&format!("{name}\"'&gt;")).count();
        assert!(kept > 0, "{name} is lost");
    }
}

#[tokio::test]
async fn sending_in_mails_one_link_and_shows_nothing_in_public() {
    let server = Server::start(|_| ());
    let revision = server.state.atlas.load().revision();
    let response = post(&server, &filled()).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, "/plaatsen/verzonden"));
    let sent = server.get("/plaatsen/verzonden").await.text().await.unwrap();
    assert!(sent.contains("Kijk in je mail") && sent.contains("href=\"/inloggen\""));
    eventually("the mail is in the folder", async || mails(&server).len() == 1).await;
    let mail = mails(&server).remove(0);
    assert!(mail.contains("ans@school.nl") && mail.contains("/inloggen/"), "{mail}");
    // Kept, and not public.
    let version = server.state.store.version(1, 1).await.unwrap().unwrap();
    assert_eq!(version.state, domain::VersionState::Unconfirmed);
    assert_eq!(version.initiative.content.outcomes, ["Meer kleur. Zie https://voorbeeld.nl/muur."]);
    assert_eq!(version.initiative.municipality, "Roermond");
    for path in ["/initiatieven/1", "/api/collections/initiatieven/items/1"] {
        assert_eq!(server.get(path).await.status().as_u16(), 404, "{path}");
    }
    let items = server.json("/api/collections/initiatieven/items").await;
    assert_eq!(items["numberMatched"], 0);
    assert_eq!(server.state.atlas.load().revision(), revision);
}

/// Somebody who is signed in: their number and the cookie, as the middleware keeps it.
async fn signed_in(server: &Server) -> (i64, String) {
    let store = &server.state.store;
    let role = Membership { role: Role::Organiser, region: None, until: None };
    let email = Email::parse("piet@school.nl").unwrap();
    let now = "2026-01-01T00:00:00Z";
    let person = store.appoint(&email, &role, now).await.unwrap().id;
    let id = "AAAAAAAAAAAAAAAAAAAAAA";
    let data = format!("{{\"persoon\":{person},\"rollen\":\"organisator:\"}}");
    let session = Session { person: Some(person), data, expires: "2099-01-01T00:00:00Z".to_owned() };
    let hash = blake3::hash(id.as_bytes()).to_hex().to_string();
    store.keep_session(&hash, &session, now).await.unwrap();
    (person, format!("sessie={id}"))
}

#[tokio::test]
async fn once_cleared_it_reads_as_it_was_written_and_nothing_in_it_runs() {
    let server = Server::start(|_| ());
    let (_, cookie) = signed_in(&server).await;
    let request = client().post(format!("{}/plaatsen", server.url)).header("cookie", &cookie);
    let request = request.header("origin", &server.url).header("content-type", "application/x-www-form-urlencoded");
    let pairs = with(filled(), "periode", "schooljaar 2026-2027");
    assert_eq!(request.body(encode_pairs(&pairs)).send().await.unwrap().status().as_u16(), 303);
    let store = &server.state.store;
    let role = Membership { role: Role::Editor, region: None, until: None };
    let now = "2026-01-01T00:00:00Z";
    let editor = store.appoint(&Email::parse("ed@kaart.nl").unwrap(), &role, now).await.unwrap();
    store.decide(1, 1, editor.id, &Decision::Publish, None, now).await.unwrap().unwrap();
    let path = "/initiatieven/1/schilderen-met-de-buren";
    eventually("it is on the map", async || server.get(path).await.status().as_u16() == 200).await;
    let html = server.get(path).await.text().await.unwrap();
    for part in [
        "<p>Zo <strong>doen</strong> we het.</p>",
        "<p>Met &lt;b&gt;verf&lt;/b&gt;.</p>",
        "<a href=\"https://voorbeeld.nl/muur\" rel=\"noopener nofollow ugc\">https://voorbeeld.nl/muur</a>.",
        "schooljaar 2026-2027",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("piet@school.nl") && !html.contains("Ans Janssen"));
}

#[tokio::test]
async fn who_is_signed_in_is_not_asked_for_an_address() {
    let server = Server::start(|_| ());
    let (person, cookie) = signed_in(&server).await;
    let url = format!("{}/plaatsen", server.url);
    let html = client().get(&url).header("cookie", &cookie).send().await.unwrap().text().await.unwrap();
    assert!(html.contains("piet@school.nl") && !html.contains("name=\"email\""));
    let pairs = with(with(filled(), "email", ""), "naam", "");
    let request = client().post(&url).header("cookie", &cookie).header("origin", &server.url);
    let request = request.header("content-type", "application/x-www-form-urlencoded").body(encode_pairs(&pairs));
    let response = request.send().await.unwrap();
    let (status, to) = (response.status().as_u16(), header(&response, "location").to_owned());
    assert_eq!((status, &*to), (303, "/mijn"), "{}", response.text().await.unwrap());
    let version = server.state.store.version(1, 1).await.unwrap().unwrap();
    assert_eq!((version.state, version.sender_id), (domain::VersionState::Submitted, Some(person)));
    eventually("the mail is in the folder", async || mails(&server).len() == 1).await;
    assert!(mails(&server)[0].contains("piet@school.nl"));
    assert_eq!(server.json("/api/collections/initiatieven/items").await["numberMatched"], 0);
}

#[tokio::test]
async fn outside_limburg_is_refused_with_the_distance() {
    let server = Server::start(|_| ());
    let (status, html) = page(&server, &with(with(filled(), "lon", "5.12"), "lat", "52.09")).await;
    assert_eq!(status, 422);
    assert!(html.contains("ligt buiten Limburg") && html.contains("km over de grens"), "{html}");
    assert!(html.contains("href=\"#lon\""));
}

#[tokio::test]
async fn what_looks_like_it_is_asked_about_once() {
    let server = Server::examples();
    let known = server.state.atlas.load().at(0).clone();
    let pairs = with(filled(), "titel", &known.content.title);
    let pairs = with(with(pairs, "lon", &known.position.lon().to_string()), "lat", &known.position.lat().to_string());
    let (status, html) = page(&server, &pairs).await;
    assert_eq!(status, 422);
    assert!(html.contains("Lijkt op wat al op de kaart staat") && html.contains("name=\"ander\""));
    assert!(html.contains(&format!("/initiatieven/{}/", known.id)) && html.contains("op dezelfde plek"));
    assert!(mails(&server).is_empty());
    assert_eq!(post(&server, &with(pairs.clone(), "ander", "ja")).await.status().as_u16(), 303);
    // Somewhere else it is no question.
    let elsewhere = with(with(with(pairs, "lon", ""), "lat", ""), "plaats", "Vaals");
    assert_eq!(post(&server, &elsewhere).await.status().as_u16(), 303);

    let query = encode_pairs(&[
        ("titel", known.content.title.clone()),
        ("lon", known.position.lon().to_string()),
        ("lat", known.position.lat().to_string()),
    ]);
    let fragment = server.get(&format!("/plaatsen/lijkt-op?{query}")).await.text().await.unwrap();
    assert!(fragment.contains(&format!("/initiatieven/{}/", known.id)) && !fragment.contains("<html"));
}

#[tokio::test]
async fn what_is_asked_while_typing_is_a_part_of_the_page() {
    let server = Server::start(|_| ());
    server.state.store.import_schools(&[school()]).await.unwrap();
    let schools = server.get("/plaatsen/scholen?q=proef").await.text().await.unwrap();
    assert!(schools.contains("Basisschool de Proef") && !schools.contains("<html"));
    let spot = server.get("/plaatsen/plek?vestigingscode=17JB00").await.text().await.unwrap();
    assert!(spot.contains("data-lon=\"5.99\"") && spot.contains("data-school=\"Basisschool de Proef\""), "{spot}");
    let spot = server.get("/plaatsen/plek?lon=5.12&lat=52.09").await.text().await.unwrap();
    assert!(spot.contains("buiten Limburg") && spot.contains("data-lon=\"\""));
}

#[tokio::test]
async fn too_much_is_refused_with_or_without_its_length() {
    let server = Server::start(|_| ());
    let large = format!("titel={}", "x".repeat(70_000));
    assert_eq!(post_text(&server, large.clone()).await.status().as_u16(), 413);
    let chunked = format!(
        "POST /plaatsen HTTP/1.1\r\nHost: x\r\nOrigin: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{large}\r\n0\r\n\r\n",
        server.url,
        large.len()
    );
    assert!(server.raw(chunked.as_bytes()).starts_with("HTTP/1.1 413"));
    let json = client().post(format!("{}/plaatsen", server.url)).header("origin", &server.url);
    let json = json.header("content-type", "application/json").body("{}");
    assert_eq!(json.send().await.unwrap().status().as_u16(), 415);
}

#[tokio::test]
async fn what_is_wrong_is_told_while_one_types_by_the_same_rules_and_nothing_is_kept() {
    let server = Server::start(|_| ());
    let ask = async |pairs: &[(&'static str, String)]| {
        let request = client().post(format!("{}/plaatsen/controle", server.url)).header("origin", &server.url);
        let kind = "application/x-www-form-urlencoded";
        let answer = request.header("content-type", kind).body(encode_pairs(pairs)).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json::<Vec<(String, String)>>().await.unwrap()
    };
    assert_eq!(ask(&filled()).await, []);
    let wrong = with(with(filled(), "website", "geen adres"), "titel", "");
    let told = ask(&wrong).await;
    let (_, html) = page(&server, &wrong).await;
    let fields: Vec<_> = told.iter().map(|(field, _)| &**field).collect();
    assert_eq!(fields, ["titel", "website"]);
    for (field, sentence) in &told {
        assert!(html.contains(sentence), "{field}: the page says the same: {sentence}");
    }
    assert!(mails(&server).is_empty() && server.state.store.versions(1).await.unwrap().is_empty());
}
