//! Confirming by the link in the mail, and having that mail sent again.

use crate::common::{
    Browser, DAY, World, a_while,
    forms::{submission, value},
    header, text,
};

const ANNA: &str = "anna@school.nl";
const TITLE: &str = "Schilderen met de buren";

/// A browser in which Anna sent something in with this address.
async fn sent_in(world: &World, email: &str) -> Browser {
    let browser = world.browser();
    browser.posts("/plaatsen", &submission(&[("email", email)])).await;
    browser
}

async fn queued(world: &World) -> usize {
    world.state.store.queue(None).await.unwrap().len()
}

#[tokio::test]
async fn link_in_the_mail_confirms_and_signs_nobody_in() {
    let world = World::start();
    sent_in(&world, ANNA).await;
    let link = world.mail(1).await.confirm_link();
    let browser = world.browser();
    // Programs that look for dangers in mail look at it too.
    let page = browser.page(&link, 200).await;
    assert_eq!(page.matches(&format!("Bevestig ‘{TITLE}’")).count(), 2, "{page}");
    assert!(page.contains(ANNA) && page.contains("Elke maand een nieuwe."));
    assert_eq!(queued(&world).await, 0);
    assert_eq!(browser.posts(&link, &[]).await, link);
    assert_eq!(browser.posts(&link, &[]).await, link, "twice is as good as once");
    let page = browser.page(&link, 200).await;
    for words in
        ["Bedankt", "staat in de wachtrij", "drie werkdagen", "Zo gaat het eruitzien", "Elke maand een nieuwe."]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(queued(&world).await, 1);
    world.mail_to(ANNA, "is binnen").await;
    assert_eq!(browser.get("/mijn").await.status(), 401, "it signs nobody in");
    // The way in is the usual one, and leads to what was confirmed.
    let form = [("email", value(&page, "email")), ("terug", value(&page, "terug"))];
    assert_eq!(form[1].1, "/mijn/1");
    browser.posts("/inloggen", &crate::common::forms::borrowed(&form)).await;
    let sign_in = world.mail_to(ANNA, "Met deze link log je in").await.link();
    assert_eq!(browser.posts(&sign_in, &[]).await, "/mijn/1");
    assert!(browser.page(&link, 200).await.contains("Naar je initiatief"));
    // Once an editor has read it, the link tells nothing more.
    world.publish(domain::InitiativeId(1)).await;
    let page = world.browser().page(&link, 200).await;
    assert!(page.contains("is bevestigd") && !page.contains("Elke maand een nieuwe."), "{page}");
}

#[tokio::test]
async fn link_to_confirm_works_for_fourteen_days_and_the_one_to_sign_in_for_minutes() {
    let world = World::start();
    sent_in(&world, ANNA).await;
    let mail = world.mail(1).await;
    world.clock.pass(11 * 60);
    assert_eq!(world.browser().get(&mail.link()).await.status(), 410);
    world.clock.pass(13 * DAY);
    assert!(world.browser().page(&mail.confirm_link(), 200).await.contains("Bevestig ‘"));
    world.clock.pass(DAY);
    let late = world.browser().post(&mail.confirm_link(), &[]).await;
    assert_eq!(late.status(), 410);
    assert!(text(late).await.contains("werkt veertien dagen"));
    assert_eq!(queued(&world).await, 0);
}

#[tokio::test]
async fn browser_that_sent_it_in_has_the_mail_sent_to_the_right_address() {
    let world = World::start();
    let browser = sent_in(&world, "ana@schol.nl").await;
    let wrong = world.mail(1).await;
    let page = browser.page("/plaatsen/verzonden", 200).await;
    assert!(page.contains("<strong>ana@schol.nl</strong>") && page.contains(&format!("‘{TITLE}’")), "{page}");
    let id = value(&page, "inzending");
    let again = |email: &'static str| vec![("inzending", &*id), ("email", email)];

    // Nobody else, and no text that is no address.
    let stranger = world.browser();
    assert!(!stranger.page("/plaatsen/verzonden", 200).await.contains("ana@schol.nl"));
    stranger.posts("/plaatsen", &submission(&[("email", "kees@school.nl"), ("titel", "Iets van Kees")])).await;
    world.mail(2).await;
    assert_eq!(stranger.posts("/plaatsen/verzonden", &again("kwaad@elders.nl")).await, "/plaatsen/verzonden");
    let mistake = browser.post("/plaatsen/verzonden", &again("geen adres")).await;
    assert_eq!(mistake.status(), 422);
    let mistake = text(mistake).await;
    assert!(mistake.contains("value=\"geen adres\"") && mistake.contains("aria-invalid=\"true\""), "{mistake}");
    a_while().await;
    assert_eq!(world.mails().len(), 2);

    let leads = browser.posts("/plaatsen/verzonden", &again(ANNA)).await;
    assert_eq!(leads, "/plaatsen/verzonden?gedaan=opnieuw");
    let page = browser.page(&leads, 200).await;
    assert!(page.contains("opnieuw onderweg") && page.contains(&format!("<strong>{ANNA}</strong>")), "{page}");
    let right = world.mail_to(ANNA, "Bevestig je initiatief").await;
    for dead in [wrong.link(), wrong.confirm_link()] {
        assert_eq!(world.browser().get(&dead).await.status(), 410, "{dead}");
    }
    world.browser().posts(&right.confirm_link(), &[]).await;
    assert_eq!(queued(&world).await, 1);
    assert!(world.signed_in(ANNA).await.page("/mijn", 200).await.contains(TITLE));
    assert!(!world.signed_in("ana@schol.nl").await.page("/mijn", 200).await.contains(TITLE));
    // Now that it is confirmed there is nothing left to send.
    assert_eq!(browser.posts("/plaatsen/verzonden", &again("ana@schol.nl")).await, "/plaatsen/verzonden");
    assert!(!browser.page("/plaatsen/verzonden", 200).await.contains("name=\"inzending\""));
}

#[tokio::test]
async fn mail_is_not_sent_again_without_end() {
    let world = World::start();
    let browser = sent_in(&world, ANNA).await;
    let id = value(&browser.page("/plaatsen/verzonden", 200).await, "inzending");
    let mut refused = None;
    for _ in 0..12 {
        let answer = browser.post("/plaatsen/verzonden", &[("inzending", &id), ("email", ANNA)]).await;
        if answer.status() == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("too often");
    assert!(!header(&refused, "retry-after").is_empty());
    let page = text(refused).await;
    assert!(page.contains("Je hebt in korte tijd veel ingestuurd.") && page.contains(ANNA), "{page}");
    a_while().await;
    assert!(world.mails().len() <= 10, "{}", world.mails().len());
}
