//! Sending in as a person without JavaScript does: a form, page by page.

use domain::{InitiativeId, LngLat, query::encode_pairs};
use reqwest::Response;
use store::School;

use crate::common::{
    World, client, eventually,
    forms::{self, Fields, borrowed, value, values, with},
    header, rows, text,
};

/// A complete form, with more of a story than it needs.
fn filled() -> Fields<'static> {
    forms::submission(&[
        ("omschrijving", "Zo **doen** we het.\r\n\r\nMet <b>verf</b>."),
        ("opbrengst", "Meer kleur. Zie https://voorbeeld.nl/muur."),
        ("opbrengst", ""),
    ])
}

async fn post(world: &World, fields: &[(&str, &str)]) -> Response {
    world.browser().post("/plaatsen", fields).await
}

/// The status and the page.
async fn page(world: &World, fields: &[(&str, &str)]) -> (u16, String) {
    let response = post(world, fields).await;
    (response.status().as_u16(), text(response).await)
}

/// A school in Roermond, without a site.
fn school() -> School {
    School {
        name: "Basisschool de Proef".into(),
        postcode: "6041AA".into(),
        town: "Roermond".into(),
        website: None,
        position: LngLat::new(5.99, 51.19).unwrap(),
        municipality: "Roermond".into(),
        ..rows::school()
    }
}

#[tokio::test]
async fn form_is_one_page_of_plain_html() {
    let world = World::start();
    let response = world.get("/plaatsen").await;
    assert_eq!((response.status().as_u16(), header(&response, "cache-control")), (200, "no-store"));
    assert_eq!(header(&response, "set-cookie"), "");
    let html = response.text().await.unwrap();
    for name in domain::submit::ORDER.iter().filter(|name| **name != "vestigingscode") {
        assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
        assert!(html.contains(&format!("id=\"{name}\"")), "{name}");
    }
    for step in ["#plek", "#verhaal", "#opbrengsten", "#team"] {
        assert!(
            html.contains(&format!("href=\"{step}\"")) && html.contains(&format!("id=\"{}\"", &step[1..])),
            "{step}"
        );
    }
    assert!(!html.contains("<a href=\"/plaatsen\" class=\"button"), "no button that leads here");
    let home = world.get("/").await.text().await.unwrap();
    assert!(home.contains("<a href=\"/plaatsen\" class=\"button button--accent\">"));
}

#[tokio::test]
async fn school_is_found_chosen_and_fills_in_the_place() {
    let world = World::start();
    world.state.store.import_schools(&[school()]).await.unwrap();
    let typed = with(filled(), &[("school", "proef roermond"), ("plaats", "")]);
    let (status, html) = page(&world, &with(typed.clone(), &[("zoek", "ja")])).await;
    assert_eq!(status, 200);
    assert!(html.contains("1 school gevonden") && html.contains("Basisschool de Proef") && html.contains("17JB00"));
    assert_eq!(value(&html, "school"), "proef roermond");
    assert!(html.contains("Schilderen met de buren"), "what was typed stays");

    let (_, none) = page(&world, &with(typed.clone(), &[("school", "bestaat niet"), ("bijwerken", "ja")])).await;
    assert!(none.contains("Geen school gevonden"));

    let chosen = with(typed, &[("vestigingscode", "17JB00"), ("kies", "ja")]);
    let (status, html) = page(&world, &chosen).await;
    assert_eq!(status, 200);
    assert_eq!(
        ["school", "postcode", "plaats", "lon", "lat", "gekozen"].map(|name| value(&html, name)),
        ["Basisschool de Proef", "6041AA", "Roermond", "5.99", "51.19", "17JB00"]
    );
    assert!(html.contains("De speld staat in Midden-Limburg, gemeente Roermond"));

    // Every way, and back.
    let filled_in = ["school", "postcode", "plaats", "lon", "lat", "gekozen", "gezocht", "speld"];
    let filled_in = values(&html, &filled_in);
    let mut pairs = with(chosen, &borrowed(&filled_in));
    pairs.retain(|(name, _)| *name != "kies");
    let (_, moved) = page(&world, &with(pairs.clone(), &[("schuif", "n")])).await;
    let [before, after] = [&html, &moved].map(|page| value(page, "lat").parse::<f64>().unwrap());
    assert!((after - before - 0.00045).abs() < 0.00001, "{before} {after}");
    assert_eq!(value(&moved, "lon"), "5.99");

    let response = post(&world, &pairs).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, "/plaatsen/verzonden"));
    let version = world.state.store.version(InitiativeId(1), 1).await.unwrap().unwrap();
    assert_eq!(version.initiative.content.site_code.as_deref(), Some("17JB00"));
}

