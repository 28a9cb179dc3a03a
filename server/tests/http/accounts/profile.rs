//! What only the person behind an address can do: confirm later, show a name, see what is known, and go.

use domain::{Decision, Email, Region, Role};
use store::Membership;

use crate::common::{
    Browser, Server, Visitor, eventually, header, with_clock,
    world::{Site, link},
};

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];
const NAME: &str = "Anna Voorbeeld";
const ME: &str = "anna@school.nl";

/// A complete form.
fn filled<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = vec![
        ("school", "Museum zonder Muren"),
        ("plaats", "Roermond"),
        ("onderdeel", "buitenplaats"),
        ("titel", "Schilderen met de buren"),
        ("samenvatting", "Leerlingen en buren maken samen een muurschildering."),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("naam", NAME),
        ("functie", "leraar"),
        ("email", ME),
        ("bewaar", "ja"),
    ];
    for (name, value) in more {
        pairs.retain(|(n, _)| n != name);
        pairs.push((name, value));
    }
    pairs
}

async fn send_in(browser: &Browser, more: &[(&str, &str)]) {
    let sent = browser.post("/plaatsen", &filled(more)).await;
    assert_eq!(sent.status(), 303, "{}", sent.text().await.unwrap());
}

/// An editor clears it, and it is on the map.
async fn publish(site: &Site, id: i64) {
    let (store, now) = (&site.server.state.store, site.clock().text());
    let role = Membership { role: Role::Editor, region: None, until: None };
    let editor = store.appoint(&Email::parse("red@kaart.nl").unwrap(), &role, &now).await.unwrap();
    store.decide(id, 1, editor.id, &Decision::Publish, None, &now).await.unwrap().unwrap();
    let path = format!("/initiatieven/{id}");
    eventually("it is on the map", async || site.server.get(&path).await.status() == 308).await;
}

async fn public(server: &Server) -> String {
    let page = server.get("/initiatieven/1/schilderen-met-de-buren").await.text().await.unwrap();
    page.replace("<!>", "")
}

#[tokio::test]
async fn a_name_is_public_only_after_a_tick_and_the_address_never() {
    let site = Site::start();
    send_in(&site.browser(), &[]).await;
    let browser = site.browser();
    assert_eq!(browser.post(&link(&site.mail(1).await), &[]).await.status(), 303);
    publish(&site, 1).await;
    let page = public(&site.server).await;
    assert!(!page.contains(NAME) && !page.contains("Contact:"), "off by default");

    let own = browser.text("/mijn/1").await;
    assert!(own.contains("Toon mijn naam bij het initiatief: Anna Voorbeeld, leraar"), "{own}");
    assert!(!own.contains("name=\"tonen\" value=\"ja\" checked"));
    let done = browser.post("/mijn/1/naam", &[("tonen", "ja")]).await;
    assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/mijn/1?gedaan=naam"));
    let page = public(&site.server).await;
    assert!(page.contains("Contact: <strong>Anna Voorbeeld, leraar</strong>"), "{page}");
    assert!(!page.contains(ME));

    // Another name is another name there; and the tick goes again.
    browser.post("/mijn/gegevens", &[("naam", "Anna V."), ("functie", "")]).await;
    assert!(public(&site.server).await.contains("Contact: <strong>Anna V.</strong>"));
    browser.post("/mijn/1/naam", &[]).await;
    assert!(!public(&site.server).await.contains("Anna V."));
}

#[tokio::test]
async fn the_tick_on_the_form_counts_once_it_is_confirmed() {
    let site = Site::start();
    assert!(site.browser().text("/plaatsen").await.contains("name=\"tonen\""));
    send_in(&site.browser(), &[("tonen", "ja")]).await;
    let mail = site.mail(1).await;
    assert!(mail.contains("Contact: Anna Voorbeeld, leraar"), "{mail}");
    assert_eq!(site.browser().post(&link(&mail), &[]).await.status(), 303);
    publish(&site, 1).await;
    assert!(public(&site.server).await.contains("Contact: <strong>Anna Voorbeeld, leraar</strong>"));
    // And at once for who is signed in, under the name they have.
    let browser = site.signed_in(ME).await;
    assert!(browser.text("/plaatsen").await.contains("bij het initiatief: Anna Voorbeeld"));
    send_in(&browser, &[("titel", "Heel iets anders"), ("tonen", "ja"), ("naam", "Een Ander")]).await;
    publish(&site, 2).await;
    let page = site.server.get("/initiatieven/2/heel-iets-anders").await.text().await.unwrap();
    assert!(page.contains("Anna Voorbeeld, leraar") && !page.contains("Een Ander"));
}

