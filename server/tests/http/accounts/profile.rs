//! What only the person behind an address can do: confirm later, show a name, see what is known, and be erased.

use domain::{InitiativeId, Role};

use crate::common::{
    Browser, DAY, Person, World, eventually,
    forms::{submission, value},
    header,
};

const NAME: &str = "Anna Voorbeeld";
const ME: &str = "anna@school.nl";

async fn send_in(browser: &Browser, other: &[(&str, &str)]) {
    browser.posts("/plaatsen", &submission(other)).await;
}

#[tokio::test]
async fn name_is_public_only_after_a_tick_and_the_address_never() {
    let world = World::start();
    send_in(&world.browser(), &[]).await;
    let browser = world.browser();
    assert_eq!(browser.post(&world.mail(1).await.link(), &[]).await.status(), 303);
    world.publish(InitiativeId(1)).await;
    let page = world.public(InitiativeId(1)).await;
    assert!(!page.contains(NAME) && !page.contains("Contact:"), "off by default");

    let own = browser.text("/mijn/1/mensen").await;
    assert!(own.contains("Toon mijn naam bij het initiatief: Anna Voorbeeld, leraar"), "{own}");
    assert!(!own.contains("name=\"tonen\" value=\"ja\" checked"));
    let done = browser.post("/mijn/1/naam", &[("tonen", "ja")]).await;
    assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/mijn/1/mensen?gedaan=naam"));
    let page = world.public(InitiativeId(1)).await;
    assert!(page.contains("Contact: <strong>Anna Voorbeeld, leraar</strong>"), "{page}");
    assert!(!page.contains(ME));

    // Another name is another name there; and the tick goes again.
    browser.post("/mijn/gegevens", &[("naam", "Anna V."), ("functie", "")]).await;
    assert!(world.public(InitiativeId(1)).await.contains("Contact: <strong>Anna V.</strong>"));
    browser.post("/mijn/1/naam", &[]).await;
    assert!(!world.public(InitiativeId(1)).await.contains("Anna V."));
}

#[tokio::test]
async fn name_ticked_on_the_form_is_public_once_confirmed() {
    let world = World::start();
    assert!(world.browser().text("/plaatsen").await.contains("name=\"tonen\""));
    send_in(&world.browser(), &[("tonen", "ja")]).await;
    let mail = world.mail(1).await;
    assert!(mail.contains("komt je naam te staan") && !mail.contains("Anna"), "{mail}");
    assert_eq!(world.browser().post(&mail.link(), &[]).await.status(), 303);
    world.publish(InitiativeId(1)).await;
    assert!(world.public(InitiativeId(1)).await.contains("Contact: <strong>Anna Voorbeeld, leraar</strong>"));
    // And at once for who is signed in, under the name they have.
    let browser = world.signed_in(ME).await;
    assert!(browser.text("/plaatsen").await.contains("bij het initiatief: Anna Voorbeeld"));
    send_in(&browser, &[("titel", "Heel iets anders"), ("tonen", "ja"), ("naam", "Een Ander")]).await;
    world.publish(InitiativeId(2)).await;
    let page = world.public(InitiativeId(2)).await;
    assert!(page.contains("Anna Voorbeeld, leraar") && !page.contains("Een Ander"));
}

#[tokio::test]
async fn submission_under_my_address_waits_for_my_confirmation() {
    let world = World::start();
    send_in(&world.browser(), &[("naam", "Een Vreemde"), ("tonen", "ja")]).await;
    let mail = world.mail(1).await;
    assert!(mail.contains("De link werkt veertien dagen."), "{mail}");
    // The one to sign in with is long dead.
    world.clock.pass(DAY);
    assert_eq!(world.browser().get(&mail.link()).await.status(), 410);
    let (me, other) = (world.signed_in(ME).await, world.signed_in("bert@school.nl").await);
    let mine = me.text("/mijn").await;
    assert!(mine.contains("Wacht op je bevestiging") && mine.contains("Schilderen met de buren"), "{mine}");
    assert!(mine.contains("action=\"/mijn/1/bevestigen\""));
    assert!(!other.text("/mijn").await.contains("Schilderen"));
    for page in ["/inloggen", "/mijn", "/mijn/gegevens", "/plaatsen"] {
        assert!(!me.text(page).await.contains("Een Vreemde"), "{page}: a stranger's name is not mine");
    }
    assert_eq!(me.get("/mijn/1/bevestigen").await.status(), 405, "looking confirms nothing");
    assert_eq!(other.post("/mijn/1/bevestigen", &[]).await.status(), 404);
    assert!(world.state.store.queue(None).await.unwrap().is_empty());
    let done = me.post("/mijn/1/bevestigen", &[]).await;
    assert_eq!((done.status().as_u16(), header(&done, "location")), (303, "/mijn/1/bekijken?gedaan=bevestiging"));
    assert_eq!(me.post("/mijn/1/bevestigen", &[]).await.status(), 303, "twice is as good as once");
    assert_eq!(world.state.store.queue(None).await.unwrap().len(), 1);
    assert!(world.mail(4).await.contains("is binnen"));
}

