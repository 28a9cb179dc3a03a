//! "Wij doen dit ook": asked by one school, confirmed by the other, shown on both pages and on the map.

use std::sync::atomic::Ordering;

use domain::{Decision, LngLat, Region, Role};
use store::ImportRow;

use crate::common::{Server, Visitor, eventually, header, sending, with_clock};

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];

/// Something on the map, of this owner.
async fn published(server: &Server, owner: &Visitor, title: &str, lon: f64) -> i64 {
    let (store, now) = (&server.state.store, server.state.clock.text());
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let mut sending = sending(title);
    sending.position = LngLat::new(lon, 51.2518).unwrap();
    let letter = server::post::letters::received(&server.url, "inzender@school.nl", title);
    let id = store.send_in_known(&sending, owner.id, &letter, &now).await.unwrap();
    store.decide(id, 1, editor.id, &Decision::Publish, None, &now).await.unwrap().unwrap();
    eventually("it is on the map", async || server.get(&format!("/initiatieven/{id}")).await.status() == 308).await;
    id
}

async fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path).await;
    let answer = if answer.status() == 308 { server.get(header(&answer, "location")).await } else { answer };
    answer.text().await.unwrap().replace("<!>", "")
}

async fn public(server: &Server, id: i64) -> String {
    page(server, &format!("/initiatieven/{id}")).await
}

async fn mails_to(server: &Server, address: &str) -> Vec<String> {
    let Ok(files) = std::fs::read_dir(server.dir.path().join("uit")) else { return Vec::new() };
    let mails = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    mails.filter(|mail| mail.contains(&format!("\r\nTo: {address}\r\n"))).collect()
}

async fn mailed(server: &Server, address: &str, count: usize) {
    eventually("the mail is there", async || mails_to(server, address).await.len() == count).await;
}

/// Asks; gives the status and the page.
async fn asks(who: &Visitor, adopter: i64, source: i64) -> (u16, String) {
    let answer = who.post(&format!("/initiatieven/{source}/ook"), &[("eigen", &adopter.to_string())]).await;
    (answer.status().as_u16(), answer.text().await.unwrap().replace("<!>", ""))
}

async fn linked(server: &Server, host: &Visitor, guest: &Visitor, adopter: i64, source: i64) {
    assert_eq!(asks(guest, adopter, source).await.0, 303);
    host.does(&format!("/mijn/{source}/ook/{adopter}"), &[("antwoord", "ja")]).await;
    eventually("both pages show it", async || public(server, adopter).await.contains("Overgenomen van")).await;
}

#[tokio::test]
async fn a_school_asks_the_host_confirms_and_both_pages_and_the_map_show_it() {
    let (server, _clock) = with_clock();
    let (host, guest) = (server.visitor("host@school.nl", &[]).await, server.visitor("gast@school.nl", &[]).await);
    let source = published(&server, &host, "Samen lezen", 5.7064).await;
    let adopter = published(&server, &guest, "Lezen in groep 8", 5.99).await;
    let feature = format!("/api/collections/initiatieven/items/{source}");
    let before = server.json(&feature).await;

    let ook = format!("/initiatieven/{source}/ook");
    assert!(public(&server, source).await.contains(&format!("href=\"{ook}\"")));
    assert_eq!(server.get(&ook).await.status(), 401);
    let choose = guest.page(&ook, 200).await;
    assert!(choose.contains("Lezen in groep 8") && choose.contains(&format!("value=\"{adopter}\"")), "{choose}");
    let to = guest.does(&ook, &[("eigen", &adopter.to_string())]).await;
    let own = guest.page(&to, 200).await;
    assert!(own.contains("Je vraag is verstuurd") && own.contains("moet nog bevestigen"), "{own}");
    mailed(&server, "host@school.nl", 1).await;
    assert!(mails_to(&server, "host@school.nl").await[0].contains(&format!("/mijn/{source}#ook")));
    assert!(!public(&server, source).await.contains("doet dit ook"), "not before it is confirmed");

    let mine = host.page(&format!("/mijn/{source}"), 200).await;
    assert!(
        mine.contains("‘Lezen in groep 8’ van De Proefschool in Weert") && mine.contains("Ja, dat klopt"),
        "{mine}"
    );
    let action = format!("/mijn/{source}/ook/{adopter}");
    assert!(mine.contains(&format!("action=\"{action}\"")));
    let to = host.does(&action, &[("antwoord", "ja")]).await;
    assert!(host.page(&to, 200).await.contains("Bevestigd. Het staat nu op beide"));
    mailed(&server, "gast@school.nl", 1).await;

    eventually("the host's page shows it", async || public(&server, source).await.contains("1 school doet dit ook"))
        .await;
    let shown = public(&server, source).await;
    assert!(
        shown.contains("Ook bij") && shown.contains(&format!("/initiatieven/{adopter}/lezen-in-groep-8")),
        "{shown}"
    );
    assert!(shown.contains("class=\"draad\"") && shown.contains("Begonnen in Weert."), "the small map has the line");
    let theirs = public(&server, adopter).await;
    assert!(
        theirs.contains("Overgenomen van") && theirs.contains(&format!("/initiatieven/{source}/samen-lezen")),
        "{theirs}"
    );

    // The card counts; the map draws on demand, without a script too.
    let map = page(&server, "/").await;
    assert!(map.contains("1 school doet dit ook") && map.contains("Toon wie het ook doet"), "{map}");
    assert!(!map.contains("class=\"draad\""));
    let map = page(&server, "/?lijnen=ja").await;
    assert!(map.contains("class=\"draad\"") && map.contains("lijnen=ja&amp;c="), "zooming keeps the lines: {map}");
    let answer = server.json("/beeld?lijnen=ja&breedte=800&hoogte=600").await;
    assert!(answer["drawn"].as_str().unwrap().contains("class=\"draad\""));
    assert!(
        !page(&server, "/?lijnen=ja&q=groep").await.contains("class=\"draad\""),
        "both ends have to be in the answer"
    );
    let link = shown.split("href=\"/?lijnen=ja").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert!(page(&server, &format!("/?lijnen=ja{link}")).await.contains("class=\"draad\""));
    assert_eq!(server.json(&feature).await, before, "open data stays what it was");
    let twice = page(&server, "/?lijnen=soms").await;
    assert!(twice.contains("‘lijnen’ in het adres"));

    // Either side ends it.
    guest.does(&format!("/mijn/{adopter}/ook/{source}"), &[("antwoord", "einde")]).await;
    eventually("it is gone", async || !public(&server, source).await.contains("doet dit ook")).await;
}