#[tokio::test]
async fn schools_that_are_not_shown_are_counted_and_the_only_one_is_chosen() {
    let world = World::start();
    let one = |number| School { site_code: format!("17JB{number:02}"), name: format!("De Proef {number}"), ..school() };
    world.state.store.import_schools(&(0..24).map(one).collect::<Vec<_>>()).await.unwrap();
    let found = async |text: &str| page(&world, &with(filled(), &[("school", text), ("zoek", "ja")])).await.1;
    assert!(found("proef").await.contains("De eerste 8 van 24 scholen."));
    let only = found("17jb07").await;
    assert!(only.contains("1 school gevonden") && only.contains("value=\"17JB07\" checked"), "{only}");
    let fragment = world.get("/plaatsen/scholen?q=proef").await.text().await.unwrap();
    assert!(fragment.contains("De eerste 8 van 24 scholen."), "{fragment}");
}

#[tokio::test]
async fn town_postcode_or_coordinates_put_the_pin() {
    let world = World::start();
    for (name, text, town) in [("plaats", "venlo", "Venlo"), ("postcode", "6211 AB", "Maastricht")] {
        let pairs = with(filled(), &[("plaats", ""), (name, text)]);
        let (status, html) = page(&world, &with(pairs, &[("toon", "ja")])).await;
        assert_eq!(status, 200);
        assert!(html.contains(&format!("gemeente {town}")), "{text}");
    }
    let pairs = with(filled(), &[("lon", "5,85"), ("lat", "50,88")]);
    let (_, html) = page(&world, &with(pairs, &[("toon", "ja")])).await;
    assert!(html.contains("De speld staat in Zuid-Limburg"));
    let (_, html) = page(&world, &with(filled(), &[("plaats", "Roermund"), ("toon", "ja")])).await;
    assert!(html.contains("kennen we niet in Limburg; bedoel je ‘Roermond’?"));
    // Another town after the pin was put: the pin follows.
    let (_, html) = page(&world, &with(filled(), &[("bijwerken", "ja")])).await;
    let pin = values(&html, &["lon", "lat", "gezocht", "speld"]);
    let pairs = with(filled(), &borrowed(&pin));
    let (_, html) = page(&world, &with(pairs, &[("plaats", "Sittard"), ("bijwerken", "ja")])).await;
    assert!(html.contains("gemeente Sittard-Geleen"));
}

