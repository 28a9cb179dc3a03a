//! A question to an initiative: confirmed by mail, relayed to its owner without showing addresses.

use crate::common::{DAY, World, a_while, eventually, forms::with, header, text};
use domain::InitiativeId;

const ASKED: &str = "Mogen we een keer komen kijken?";

fn form<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    with(vec![("naam", "Juf Proef"), ("email", "juf@school.nl"), ("vraag", ASKED), ("toestemming", "ja")], other)
}

/// An initiative on the map, and the address of the form to ask it something.
async fn start() -> (World, InitiativeId, String) {
    let world = World::start();
    let owner = world.person("host").await;
    let id = world.published_by(&owner, "Robots in de klas").await;
    (world, id, format!("/initiatieven/{id}/vraag"))
}

/// Whether a question reached the owner.
fn relayed(world: &World) -> bool {
    world.mails_to("host").iter().any(|mail| mail.contains("vraagt via de InnovatieKaart"))
}

/// Asks without signing in; gives the link in the mail.
async fn asked(world: &World, path: &str) -> String {
    world.browser().posts(path, &form(&[])).await;
    world.mail_to("juf", "Bevestig je vraag").await.link()
}

#[tokio::test]
async fn question_story_from_the_form_to_the_owner() {
    let (world, id, path) = start().await;
    let browser = world.browser();
    let page = browser.text(&format!("/initiatieven/{id}/robots-in-de-klas")).await;
    assert!(page.contains(&format!("href=\"{path}\"")) && !page.contains("host@school.nl"), "{page}");
    assert!(browser.text(&path).await.contains("Verstuur je vraag"));

    let sent = browser.post(&path, &form(&[])).await;
    assert_eq!((sent.status().as_u16(), header(&sent, "location")), (303, &*format!("{path}?gedaan=bevestig")));
    assert!(browser.text(header(&sent, "location")).await.contains("Kijk in je mail"));
    let mail = world.mail_to("juf", "Bevestig je vraag").await;
    assert!(!mail.contains(ASKED) && !mail.contains("Juf Proef"), "nobody is written to through us: {}", &*mail);
    let link = mail.link();
    for _ in 0..3 {
        let looked = world.browser().get(&link).await;
        assert_eq!((looked.status().as_u16(), header(&looked, "cache-control")), (200, "no-store"));
        assert_eq!(header(&looked, "referrer-policy"), "same-origin");
        assert!(text(looked).await.contains(ASKED));
    }
    a_while().await;
    assert!(!relayed(&world), "looking sends nothing");

    let confirmed = world.browser().post(&link, &[]).await;
    assert_eq!(
        (confirmed.status().as_u16(), header(&confirmed, "location")),
        (303, &*format!("{path}?gedaan=verstuurd"))
    );
    let question = world.mail_to("host", "vraagt via de InnovatieKaart").await;
    assert!(question.contains("Reply-To: juf@school.nl\r\n"), "{question}");
    assert!(question.contains(ASKED) && question.contains("Juf Proef"), "{question}");
    assert!(question.contains(&format!("/initiatieven/{id}/melden?over=vraag")), "{question}");
    let copy = world.mail_to("juf", "Dit vroeg je").await;
    assert!(copy.contains(ASKED) && !copy.contains("host@school.nl") && !copy.contains("Reply-To"), "{copy}");

    for again in [world.browser().get(&link).await, world.browser().post(&link, &[]).await] {
        assert_eq!(again.status(), 410);
        assert!(text(again).await.contains("Deze link werkt niet meer"));
    }
    a_while().await;
    assert_eq!(world.mails().iter().filter(|mail| mail.contains("Juf Proef vraagt")).count(), 1);
    let owner = world.owner_of("Robots in de klas");
    assert!(owner.page(&format!("/mijn/{id}"), 200).await.contains("Er is één keer iets gevraagd"));
}

