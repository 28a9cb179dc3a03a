//! Asking an initiative something, and reporting what is wrong: forms, mails, limits, the desk.

use domain::{Decision, Region, Role};
use reqwest::Response;

use crate::common::{Browser, SHARED, Server, Visitor, eventually, header, world::Site};

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];
const ASKED: &str = "Mogen we een keer komen kijken?";

/// Something on the map, of this owner.
async fn published(server: &Server, owner: &Visitor, title: &str) -> i64 {
    let editor = server.visitor("redacteur@kaart.nl", EDITOR).await;
    let id = server.sent_in(owner, title).await;
    let now = server.state.clock.text();
    server.state.store.decide(id, 1, editor.id, &Decision::Publish, None, &now).await.unwrap().unwrap();
    eventually("it is on the map", async || server.get(&format!("/initiatieven/{id}")).await.status() == 308).await;
    id
}

/// The mails to this address, oldest first.
fn to(site: &Site, address: &str) -> Vec<String> {
    let line = format!("To: {address}\r\n");
    site.mails().into_iter().filter(|mail| mail.contains(&format!("\r\n{line}"))).collect()
}

async fn mail_to(site: &Site, address: &str, count: usize) -> String {
    eventually("the mail is there", async || to(site, address).len() >= count).await;
    to(site, address).pop().unwrap()
}

fn link(mail: &str) -> String {
    let rest = mail.split("/vragen/").nth(1).expect("a link");
    format!("/vragen/{}", rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
}

async fn text(response: Response) -> String {
    response.text().await.unwrap().replace("<!>", "")
}

fn form<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("naam", "Juf Proef"), ("email", "juf@school.nl"), ("vraag", ASKED), ("toestemming", "ja")];
    for (name, value) in more {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    fields
}

/// A site with one initiative on the map; gives its number and who owns it.
async fn start() -> (Site, i64, Visitor) {
    let site = Site::start();
    let host = site.server.visitor("host@school.nl", &[]).await;
    let id = published(&site.server, &host, "Robots in de klas").await;
    (site, id, host)
}

/// Time for a mail that must not come.
async fn a_while() {
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
}

#[tokio::test]
async fn nothing_is_relayed_before_the_link_is_used_and_then_it_is_once() {
    let (site, id, host) = start().await;
    let browser = site.browser();
    let path = format!("/initiatieven/{id}/vraag");
    let page = browser.text(&format!("/initiatieven/{id}/robots-in-de-klas")).await;
    assert!(page.contains(&format!("href=\"{path}\"")) && !page.contains("host@school.nl"), "{page}");
    assert!(browser.text(&path).await.contains("Verstuur je vraag"));

    let sent = browser.post(&path, &form(&[])).await;
    assert_eq!((sent.status().as_u16(), header(&sent, "location")), (303, &*format!("{path}?gedaan=bevestig")));
    assert!(browser.text(header(&sent, "location")).await.contains("Kijk in je mail"));
    let mail = mail_to(&site, "juf@school.nl", 1).await;
    assert!(!mail.contains(ASKED) && !mail.contains("Juf Proef"), "nobody is written to through us: {mail}");
    let link = link(&mail);
    for _ in 0..3 {
        let looked = site.browser().get(&link).await;
        assert_eq!((looked.status().as_u16(), header(&looked, "cache-control")), (200, "no-store"));
        assert_eq!(header(&looked, "referrer-policy"), "same-origin");
        assert!(text(looked).await.contains(ASKED));
    }
    a_while().await;
    assert!(to(&site, "host@school.nl").is_empty(), "looking sends nothing");

    let confirmed = site.browser().post(&link, &[]).await;
    assert_eq!(
        (confirmed.status().as_u16(), header(&confirmed, "location")),
        (303, &*format!("{path}?gedaan=verstuurd"))
    );
    let question = mail_to(&site, "host@school.nl", 1).await;
    assert!(question.contains("Reply-To: juf@school.nl\r\n"), "{question}");
    assert!(question.contains(ASKED) && question.contains("Juf Proef"), "{question}");
    assert!(question.contains(&format!("/initiatieven/{id}/melden?over=vraag")), "{question}");
    let copy = mail_to(&site, "juf@school.nl", 2).await;
    assert!(copy.contains(ASKED) && !copy.contains("host@school.nl") && !copy.contains("Reply-To"), "{copy}");

    for again in [site.browser().get(&link).await, site.browser().post(&link, &[]).await] {
        assert_eq!(again.status(), 410);
        assert!(text(again).await.contains("Deze link werkt niet meer"));
    }
    a_while().await;
    assert_eq!(site.mails().iter().filter(|mail| mail.contains("Juf Proef vraagt")).count(), 1);
    assert!(host.page(&format!("/mijn/{id}"), 200).await.contains("Er is één keer iets gevraagd"));
}