#[tokio::test]
async fn submission_without_confirmation_is_gone_after_fourteen_days() {
    let world = World::start();
    send_in(&world.browser(), &[]).await;
    world.mail(1).await;
    world.clock.pass(13 * DAY);
    assert!(world.signed_in(ME).await.text("/mijn").await.contains("Schilderen met de buren"));
    world.clock.pass(2 * DAY);
    let store = &world.state.store;
    eventually("it is forgotten", async || store.version(InitiativeId(1), 1).await.unwrap().is_none()).await;
    let me = world.signed_in(ME).await;
    assert!(!me.text("/mijn").await.contains("Schilderen met de buren"));
    assert_eq!(me.post("/mijn/1/bevestigen", &[]).await.status(), 404);
}

#[tokio::test]
async fn details_are_shown_changed_and_downloaded() {
    let world = World::start();
    let anna = world.appointed(ME, Role::Editor, None, None).await;
    let id = anna.places("Robots in de klas").await;
    assert!(anna.page("/mijn", 200).await.contains("href=\"/mijn/gegevens\""));
    let page = anna.page("/mijn/gegevens", 200).await;
    assert!(page.contains(ME) && page.contains("redacteur in heel Limburg") && page.contains("1 apparaat"), "{page}");

    assert_eq!(
        anna.posts("/mijn/gegevens", &[("naam", "  Anna \n Voorbeeld "), ("functie", "leraar")]).await,
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
    assert_eq!(told["gegevens"]["ingestuurd"][0]["nummer"], id.0);
    assert_eq!(told["gegevens"]["rollen"][0]["rol"], "redacteur");
}

#[tokio::test]
async fn erasing_removes_a_person_everywhere_at_once() {
    let world = World::start();
    let (here, there) = (world.signed_in(ME).await, world.signed_in(ME).await);
    here.post("/mijn/gegevens", &[("naam", NAME), ("functie", "leraar")]).await;
    send_in(&here, &[("tonen", "ja")]).await;
    world.publish(InitiativeId(1)).await;
    assert!(world.public(InitiativeId(1)).await.contains(NAME));
    world.mail(3).await;

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
    let page = world.public(InitiativeId(1)).await;
    assert!(page.contains("Schilderen met de buren") && !page.contains(NAME));
    assert!(world.mails().iter().all(|mail| !mail.contains(ME)), "nor in the folder of mails");
    // Nothing under the data folder says it, the database included.
    for file in walk(world.dir.path()) {
        let bytes = std::fs::read(&file).unwrap();
        for word in [ME, NAME] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{}: {word}", file.display());
        }
    }
    // Whoever comes back is somebody new.
    let again = world.signed_in(ME).await;
    assert!(again.text("/mijn").await.contains("nog niets ingestuurd"));
}

