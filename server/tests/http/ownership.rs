//! Who owns an initiative, over HTTP: claiming, granting, handing over, owning together, and asking to join.

use domain::{LngLat, Region, Role, query::encode_pairs};
use store::{ImportRow, School, Sending};

use crate::common::{
    Browser, Visitor, eventually, header, sending,
    world::{Site, link},
};

const EDITOR: &[(Role, Option<Region>, Option<&str>)] = &[(Role::Editor, None, None)];
const DAY: i64 = 24 * 3600;
const PUBLIC: &str = "/initiatieven/1/robots-in-de-klas";
const LINK: &str = "Dit is van onze school";

/// A server with one imported initiative of De Proefschool, whose site is deproef.nl.
async fn imported() -> Site {
    let site = Site::start();
    let store = &site.server.state.store;
    let Sending { content, position, located, .. } = sending("Robots in de klas");
    let row = ImportRow { key: Some("a".to_owned()), content, position, located, example: false };
    let mut example = ImportRow { key: Some("b".to_owned()), example: true, ..row.clone() };
    example.content.title = "Bedacht".to_owned();
    store.import(&[row, example], &site.clock().text()).await.unwrap();
    store.import_schools(&[school()]).await.unwrap();
    eventually("it is on the map", async || site.server.get(PUBLIC).await.status() == 200).await;
    site
}

fn school() -> School {
    School {
        site_code: "17JB00".into(),
        brin: "17JB".into(),
        name: "De Proefschool".into(),
        kind: "Basisschool".into(),
        street: "Proefstraat 1".into(),
        postcode: "6001AA".into(),
        town: "Weert".into(),
        website: Some("https://www.deproef.nl".into()),
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        region: Region::Mid,
        municipality: "Weert".into(),
    }
}

/// Somebody at the school, who owns it.
async fn owner(site: &Site) -> Visitor {
    let anna = site.server.visitor("anna@deproef.nl", &[]).await;
    assert_eq!(anna.does("/claimen/1", CLAIM).await, "/mijn/1?gedaan=eigenaar");
    anna
}

const CLAIM: &[(&str, &str)] = &[("soort", "claim"), ("waarom", "Ik ben leraar van groep 7.")];
const JOIN: &[(&str, &str)] = &[("soort", "erbij"), ("waarom", "Wij doen dit samen.")];

/// The newest mail to somebody, once there is one with these words.
async fn mail_to(site: &Site, to: &str, words: &str) -> String {
    let find =
        || site.mails().into_iter().rev().find(|mail| mail.contains(&format!("To: {to}")) && mail.contains(words));
    eventually(&format!("a mail to {to} with {words}"), async || find().is_some()).await;
    find().unwrap()
}

