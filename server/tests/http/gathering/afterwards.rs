//! What comes before and after the day: the reminder, the evaluation, the report, the certificate.

use super::{
    announced, gathering,
    on_the_day::{codes, door, goes_to},
    page, registered,
};
use crate::common::{World, header, text};

/// While the gathering is on, the morning after, and three days later.
const DAY: &str = "2027-01-19T13:30:00Z";
const MORNING: &str = "2027-01-20T08:00:00Z";
const DAYS_LATER: &str = "2027-01-22T08:00:00Z";

#[tokio::test]
async fn reminder_asks_once_whether_one_still_comes() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    registered(&world, &path, "anna", &[]).await;
    goes_to(&world, "2027-01-17T15:00:00Z");
    let mail = world.mail_to("anna", "Kom je nog?").await;
    assert!(mail.contains("Nee, ik kan niet") && mail.contains("Ja, ik kom"), "{mail}");
    assert!(mail.contains("Dan hoef je niets te doen") && !mail.contains("text/calendar"), "{mail}");
    world.clock.pass(86_400);
    registered_is_not_asked_again(&world).await;
}

/// A second is time enough for many rounds.
async fn registered_is_not_asked_again(world: &World) {
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    assert_eq!(world.mails_to("anna").iter().filter(|mail| mail.contains("Kom je nog?")).count(), 1);
}

#[tokio::test]
async fn evaluation_story_without_names() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let own = format!("/organisatie{path}");
    assert_eq!(organiser.post(&format!("{own}/evaluatie"), &[]).await.status(), 400);
    organiser.posts(&format!("{own}/evaluatie"), &[("vraag", "ja")]).await;
    let door = door(&organiser, &path).await;
    let names = ["anna", "bert", "carla", "daan"];
    let mut links = Vec::new();
    for name in names {
        links.push(registered(&world, &path, name, &[]).await);
    }
    goes_to(&world, DAY);
    for link in &links[..3] {
        let code = codes(&world, link).await.remove(0);
        world.browser().posts(&door, &[("code", &code)]).await;
    }
    goes_to(&world, MORNING);
    for (number, name) in names[..3].iter().enumerate() {
        let link = world.mail_to(name, "Wat vond je van").await.link();
        let browser = world.browser();
        assert!(browser.page(&link, 200).await.contains("Hoe nuttig was het voor je?"));
        let empty = browser.post(&link, &[("mee", "Iets moois")]).await;
        assert_eq!(empty.status(), 422);
        assert!(text(empty).await.contains("Iets moois"), "nothing typed is lost");
        let before = organiser.page(&own, 200).await;
        assert!(before.contains("minstens 3 zijn") && !before.contains("Gemiddeld"), "{number}: {before}");
        let answer = [("nut", "4"), ("mee", "De werkvorm"), ("beter", "Meer koffie")];
        assert_eq!(browser.post(&link, &answer).await.status(), 200);
        assert_eq!(browser.post(&link, &answer).await.status(), 409, "once");
    }
    let results = organiser.page(&own, 200).await;
    assert!(results.contains("3 mensen gaven antwoord. Gemiddeld vonden ze het een 4,0"), "{results}");
    assert!(results.contains("Meer koffie"), "{results}");
    assert!(
        !world.mails_to("daan").iter().any(|mail| mail.contains("Wat vond je van")),
        "who did not come is not asked"
    );
}

#[tokio::test]
async fn report_story_from_a_nudge_to_the_next_of_the_series() {
    let world = World::start();
    let robots = world.published("Robots").await;
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let write = format!("/organisatie{path}/verslag");
    assert_eq!(organiser.get(&write).await.status(), 409, "it is still to be");
    goes_to(&world, DAYS_LATER);
    let nudge = world.mail_to("organisator@kaart.nl", "Schrijf het verslag").await;
    assert!(nudge.contains(&write), "{nudge}");
    assert_eq!(world.get(&format!("{path}/verslag")).await.status(), 404);
    assert!(organiser.page(&write, 200).await.contains("Wat we ervan leerden"));
    let wrong = organiser.post(&write, &[("lessen", "Begin eerder."), ("initiatieven", "999")]).await;
    assert_eq!(wrong.status(), 422);
    let wrong = text(wrong).await;
    assert!(wrong.contains("Begin eerder.") && wrong.contains("Wat het opleverde is leeg"), "{wrong}");
    let unknown = [("resultaten", "Veel."), ("initiatieven", "999")];
    assert!(text(organiser.post(&write, &unknown).await).await.contains("haal weg: 999"));
    let address = format!("https://kaart.nl/initiatieven/{robots}/robots");
    let report = [
        ("resultaten", "Drie scholen gaan **samen** verder."),
        ("lessen", "Begin eerder met de pitches."),
        ("initiatieven", &*address),
        ("links", "https://school.nl/verslag"),
        ("gezien", ""),
    ];
    organiser.posts(&write, &report).await;
    let stale = organiser.post(&write, &report).await;
    assert_eq!(stale.status(), 409, "it is another by now");
    assert!(text(stale).await.contains("Drie scholen"));
    let public = world.get(&format!("{path}/verslag")).await;
    assert_eq!(public.status(), 200);
    let public = text(public).await;
    for said in ["<strong>samen</strong>", "Begin eerder met de pitches.", "Robots", "https://school.nl/verslag"] {
        assert!(public.contains(said), "{said}: {public}");
    }
    assert!(page(&world, &path).await.contains(&format!("{path}/verslag")));
    let next = organiser.page("/organisatie/bijeenkomsten/nieuw?reeks=1", 200).await;
    assert!(next.contains("Wat we de vorige keer leerden") && next.contains("Begin eerder met de pitches."), "{next}");
    let again = organiser.post("/organisatie/bijeenkomsten/nieuw", &gathering(&[("reeks", "1"), ("titel", "")])).await;
    assert!(text(again).await.contains("Begin eerder met de pitches."), "also after a mistake");
    world.clock.pass(4 * 86_400);
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    assert_eq!(
        world.mails_to("organisator@kaart.nl").iter().filter(|mail| mail.contains("Schrijf het verslag")).count(),
        1
    );
}

#[tokio::test]
async fn certificate_is_of_who_was_there_and_can_be_checked() {
    let world = World::start();
    let path = announced(&world, &[]).await;
    let organiser = world.organiser().await;
    let door = door(&organiser, &path).await;
    let anna = registered(&world, &path, "anna", &[]).await;
    let bert = registered(&world, &path, "bert", &[]).await;
    goes_to(&world, DAY);
    let code = codes(&world, &anna).await.remove(0);
    world.browser().posts(&door, &[("code", &code)]).await;
    assert!(!world.browser().text(&anna).await.contains("/bewijs/"), "it is not over");
    goes_to(&world, MORNING);
    assert!(!world.browser().text(&bert).await.contains("/bewijs/"), "he was not there");
    let own = world.browser().text(&anna).await;
    let proof = own.split("href=\"/bewijs/").nth(1).expect("no certificate").get(..12).unwrap();
    let answer = world.get(&format!("/bewijs/{proof}")).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "cache-control")), (200, "no-store"));
    let said = text(answer).await;
    for part in ["anna", "De Proefschool", "3 uur", "Marktplaats kansengelijkheid", "Voorbeeldbestuur", "noindex"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(world.get(&format!("/bewijs/{code}")).await.status(), 410, "the code of the door is not enough");
    // A year later nobody's name is known any more.
    world.days(366).await;
    assert_eq!(world.get(&format!("/bewijs/{proof}")).await.status(), 410);
}