#[tokio::test]
async fn only_the_host_answers_and_no_is_no() {
    let (server, _clock) = with_clock();
    let (host, guest) = (server.visitor("host@school.nl", &[]).await, server.visitor("gast@school.nl", &[]).await);
    let (source, adopter) =
        (published(&server, &host, "Samen lezen", 5.7).await, published(&server, &guest, "Ook lezen", 5.9).await);
    assert_eq!(asks(&host, adopter, source).await.0, 422, "not with another's initiative");
    assert_eq!(asks(&guest, adopter, source).await.0, 303);
    let (from_host, from_guest) = (format!("/mijn/{source}/ook/{adopter}"), format!("/mijn/{adopter}/ook/{source}"));
    assert_eq!(guest.post(&from_host, &[("antwoord", "ja")]).await.status(), 404, "not theirs");
    for answer in ["ja", "nee", ""] {
        assert_eq!(guest.post(&from_guest, &[("antwoord", answer)]).await.status(), 400, "not theirs to say: {answer}");
    }
    let (yes, no) =
        tokio::join!(host.post(&from_host, &[("antwoord", "nee")]), host.post(&from_host, &[("antwoord", "nee")]));
    let mut statuses = [yes.status().as_u16(), no.status().as_u16()];
    statuses.sort_unstable();
    assert!(statuses == [303, 404] || statuses == [303, 409], "{statuses:?}");
    mailed(&server, "gast@school.nl", 1).await;
    assert!(!guest.page(&format!("/mijn/{adopter}"), 200).await.contains("bevestigen dat jullie"));
    assert!(!public(&server, source).await.contains("doet dit ook"));
    assert!(server.state.store.audit("overname geweigerd", 9).await.unwrap().len() == 1);
    assert_eq!(asks(&guest, adopter, source).await.0, 303, "a mistake can be mended");
    guest.does(&from_guest, &[("antwoord", "einde")]).await;
    assert_eq!(host.post(&from_host, &[("antwoord", "ja")]).await.status(), 404, "it was taken back");
}

#[tokio::test]
async fn itself_twice_and_circles_are_refused_and_the_choice_stays() {
    let (server, _clock) = with_clock();
    let mut all = Vec::new();
    for (name, lon) in [("a", 5.7), ("b", 5.8), ("c", 5.9)] {
        let who = server.visitor(&format!("{name}@school.nl"), &[]).await;
        let id = published(&server, &who, &format!("Initiatief {name}"), lon).await;
        all.push((who, id));
    }
    let [(anna, a), (bert, b), (coen, c)] = &all[..] else { unreachable!() };
    let (status, says) = asks(anna, *a, *a).await;
    assert!(status == 422 && !says.contains(&format!("value=\"{a}\"")), "{says}");
    linked(&server, bert, anna, *a, *b).await;
    let (status, says) = asks(anna, *a, *b).await;
    assert!(status == 422 && says.contains("al gevraagd of bevestigd") && says.contains("checked"), "{says}");
    assert_eq!(asks(bert, *b, *c).await.0, 303);
    let (status, says) = asks(coen, *c, *a).await;
    assert!(status == 422 && says.contains("Andersom kan dan niet meer"), "{says}");
    assert_eq!(server.state.store.adoptions_of(*c).await.unwrap().len(), 1);
}

