//! Passkeys: what a role may, and what can do most harm, asks for one of who has one.

use crate::common::{Authenticator, Browser, Person, World, header};

const SITE: &str = "http://localhost:3000";
const MINUTE: i64 = 60;

/// A world at an address where browsers have passkeys.
fn world() -> World {
    World::with(|config| config.public_url = Some(SITE.to_owned()))
}

/// Somebody makes a passkey; gives the device.
async fn makes_one(person: &Browser) -> Authenticator {
    let device = Authenticator::new(SITE);
    let answer = device.make(&person.page("/mijn/passkeys", 200).await);
    assert_eq!(person.posts("/mijn/passkeys", &[("antwoord", &answer)]).await, "/mijn/passkeys?gedaan=gemaakt");
    device
}

/// Shows it; gives where that leads.
async fn shows(person: &Browser, device: &Authenticator) -> String {
    let answer = device.show(&person.page("/mijn/passkey", 200).await);
    person.posts("/mijn/passkey", &[("antwoord", &answer)]).await
}

/// Where a page leads instead of being shown.
async fn leads(person: &Browser, path: &str) -> String {
    let answer = person.get(path).await;
    assert_eq!(answer.status(), 303, "{path}");
    header(&answer, "location").to_owned()
}

/// The same person, who came in with a mailed link once more.
async fn again(world: &World, person: &Person) -> Browser {
    Browser::new(&world.url, &[world.session_of(person.id).await])
}

#[tokio::test]
async fn who_has_a_passkey_shows_it_before_what_a_role_may() {
    let world = world();
    let editor = world.editor().await;
    assert!(editor.page("/mijn/gegevens", 200).await.contains("Je hebt geen passkey."));
    let device = makes_one(&editor).await;
    editor.page("/redactie", 200).await;

    // Somebody who reads the mail of this editor gets no further than what everybody may.
    let elsewhere = again(&world, &editor).await;
    elsewhere.page("/mijn", 200).await;
    assert_eq!(leads(&elsewhere, "/redactie?regio=midden").await, "/mijn/passkey?terug=%2Fredactie%3Fregio%3Dmidden");
    assert_eq!(leads(&elsewhere, "/redactie/witte-vlekken").await, "/mijn/passkey?terug=%2Fredactie%2Fwitte-vlekken");
    for (path, fields) in [
        ("/redactie/1/1/publiceren", &[][..]),
        ("/mijn/passkeys/weg", &[("passkey", "x")]),
        ("/mijn/gegevens/wissen", &[("zeker", "ja")]),
    ] {
        let answer = elsewhere.post(path, fields).await;
        assert_eq!(answer.status(), 401, "{path}");
        assert!(answer.text().await.unwrap().contains("Verder met je passkey"), "{path}");
    }

    elsewhere.get("/mijn/passkey?terug=%2Fredactie%3Fregio%3Dmidden").await;
    assert_eq!(shows(&elsewhere, &device).await, "/redactie?regio=midden");
    elsewhere.page("/redactie?regio=midden", 200).await;
}

#[tokio::test]
async fn text_waits_for_a_passkey_and_is_sent_after_all() {
    let world = world();
    let (editor, sender) = (world.editor().await, world.person("anna").await);
    let device = makes_one(&editor).await;
    let id = sender.places("De hei als klaslokaal").await;

    let elsewhere = again(&world, &editor).await;
    let path = format!("/redactie/{id}/1/vragen");
    let typed = "Wat leren kinderen daar precies?";
    let answer = elsewhere.post(&path, &[("tekst", typed)]).await;
    assert_eq!(answer.status(), 401);
    let page = answer.text().await.unwrap();
    assert!(page.contains(typed) && page.contains("name=\"getypt\""), "{page}");

    let kept = format!("tekst={}", typed.replace(' ', "+"));
    let waits = elsewhere.posts("/mijn/passkey", &[("naar", &path), ("getypt", &kept)]).await;
    assert_eq!(waits, "/mijn/passkey");
    assert_eq!(shows(&elsewhere, &device).await, "/getypt");
    assert!(elsewhere.page("/getypt", 200).await.contains(typed));
    elsewhere.posts(&path, &[("tekst", typed)]).await;
}

#[tokio::test]
async fn passkey_is_asked_again_for_members_the_log_erasing_and_passkeys() {
    let world = world();
    let admin = world.admin().await;
    let device = makes_one(&admin).await;
    let most_harm =
        ["/redactie/leden", "/redactie/logboek", "/redactie/logboek.csv", "/mijn/gegevens/wissen", "/mijn/passkeys"];
    for path in most_harm {
        admin.page(path, 200).await;
    }
    world.clock.pass(10 * MINUTE + 1);
    admin.page("/redactie", 200).await;
    for path in most_harm {
        assert!(leads(&admin, path).await.starts_with("/mijn/passkey?terug="), "{path}");
    }
    for path in ["/redactie/leden", "/redactie/leden/einde", "/redactie/leden/passkeys", "/mijn/gegevens/wissen"] {
        assert_eq!(admin.post(path, &[("zeker", "ja")]).await.status(), 401, "{path}");
    }
    shows(&admin, &device).await;
    for path in most_harm {
        admin.page(path, 200).await;
    }
}