#[tokio::test]
async fn without_consent_nothing_goes_and_nothing_typed_is_lost() {
    let (site, id, _host) = start().await;
    let browser = site.browser();
    let path = format!("/initiatieven/{id}/vraag");
    let typed = "Regel een\nRegel <b>twee</b>";
    let refused = browser.post(&path, &form(&[("toestemming", ""), ("vraag", typed)])).await;
    assert_eq!(refused.status(), 422);
    let page = text(refused).await;
    assert!(page.contains("Dit vinkje staat uit; zonder je adres kan niemand je antwoorden"), "{page}");
    assert!(page.contains("href=\"#v-toestemming\"") && page.contains("role=\"alert\""));
    assert!(page.contains("Regel een\nRegel &lt;b&gt;twee&lt;/b&gt;") && page.contains("value=\"juf@school.nl\""));
    let empty = text(browser.post(&path, &[]).await).await;
    for field in ["naam", "email", "vraag", "toestemming"] {
        assert!(empty.contains(&format!("href=\"#v-{field}\"")), "{field}");
    }
    let long = "x".repeat(2001);
    assert!(text(browser.post(&path, &form(&[("vraag", &long)])).await).await.contains(&long));
    a_while().await;
    assert!(to(&site, "juf@school.nl").is_empty() && to(&site, "host@school.nl").is_empty());
}

#[tokio::test]
async fn who_is_signed_in_asks_at_once_and_only_in_their_own_name() {
    let (site, id, _host) = start().await;
    let browser = site.signed_in("meester@school.nl").await;
    let path = format!("/initiatieven/{id}/vraag");
    let page = browser.text(&path).await;
    assert!(page.contains("meester@school.nl") && !page.contains("name=\"email\""), "{page}");
    let sent = browser.post(&path, &form(&[("email", "ander@school.nl")])).await;
    assert_eq!(header(&sent, "location"), format!("{path}?gedaan=verstuurd"));
    let question = mail_to(&site, "host@school.nl", 1).await;
    assert!(
        question.contains("Reply-To: meester@school.nl\r\n") && !question.contains("ander@school.nl"),
        "{question}"
    );
    mail_to(&site, "meester@school.nl", 2).await;
}

#[tokio::test]
async fn no_line_break_becomes_a_header() {
    let (site, id, _host) = start().await;
    let path = format!("/initiatieven/{id}/vraag");
    let browser = site.signed_in("meester@school.nl").await;
    let name = "Juf\r\nBcc: kwaad@elders.nl\r\n\r\nHallo";
    assert_eq!(
        browser.post(&path, &form(&[("naam", name), ("vraag", "Dag\r\nBcc: kwaad@elders.nl")])).await.status(),
        303
    );
    mail_to(&site, "host@school.nl", 1).await;
    for file in std::fs::read_dir(site.server.dir.path().join("uit")).unwrap() {
        let mail = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let head = mail.split("\r\n\r\n").next().unwrap();
        assert!(head.contains("Content-Type: multipart"), "{head}");
        assert!(!head.contains("kwaad@elders.nl"), "{head}");
    }
    let evil = "juf@school.nl\r\nBcc: kwaad@elders.nl";
    for email in [evil, "juf@school.nl\nX: y", "juf@school.nl,b@c.nl", "\"juf\" <juf@school.nl>"] {
        assert_eq!(site.browser().post(&path, &form(&[("email", email)])).await.status(), 422, "{email:?}");
    }
}

#[tokio::test]
async fn the_eleventh_in_a_day_is_told_to_wait_and_loses_nothing() {
    let (site, id, _host) = start().await;
    let (ask, report) = (format!("/initiatieven/{id}/vraag"), format!("/initiatieven/{id}/melden"));
    let browser = site.browser();
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
    site.later(8640);
    assert_eq!(browser.post(&ask, &form(&[])).await.status(), 303);
}

#[tokio::test]
async fn a_question_that_is_never_confirmed_is_gone_after_two_weeks() {
    let (site, id, _host) = start().await;
    let path = format!("/initiatieven/{id}/vraag");
    site.browser().post(&path, &form(&[])).await;
    let link = link(&mail_to(&site, "juf@school.nl", 1).await);
    site.later(14 * 24 * 3600 - 1);
    assert_eq!(site.browser().get(&link).await.status(), 200);
    site.later(1);
    assert_eq!(site.browser().get(&link).await.status(), 410);
    assert_eq!(site.browser().post(&link, &[]).await.status(), 410);
    a_while().await;
    assert!(to(&site, "host@school.nl").is_empty());
}