#[tokio::test]
async fn what_a_stranger_sends_in_under_my_address_waits_for_me() {
    let site = Site::start();
    send_in(&site.browser(), &[("naam", "Een Vreemde"), ("tonen", "ja")]).await;
    let mail = site.mail(1).await;
    assert!(mail.contains("veertien dagen") && mail.contains("/inloggen. Het staat"), "{mail}");
    // The link is long dead.
    site.later(24 * 60 * 60);
    assert_eq!(site.browser().get(&link(&mail)).await.status(), 410);
    let (me, other) = (site.signed_in(ME).await, site.signed_in("bert@school.nl").await);
    let mine = me.text("/mijn").await;
    assert!(mine.contains("Wacht op je bevestiging") && mine.contains("Schilderen met de buren"), "{mine}");
    assert!(mine.contains("action=\"/mijn/1/bevestigen\""));
    assert!(!other.text("/mijn").await.contains("Schilderen"));
    for page in ["/inloggen", "/mijn", "/mijn/gegevens", "/plaatsen"] {
        assert!(!me.text(page).await.contains("Een Vreemde"), "{page}: a stranger's name is not mine");
    }
    assert_eq!(me.get("/mijn/1/bevestigen").await.status(), 405, "looking confirms nothing");
    assert_eq!(other.post("/mijn/1/bevestigen", &[]).await.status(), 404);
    assert!(site.server.state.store.queue(None).await.unwrap().is_empty());
    let done = me.post("/mijn/1/bevestigen", &[]).await;
    assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/mijn/1?gedaan=bevestiging"));
    assert_eq!(me.post("/mijn/1/bevestigen", &[]).await.status(), 303, "twice is as good as once");
    assert_eq!(site.server.state.store.queue(None).await.unwrap().len(), 1);
    assert!(site.mail(4).await.contains("Je initiatief is binnen"));
}

#[tokio::test]
async fn after_fourteen_days_without_confirmation_it_is_gone() {
    let site = Site::start();
    send_in(&site.browser(), &[]).await;
    site.mail(1).await;
    site.later(13 * 24 * 60 * 60);
    assert!(site.signed_in(ME).await.text("/mijn").await.contains("Schilderen met de buren"));
    site.later(2 * 24 * 60 * 60);
    let store = &site.server.state.store;
    eventually("it is forgotten", async || store.version(1, 1).await.unwrap().is_none()).await;
    let me = site.signed_in(ME).await;
    assert!(!me.text("/mijn").await.contains("Schilderen met de buren"));
    assert_eq!(me.post("/mijn/1/bevestigen", &[]).await.status(), 404);
}

#[tokio::test]
async fn my_details_are_shown_changed_and_taken_along() {
    let (server, _clock) = with_clock();
    let anna = server.visitor(ME, EDITOR).await;
    let id = server.sent_in(&anna, "Robots in de klas").await;
    assert!(anna.page("/mijn", 200).await.contains("href=\"/mijn/gegevens\""));
    let page = anna.page("/mijn/gegevens", 200).await;
    assert!(page.contains(ME) && page.contains("redacteur in heel Limburg") && page.contains("1 apparaat"), "{page}");

    assert_eq!(
        anna.does("/mijn/gegevens", &[("naam", "  Anna \n Voorbeeld "), ("functie", "leraar")]).await,
        "/mijn/gegevens?gedaan=bewaard"
    );
    let page = anna.page("/mijn/gegevens?gedaan=bewaard", 200).await;
    assert!(page.contains("zijn bewaard") && page.contains("value=\"Anna Voorbeeld\""), "{page}");
    let long = "x".repeat(101);
    let refused = anna.post("/mijn/gegevens", &[("naam", &long), ("functie", "leraar")]).await;
    assert_eq!(refused.status(), 422);
    let text = refused.text().await.unwrap();
    assert!(text.contains(&long) && text.contains("hooguit 100 tekens") && text.contains("aria-invalid=\"true\""));

    let file = anna.get("/mijn/gegevens.json").await;
    assert_eq!((file.status().as_u16(), header(&file, "content-type")), (200, "application/json"));
    assert_eq!(header(&file, "content-disposition"), "attachment; filename=\"mijn-gegevens.json\"");
    assert_eq!(header(&file, "cache-control"), "no-store");
    let told: serde_json::Value = file.json().await.unwrap();
    assert_eq!((&told["over"], &told["gegevens"]["persoon"][0]["naam"]), (&ME.into(), &NAME.into()));
    assert_eq!(told["gegevens"]["ingestuurd"][0]["nummer"], id);
    assert_eq!(told["gegevens"]["rollen"][0]["rol"], "organisator");
}