/// The path of the link in an offer.
fn offer_in(mail: &str) -> String {
    let rest = mail.split("/uitnodiging/").nth(1).expect("a link");
    format!("/uitnodiging/{}", rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
}

/// What a hidden field sends.
fn hidden(page: &str, name: &str) -> String {
    let input = page.split("<input").find(|part| part.contains(&format!("name=\"{name}\""))).expect(name);
    input.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn text(site: &Site, path: &str) -> String {
    site.server.get(path).await.text().await.unwrap().replace("<!>", "")
}

#[tokio::test]
async fn an_imported_initiative_is_claimed_from_its_page_by_the_schools_own_address() {
    let site = imported().await;
    let page = text(&site, PUBLIC).await;
    assert!(page.contains(LINK) && page.contains("href=\"/claimen/1\""), "{page}");
    // An example is nobody's to claim.
    assert!(!text(&site, "/initiatieven/2/bedacht").await.contains(LINK));
    assert_eq!(site.server.get("/claimen/2").await.status(), 404);

    // Not signed in: the usual link, and back.
    let browser = site.browser();
    let page = browser.text("/claimen/1").await;
    assert!(page.contains("Is dit van jullie school?") && page.contains("/inloggen?terug=%2Fclaimen%2F1"), "{page}");
    assert_eq!(browser.post("/claimen/1", CLAIM).await.status(), 401);
    browser.post("/inloggen", &[("email", "anna@deproef.nl"), ("terug", "/claimen/1")]).await;
    let answer = browser.post(&link(&site.mail(1).await), &[]).await;
    assert_eq!(header(&answer, "location"), "/claimen/1");

    // A mistake keeps what was typed; looking changes nothing.
    let long = "a".repeat(501);
    for (why, says) in [("", "Vertel eerst wie je bent."), (&*long, "501 tekens lang")] {
        let answer = browser.post("/claimen/1", &[("soort", "claim"), ("waarom", why)]).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap();
        assert!(page.contains(says) && page.contains(why) && page.contains("aria-invalid=\"true\""), "{page}");
    }
    assert!(text(&site, PUBLIC).await.contains(LINK));

    let answer = browser.post("/claimen/1", CLAIM).await;
    assert_eq!(header(&answer, "location"), "/mijn/1?gedaan=eigenaar");
    mail_to(&site, "anna@deproef.nl", "Je bent eigenaar").await;
    let page = browser.text("/mijn/1?gedaan=eigenaar").await;
    for says in ["Je bent nu eigenaar van dit initiatief", "Versie 1", "Geïmporteerd", "anna@deproef.nl", "Eigenaars"]
    {
        assert!(page.contains(says), "{says}: {page}");
    }
    let page = text(&site, PUBLIC).await;
    assert!(!page.contains(LINK) && !page.contains("deproef.nl"), "no link, and no address");
    assert!(browser.text("/claimen/1").await.contains("Jij bent hier eigenaar van"));
    assert!(browser.text("/mijn").await.contains("Robots in de klas"));

    // The school's file again: what the owner keeps stays.
    let Sending { content, position, located, .. } = sending("Uit het bestand");
    let row = ImportRow { key: Some("a".to_owned()), content, position, located, example: false };
    let report = site.server.state.store.import(&[row], &site.clock().text()).await.unwrap();
    assert_eq!((report.owned, report.updated), (vec!["a".to_owned()], 0));
}

#[tokio::test]
async fn a_claim_without_proof_waits_for_an_editor_of_the_region() {
    let site = imported().await;
    let bert = site.server.visitor("bert@gmail.com", EDITOR).await;
    let editor = site.server.visitor("redacteur@kaart.nl", EDITOR).await;
    let north = site.server.visitor("noord@kaart.nl", &[(Role::Editor, Some(Region::North), None)]).await;
    assert!(editor.page("/redactie/claims", 200).await.contains("Er wachten geen claims"));
    assert!(!editor.page("/redactie", 200).await.contains("1 claim wacht"));
    assert_eq!(bert.does("/claimen/1", CLAIM).await, "/claimen/1");
    assert!(bert.page("/claimen/1", 200).await.contains("Je claim ligt bij de redactie"));
    assert_eq!(bert.does("/claimen/1", CLAIM).await, "/claimen/1", "again is as good as once");
    bert.page("/mijn/1", 404).await;

    assert!(editor.page("/redactie", 200).await.contains("1 claim wacht"));
    let page = editor.page("/redactie/claims", 200).await;
    for says in ["Robots in de klas", "bert@gmail.com", "Ik ben leraar van groep 7.", "https://www.deproef.nl"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let claim = hidden(&page, "claim");
    let settle = |besluit: &'static str, reden: &'static str| {
        [("claim", claim.clone()), ("besluit", besluit.to_owned()), ("reden", reden.to_owned())]
    };
    let fields = |pairs: &[(&'static str, String); 3]| pairs.clone();
    let post = async |who: &Visitor, besluit, reden| {
        let pairs = fields(&settle(besluit, reden));
        who.post("/redactie/claims", &pairs.each_ref().map(|(name, value)| (*name, &**value))).await
    };
    // Not one's own, not of another region, not without a reason.
    assert!(bert.page("/redactie/claims", 200).await.contains("Een andere redacteur besluit erover"));
    assert_eq!(post(&bert, "toewijzen", "").await.status(), 409);
    assert!(!north.page("/redactie/claims", 200).await.contains("bert@gmail.com"));
    assert_eq!(post(&north, "toewijzen", "").await.status(), 409);
    let answer = post(&editor, "afwijzen", " ").await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("Typ eerst waarom"));
    let answer = post(&editor, "afwijzen", "Bel ons even.").await;
    assert_eq!(header(&answer, "location"), "/redactie/claims?gedaan=afgewezen");
    assert!(mail_to(&site, "bert@gmail.com", "niet toegewezen").await.contains("Bel ons even."));
    assert_eq!(post(&editor, "toewijzen", "").await.status(), 409, "it is over");

    // Again, and granted.
    bert.does("/claimen/1", CLAIM).await;
    let claim = hidden(&editor.page("/redactie/claims", 200).await, "claim");
    let granted = [("claim", &*claim), ("besluit", "toewijzen")];
    assert_eq!(editor.does("/redactie/claims", &granted).await, "/redactie/claims?gedaan=toegewezen");
    mail_to(&site, "bert@gmail.com", "Je bent eigenaar").await;
    assert!(bert.page("/mijn/1", 200).await.contains("Versie 1"));
    let admin = site.server.visitor("beheer@kaart.nl", &[(Role::Admin, None, None)]).await;
    let log = admin.page("/redactie/logboek", 200).await;
    for says in ["claim toegewezen", "claim afgewezen", "Bel ons even."] {
        assert!(log.contains(says), "{says}");
    }
}

#[tokio::test]
async fn of_two_claims_at_once_only_one_wins() {
    let site = imported().await;
    let (anna, bert) =
        (site.server.visitor("anna@deproef.nl", &[]).await, site.server.visitor("bert@deproef.nl", &[]).await);
    let (one, other) = tokio::join!(anna.post("/claimen/1", CLAIM), bert.post("/claimen/1", CLAIM));
    let mut statuses = [one.status().as_u16(), other.status().as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let lost = if one.status() == 409 { one } else { other };
    let page = lost.text().await.unwrap();
    assert!(page.contains("Horen jullie hierbij?") && page.contains("Ik ben leraar van groep 7."), "{page}");
    assert_eq!(site.server.state.store.owners(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn handing_over_is_confirmed_by_both_and_only_by_the_right_address() {
    let site = imported().await;
    let anna = owner(&site).await;
    for (email, says) in [("geen adres", "is geen e-mailadres"), ("anna@deproef.nl", "Dit is je eigen adres.")] {
        let answer = anna.post("/mijn/1/eigenaars", &[("email", email), ("soort", "overdracht")]).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap().replace("<!>", "");
        assert!(page.contains(says) && page.contains(&format!("value=\"{email}\"")), "{says}: {page}");
    }
    let offer = [("email", "bert@elders.nl"), ("soort", "overdracht")];
    assert_eq!(anna.does("/mijn/1/eigenaars", &offer).await, "/mijn/1?gedaan=uitgenodigd");
    assert_eq!(anna.post("/mijn/1/eigenaars", &offer).await.status(), 422, "one at a time");
    let first = offer_in(&mail_to(&site, "bert@elders.nl", "Neem je een initiatief over?").await);

    // Taken back: the link is dead.
    let page = anna.page("/mijn/1", 200).await;
    assert!(page.contains("Overdracht aan bert@elders.nl"), "{page}");
    let taken = anna.does("/mijn/1/eigenaars/terugnemen", &[("aanbod", &hidden(&page, "aanbod"))]).await;
    assert_eq!(taken, "/mijn/1?gedaan=teruggenomen");
    assert_eq!(site.server.get(&first).await.status(), 410);

    anna.does("/mijn/1/eigenaars", &offer).await;
    let link_again = async || {
        let mails = site.mails().iter().filter(|mail| mail.contains("/uitnodiging/")).count();
        mails == 2
    };
    eventually("the second mail", link_again).await;
    let path = offer_in(&mail_to(&site, "bert@elders.nl", "Neem je een initiatief over?").await);
    assert_ne!(path, first);

    // Looking changes nothing; without signing in it leads to signing in, and back.
    let browser = site.browser();
    let page = browser.text(&path).await;
    let back = encode_pairs(&[("terug", path.clone())]);
    assert!(page.contains("Neem je dit initiatief over?") && page.contains(&format!("/inloggen?{back}")), "{page}");
    assert!(!page.contains("bert@elders.nl"), "who finds the link learns no address");
    assert_eq!(browser.post(&path, &[]).await.status(), 401);

    // Another address, and the giver.
    let carla = site.server.visitor("carla@elders.nl", &[]).await;
    for who in [&carla, &anna] {
        assert!(who.page(&path, 403).await.contains("voor een ander adres"));
        assert_eq!(who.post(&path, &[]).await.status(), 403);
    }
    assert!(anna.page("/mijn/1", 200).await.contains("Eigenaars"));

    // The right one, through the link to sign in.
    let bert = site.signed_in("bert@elders.nl").await;
    assert!(bert.text(&path).await.contains("Ja, ik neem het over"));
    let (one, other) = tokio::join!(bert.post(&path, &[]), bert.post(&path, &[]));
    let mut statuses = [one.status().as_u16(), other.status().as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410], "once");
    assert_eq!(bert.get(&path).await.status(), 410);
    assert_eq!(bert.get("/mijn/1").await.status(), 200);
    anna.page("/mijn/1", 404).await;
    mail_to(&site, "bert@elders.nl", "Je bent eigenaar").await;
    mail_to(&site, "anna@deproef.nl", "overgedragen").await;
}

#[tokio::test]
async fn an_offer_ends_after_fourteen_days() {
    let site = imported().await;
    let anna = owner(&site).await;
    let bert = site.server.visitor("bert@elders.nl", &[]).await;
    anna.does("/mijn/1/eigenaars", &[("email", "bert@elders.nl"), ("soort", "overdracht")]).await;
    let path = offer_in(&mail_to(&site, "bert@elders.nl", "/uitnodiging/").await);
    site.later(14 * DAY - 1);
    assert!(bert.page(&path, 200).await.contains("Ja, ik neem het over"));
    site.later(1);
    assert!(bert.page(&path, 410).await.contains("geldt niet meer"));
    assert_eq!(bert.post(&path, &[]).await.status(), 410);
    assert!(!anna.page("/mijn/1", 200).await.contains("Overdracht aan"));
    anna.does("/mijn/1/eigenaars", &[("email", "carla@elders.nl"), ("soort", "overdracht")]).await;
}

#[tokio::test]
async fn co_owners_have_equal_rights_and_the_last_one_stays() {
    let site = imported().await;
    let anna = owner(&site).await;
    assert!(!anna.page("/mijn/1", 200).await.contains("Stoppen als eigenaar"));
    assert_eq!(anna.post("/mijn/1/stoppen", &[]).await.status(), 409);
    anna.does("/mijn/1/eigenaars", &[("email", "bert@elders.nl"), ("soort", "mede-eigenaar")]).await;
    let path = offer_in(&mail_to(&site, "bert@elders.nl", "mede-eigenaar").await);
    let bert = site.server.visitor("bert@elders.nl", EDITOR).await;
    assert_eq!(bert.does(&path, &[]).await, "/mijn/1?gedaan=eigenaar");
    mail_to(&site, "anna@deproef.nl", "aangenomen").await;
    for who in [&anna, &bert] {
        let page = who.page("/mijn/1", 200).await;
        assert!(page.contains("anna@deproef.nl") && page.contains("bert@elders.nl"), "{page}");
    }
    // Four eyes: a co-owner is no editor of it.
    let change = [
        ("basis", "1"),
        ("titel", "Robots in groep 8"),
        ("samenvatting", "Leerlingen bouwen samen een robot."),
        ("school", "De Proefschool"),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
    ];
    anna.does("/mijn/1", &change).await;
    assert_eq!(bert.post("/redactie/1/2/publiceren", &[]).await.status(), 409);
    assert!(bert.page("/redactie/1/2", 200).await.contains("Dit is van jezelf"));

    assert!(anna.page("/mijn/1/stoppen", 200).await.contains("Ja, ik stop"));
    assert!(anna.page("/mijn/1", 200).await.contains("Stoppen als eigenaar"), "looking changed nothing");
    let (one, other) = tokio::join!(anna.post("/mijn/1/stoppen", &[]), bert.post("/mijn/1/stoppen", &[]));
    let mut statuses = [one.status().as_u16(), other.status().as_u16()];
    statuses.sort_unstable();
    assert!(statuses == [303, 409] || statuses == [303, 404], "{statuses:?}");
    assert_eq!(site.server.state.store.owners(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_looks_like_it_can_be_joined_and_the_owners_answer() {
    let site = imported().await;
    // While placing: a link beside each that looks like it, in a tab of its own, so that nothing typed is lost.
    let query = [("titel", "Robots in de klas".to_owned()), ("school", "De Proefschool".to_owned())];
    let alike = text(&site, &format!("/plaatsen/lijkt-op?{}", encode_pairs(&query))).await;
    assert_eq!(alike.matches("Wij horen hierbij").count(), 1, "{alike}");
    let join = alike.split("<a").find(|part| part.contains("Wij horen hierbij")).unwrap();
    assert!(join.contains("href=\"/claimen/1\"") && join.contains("target=\"_blank\""), "{join}");
    let filled = [("titel", "Robots in de klas"), ("school", "De Proefschool"), ("samenvatting", "Blijft staan")];
    let page = site.browser().post("/plaatsen", &filled).await.text().await.unwrap();
    assert!(page.contains("Wij horen hierbij") && page.contains("Blijft staan"), "the same without a script");

    let anna = owner(&site).await;
    let bert = site.server.visitor("bert@elders.nl", EDITOR).await;
    assert!(bert.page("/claimen/1", 200).await.contains("Horen jullie hierbij?"));
    // Who opened the form before there was an owner is told, and sends nothing.
    assert_eq!(bert.post("/claimen/1", CLAIM).await.status(), 409);
    assert_eq!(bert.does("/claimen/1", JOIN).await, "/claimen/1");
    assert!(bert.page("/claimen/1", 200).await.contains("Je vraag ligt bij de eigenaars"));
    bert.page("/mijn/1", 404).await;
    mail_to(&site, "anna@deproef.nl", "Iemand wil bij je initiatief horen").await;

    let page = anna.page("/mijn/1", 200).await;
    assert!(page.contains("bert@elders.nl wil mede-eigenaar worden") && page.contains("Wij doen dit samen."), "{page}");
    let question = hidden(&page, "vraag");
    let answer = |yes: &'static str| [("vraag", question.clone()), ("antwoord", yes.to_owned())];
    let post = async |who: &Visitor, yes| {
        let fields = answer(yes);
        who.post("/mijn/1/eigenaars/antwoord", &fields.each_ref().map(|(name, value)| (*name, &**value))).await.status()
    };
    assert_eq!(post(&bert, "ja").await, 404, "not one's own question");
    assert_eq!(post(&anna, "misschien").await, 400);
    let (one, other) = tokio::join!(post(&anna, "ja"), post(&anna, "nee"));
    let mut statuses = [one.as_u16(), other.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "answered once");
    if one == 303 {
        mail_to(&site, "bert@elders.nl", "Je bent eigenaar").await;
        bert.page("/mijn/1", 200).await;
    } else {
        mail_to(&site, "bert@elders.nl", "Je hoort er niet bij").await;
        bert.page("/mijn/1", 404).await;
    }
}

#[tokio::test]
async fn nobody_mails_strangers_endlessly() {
    let site = imported().await;
    let anna = owner(&site).await;
    for number in 0..10 {
        let email = format!("p{number}@elders.nl");
        anna.does("/mijn/1/eigenaars", &[("email", &*email), ("soort", "mede-eigenaar")]).await;
    }
    let answer = anna.post("/mijn/1/eigenaars", &[("email", "p99@elders.nl"), ("soort", "mede-eigenaar")]).await;
    assert_eq!(answer.status(), 429);
    assert!(header(&answer, "retry-after").parse::<u32>().is_ok());
    let browser: Browser = site.browser();
    assert_eq!(browser.post("/mijn/1/eigenaars", &[("email", "a@b.nl")]).await.status(), 401);
}
