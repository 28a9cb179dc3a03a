//! The map in a frame on another site, oEmbed, and the file of the web component.

use domain::InitiativeId;
use rstest::rstest;
use server::config::Embedding;

use crate::common::{SHARED, Server, client, encode, eventually, header};

async fn html(server: &Server, path: &str) -> String {
    let response = server.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    response.text().await.unwrap().replace("<!>", "")
}

/// The sources of a directive in the policy of this page.
async fn directive(server: &Server, path: &str, name: &str) -> Option<String> {
    let response = server.get(path).await;
    let policy = header(&response, "content-security-policy").to_owned();
    policy.split("; ").find_map(|d| d.strip_prefix(name)).map(|sources| sources.trim().to_owned())
}

fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split(from).nth(1).unwrap_or_else(|| panic!("{from}: {text}")).split(to).next().unwrap()
}

#[rstest]
#[case("regio=midden")]
#[case("thema=steam&thema=digitalisering&sector=po")]
#[case("q=robot")]
#[case("bij=5.9875,51.1942&straal=10")]
#[tokio::test]
async fn frame_answers_the_query(#[case] query: &str) {
    let items = SHARED.json(&format!("/api/collections/initiatieven/items?limit=1&{query}")).await;
    let page = html(&SHARED, &format!("/embed?{query}")).await;
    let heading = part(&page, r#"<h1 id="titel" tabindex="-1">"#, "</h1>");
    assert!(heading.starts_with(&format!("{} initiatie", items["numberMatched"])), "{heading}");
    // The way to the whole of it, in a tab of its own, with the same question.
    let map = html(&SHARED, &format!("/?{query}")).await;
    let canonical = part(&map, r#"rel="canonical" href=""#, "\"");
    let local = canonical.strip_prefix(&*SHARED.url).unwrap();
    assert!(page.contains(&format!(r#"<a href="{local}" target="_blank" rel="noopener">Bekijk op de"#)), "{page}");
    assert_eq!(part(&page, r#"rel="canonical" href=""#, "\""), canonical);
    assert!(page.contains(r#"<meta name="robots" content="noindex, nofollow">"#));
}

/// What stands in a frame leads on within it, or to a tab of its own: our other pages refuse to stand there.
#[rstest]
#[tokio::test]
async fn frame_links_stay_inside_or_open_outside(
    #[values("", "?regio=midden", "?c=5.7,51.25&z=12", "?q=robot&lijnen=ja", "/5")] query: &str,
) {
    let page = html(&SHARED, &format!("/embed{query}")).await;
    let links: Vec<&str> = page.split("<a ").skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
    assert!(links.len() > 8, "{links:?}");
    for link in links {
        let href = part(link, "href=\"", "\"");
        let leaves = link.contains(r#"target="_blank""#) && link.contains(r#"rel="noopener""#);
        let stays = href == "/embed" || href.starts_with("/embed?") || href.starts_with("/embed/");
        assert!(leaves != stays, "{link}");
        if link.contains("data-id") {
            assert!(leaves && href.starts_with("/initiatieven/"), "{link}");
        }
    }
}

#[tokio::test]
async fn frame_zooms_and_pans_without_a_script() {
    let page = html(&SHARED, "/embed?thema=steam").await;
    let heading = |page: &str| part(page, "tabindex=\"-1\">", "</h1>").to_owned();
    for name in ["in", "uit", "n", "o", "z", "w"] {
        let href = part(&page, &format!("id=\"{name}\" href=\""), "\"").replace("&amp;", "&");
        assert!(href.starts_with("/embed?thema=steam&c=") && href.contains("&z="), "{name}: {href}");
        assert_eq!(heading(&html(&SHARED, &href).await), heading(&page));
    }
}

#[rstest]
#[case("regio=oost", "regio")]
#[case("bbox=6,51,5,50", "bbox")]
#[case("onzin=1", "onzin")]
#[case("q=%zz", "q")]
#[case("c=5.9,51.2&z=99", "z")]
#[tokio::test]
async fn frame_tells_unusable_parameters(#[case] query: &str, #[case] parameter: &str) {
    let page = html(&SHARED, &format!("/embed?{query}&sector=mbo")).await;
    assert!(page.contains(&format!("‘{parameter}’ in het adres")), "{page}");
    assert!(page.contains(" initiatieven in Limburg: "));
}

#[tokio::test]
async fn frame_size_is_no_query_and_never_wrong() {
    let plain = html(&SHARED, "/embed?breedte=320&hoogte=200").await;
    assert!(plain.contains(r#"data-maat="320,152""#), "without the bar: {plain}");
    for size in ["breedte=0", "breedte=x&hoogte=-1", "hoogte=1e99", "breedte=5&breedte=6", "hoogte="] {
        let page = html(&SHARED, &format!("/embed?{size}")).await;
        assert!(!page.contains("in het adres") && page.contains("61 initiatieven"), "{size}");
    }
}

#[tokio::test]
async fn frame_of_one_initiative_shows_it_among_the_others() {
    let page = html(&SHARED, "/embed/5").await;
    assert!(page.contains(">Zorgrobot op stage</h1>"));
    assert!(page.contains(r#"href="/initiatieven/5/zorgrobot-op-stage" target="_blank" rel="noopener">Bekijk"#));
    let ringed: Vec<_> = page.split("<a ").filter(|link| link.contains("is-selected")).collect();
    assert!(ringed.len() == 1 && ringed[0].contains(r#"data-id="5""#), "{ringed:?}");
    assert!(part(&page, "id=\"in\" href=\"", "\"").starts_with("/embed/5?c="));
}

/// Somebody's page has a hole where it was: the rest of the map fills it.
#[tokio::test]
async fn frame_of_what_left_the_map_is_a_map() {
    let server = Server::examples();
    server.state.store.withdraw(InitiativeId(5), server.state.clock.moment()).await.unwrap();
    eventually("it left", async || server.get("/embed/5").await.status() == 410).await;
    for (path, status) in [("/embed/5", 410), ("/embed/99999", 404), ("/embed/x", 404)] {
        let response = server.get(path).await;
        assert_eq!(response.status(), status, "{path}");
        assert!(header(&response, "content-security-policy").ends_with("frame-ancestors *"));
        let page = response.text().await.unwrap();
        assert!(
            page.contains("Dit initiatief staat niet (meer) op de kaart.") && page.contains("class=\"markers\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn only_the_frame_may_be_framed_and_it_has_no_session() {
    let response = SHARED.get("/embed?regio=midden").await;
    assert_eq!(header(&response, "set-cookie"), "");
    assert_eq!(header(&response, "x-frame-options"), "");
    assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin");
    assert_eq!(header(&response, "cross-origin-embedder-policy"), "require-corp");
    assert_eq!(header(&response, "access-control-allow-origin"), "", "framed, not read");
    assert_eq!(directive(&SHARED, "/embed", "frame-ancestors").await.unwrap(), "*");
    for path in ["/", "/deel", "/initiatieven/5/zorgrobot-op-stage", "/inloggen", "/plaatsen", "/embed/x/y", "/oembed"]
    {
        assert_eq!(directive(&SHARED, path, "frame-ancestors").await.unwrap(), "'none'", "{path}");
        let response = SHARED.get(path).await;
        assert_eq!(header(&response, "cross-origin-embedder-policy"), "", "{path}");
    }
    assert_eq!(directive(&SHARED, "/deel", "frame-src").await.unwrap(), "'self'");
    assert_eq!(directive(&SHARED, "/", "frame-src").await, None);
}

#[tokio::test]
async fn operator_chooses_who_may_frame_the_map() {
    let some = vec!["https://school.nl".to_owned(), "https://bestuur.nl:8443".to_owned()];
    let server = Server::start(|config| {
        config.embedding = Embedding::Origins(some);
        config.examples = true;
    });
    assert_eq!(
        directive(&server, "/embed", "frame-ancestors").await.unwrap(),
        "'self' https://school.nl https://bestuur.nl:8443"
    );
    assert!(html(&server, "/deel").await.contains("alleen op sites die de beheerder heeft toegelaten"));

    let server = Server::start(|config| {
        config.embedding = Embedding::Nowhere;
        config.examples = true;
    });
    let response = server.get("/embed").await;
    assert_eq!((response.status().as_u16(), header(&response, "cross-origin-resource-policy")), (200, "same-origin"));
    assert_eq!(directive(&server, "/embed", "frame-ancestors").await.unwrap(), "'none'");
    let share = html(&server, "/deel?regio=midden").await;
    assert!(share.contains("staat niet toe dat andere sites haar laten zien") && !share.contains("iframe"), "{share}");
    assert!(share.contains("/?regio=midden</textarea>"), "the link can be shared all the same: {share}");
    let answer = server.json(&format!("/oembed?url={}", encode(&server.url))).await;
    assert!(answer["type"] == "link" && answer.get("html").is_none(), "{answer}");
    let script = server.get("/innovatie-kaart.js").await;
    assert_eq!(script.status(), 200);
    assert!(script.text().await.unwrap().starts_with("//"), "nothing to define");
}

#[tokio::test]
async fn web_component_has_a_stable_address() {
    if !server::web::static_files::exists("innovatie-kaart.js") {
        eprintln!("skipped: built without browser files");
        return;
    }
    let response = SHARED.get("/innovatie-kaart.js").await;
    assert_eq!(response.status(), 200);
    assert_eq!(header(&response, "content-type"), "text/javascript; charset=utf-8");
    assert_eq!(header(&response, "access-control-allow-origin"), "*", "a module is fetched with CORS");
    assert_eq!(header(&response, "cross-origin-resource-policy"), "cross-origin");
    assert_eq!(header(&response, "cache-control"), "public, max-age=3600");
    let tag = header(&response, "etag").to_owned();
    let script = response.text().await.unwrap();
    assert!(script.len() < 2048, "{} bytes", script.len());
    assert!(script.contains("innovatie-kaart") && !script.contains("import "), "it needs no other file");
    let again = client().get(format!("{}/innovatie-kaart.js", SHARED.url)).header("if-none-match", tag);
    let again = again.send().await.unwrap();
    assert_eq!((again.status().as_u16(), header(&again, "cache-control")), (304, "public, max-age=3600"));
}

async fn oembed(url: &str, more: &str) -> serde_json::Value {
    SHARED.json(&format!("/oembed?url={}{more}", encode(url))).await
}

#[rstest]
#[case("/", "Initiatieven in Limburg", "/embed")]
#[case("", "Initiatieven in Limburg", "/embed")]
#[case(
    "/?regio=midden&thema=steam#lijst",
    "Initiatieven in Midden-Limburg: Techniek en kunst (STEAM)",
    "/embed?regio=midden&amp;thema=steam"
)]
#[case("/embed?regio=midden", "Initiatieven in Midden-Limburg", "/embed?regio=midden")]
#[case("/?regio=midden&utm_source=x&pagina=2", "Initiatieven in Midden-Limburg", "/embed?regio=midden")]
#[case("/initiatieven/5/zorgrobot-op-stage", "Zorgrobot op stage", "/embed/5")]
#[case("/initiatieven/5", "Zorgrobot op stage", "/embed/5")]
#[case("/embed/5", "Zorgrobot op stage", "/embed/5")]
#[tokio::test]
async fn oembed_shows_what_stands_at_an_address(#[case] path: &str, #[case] title: &str, #[case] frame: &str) {
    let answer = oembed(&format!("{}{path}", SHARED.url), "&dnt=1").await;
    assert_eq!(answer["title"], title);
    assert_eq!((&answer["type"], &answer["version"]), (&"rich".into(), &"1.0".into()));
    assert_eq!((&answer["width"], &answer["height"]), (&640.into(), &480.into()));
    assert_eq!(answer["provider_url"], format!("{}/", SHARED.url));
    let html = answer["html"].as_str().unwrap();
    assert!(html.starts_with(&format!("<iframe src=\"{}{frame}\"", SHARED.url)), "{html}");
    assert!(html.contains("width=\"640\" height=\"480\""), "{html}");
}

#[tokio::test]
async fn oembed_stays_within_what_there_is_room_for() {
    let answer = oembed(&SHARED.url, "&maxwidth=300&maxheight=9999").await;
    assert_eq!((&answer["width"], &answer["height"]), (&300.into(), &480.into()));
    assert!(answer["html"].as_str().unwrap().contains("width=\"300\" height=\"480\""));
}

#[tokio::test]
async fn oembed_is_open_and_speaks_json_and_xml() {
    let address = format!("/oembed?url={}&format=xml", encode(&format!("{}/?q=\"><script>&x", SHARED.url)));
    let response = SHARED.get(&address).await;
    assert_eq!(header(&response, "content-type"), "text/xml; charset=utf-8");
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    let tag = header(&response, "etag").to_owned();
    let xml = response.text().await.unwrap();
    assert!(xml.starts_with("<?xml") && xml.trim_end().ends_with("</oembed>"), "{xml}");
    assert!(xml.contains("<type>rich</type>") && xml.contains("<width>640</width>"), "{xml}");
    // Twice: in the attribute, and around the whole.
    assert!(!xml.contains("<script") && xml.contains("&amp;quot;&amp;gt;&amp;lt;script&amp;gt;"), "{xml}");
    let again = client().get(format!("{}{address}", SHARED.url)).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), 304);
}

#[rstest]
#[case("", 400, "url")]
#[case("url=", 400, "url")]
#[case("url={here}&url={here}", 400, "url")]
#[case("url={here}&maxwidth=0", 400, "maxwidth")]
#[case("url={here}&maxheight=-5", 400, "maxheight")]
#[case("url={here}&maxwidth=99999999999", 400, "maxwidth")]
#[case("url=%zz", 400, "url")]
#[case("url={here}&format=yaml", 501, "format")]
#[case("url=https://elders.nl/", 404, "url")]
#[case("url={here}.kwaad.nl/", 404, "url")]
#[case("url={here}/over", 404, "url")]
#[case("url={here}/initiatieven/99999/weg", 404, "url")]
#[case("url={here}/initiatieven/x", 404, "url")]
#[case("url=javascript:alert(1)", 404, "url")]
#[tokio::test]
async fn oembed_tells_what_it_cannot_show(#[case] query: &str, #[case] status: u16, #[case] parameter: &str) {
    let query = query.replace("{here}", &SHARED.url);
    let problem = SHARED.problem(&format!("/oembed?{query}"), status).await;
    assert_eq!(problem["parameter"], parameter, "{problem}");
}

#[tokio::test]
async fn oembed_in_a_form_we_do_not_have_is_no_error_of_the_server() {
    let problem = SHARED.problem(&format!("/oembed?url={}&format=yaml", SHARED.url), 501).await;
    assert_eq!(problem["title"], "Niet ondersteund", "{problem}");
}

#[rstest]
#[case("/?regio=midden&pagina=2", "/?regio=midden")]
#[case("/embed?regio=midden", "/?regio=midden")]
#[case("/initiatieven/5/zorgrobot-op-stage", "/initiatieven/5/zorgrobot-op-stage")]
#[tokio::test]
async fn pages_link_to_oembed(#[case] path: &str, #[case] shown: &str) {
    let page = html(&SHARED, path).await;
    let link =
        part(&page, r#"<link rel="alternate" type="application/json+oembed" href=""#, "\"").replace("&amp;", "&");
    let answer = SHARED.json(&link).await;
    let direct = oembed(&format!("{}{shown}", SHARED.url), "").await;
    assert_eq!(answer, direct);
    let xml = part(&page, r#"<link rel="alternate" type="text/xml+oembed" href=""#, "\"").replace("&amp;", "&");
    assert_eq!(SHARED.get(&xml).await.status(), 200);
}

#[tokio::test]
async fn frame_shows_signposts_whole_or_not() {
    let signs = async |query: &str| html(&SHARED, &format!("/embed?{query}")).await.matches("signpost--").count();
    assert_eq!(signs("c=5.9,51.3&z=8&breedte=640&hoogte=480").await, 3);
    assert_eq!(signs("c=5.9,51.3&z=8&breedte=440&hoogte=480").await, 0);
}