#[tokio::test]
async fn whoever_has_themselves_erased_is_gone_everywhere_at_once() {
    let site = Site::start();
    let (here, there) = (site.signed_in(ME).await, site.signed_in(ME).await);
    here.post("/mijn/gegevens", &[("naam", NAME), ("functie", "leraar")]).await;
    send_in(&here, &[("tonen", "ja")]).await;
    publish(&site, 1).await;
    assert!(public(&site.server).await.contains(NAME));
    site.mail(3).await;

    let explains = here.text("/mijn/gegevens/wissen").await;
    assert!(explains.contains("blijft van de school") && explains.contains("name=\"zeker\""));
    let missing = here.post("/mijn/gegevens/wissen", &[]).await;
    assert_eq!(missing.status(), 422);
    assert!(missing.text().await.unwrap().contains("Er is nog niets gewist"));
    assert!(here.text("/mijn/gegevens").await.contains(ME));

    let done = here.post("/mijn/gegevens/wissen", &[("zeker", "ja")]).await;
    assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/mijn/gewist"));
    assert!(here.text("/mijn/gewist").await.contains("Je gegevens zijn gewist"));
    for browser in [&here, &there] {
        assert_eq!(browser.get("/mijn").await.status(), 401);
        assert!(browser.text("/inloggen").await.contains("Stuur me een link"));
    }
    let page = public(&site.server).await;
    assert!(page.contains("Schilderen met de buren") && !page.contains(NAME));
    assert!(site.mails().iter().all(|mail| !mail.contains(ME)), "nor in the folder of mails");
    // Nothing under the data folder says it, the database included.
    for file in walk(site.server.dir.path()) {
        let bytes = std::fs::read(&file).unwrap();
        for word in [ME, NAME] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{}: {word}", file.display());
        }
    }
    // Whoever comes back is somebody new.
    let again = site.signed_in(ME).await;
    assert!(again.text("/mijn").await.contains("nog niets ingestuurd"));
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn the_only_admin_can_not_be_erased() {
    let (server, _clock) = with_clock();
    let admin = server.visitor("baas@kaart.nl", &[(Role::Admin, None, None)]).await;
    let erase = async |who: &Visitor| who.post("/mijn/gegevens/wissen", &[("zeker", "ja")]).await;
    let refused = erase(&admin).await;
    assert_eq!(refused.status(), 409);
    assert!(refused.text().await.unwrap().contains("de enige beheerder"));
    assert!(admin.page("/mijn/gegevens", 200).await.contains("baas@kaart.nl"));
    let second = server.visitor("tweede@kaart.nl", &[(Role::Admin, None, None)]).await;
    assert_eq!(erase(&admin).await.status(), 303);
    assert_eq!(erase(&second).await.status(), 409);
}

#[tokio::test]
async fn the_register_of_processing_is_there_to_read() {
    let site = Site::start();
    assert!(site.browser().text("/privacy").await.contains("href=\"/privacy/register\""));
    let page = site.browser().text("/privacy/register").await;
    assert!(page.contains("<h1>Register van verwerkingen</h1>") && page.contains("Grondslag"));
    // Every table in which people occur is named.
    for table in [
        "person",
        "owner",
        "version",
        "introduction",
        "draft",
        "sign_in",
        "session",
        "member",
        "claim",
        "audit",
        "mail",
    ] {
        assert!(page.contains(&format!("<code>{table}</code>")), "{table}");
    }
}
