//! Fresh or faded: the year of an initiative that is forgotten, and the ways in which it is not.

use domain::{AuditAct, InitiativeId, Region, Stage};

use crate::common::{Person, World, eventually, header, rows::row};

const TITLE: &str = "Robots in de klas";
const BAND: &str = "Dit is al een tijd niet bevestigd. Het kan verouderd zijn.";
const OWNER: &str = "inzender@school.nl";

/// On the map, and both mails about that have left; gives its number.
async fn published(world: &World) -> InitiativeId {
    let id = world.published(TITLE).await;
    world.clock.pass(600);
    world.mail(2).await;
    id
}

/// The owner, signed in today: nobody stays so for a year.
async fn owner(world: &World) -> Person {
    world.person(OWNER).await
}

async fn page(world: &World, id: InitiativeId) -> String {
    world.text(&format!("/initiatieven/{id}/robots-in-de-klas")).await
}

async fn fades(world: &World, id: InitiativeId, yes: bool) {
    eventually("the map shows how it stands", async || page(world, id).await.contains(BAND) == yes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn freshness_story_of_a_forgotten_initiative() {
    let world = World::start();
    let id = published(&world).await;
    let item = format!("/api/collections/initiatieven/items/{id}");
    let feature = world.json(&item).await;
    let confirmed = world.state.store.freshness(id).await.unwrap().unwrap().confirmed;

    world.days(364).await;
    assert_eq!(world.mails().len(), 2, "nobody is asked yet");
    world.days(1).await;
    let first = world.mail(3).await;
    assert!(first.contains(&format!("To: {OWNER}")) && first.contains("Robots in de klas"), "{first}");
    assert_eq!(first.header("List-Id").as_deref(), Some("<klopt-nog.localhost>"), "{first}");
    assert_eq!(first.header("List-Unsubscribe"), None, "stopping asks to sign in first: no one click");
    assert!(first.text().contains(&format!("{}/mijn/{id}/stoppen", world.url)), "{first}");

    // Mail programs look. So do people. Nothing changes, and nobody is signed in.
    let link = first.link();
    for _ in 0..3 {
        let answer = world.browser().get(&link).await;
        assert_eq!((answer.status(), header(&answer, "cache-control")), (reqwest::StatusCode::OK, "no-store"));
        assert!(answer.headers().get("set-cookie").is_none());
        let text = answer.text().await.unwrap().replace("<!>", "");
        for way in [
            format!("action=\"{link}\""),
            format!("action=\"{link}/afgerond\""),
            format!("href=\"/mijn/{id}/aanpassen\""),
        ] {
            assert!(text.contains(&way), "{way}: {text}");
        }
    }
    assert_eq!(world.state.store.freshness(id).await.unwrap().unwrap().confirmed, confirmed);
    assert_eq!(world.browser().get(&format!("/mijn/{id}")).await.status(), 401, "changing it is for who is signed in");

    world.days(13).await;
    assert_eq!(world.mails().len(), 3);
    world.days(1).await;
    assert!(!world.mail(4).await.contains("laatste keer"));
    world.days(14).await;
    assert!(world.mail(5).await.contains("laatste keer"));
    world.days(13).await;
    assert!(!page(&world, id).await.contains(BAND));
    let revision = world.state.store.revision().await.unwrap();
    world.days(1).await;

    // Faded: on its page, on the map, in the list, and at the desk. The open data is what it was.
    fades(&world, id, true).await;
    assert!(world.state.store.revision().await.unwrap() > revision + 1, "open maps hear it");
    assert_eq!(world.mails().len(), 5, "no fourth mail");
    let map = world.browser().text("/?c=5.7064,51.2518&z=12").await;
    assert!(map.contains("is-faded") && map.contains("De Proefschool, verbleekt: al lang niet bevestigd"), "{map}");
    let card = map.split("class=\"card\"").find(|card| card.contains("Robots in de klas")).unwrap();
    assert!(card.contains("verbleekt"), "{card}");
    assert_eq!(world.json(&item).await, feature);
    let desk = world.editor().await;
    assert!(desk.page("/redactie", 200).await.contains("Verbleekt: 1"));
    let queue = desk.page("/redactie/verbleekt", 200).await;
    assert!(queue.contains("Robots in de klas") && queue.contains("1 initiatief is verbleekt"), "{queue}");
    assert!(desk.page(&format!("/redactie/verbleekt/{id}"), 200).await.contains(OWNER));

    // "Klopt nog", with the oldest link, by who is not signed in.
    let answer = world.browser().post(&link, &[]).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, &*format!("{link}?gedaan=klopt")));
    assert!(world.browser().text(&format!("{link}?gedaan=klopt")).await.contains("Dank je"));
    fades(&world, id, false).await;
    let map = world.browser().text("/?c=5.7064,51.2518&z=12").await;
    assert!(!map.contains("is-faded"));
    assert!(desk.page("/redactie/verbleekt", 200).await.contains("Er is niets verbleekt"));
    let log = world.state.store.audit("klopt nog", 9).await.unwrap();
    assert_eq!((log.len(), &*log[0].who, log[0].initiative), (1, OWNER, Some(id)));

    // And a year later again, with a link of its own.
    world.days(364).await;
    assert_eq!(world.mails().len(), 5);
    world.days(1).await;
    let next = world.mail(6).await;
    assert_ne!(next.link(), link);
    assert_eq!(world.browser().get(&link).await.status(), 410);
    assert_eq!(world.browser().post(&link, &[]).await.status(), 410);
    assert_eq!(world.browser().get(&next.link()).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn confirming_at_the_first_mail_ends_the_asking_for_a_year() {
    let world = World::start();
    let id = published(&world).await;
    world.days(365).await;
    let link = world.mail(3).await.link();
    assert_eq!(world.browser().post(&link, &[]).await.status(), 303);
    assert_eq!(world.browser().post(&link, &[]).await.status(), 303, "twice is as good as once");
    world.days(364).await;
    assert_eq!(world.mails().len(), 3, "nothing at fourteen days, nor in the whole year");
    assert!(!page(&world, id).await.contains(BAND));
    world.days(1).await;
    world.mail(4).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_initiatives_are_not_asked_about_again() {
    let world = World::start();
    let id = published(&world).await;
    world.days(365).await;
    let link = world.mail(3).await.link();
    assert_eq!(world.browser().post(&format!("{link}/afgerond"), &[]).await.status(), 303);
    let item = format!("/api/collections/initiatieven/items/{id}");
    eventually("it is finished", async || world.json(&item).await["properties"]["fase"] == "afgerond").await;
    assert_eq!(world.browser().post(&format!("{link}/afgerond"), &[]).await.status(), 410, "once");
    assert_eq!(world.browser().get(&link).await.status(), 410);
    let text = world.browser().text(&format!("{link}?gedaan=afgerond")).await;
    assert!(text.contains("Op de kaart staat nu dat het is afgerond") && !text.contains("/afgerond\""), "{text}");
    let sender = owner(&world).await;
    let own = sender.page(&format!("/mijn/{id}/geschiedenis"), 200).await;
    assert!(own.contains("Versie 2") && own.contains("Afgerond, volgens de eigenaar."), "{own}");
    world.days(500).await;
    assert_eq!(world.mails().len(), 3);
    assert!(!page(&world, id).await.contains(BAND));
}

#[tokio::test(flavor = "multi_thread")]
async fn owner_confirms_or_finishes_at_mijn_without_a_mail() {
    let world = World::start();
    let id = published(&world).await;
    world.days(300).await;
    let sender = owner(&world).await;
    assert!(sender.page(&format!("/mijn/{id}"), 200).await.contains("Voor het laatst bevestigd op"));
    let to = sender.posts(&format!("/mijn/{id}/klopt"), &[]).await;
    assert!(sender.page(&to, 200).await.contains("Dank je"));
    world.days(364).await;
    assert_eq!(world.mails().len(), 2);
    world.days(1).await;
    world.mail(3).await;
    let sender = owner(&world).await;
    sender.posts(&format!("/mijn/{id}/klopt/afgerond"), &[]).await;
    assert_eq!(world.state.store.version(id, 2).await.unwrap().unwrap().initiative.content.stage, Stage::Finished);
    sender.posts(&format!("/mijn/{id}/archiveren"), &[]).await;
    assert_eq!(sender.post(&format!("/mijn/{id}/klopt"), &[]).await.status(), 409, "it is off the map");
    let link = world.mail(3).await.link();
    assert_eq!(world.browser().get(&link).await.status(), 410);
    assert_eq!(world.browser().post(&link, &[]).await.status(), 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn freshness_mails_keep_their_distance_after_a_long_stop() {
    let world = World::start();
    let id = published(&world).await;
    world.days(600).await;
    world.mail(3).await;
    for mails in [4, 5] {
        world.days(13).await;
        assert_eq!(world.mails().len(), mails - 1, "no two at once");
        world.days(30).await;
        world.mail(mails).await;
        assert!(!page(&world, id).await.contains(BAND), "never before three mails");
    }
    world.days(13).await;
    assert!(!page(&world, id).await.contains(BAND), "nor before there was time to answer");
    world.days(1).await;
    fades(&world, id, true).await;
    assert_eq!(world.mails().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn initiative_without_owner_fades_without_a_mail_and_an_editor_decides() {
    let world = World::start();
    let store = &world.state.store;
    let mut example = row("voorbeeld", TITLE);
    example.example = true;
    world.import(&[row("a", TITLE), example]).await;
    let id = InitiativeId(1);
    world.days(200).await;
    // In the second file it is the same as before: that is news enough.
    world.import(&[row("a", TITLE)]).await;
    world.days(406).await;
    assert!(!page(&world, id).await.contains(BAND));
    world.days(1).await;
    fades(&world, id, true).await;
    assert!(world.mails().is_empty());
    assert!(!page(&world, InitiativeId(2)).await.contains(BAND), "an example never fades");

    let item = format!("/redactie/verbleekt/{id}");
    let elsewhere = world.editor_of(Region::South).await;
    assert!(elsewhere.page("/redactie/verbleekt", 200).await.contains("Er is niets verbleekt"));
    elsewhere.page(&item, 403).await;
    assert_eq!(elsewhere.post(&format!("{item}/klopt"), &[]).await.status(), 403);

    let desk = world.editor().await;
    assert!(desk.page(&item, 200).await.contains("geen eigenaar"));
    let to = desk.posts(&format!("{item}/klopt"), &[("tekst", "gebeld met de school")]).await;
    assert!(desk.page(&to, 200).await.contains("Het klopt nog"));
    fades(&world, id, false).await;
    let log = store.audit("gebeld met de school", 9).await.unwrap();
    assert_eq!((&log[0].act, &*log[0].who), (&Ok(AuditAct::StillTrue), "redacteur@kaart.nl"));
    desk.page(&item, 404).await;
    assert_eq!(desk.post(&format!("{item}/archiveren"), &[("tekst", "te laat")]).await.status(), 404);

    world.days(407).await;
    fades(&world, id, true).await;
    let desk = world.editor().await;
    let answer = desk.post(&format!("{item}/archiveren"), &[("tekst", " ")]).await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("Typ eerst waarom"));
    desk.posts(&format!("{item}/archiveren"), &[("tekst", "de school bestaat niet meer")]).await;
    eventually("it is off the map", async || page(&world, id).await.contains("Dit initiatief is gearchiveerd")).await;
    assert_eq!(store.audit("de school bestaat niet meer", 9).await.unwrap()[0].act, Ok(AuditAct::Archived));
}

#[tokio::test(flavor = "multi_thread")]
async fn archiving_by_an_editor_mails_the_owner_why() {
    let world = World::start();
    let id = published(&world).await;
    for days in [365, 14, 14, 14] {
        world.days(days).await;
    }
    fades(&world, id, true).await;
    world.mail(5).await;
    let desk = world.editor().await;
    let evil = "</textarea><script>alert(1)</script>".repeat(60);
    let answer = desk.post(&format!("/redactie/verbleekt/{id}/archiveren"), &[("tekst", &evil)]).await;
    assert_eq!(answer.status(), 422, "too long");
    assert!(!answer.text().await.unwrap().contains("</textarea><script"), "and kept as text");
    desk.posts(&format!("/redactie/verbleekt/{id}/archiveren"), &[("tekst", "niemand neemt op")]).await;
    let told = world.mail(6).await;
    assert!(told.contains("niemand neemt op") && told.contains(&format!("To: {OWNER}")), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn link_that_asks_whether_it_still_holds_works_for_sixty_days() {
    let world = World::start();
    published(&world).await;
    world.days(365).await;
    let link = world.mail(3).await.link();
    world.clock.pass(60 * 24 * 60 * 60 - 1);
    assert_eq!(world.browser().get(&link).await.status(), 200);
    world.clock.pass(1);
    assert_eq!(world.browser().get(&link).await.status(), 410);
    for path in [link.clone(), format!("{link}/afgerond")] {
        assert_eq!(world.browser().post(&path, &[]).await.status(), 410, "{path}");
    }
}