#[tokio::test]
async fn what_left_the_map_before_the_link_was_used_is_not_asked() {
    let (site, id, host) = start().await;
    site.browser().post(&format!("/initiatieven/{id}/vraag"), &form(&[])).await;
    let link = link(&mail_to(&site, "juf@school.nl", 1).await);
    host.does(&format!("/mijn/{id}/archiveren"), &[]).await;
    let answer = site.browser().post(&link, &[]).await;
    assert_eq!(answer.status(), 410);
    assert!(text(answer).await.contains("niet meer op de kaart"));
    let page = async || site.browser().text(&format!("/initiatieven/{id}/robots-in-de-klas")).await;
    eventually("there is nobody to ask", async || !page().await.contains("Stel een vraag")).await;
    assert!(page().await.contains("Meld dit initiatief"), "its page can still be wrong");
    a_while().await;
    assert!(to(&site, "host@school.nl").is_empty());
}

#[tokio::test]
async fn an_invented_example_can_not_be_asked() {
    let page = SHARED.get("/initiatieven/1").await;
    let page = SHARED.get(header(&page, "location")).await.text().await.unwrap();
    for nothing in ["Stel een vraag", "Meld dit initiatief", "Wij doen dit ook"] {
        assert!(!page.contains(nothing), "{nothing}");
    }
    for path in ["vraag", "melden"] {
        assert_eq!(SHARED.get(&format!("/initiatieven/1/{path}")).await.status(), 404, "{path}");
    }
    let visitor = SHARED.visitor("nieuwsgierig@school.nl", &[]).await;
    visitor.page("/initiatieven/1/ook", 404).await;
}

async fn reported(browser: &Browser, id: i64, over: &str, reason: &str, email: &str) {
    let sent = browser.post(&format!("/initiatieven/{id}/melden{over}"), &[("reden", reason), ("email", email)]).await;
    assert_eq!(header(&sent, "location"), format!("/initiatieven/{id}/melden?gedaan=gemeld"));
    assert!(browser.text(header(&sent, "location")).await.contains("Je melding is binnen"));
}

#[tokio::test]
async fn a_report_waits_on_the_desk_of_its_region_until_an_editor_has_handled_it() {
    let (site, id, host) = start().await;
    let server = &site.server;
    let browser = site.browser();
    assert!(browser.text(&format!("/initiatieven/{id}/melden")).await.contains("Meld dit initiatief"));
    assert!(browser.text(&format!("/initiatieven/{id}/melden?over=vraag")).await.contains("Meld misbruik"));
    let refused =
        browser.post(&format!("/initiatieven/{id}/melden?over=vraag"), &[("reden", ""), ("email", "x")]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("melden?over=vraag"), "what it is about stays");
    reported(&browser, id, "", "Dit is <script>alert(1)</script> reclame", "").await;
    reported(&browser, id, "?over=vraag", "Ik kreeg scheldwoorden", "melder@school.nl").await;

    let mid = server.visitor("midden@kaart.nl", &[(Role::Editor, Some(Region::Mid), None)]).await;
    let north = server.visitor("noord@kaart.nl", &[(Role::Editor, Some(Region::North), None)]).await;
    assert!(north.page("/redactie/meldingen", 200).await.contains("Geen meldingen"));
    north.page("/redactie", 200).await;
    let page = mid.page("/redactie/meldingen", 200).await;
    assert!(page.contains("2 meldingen wachten") && page.contains("melder@school.nl"), "{page}");
    assert!(page.contains("over een vraag die iemand kreeg") && page.contains("Ik kreeg scheldwoorden"));
    assert!(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"));
    assert_eq!(host.get("/redactie/meldingen").await.status(), 403);
    assert_eq!(north.post("/redactie/meldingen/1", &[]).await.status(), 404);
    assert_eq!(mid.does("/redactie/meldingen/1", &[]).await, "/redactie/meldingen?gedaan=afgehandeld");
    assert_eq!(mid.post("/redactie/meldingen/1", &[]).await.status(), 404);
    let page = mid.page("/redactie/meldingen?gedaan=afgehandeld", 200).await;
    assert!(page.contains("1 melding wacht") && !page.contains("reclame"), "{page}");
    let log = server.state.store.audit("melding afgehandeld", 10).await.unwrap();
    assert_eq!((log.len(), log[0].initiative, &*log[0].who), (1, Some(id), "midden@kaart.nl"));

    // Nobody handles what is about their own.
    let owner = server.visitor("host@school.nl", EDITOR).await;
    assert!(owner.page("/redactie/meldingen", 200).await.contains("van jezelf"));
    assert_eq!(owner.post("/redactie/meldingen/2", &[]).await.status(), 403);
}