#[tokio::test]
async fn question_without_consent_is_refused_and_keeps_what_was_typed() {
    let (world, _, path) = start().await;
    let browser = world.browser();
    let typed = "Regel een\nRegel <b>twee</b>";
    let refused = browser.post(&path, &form(&[("toestemming", ""), ("vraag", typed)])).await;
    assert_eq!(refused.status(), 422);
    let page = text(refused).await;
    assert!(page.contains("Dit vinkje staat uit; zonder je adres kan niemand je antwoorden"), "{page}");
    assert!(page.contains("href=\"#toestemming\"") && page.contains("role=\"alert\""));
    assert!(page.contains("Regel een\nRegel &lt;b&gt;twee&lt;/b&gt;") && page.contains("value=\"juf@school.nl\""));
    let empty = text(browser.post(&path, &[]).await).await;
    for field in ["naam", "email", "vraag", "toestemming"] {
        assert!(empty.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let long = "x".repeat(2001);
    assert!(text(browser.post(&path, &form(&[("vraag", &long)])).await).await.contains(&long));
    a_while().await;
    assert!(world.mails_to("juf").is_empty() && !relayed(&world));
}

#[tokio::test]
async fn question_of_who_is_signed_in_leaves_at_once_under_their_own_address() {
    let (world, _, path) = start().await;
    let browser = world.signed_in("meester@school.nl").await;
    let page = browser.text(&path).await;
    assert!(page.contains("meester@school.nl") && !page.contains("name=\"email\""), "{page}");
    let sent = browser.post(&path, &form(&[("email", "ander@school.nl")])).await;
    assert_eq!(header(&sent, "location"), format!("{path}?gedaan=verstuurd"));
    let question = world.mail_to("host", "vraagt via de InnovatieKaart").await;
    assert!(
        question.contains("Reply-To: meester@school.nl\r\n") && !question.contains("ander@school.nl"),
        "{question}"
    );
    world.mail_to("meester", "Dit vroeg je").await;
}

#[tokio::test]
async fn question_can_not_add_a_header_to_a_mail() {
    let (world, _, path) = start().await;
    let browser = world.signed_in("meester@school.nl").await;
    let name = "Juf\r\nBcc: kwaad@elders.nl\r\n\r\nHallo";
    assert_eq!(
        browser.post(&path, &form(&[("naam", name), ("vraag", "Dag\r\nBcc: kwaad@elders.nl")])).await.status(),
        303
    );
    world.mail_to("host", "vraagt via de InnovatieKaart").await;
    for mail in world.mails() {
        let head = mail.split("\r\n\r\n").next().unwrap();
        assert!(head.contains("Content-Type: multipart"), "{head}");
        assert!(!head.contains("kwaad@elders.nl"), "{head}");
    }
    let evil = "juf@school.nl\r\nBcc: kwaad@elders.nl";
    for email in [evil, "juf@school.nl\nX: y", "juf@school.nl,b@c.nl", "\"juf\" <juf@school.nl>"] {
        assert_eq!(world.browser().post(&path, &form(&[("email", email)])).await.status(), 422, "{email:?}");
    }
}

#[tokio::test]
async fn questions_and_reports_are_at_most_ten_a_day() {
    let (world, id, ask) = start().await;
    let report = format!("/initiatieven/{id}/melden");
    let browser = world.browser();
    for count in 0..10 {
        let sent = if count % 2 == 0 {
            browser.post(&ask, &form(&[])).await
        } else {
            browser.post(&report, &[("reden", "Reclame")]).await
        };
        assert_eq!(sent.status(), 303);
    }
    for (path, fields) in [(&ask, form(&[])), (&report, vec![("reden", ASKED)])] {
        let refused = browser.post(path, &fields).await;
        assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (429, "8640"));
        let page = text(refused).await;
        assert!(page.contains("Probeer het over 3 uur weer") && page.contains(ASKED), "{page}");
    }
    world.clock.pass(8640);
    assert_eq!(browser.post(&ask, &form(&[])).await.status(), 303);
}

#[tokio::test]
async fn question_link_works_for_fourteen_days() {
    let (world, _, path) = start().await;
    let link = asked(&world, &path).await;
    world.clock.pass(14 * DAY - 1);
    assert_eq!(world.browser().get(&link).await.status(), 200);
    world.clock.pass(1);
    assert_eq!(world.browser().get(&link).await.status(), 410);
    assert_eq!(world.browser().post(&link, &[]).await.status(), 410);
    a_while().await;
    assert!(!relayed(&world));
}

#[tokio::test]
async fn question_about_what_left_the_map_is_not_relayed() {
    let (world, id, path) = start().await;
    let link = asked(&world, &path).await;
    world.owner_of("Robots in de klas").posts(&format!("/mijn/{id}/archiveren"), &[]).await;
    let answer = world.browser().post(&link, &[]).await;
    assert_eq!(answer.status(), 410);
    assert!(text(answer).await.contains("niet meer op de kaart"));
    let page = async || world.browser().text(&format!("/initiatieven/{id}/robots-in-de-klas")).await;
    eventually("there is nobody to ask", async || !page().await.contains("Stel een vraag")).await;
    assert!(page().await.contains("Meld dit initiatief"), "its page can still be wrong");
    a_while().await;
    assert!(!relayed(&world));
}

#[tokio::test]
async fn examples_can_not_be_asked_reported_or_adopted() {
    let world = World::with(|config| config.examples = true);
    let page = world.public(InitiativeId(1)).await;
    for nothing in ["Stel een vraag", "Meld dit initiatief", "Wij doen dit ook"] {
        assert!(!page.contains(nothing), "{nothing}");
    }
    for path in ["vraag", "melden"] {
        assert_eq!(world.get(&format!("/initiatieven/1/{path}")).await.status(), 404, "{path}");
    }
    world.person("nieuwsgierig").await.page("/initiatieven/1/ook", 404).await;
}