#[tokio::test]
async fn mails_in_the_folder_go_with_whom_they_mention_and_no_others() {
    let world = World::start();
    let anna = world.signed_in(ME).await;
    anna.post("/mijn/gegevens", &[("naam", NAME), ("functie", "leraar")]).await;
    send_in(&anna, &[]).await;
    world.publish(InitiativeId(1)).await;
    anna.posts("/mijn/1/eigenaars", &[("email", "derde@elders.nl"), ("soort", "mede-eigenaar")]).await;
    world.mail_to("derde@elders.nl", ME).await;
    world.signed_in("joanna@school.nl").await;
    assert_eq!(anna.post("/mijn/gegevens/wissen", &[("zeker", "ja")]).await.status(), 303);
    assert!(world.mails_to("derde@elders.nl").is_empty(), "the invitation mentions her");
    assert!(!world.mails_to("joanna@school.nl").is_empty(), "that is somebody else");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn the_only_admin_can_not_be_erased() {
    let world = World::start();
    let admin = world.admin().await;
    let erase = async |who: &Person| who.post("/mijn/gegevens/wissen", &[("zeker", "ja")]).await;
    let refused = erase(&admin).await;
    assert_eq!(refused.status(), 409);
    assert!(refused.text().await.unwrap().contains("de enige beheerder"));
    assert!(admin.page("/mijn/gegevens", 200).await.contains("beheerder@kaart.nl"));
    let second = world.appointed("tweede@kaart.nl", Role::Admin, None, None).await;
    assert_eq!(erase(&admin).await.status(), 303);
    assert_eq!(erase(&second).await.status(), 409);
}

#[tokio::test]
async fn register_of_processing_names_every_table_with_people() {
    let world = World::start();
    assert!(world.browser().text("/privacy").await.contains("href=\"/privacy/register\""));
    let page = world.browser().text("/privacy/register").await;
    assert!(page.contains("<h1>Register van verwerkingen</h1>") && page.contains("Grondslag"));
    // Every table in which people occur is named.
    for table in [
        "person",
        "owner",
        "version",
        "introduction",
        "draft",
        "confirmation",
        "session",
        "member",
        "review_lock",
        "proposal",
        "question",
        "report",
        "follow",
        "audit",
        "mail",
    ] {
        assert!(page.contains(&format!("<code>{table}</code>")), "{table}");
    }
}

#[tokio::test]
async fn session_lives_on_while_it_is_used_up_to_a_limit() {
    let world = World::start();
    let browser = world.signed_in(ME).await;
    let there = async || browser.get("/mijn").await.status().as_u16();
    for _ in 0..4 {
        world.clock.pass(20 * DAY);
        assert_eq!(there().await, 200);
    }
    world.clock.pass(10 * DAY);
    assert_eq!(there().await, 401, "ninety days, however often");
    let browser = world.signed_in(ME).await;
    world.clock.pass(30 * DAY);
    assert_eq!(browser.get("/mijn").await.status(), 401, "thirty days without coming back");
    // For who has a role both are shorter.
    world.appoint("bert@school.nl", Role::Editor, None, None).await;
    let editor = world.signed_in("bert@school.nl").await;
    for _ in 0..4 {
        assert_eq!(editor.get("/redactie").await.status(), 200);
        world.clock.pass(6 * DAY);
    }
    assert_eq!(editor.get("/redactie").await.status(), 200);
    world.clock.pass(6 * DAY);
    assert_eq!(editor.get("/redactie").await.status(), 401, "thirty days, however often");
    let editor = world.signed_in("bert@school.nl").await;
    editor.get("/redactie").await;
    world.clock.pass(7 * DAY);
    assert_eq!(editor.get("/redactie").await.status(), 401, "seven days without coming back");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let world = World::start();
    let (here, there) = (world.signed_in(ME).await, world.signed_in(ME).await);
    let bert = world.signed_in("bert@school.nl").await;
    let sessions = async |browser: &Browser| -> Vec<String> {
        let page = browser.page("/mijn/gegevens", 200).await;
        let lines = page.split("<li class=\"own-list__row\">").skip(1);
        lines.map(|line| line.split("</li>").next().unwrap().to_owned()).collect()
    };
    let lines = sessions(&here).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines.iter().all(|line| line.contains("ingelogd op 21 november 2026, laatst gebruikt op 21 november 2026"))
    );
    let id_of = |here: bool| {
        let line = lines.iter().find(|line| line.contains("Deze browser") == here).unwrap();
        value(line, "sessie")
    };
    // Nobody ends somebody else's.
    bert.posts("/mijn/gegevens/uitloggen", &[("sessie", &id_of(false))]).await;
    assert_eq!(there.get("/mijn").await.status(), 200);
    let done = here.posts("/mijn/gegevens/uitloggen", &[("sessie", &id_of(false))]).await;
    assert_eq!(done, "/mijn/gegevens?gedaan=uitgelogd");
    assert_eq!(there.get("/mijn").await.status(), 401);
    assert_eq!(here.get("/mijn").await.status(), 200);
    assert_eq!(here.posts("/mijn/gegevens/uitloggen", &[("sessie", &id_of(true))]).await, "/");
    assert_eq!(here.get("/mijn").await.status(), 401);
    // And from where one works.
    let editor = world.editor().await;
    for page in ["/mijn", "/redactie"] {
        let page = editor.page(page, 200).await;
        assert!(page.contains("action=\"/uitloggen\"") && page.contains("Uitloggen"), "{page}");
    }
}
