//! Reporting what is wrong with an initiative, or with a question that was relayed: the form, and the desk.

use domain::{InitiativeId, Region, Role};

use crate::common::{Browser, World, header, text};

async fn reports(browser: &Browser, id: InitiativeId, over: &str, reason: &str, email: &str) {
    let sent = browser.post(&format!("/initiatieven/{id}/melden{over}"), &[("reden", reason), ("email", email)]).await;
    assert_eq!(header(&sent, "location"), format!("/initiatieven/{id}/melden?gedaan=gemeld"));
    assert!(browser.text(header(&sent, "location")).await.contains("Je melding is binnen"));
}

#[tokio::test]
async fn report_story_from_the_form_to_the_desk_of_the_region() {
    let world = World::start();
    let id = world.published("Robots in de klas").await;
    let host = world.owner_of("Robots in de klas");
    let browser = world.browser();
    assert!(browser.text(&format!("/initiatieven/{id}/melden")).await.contains("Meld dit initiatief"));
    reports(&browser, id, "", "Dit is <script>alert(1)</script> reclame", "").await;
    reports(&browser, id, "?over=vraag", "Ik kreeg scheldwoorden", "melder@school.nl").await;

    let (mid, north) = (world.editor_of(Region::Mid).await, world.editor_of(Region::North).await);
    assert!(north.page("/redactie/meldingen", 200).await.contains("Geen meldingen"));
    north.page("/redactie", 200).await;
    let page = mid.page("/redactie/meldingen", 200).await;
    assert!(page.contains("2 meldingen wachten") && page.contains("melder@school.nl"), "{page}");
    assert!(page.contains("over een vraag die iemand kreeg") && page.contains("Ik kreeg scheldwoorden"));
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"));
    assert_eq!(host.get("/redactie/meldingen").await.status(), 403);
    assert_eq!(north.post("/redactie/meldingen/1", &[]).await.status(), 404);
    assert_eq!(mid.posts("/redactie/meldingen/1", &[]).await, "/redactie/meldingen?gedaan=afgehandeld");
    assert_eq!(mid.post("/redactie/meldingen/1", &[]).await.status(), 404);
    let page = mid.page("/redactie/meldingen?gedaan=afgehandeld", 200).await;
    assert!(page.contains("1 melding wacht") && !page.contains("reclame"), "{page}");
    let log = world.state.store.audit("melding afgehandeld", 10).await.unwrap();
    assert_eq!((log.len(), log[0].initiative, &*log[0].who), (1, Some(id), "midden@kaart.nl"));
}

#[tokio::test]
async fn report_without_a_reason_is_refused_and_keeps_what_it_is_about() {
    let world = World::start();
    let id = world.published("Robots in de klas").await;
    let (browser, path) = (world.browser(), format!("/initiatieven/{id}/melden?over=vraag"));
    assert!(browser.text(&path).await.contains("Meld misbruik"));
    let refused = browser.post(&path, &[("reden", ""), ("email", "x")]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("melden?over=vraag"), "what it is about stays");
}

#[tokio::test]
async fn report_about_ones_own_initiative_is_handled_by_another_editor() {
    let world = World::start();
    let owner = world.appointed("host", Role::Editor, None, None).await;
    let id = world.published_by(&owner, "Robots in de klas").await;
    reports(&world.browser(), id, "", "Reclame", "").await;
    assert!(owner.page("/redactie/meldingen", 200).await.contains("van jezelf"));
    assert_eq!(owner.post("/redactie/meldingen/1", &[]).await.status(), 403);
}