#[tokio::test]
async fn of_two_at_once_that_would_make_a_circle_only_one_wins() {
    let (server, _clock) = with_clock();
    let (anna, bert) = (server.visitor("a@school.nl", &[]).await, server.visitor("b@school.nl", &[]).await);
    let (a, b) = (published(&server, &anna, "A", 5.7).await, published(&server, &bert, "B", 5.8).await);
    let ((first, _), (second, _)) = tokio::join!(asks(&anna, a, b), asks(&bert, b, a));
    let mut statuses = [first, second];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(server.state.store.adoptions_of(a).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_editor_answers_for_what_nobody_owns() {
    let (server, _clock) = with_clock();
    let guest = server.visitor("gast@school.nl", EDITOR).await;
    let adopter = published(&server, &guest, "Ook lezen", 5.9).await;
    let one = sending("Van niemand");
    let row =
        ImportRow { key: None, content: one.content, position: one.position, located: one.located, example: false };
    server.state.store.import(&[row], &server.state.clock.text()).await.unwrap();
    let source = adopter + 1;
    eventually("it is on the map", async || server.get(&format!("/initiatieven/{source}")).await.status() == 308).await;
    assert!(!public(&server, source).await.contains("Stel een vraag"), "nobody to ask");
    assert_eq!(asks(&guest, adopter, source).await.0, 303);
    assert!(guest.page(&format!("/mijn/{adopter}"), 200).await.contains("de redactie bevestigt dat nog"));

    let path = format!("/redactie/meldingen/ook/{adopter}/{source}");
    let north = server.visitor("noord@kaart.nl", &[(Role::Editor, Some(Region::North), None)]).await;
    let mid = server.visitor("midden@kaart.nl", &[(Role::Editor, Some(Region::Mid), None)]).await;
    assert!(!north.page("/redactie/meldingen", 200).await.contains("Ook lezen"));
    assert_eq!(north.post(&path, &[("antwoord", "ja")]).await.status(), 404);
    assert_eq!(guest.post(&path, &[("antwoord", "ja")]).await.status(), 403, "nobody decides on own work");
    assert!(mid.page("/redactie/meldingen", 200).await.contains(&format!("action=\"{path}\"")));
    assert_eq!(mid.post(&path, &[("antwoord", "misschien")]).await.status(), 400);
    assert_eq!(mid.does(&path, &[("antwoord", "ja")]).await, "/redactie/meldingen?gedaan=bevestigd");
    eventually("it is shown", async || public(&server, source).await.contains("1 school doet dit ook")).await;
    mailed(&server, "gast@school.nl", 1).await;
    assert_eq!(mid.post(&path, &[("antwoord", "ja")]).await.status(), 404);
}

#[tokio::test]
async fn what_leaves_the_map_leaves_the_lists() {
    let (server, clock) = with_clock();
    let (host, guest) = (server.visitor("host@school.nl", &[]).await, server.visitor("gast@school.nl", &[]).await);
    let (source, adopter) =
        (published(&server, &host, "Samen lezen", 5.7).await, published(&server, &guest, "Ook lezen", 5.9).await);
    linked(&server, &host, &guest, adopter, source).await;
    clock.fetch_add(3600, Ordering::SeqCst);
    guest.does(&format!("/mijn/{adopter}/archiveren"), &[]).await;
    eventually("it is not counted", async || !public(&server, source).await.contains("doet dit ook")).await;
    assert!(!public(&server, adopter).await.contains("Overgenomen van"), "nor on its own page");
    assert!(!page(&server, "/").await.contains("Toon wie het ook doet"), "there is nothing to show");
    assert_eq!(asks(&host, source, adopter).await.0, 404, "what is archived can't be taken over");
    assert!(host.page(&format!("/mijn/{source}"), 200).await.contains("Haal de verbinding weg"));
}

#[tokio::test]
async fn who_has_nothing_on_the_map_is_led_to_the_form_and_asking_has_its_limit() {
    let (server, _clock) = with_clock();
    let (host, guest) = (server.visitor("host@school.nl", &[]).await, server.visitor("gast@school.nl", &[]).await);
    let source = published(&server, &host, "Samen lezen", 5.7).await;
    let ook = format!("/initiatieven/{source}/ook");
    let none = guest.page(&ook, 200).await;
    assert!(
        none.contains("nog niets op de kaart")
            && none.contains("href=\"/plaatsen\"")
            && !none.contains("name=\"eigen\"")
    );
    let adopter = published(&server, &guest, "Ook lezen", 5.9).await;
    let (eigen, back) = (adopter.to_string(), format!("/mijn/{adopter}/ook/{source}"));
    for _ in 0..10 {
        guest.does(&ook, &[("eigen", &eigen)]).await;
        guest.does(&back, &[("antwoord", "einde")]).await;
    }
    let refused = guest.post(&ook, &[("eigen", &eigen)]).await;
    assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (429, "8640"));
    let says = refused.text().await.unwrap();
    assert!(says.contains("Probeer het over") && says.contains("checked"), "{says}");
}