#[tokio::test]
async fn mistakes_are_listed_on_top_and_beside_their_field() {
    let world = World::start();
    let (status, html) = page(&world, &[]).await;
    assert_eq!(status, 422);
    assert!(html.contains("role=\"alert\"") && html.contains("autofocus"));
    for field in ["school", "plaats", "onderdeel", "titel", "samenvatting", "sector", "thema", "fase", "naam", "email"]
    {
        assert!(html.contains(&format!("href=\"#{field}\"")), "{field}");
        assert!(html.contains(&format!("id=\"{field}-fout\"")), "{field}");
        assert!(html.contains(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(html.contains("Titel is leeg; elk initiatief heeft een titel."));
    assert!(world.mails().is_empty());
}

#[tokio::test]
async fn everything_typed_is_kept_and_escaped() {
    let world = World::start();
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
    let (status, html) = page(&world, &borrowed(&pairs)).await;
    assert_eq!(status, 422);
    assert!(!html.contains("<script>alert") && !html.contains("<img"), "{html}");
    for name in &fields[..15] {
        let kept = html.matches(&format!("{name}&quot;")).count() + html.matches(&format!("{name}\"'&gt;")).count();
        assert!(kept > 0, "{name} is lost");
    }
}

#[tokio::test]
async fn submission_story_is_mailed_one_link_and_not_public() {
    let world = World::start();
    let revision = world.state.atlas.load().revision();
    let response = post(&world, &filled()).await;
    assert_eq!((response.status().as_u16(), header(&response, "location")), (303, "/plaatsen/verzonden"));
    let sent = world.get("/plaatsen/verzonden").await.text().await.unwrap();
    assert!(sent.contains("Kijk in je mail") && sent.contains("href=\"/inloggen/code\""));
    assert!(!sent.contains("anna@school.nl"), "another browser");
    eventually("the mail is in the folder", async || world.mails().len() == 1).await;
    let mail = world.mails().remove(0);
    assert!(mail.contains("anna@school.nl") && mail.contains("/inloggen/") && mail.contains("Roermond"), "{mail}");
    // Kept, and not public.
    let version = world.state.store.version(InitiativeId(1), 1).await.unwrap().unwrap();
    assert_eq!(version.state, domain::VersionState::Unconfirmed);
    assert_eq!(version.initiative.content.outcomes, ["Meer kleur. Zie https://voorbeeld.nl/muur."]);
    assert_eq!(version.initiative.municipality, "Roermond");
    for path in ["/initiatieven/1", "/api/collections/initiatieven/items/1"] {
        assert_eq!(world.get(path).await.status().as_u16(), 404, "{path}");
    }
    let items = world.json("/api/collections/initiatieven/items").await;
    assert_eq!(items["numberMatched"], 0);
    assert_eq!(world.state.atlas.load().revision(), revision);
}

#[tokio::test]
async fn published_text_reads_as_it_was_written_and_nothing_in_it_runs() {
    let world = World::start();
    let piet = world.person("piet").await;
    piet.posts("/plaatsen", &with(filled(), &[("periode", "schooljaar 2026-2027")])).await;
    world.publish(InitiativeId(1)).await;
    let path = "/initiatieven/1/schilderen-met-de-buren";
    assert_eq!(world.get(path).await.status(), 200);
    let html = world.get(path).await.text().await.unwrap();
    for part in [
        "<p>Zo <strong>doen</strong> we het.</p>",
        "<p>Met &lt;b&gt;verf&lt;/b&gt;.</p>",
        "<a href=\"https://voorbeeld.nl/muur\" rel=\"noopener nofollow ugc\">https://voorbeeld.nl/muur</a>.",
        "schooljaar 2026-2027",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("piet@school.nl") && !html.contains("Anna Voorbeeld"));
}

#[tokio::test]
async fn signed_in_sender_is_not_asked_for_an_address() {
    let world = World::start();
    let piet = world.person("piet").await;
    let html = piet.text("/plaatsen").await;
    assert!(html.contains("piet@school.nl") && !html.contains("name=\"email\""));
    assert_eq!(piet.posts("/plaatsen", &with(filled(), &[("email", ""), ("naam", "")])).await, "/mijn");
    let version = world.state.store.version(InitiativeId(1), 1).await.unwrap().unwrap();
    assert_eq!((version.state, version.sender_id), (domain::VersionState::Submitted, Some(piet.id)));
    eventually("the mail is in the folder", async || world.mails().len() == 1).await;
    assert!(world.mails()[0].contains("piet@school.nl"));
    assert_eq!(world.json("/api/collections/initiatieven/items").await["numberMatched"], 0);
}

#[tokio::test]
async fn position_outside_limburg_is_refused_with_the_distance() {
    let world = World::start();
    let (status, html) = page(&world, &with(filled(), &[("lon", "5.12"), ("lat", "52.09")])).await;
    assert_eq!(status, 422);
    assert!(html.contains("ligt buiten Limburg") && html.contains("km over de grens"), "{html}");
    assert!(html.contains("href=\"#lon\""));
}

#[tokio::test]
async fn similar_initiatives_are_asked_about_once() {
    let world = World::with(|config| config.examples = true);
    let known = world.state.atlas.load().at(0).clone();
    let [lon, lat] = [known.position.lon(), known.position.lat()].map(|degrees| degrees.to_string());
    let pairs = with(filled(), &[("titel", &*known.content.title), ("lon", &*lon), ("lat", &*lat)]);
    let (status, html) = page(&world, &pairs).await;
    assert_eq!(status, 422);
    assert!(html.contains("Lijkt op wat al op de kaart staat") && html.contains("name=\"ander\""));
    assert!(html.contains(&format!("/initiatieven/{}/", known.id)) && html.contains("op dezelfde plek"));
    assert!(world.mails().is_empty());
    assert_eq!(post(&world, &with(pairs.clone(), &[("ander", "ja")])).await.status().as_u16(), 303);
    // Somewhere else it is no question.
    let elsewhere = with(pairs, &[("lon", ""), ("lat", ""), ("plaats", "Vaals")]);
    assert_eq!(post(&world, &elsewhere).await.status().as_u16(), 303);

    let query = encode_pairs(&[("titel", known.content.title.clone()), ("lon", lon), ("lat", lat)]);
    let fragment = world.get(&format!("/plaatsen/lijkt-op?{query}")).await.text().await.unwrap();
    assert!(fragment.contains(&format!("/initiatieven/{}/", known.id)) && !fragment.contains("<html"));
}

#[tokio::test]
async fn own_submission_that_waits_is_asked_about_and_nobody_elses() {
    let world = World::start();
    let (piet, kees) = (world.person("piet").await, world.person("kees").await);
    let signed_in = with(filled(), &[("email", ""), ("naam", "")]);
    let again = with(signed_in.clone(), &[("samenvatting", "Hetzelfde plan, met andere woorden opgeschreven.")]);
    let looks = format!("/plaatsen/lijkt-op?{}", {
        let field = |name| (name, again.iter().find(|(own, _)| *own == name).unwrap().1.to_owned());
        encode_pairs(&[field("titel"), field("school")])
    });
    assert_eq!(piet.posts("/plaatsen", &signed_in).await, "/mijn");
    assert_eq!(piet.posts("/plaatsen", &signed_in).await, "/mijn", "pressed twice");

    let refused = piet.post("/plaatsen", &again).await;
    assert_eq!(refused.status(), 422);
    let html = refused.text().await.unwrap();
    assert!(html.contains("Lijkt op wat je al instuurde") && html.contains("wacht op de redactie"), "{html}");
    assert!(html.contains("href=\"/mijn/1\"") && html.contains("name=\"ander\"") && html.contains("al in?"), "{html}");
    assert!(piet.text(&looks).await.contains("href=\"/mijn/1\""));
    world.editor().await.posts("/redactie/1/1/vragen", &[("tekst", "Welke groep doet mee?")]).await;
    assert!(piet.text(&looks).await.contains("de redactie vraagt je iets"));

    // Whoever else, and whoever types the address.
    assert!(!kees.text(&looks).await.contains("/mijn/"));
    let stranger = world.browser();
    let typed = with(again.clone(), &[("email", "piet@school.nl"), ("naam", "Piet")]);
    assert_eq!(stranger.posts("/plaatsen", &typed).await, "/plaatsen/verzonden");

    // That browser sent something in, which now waits for Piet too; another one did not.
    let other = with(typed, &[("samenvatting", "En nog eens hetzelfde, in weer andere woorden.")]);
    let html = text(stranger.post("/plaatsen", &other).await).await;
    assert!(html.contains("wacht op je bevestiging") && html.contains("href=\"/mijn\""), "{html}");
    assert_eq!(html.matches("van jou, nog niet op de kaart").count(), 1, "{html}");
    assert_eq!(world.browser().posts("/plaatsen", &other).await, "/plaatsen/verzonden");
    let html = piet.text(&looks).await;
    assert_eq!(html.matches("wacht op je bevestiging").count(), 2, "{html}");

    assert_eq!(piet.posts("/plaatsen", &with(again, &[("ander", "ja")])).await, "/mijn");
}

#[tokio::test]
async fn suggestions_while_typing_are_parts_of_the_page() {
    let world = World::start();
    world.state.store.import_schools(&[school()]).await.unwrap();
    let schools = world.get("/plaatsen/scholen?q=proef").await.text().await.unwrap();
    assert!(schools.contains("Basisschool de Proef") && !schools.contains("<html"));
    let spot = world.get("/plaatsen/plek?vestigingscode=17JB00").await.text().await.unwrap();
    assert!(spot.contains("data-lon=\"5.99\"") && spot.contains("data-school=\"Basisschool de Proef\""), "{spot}");
    let spot = world.get("/plaatsen/plek?lon=5.12&lat=52.09").await.text().await.unwrap();
    assert!(spot.contains("buiten Limburg") && spot.contains("data-lon=\"\""));
}

#[tokio::test]
async fn body_too_large_is_refused_with_or_without_its_length() {
    let world = World::start();
    let large = format!("titel={}", "x".repeat(600_000));
    assert_eq!(post(&world, &[("titel", &"x".repeat(600_000))]).await.status().as_u16(), 413);
    let chunked = format!(
        "POST /plaatsen HTTP/1.1\r\nHost: x\r\nOrigin: {}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{large}\r\n0\r\n\r\n",
        world.url,
        large.len()
    );
    assert!(world.raw(chunked.as_bytes()).starts_with("HTTP/1.1 413"));
    let json = client().post(format!("{}/plaatsen", world.url)).header("origin", &world.url);
    let json = json.header("content-type", "application/json").body("{}");
    assert_eq!(json.send().await.unwrap().status().as_u16(), 415);
}

#[tokio::test]
async fn check_while_typing_has_the_rules_of_the_form_and_keeps_nothing() {
    let world = World::start();
    let ask = async |fields: &[(&str, &str)]| {
        let answer = world.browser().post("/plaatsen/controle", fields).await;
        assert_eq!(answer.status(), 200);
        answer.json::<Vec<(String, String)>>().await.unwrap()
    };
    assert_eq!(ask(&filled()).await, []);
    let wrong = with(filled(), &[("website", "geen adres"), ("titel", "")]);
    let told = ask(&wrong).await;
    let (_, html) = page(&world, &wrong).await;
    let fields: Vec<_> = told.iter().map(|(field, _)| &**field).collect();
    assert_eq!(fields, ["titel", "website"]);
    for (field, sentence) in &told {
        assert!(html.contains(sentence), "{field}: the page says the same: {sentence}");
    }
    assert!(world.mails().is_empty() && world.state.store.versions(InitiativeId(1)).await.unwrap().is_empty());
}

#[tokio::test]
async fn cookie_that_says_sent_is_of_this_host_only_over_https() {
    for (site, cookie) in [
        ("https://kaart.voorbeeld.nl", "__Host-verzonden=ja; Path=/; Max-Age=2592000; SameSite=Lax; Secure"),
        ("http://kaart.voorbeeld.nl", "verzonden=ja; Path=/; Max-Age=2592000; SameSite=Lax"),
    ] {
        let world = World::with(|config| config.public_url = Some(site.to_owned()));
        assert_eq!(header(&post(&world, &filled()).await, "set-cookie"), cookie);
    }
}
