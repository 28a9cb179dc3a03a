//! Fresh or fading: the year of an initiative that is forgotten, and the ways in which it is not.

use domain::{Region, Role, Stage};
use store::{ImportRow, Sending};

use crate::common::{self, Visitor, eventually, sending, world::Site};

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];
const BAND: &str = "Dit is al een tijd niet bevestigd. Het kan verouderd zijn.";
const OWNER: &str = "inzender@school.nl";

/// Published, with the mails that tell so gone; gives its number.
async fn published(site: &Site) -> i64 {
    let owner = site.server.visitor(OWNER, &[]).await;
    let id = site.server.sent_in(&owner, "Robots in de klas").await;
    let editor = editor(site).await;
    editor.does(&format!("/redactie/{id}/1/publiceren"), &[]).await;
    site.later(600);
    site.mail(2).await;
    eventually("it is on the map", async || page(site, id).await.contains("Robots")).await;
    id
}

/// An editor who is signed in today: nobody stays so for a year.
async fn editor(site: &Site) -> Visitor {
    site.server.visitor("redacteur@kaart.nl", EDITOR).await
}

async fn page(site: &Site, id: i64) -> String {
    site.browser().text(&format!("/initiatieven/{id}/robots-in-de-klas")).await
}

/// The path of the link in a mail that asks.
fn link(mail: &str) -> String {
    let rest = mail.split("/klopt-nog/").nth(1).unwrap_or_else(|| panic!("no link: {mail}"));
    format!("/klopt-nog/{}", rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
}

async fn fades(site: &Site, id: i64, yes: bool) {
    eventually("the map shows how it stands", async || page(site, id).await.contains(BAND) == yes).await;
}

/// One that nobody owns, through an import.
fn imported(key: &str) -> ImportRow {
    let Sending { content, position, located, .. } = sending("Robots in de klas");
    ImportRow { key: Some(key.to_owned()), content, position, located, example: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_year_of_a_forgotten_initiative() {
    let site = Site::start();
    let id = published(&site).await;
    let item = format!("/api/collections/initiatieven/items/{id}");
    let feature = site.server.json(&item).await;
    let confirmed = site.server.state.store.freshness(id).await.unwrap().unwrap().confirmed;

    site.days(364).await;
    assert_eq!(site.mails().len(), 2, "nobody is asked yet");
    site.days(1).await;
    let first = site.mail(3).await;
    assert!(first.contains(&format!("To: {OWNER}")) && first.contains("Robots in de klas"), "{first}");

    // Mail programs look. So do people. Nothing changes, and nobody is signed in.
    let link = link(&first);
    for _ in 0..3 {
        let answer = site.browser().get(&link).await;
        assert_eq!((answer.status(), common::header(&answer, "cache-control")), (reqwest::StatusCode::OK, "no-store"));
        assert!(answer.headers().get("set-cookie").is_none());
        let text = answer.text().await.unwrap().replace("<!>", "");
        for way in [format!("action=\"{link}\""), format!("action=\"{link}/afgerond\""), format!("href=\"/mijn/{id}\"")]
        {
            assert!(text.contains(&way), "{way}: {text}");
        }
    }
    assert_eq!(site.server.state.store.freshness(id).await.unwrap().unwrap().confirmed, confirmed);
    assert_eq!(site.browser().get(&format!("/mijn/{id}")).await.status(), 401, "changing it is for who is signed in");

    site.days(13).await;
    assert_eq!(site.mails().len(), 3);
    site.days(1).await;
    assert!(!site.mail(4).await.contains("laatste keer"));
    site.days(14).await;
    assert!(site.mail(5).await.contains("laatste keer"));
    site.days(13).await;
    assert!(!page(&site, id).await.contains(BAND));
    let revision = site.server.state.store.revision().await.unwrap();
    site.days(1).await;

    // Faded: on its page, on the map, in the list, and at the desk. The open data is what it was.
    fades(&site, id, true).await;
    assert!(site.server.state.store.revision().await.unwrap() > revision + 1, "open maps hear it");
    assert_eq!(site.mails().len(), 5, "no fourth mail");
    let map = site.browser().text("/?c=5.7064,51.2518&z=12").await;
    assert!(map.contains("is-verbleekt") && map.contains("De Proefschool, verbleekt: al lang niet bevestigd"), "{map}");
    let card = map.split("class=\"kaartje\"").find(|card| card.contains("Robots in de klas")).unwrap();
    assert!(card.contains("verbleekt"), "{card}");
    assert_eq!(site.server.json(&item).await, feature);
    let desk = editor(&site).await;
    assert!(desk.page("/redactie", 200).await.contains("Verbleekt: 1"));
    let queue = desk.page("/redactie/verbleekt", 200).await;
    assert!(queue.contains("Robots in de klas") && queue.contains("1 initiatief is verbleekt"), "{queue}");
    assert!(desk.page(&format!("/redactie/verbleekt/{id}"), 200).await.contains(OWNER));

    // "Klopt nog", with the oldest link, by who is not signed in.
    let answer = site.browser().post(&link, &[]).await;
    assert_eq!(
        (answer.status().as_u16(), common::header(&answer, "location")),
        (303, &*format!("{link}?gedaan=klopt"))
    );
    assert!(site.browser().text(&format!("{link}?gedaan=klopt")).await.contains("Dank je"));
    fades(&site, id, false).await;
    let map = site.browser().text("/?c=5.7064,51.2518&z=12").await;
    assert!(!map.contains("is-verbleekt"));
    assert!(desk.page("/redactie/verbleekt", 200).await.contains("Er is niets verbleekt"));
    let log = site.server.state.store.audit("klopt nog", 9).await.unwrap();
    assert_eq!((log.len(), &*log[0].who, log[0].initiative), (1, OWNER, Some(id)));

    // And a year later again, with a link of its own.
    site.days(364).await;
    assert_eq!(site.mails().len(), 5);
    site.days(1).await;
    let next = site.mail(6).await;
    assert_ne!(self::link(&next), link);
    assert_eq!(site.browser().get(&link).await.status(), 410);
    assert_eq!(site.browser().post(&link, &[]).await.status(), 410);
    assert_eq!(site.browser().get(&self::link(&next)).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn confirmed_at_the_first_mail_it_is_asked_a_year_later() {
    let site = Site::start();
    let id = published(&site).await;
    site.days(365).await;
    let link = link(&site.mail(3).await);
    assert_eq!(site.browser().post(&link, &[]).await.status(), 303);
    assert_eq!(site.browser().post(&link, &[]).await.status(), 303, "twice is as good as once");
    site.days(364).await;
    assert_eq!(site.mails().len(), 3, "nothing at fourteen days, nor in the whole year");
    assert!(!page(&site, id).await.contains(BAND));
    site.days(1).await;
    site.mail(4).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_says_that_it_is_finished_and_is_not_asked_again() {
    let site = Site::start();
    let id = published(&site).await;
    site.days(365).await;
    let link = link(&site.mail(3).await);
    assert_eq!(site.browser().post(&format!("{link}/afgerond"), &[]).await.status(), 303);
    let item = format!("/api/collections/initiatieven/items/{id}");
    eventually("it is finished", async || site.server.json(&item).await["properties"]["fase"] == "afgerond").await;
    let text = site.browser().text(&format!("{link}?gedaan=afgerond")).await;
    assert!(text.contains("Op de kaart staat nu dat het is afgerond") && !text.contains("/afgerond\""), "{text}");
    let owner = site.server.visitor(OWNER, &[]).await;
    let own = owner.page(&format!("/mijn/{id}"), 200).await;
    assert!(own.contains("Versie 2") && own.contains("Afgerond, volgens de eigenaar."), "{own}");
    site.days(500).await;
    assert_eq!(site.mails().len(), 3);
    assert!(!page(&site, id).await.contains(BAND));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_can_say_it_without_a_mail() {
    let site = Site::start();
    let id = published(&site).await;
    site.days(300).await;
    let owner = site.server.visitor(OWNER, &[]).await;
    assert!(owner.page(&format!("/mijn/{id}"), 200).await.contains("Voor het laatst bevestigd op"));
    let to = owner.does(&format!("/mijn/{id}/klopt"), &[]).await;
    assert!(owner.page(&to, 200).await.contains("Dank je"));
    site.days(364).await;
    assert_eq!(site.mails().len(), 2);
    site.days(1).await;
    site.mail(3).await;
    let owner = site.server.visitor(OWNER, &[]).await;
    owner.does(&format!("/mijn/{id}/klopt/afgerond"), &[]).await;
    assert_eq!(
        site.server.state.store.version(id, 2).await.unwrap().unwrap().initiative.content.stage,
        Stage::Finished
    );
    owner.does(&format!("/mijn/{id}/archiveren"), &[]).await;
    assert_eq!(owner.post(&format!("/mijn/{id}/klopt"), &[]).await.status(), 409, "it is off the map");
    let link = link(&site.mail(3).await);
    assert_eq!(site.browser().get(&link).await.status(), 410);
    assert_eq!(site.browser().post(&link, &[]).await.status(), 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_was_down_for_long_asks_as_patiently() {
    let site = Site::start();
    let id = published(&site).await;
    site.days(600).await;
    site.mail(3).await;
    for mails in [4, 5] {
        site.days(13).await;
        assert_eq!(site.mails().len(), mails - 1, "no two at once");
        site.days(30).await;
        site.mail(mails).await;
        assert!(!page(&site, id).await.contains(BAND), "never before three mails");
    }
    site.days(13).await;
    assert!(!page(&site, id).await.contains(BAND), "nor before there was time to answer");
    site.days(1).await;
    fades(&site, id, true).await;
    assert_eq!(site.mails().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_owns_fades_without_a_mail_and_an_editor_decides() {
    let site = Site::start();
    let store = &site.server.state.store;
    let mut example = imported("voorbeeld");
    example.example = true;
    store.import(&[imported("a"), example], &site.clock().text()).await.unwrap();
    let id = 1;
    site.days(200).await;
    // In the second file it is the same as before: that is news enough.
    store.import(&[imported("a")], &site.clock().text()).await.unwrap();
    site.days(406).await;
    assert!(!page(&site, id).await.contains(BAND));
    site.days(1).await;
    fades(&site, id, true).await;
    assert!(site.mails().is_empty());
    assert!(!page(&site, 2).await.contains(BAND), "an example never fades");

    let item = format!("/redactie/verbleekt/{id}");
    let south = [(Role::Editor, Some(Region::South), None)];
    let elsewhere = site.server.visitor("zuid@kaart.nl", &south).await;
    assert!(elsewhere.page("/redactie/verbleekt", 200).await.contains("Er is niets verbleekt"));
    elsewhere.page(&item, 403).await;
    assert_eq!(elsewhere.post(&format!("{item}/klopt"), &[]).await.status(), 403);

    let desk = editor(&site).await;
    assert!(desk.page(&item, 200).await.contains("geen eigenaar"));
    let to = desk.does(&format!("{item}/klopt"), &[("tekst", "gebeld met de school")]).await;
    assert!(desk.page(&to, 200).await.contains("Het klopt nog"));
    fades(&site, id, false).await;
    let log = store.audit("gebeld met de school", 9).await.unwrap();
    assert_eq!((&*log[0].act, &*log[0].who), ("klopt nog", "redacteur@kaart.nl"));
    desk.page(&item, 404).await;
    assert_eq!(desk.post(&format!("{item}/archiveren"), &[("tekst", "te laat")]).await.status(), 404);

    site.days(407).await;
    fades(&site, id, true).await;
    let desk = editor(&site).await;
    let answer = desk.post(&format!("{item}/archiveren"), &[("tekst", " ")]).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("Typ eerst waarom"));
    desk.does(&format!("{item}/archiveren"), &[("tekst", "de school bestaat niet meer")]).await;
    eventually("it is off the map", async || page(&site, id).await.contains("Dit initiatief is gearchiveerd")).await;
    assert_eq!(store.audit("de school bestaat niet meer", 9).await.unwrap()[0].act, "gearchiveerd");
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_read_why_an_editor_archived_it() {
    let site = Site::start();
    let id = published(&site).await;
    for days in [365, 14, 14, 14] {
        site.days(days).await;
    }
    fades(&site, id, true).await;
    site.mail(5).await;
    let desk = editor(&site).await;
    let evil = "</textarea><script>alert(1)</script>".repeat(60);
    let answer = desk.post(&format!("/redactie/verbleekt/{id}/archiveren"), &[("tekst", &evil)]).await;
    assert_eq!(answer.status(), 422, "too long");
    assert!(!answer.text().await.unwrap().contains("</textarea><script"), "and kept as text");
    desk.does(&format!("/redactie/verbleekt/{id}/archiveren"), &[("tekst", "niemand neemt op")]).await;
    let told = site.mail(6).await;
    assert!(told.contains("niemand neemt op") && told.contains(&format!("To: {OWNER}")), "{told}");
}