#[tokio::test]
async fn answer_of_another_device_another_site_or_another_time_does_not_count() {
    let world = world();
    let editor = world.editor().await;
    let mut device = makes_one(&editor).await;
    let elsewhere = again(&world, &editor).await;
    let refused = async |answer: &str| {
        let says = elsewhere.post("/mijn/passkey", &[("antwoord", answer)]).await;
        assert_eq!(says.status(), 422);
        assert!(says.text().await.unwrap().contains("Dat lukte niet"));
        assert!(leads(&elsewhere, "/redactie").await.starts_with("/mijn/passkey"));
    };

    refused("").await;
    refused("{}").await;
    let page = elsewhere.page("/mijn/passkey", 200).await;
    refused(&Authenticator::new(SITE).show(&page)).await;
    // What was asked is asked once.
    refused(&device.show(&page)).await;

    let page = elsewhere.page("/mijn/passkey", 200).await;
    device.origin = "https://kwaad.nl".to_owned();
    refused(&device.show(&page)).await;
    device.origin = SITE.to_owned();

    let page = elsewhere.page("/mijn/passkey", 200).await;
    world.clock.pass(10 * MINUTE + 1);
    refused(&device.show(&page)).await;

    let answer = device.show(&elsewhere.page("/mijn/passkey", 200).await);
    assert_eq!(elsewhere.posts("/mijn/passkey", &[("antwoord", &answer)]).await, "/mijn");
    // The same answer once more, in another browser.
    let third = again(&world, &editor).await;
    third.page("/mijn/passkey", 200).await;
    assert_eq!(third.post("/mijn/passkey", &[("antwoord", &answer)]).await.status(), 422);
}

#[tokio::test]
async fn passkeys_are_listed_and_removed_by_whose_they_are() {
    let world = world();
    let (editor, other) = (world.editor().await, world.organiser().await);
    makes_one(&editor).await;
    makes_one(&other).await;
    let list = editor.page("/mijn/passkeys", 200).await;
    assert!(list.contains("Gemaakt op 21 november 2026, laatst gebruikt op 21 november 2026."), "{list}");
    let id = |list: &str| {
        let (_, rest) = list.split_once("name=\"passkey\" value=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let theirs = id(&other.page("/mijn/passkeys", 200).await);
    editor.posts("/mijn/passkeys/weg", &[("passkey", &theirs)]).await;
    assert!(other.page("/mijn/passkeys", 200).await.contains(&theirs));

    editor.posts("/mijn/passkeys/weg", &[("passkey", &id(&list))]).await;
    assert!(editor.page("/mijn/passkeys", 200).await.contains("Je hebt er nog geen."));
    // Without one nothing is asked any more.
    again(&world, &editor).await.page("/redactie", 200).await;
}

#[tokio::test]
async fn who_lost_passkeys_is_let_in_by_another_admin() {
    let world = world();
    let (editor, admin) = (world.editor().await, world.admin().await);
    makes_one(&editor).await;
    let someone = editor.id.to_string();
    assert_eq!(editor.post("/redactie/leden/passkeys", &[("persoon", &someone)]).await.status(), 403);
    let own = admin.id.to_string();
    assert_eq!(admin.post("/redactie/leden/passkeys", &[("persoon", &own)]).await.status(), 403);
    assert!(admin.page("/redactie/leden", 200).await.contains("Wis de passkeys van redacteur@kaart.nl"));

    admin.posts("/redactie/leden/passkeys", &[("persoon", &someone)]).await;
    editor.page("/mijn", 401).await;
    again(&world, &editor).await.page("/redactie", 200).await;
    let log = admin.page("/redactie/logboek", 200).await;
    assert!(log.contains("passkeys gewist") && log.contains("passkey gemaakt"), "{log}");
}

#[tokio::test]
async fn where_passkeys_are_demanded_a_role_opens_nothing_without_one() {
    let world = World::with(|config| {
        config.public_url = Some(SITE.to_owned());
        config.passkeys_required = true;
    });
    let (editor, sender) = (world.editor().await, world.person("anna").await);
    sender.page("/mijn", 200).await;
    assert_eq!(leads(&editor, "/redactie").await, "/mijn/passkey?terug=%2Fredactie");
    assert_eq!(leads(&editor, "/mijn/passkey?terug=%2Fredactie").await, "/mijn/passkeys");
    let device = Authenticator::new(SITE);
    let answer = device.make(&editor.page("/mijn/passkeys", 200).await);
    assert_eq!(editor.posts("/mijn/passkeys", &[("antwoord", &answer)]).await, "/redactie");
    editor.page("/redactie", 200).await;
}
