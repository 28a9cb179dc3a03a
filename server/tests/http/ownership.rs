//! Who owns an initiative, over HTTP: claiming, granting, handing over, owning together, and asking to join.

use domain::{InitiativeId, Region, Role, query::encode_pairs};
use reqwest::Response;

use crate::common::{
    DAY, Person, World, eventually,
    forms::{change, value},
    header,
    rows::{row, school},
    statuses, text,
};

const TITLE: &str = "Robots in de klas";
const PUBLIC: &str = "/initiatieven/1/robots-in-de-klas";
const LINK: &str = "Dit is van onze school";
const CLAIM: &[(&str, &str)] = &[("soort", "claim"), ("waarom", "Ik ben leraar van groep 7.")];
const JOIN: &[(&str, &str)] = &[("soort", "erbij"), ("waarom", "Wij doen dit samen.")];

/// One initiative of De Proefschool that nobody owns, with number 1, and an invented example.
async fn imported() -> World {
    let world = World::start();
    let mut example = row("b", "Bedacht");
    example.example = true;
    world.import(&[row("a", TITLE), example]).await;
    world.state.store.import_schools(&[school()]).await.unwrap();
    world.shows(InitiativeId(1)).await;
    world
}

/// Somebody at the school, who owns it.
async fn owner(world: &World) -> Person {
    let anna = world.person("anna@deproef.nl").await;
    assert_eq!(anna.claims(InitiativeId(1)).await, "/mijn/1?gedaan=eigenaar");
    anna
}

/// Offers it to Bert; gives the path of the link in the mail.
async fn offers(world: &World, anna: &Person, kind: &str) -> String {
    let offers = || world.mails_to("bert@elders.nl").into_iter().filter(|mail| mail.contains("/uitnodiging/"));
    let before = offers().count();
    let offer = [("email", "bert@elders.nl"), ("soort", kind)];
    assert_eq!(anna.posts("/mijn/1/eigenaars", &offer).await, "/mijn/1/mensen?gedaan=uitgenodigd");
    eventually("the offer is there", async || offers().count() > before).await;
    offers().next_back().unwrap().link()
}

/// Decides on a claim.
async fn decides(editor: &Person, claim: &str, decision: &str, reason: &str) -> Response {
    editor.post("/redactie/claims", &[("claim", claim), ("besluit", decision), ("reden", reason)]).await
}

#[tokio::test]
async fn ownership_story_of_a_claim_proved_by_the_address_of_the_school() {
    let world = imported().await;
    let page = world.text(PUBLIC).await;
    assert!(page.contains(LINK) && page.contains("href=\"/claimen/1\""), "{page}");
    // An example is nobody's to claim.
    assert!(!world.text("/initiatieven/2/bedacht").await.contains(LINK));
    assert_eq!(world.get("/claimen/2").await.status(), 404);

    // Not signed in: the usual link, and back.
    let browser = world.browser();
    let page = browser.text("/claimen/1").await;
    assert!(page.contains("Is dit van jullie school?") && page.contains("/inloggen?terug=%2Fclaimen%2F1"), "{page}");
    assert_eq!(browser.post("/claimen/1", CLAIM).await.status(), 401);
    browser.post("/inloggen", &[("email", "anna@deproef.nl"), ("terug", "/claimen/1")]).await;
    let answer = browser.post(&world.mail(1).await.link(), &[]).await;
    assert_eq!(header(&answer, "location"), "/claimen/1");

    // A mistake keeps what was typed; looking changes nothing.
    let long = "a".repeat(501);
    for (why, says) in [("", "Vertel eerst wie je bent."), (&*long, "501 tekens lang")] {
        let answer = browser.post("/claimen/1", &[("soort", "claim"), ("waarom", why)]).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap();
        assert!(page.contains(says) && page.contains(why) && page.contains("aria-invalid=\"true\""), "{page}");
    }
    assert!(world.text(PUBLIC).await.contains(LINK));

    let answer = browser.post("/claimen/1", CLAIM).await;
    assert_eq!(header(&answer, "location"), "/mijn/1?gedaan=eigenaar");
    world.mail_to("anna@deproef.nl", "Je bent eigenaar").await;
    for (path, says) in [
        ("/mijn/1?gedaan=eigenaar", ["Je bent nu eigenaar van dit initiatief", "Zo staat het op de kaart"]),
        ("/mijn/1/geschiedenis", ["Versie 1", "Geïmporteerd"]),
        ("/mijn/1/mensen", ["anna@deproef.nl", "Eigenaars"]),
    ] {
        let page = browser.text(path).await;
        assert!(says.iter().all(|says| page.contains(says)), "{says:?}: {page}");
    }
    let page = world.text(PUBLIC).await;
    assert!(!page.contains(LINK) && !page.contains("deproef.nl"), "no link, and no address");
    assert!(browser.text("/claimen/1").await.contains("Jij bent hier eigenaar van"));
    assert!(browser.text("/mijn").await.contains("Robots in de klas"));

    // The school's file again: what the owner keeps stays.
    let row = row("a", "Uit het bestand");
    let report = world.state.store.import(&[row], world.now()).await.unwrap();
    assert_eq!((report.owned, report.updated), (vec!["a".to_owned()], 0));
}

#[tokio::test]
async fn claim_without_proof_waits_for_an_editor_of_the_region() {
    let world = imported().await;
    let bert = world.appointed("bert@gmail.com", Role::Editor, None, None).await;
    let editor = world.editor().await;
    let north = world.editor_of(Region::North).await;
    assert!(editor.page("/redactie/claims", 200).await.contains("Er wachten geen claims"));
    assert!(!editor.page("/redactie", 200).await.contains("1 claim wacht"));
    assert_eq!(bert.claims(InitiativeId(1)).await, "/claimen/1");
    assert!(bert.page("/claimen/1", 200).await.contains("Je claim ligt bij de redactie"));
    assert_eq!(bert.claims(InitiativeId(1)).await, "/claimen/1", "again is as good as once");
    bert.page("/mijn/1", 404).await;

    assert!(editor.page("/redactie", 200).await.contains("1 claim wacht"));
    let page = editor.page("/redactie/claims", 200).await;
    for says in ["Robots in de klas", "bert@gmail.com", "Ik ben leraar van groep 7.", "https://www.deproef.nl"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    let claim = value(&page, "claim");
    // Not one's own, not of another region, not without a reason.
    assert!(bert.page("/redactie/claims", 200).await.contains("Een andere redacteur besluit erover"));
    assert_eq!(decides(&bert, &claim, "toewijzen", "").await.status(), 409);
    assert!(!north.page("/redactie/claims", 200).await.contains("bert@gmail.com"));
    assert_eq!(decides(&north, &claim, "toewijzen", "").await.status(), 409);
    let answer = decides(&editor, &claim, "afwijzen", " ").await;
    assert_eq!(answer.status(), 422);
    assert!(answer.text().await.unwrap().contains("Typ eerst waarom"));
    let answer = decides(&editor, &claim, "afwijzen", "Bel ons even.").await;
    assert_eq!(header(&answer, "location"), "/redactie/claims?gedaan=afgewezen");
    assert!(world.mail_to("bert@gmail.com", "niet toegewezen").await.contains("Bel ons even."));
    assert_eq!(decides(&editor, &claim, "toewijzen", "").await.status(), 409, "it is over");

    // Again, and granted.
    bert.claims(InitiativeId(1)).await;
    let claim = value(&editor.page("/redactie/claims", 200).await, "claim");
    let answer = decides(&editor, &claim, "toewijzen", "").await;
    assert_eq!(header(&answer, "location"), "/redactie/claims?gedaan=toegewezen");
    world.mail_to("bert@gmail.com", "Je bent eigenaar").await;
    assert!(bert.page("/mijn/1/geschiedenis", 200).await.contains("Versie 1"));
    let admin = world.admin().await;
    let log = admin.page("/redactie/logboek", 200).await;
    for says in ["claim toegewezen", "claim afgewezen", "Bel ons even."] {
        assert!(log.contains(says), "{says}");
    }
}

#[tokio::test]
async fn claims_at_once_leave_one_owner() {
    let world = imported().await;
    let (anna, bert) = (world.person("anna@deproef.nl").await, world.person("bert@deproef.nl").await);
    let (one, other) = tokio::join!(anna.post("/claimen/1", CLAIM), bert.post("/claimen/1", CLAIM));
    assert_eq!(statuses(&one, &other), [303, 409]);
    let lost = if one.status() == 409 { one } else { other };
    let page = lost.text().await.unwrap();
    assert!(page.contains("Horen jullie hierbij?") && page.contains("Ik ben leraar van groep 7."), "{page}");
    assert_eq!(world.state.store.owners(InitiativeId(1)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn handover_is_confirmed_by_both_and_only_by_the_right_address() {
    let world = imported().await;
    let anna = owner(&world).await;
    let first = offers(&world, &anna, "overdracht").await;
    let offer = [("email", "bert@elders.nl"), ("soort", "overdracht")];
    assert_eq!(anna.post("/mijn/1/eigenaars", &offer).await.status(), 422, "one at a time");
    world.mail_to("bert@elders.nl", "Neem je een initiatief over?").await;

    // Taken back: the link is dead.
    let page = anna.page("/mijn/1/mensen", 200).await;
    assert!(page.contains("Overdracht aan bert@elders.nl"), "{page}");
    let taken = anna.posts("/mijn/1/eigenaars/terugnemen", &[("aanbod", &value(&page, "aanbod"))]).await;
    assert_eq!(taken, "/mijn/1/mensen?gedaan=teruggenomen");
    assert_eq!(world.get(&first).await.status(), 410);

    let path = offers(&world, &anna, "overdracht").await;
    assert_ne!(path, first);

    // Looking changes nothing; without signing in it leads to signing in, and back.
    let browser = world.browser();
    let page = browser.text(&path).await;
    let back = encode_pairs(&[("terug", path.clone())]);
    assert!(page.contains("Neem je dit initiatief over?") && page.contains(&format!("/inloggen?{back}")), "{page}");
    assert!(!page.contains("bert@elders.nl"), "who finds the link learns no address");
    assert_eq!(browser.post(&path, &[]).await.status(), 401);

    // Another address, and the giver.
    let carla = world.person("carla@elders.nl").await;
    for who in [&carla, &anna] {
        assert!(who.page(&path, 403).await.contains("voor een ander adres"));
        assert_eq!(who.post(&path, &[]).await.status(), 403);
    }
    assert!(anna.page("/mijn/1/mensen", 200).await.contains("Eigenaars"));

    // The right one, through the link to sign in.
    let bert = world.signed_in("bert@elders.nl").await;
    assert!(bert.text(&path).await.contains("Ja, ik neem het over"));
    let (one, other) = tokio::join!(bert.post(&path, &[]), bert.post(&path, &[]));
    assert_eq!(statuses(&one, &other), [303, 410], "once");
    assert_eq!(bert.get(&path).await.status(), 410);
    assert_eq!(bert.get("/mijn/1").await.status(), 200);
    anna.page("/mijn/1", 404).await;
    world.mail_to("bert@elders.nl", "Je bent eigenaar").await;
    world.mail_to("anna@deproef.nl", "overgedragen").await;
}

#[tokio::test]
async fn offer_with_a_mistake_is_refused_and_keeps_what_was_typed() {
    let world = imported().await;
    let anna = owner(&world).await;
    for (email, says) in [("geen adres", "is geen e-mailadres"), ("anna@deproef.nl", "Dit is je eigen adres.")] {
        let answer = anna.post("/mijn/1/eigenaars", &[("email", email), ("soort", "overdracht")]).await;
        assert_eq!(answer.status(), 422);
        let page = text(answer).await;
        assert!(page.contains(says) && page.contains(&format!("value=\"{email}\"")), "{says}: {page}");
    }
}

#[tokio::test]
async fn offer_ends_after_fourteen_days() {
    let world = imported().await;
    let anna = owner(&world).await;
    let bert = world.person("bert@elders.nl").await;
    let path = offers(&world, &anna, "overdracht").await;
    world.clock.pass(14 * DAY - 1);
    assert!(bert.page(&path, 200).await.contains("Ja, ik neem het over"));
    world.clock.pass(1);
    assert!(bert.page(&path, 410).await.contains("geldt niet meer"));
    assert_eq!(bert.post(&path, &[]).await.status(), 410);
    assert!(!anna.page("/mijn/1/mensen", 200).await.contains("Overdracht aan"));
    anna.posts("/mijn/1/eigenaars", &[("email", "carla@elders.nl"), ("soort", "overdracht")]).await;
}

#[tokio::test]
async fn co_owners_have_equal_rights_and_the_last_one_stays() {
    let world = imported().await;
    let anna = owner(&world).await;
    assert!(!anna.page("/mijn/1/mensen", 200).await.contains("Stoppen als eigenaar"));
    assert_eq!(anna.post("/mijn/1/stoppen", &[]).await.status(), 409);
    let path = offers(&world, &anna, "mede-eigenaar").await;
    world.mail_to("bert@elders.nl", "mede-eigenaar").await;
    let bert = world.appointed("bert@elders.nl", Role::Editor, None, None).await;
    assert_eq!(bert.posts(&path, &[]).await, "/mijn/1?gedaan=eigenaar");
    world.mail_to("anna@deproef.nl", "aangenomen").await;
    for who in [&anna, &bert] {
        let page = who.page("/mijn/1/mensen", 200).await;
        assert!(page.contains("anna@deproef.nl") && page.contains("bert@elders.nl"), "{page}");
    }
    // Four eyes: a co-owner is no editor of it.
    anna.posts("/mijn/1", &change("1", "Robots in groep 8", &[])).await;
    assert_eq!(bert.post("/redactie/1/2/publiceren", &[]).await.status(), 409);
    assert!(bert.page("/redactie/1/2", 200).await.contains("Dit is van jezelf"));

    assert!(anna.page("/mijn/1/stoppen", 200).await.contains("Ja, ik stop"));
    assert!(anna.page("/mijn/1/mensen", 200).await.contains("Stoppen als eigenaar"), "looking changed nothing");
    let (one, other) = tokio::join!(anna.post("/mijn/1/stoppen", &[]), bert.post("/mijn/1/stoppen", &[]));
    let statuses = statuses(&one, &other);
    assert!(statuses == [303, 409] || statuses == [303, 404], "{statuses:?}");
    assert_eq!(world.state.store.owners(InitiativeId(1)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn similar_initiatives_offer_to_join_while_sending_in() {
    let world = imported().await;
    // While placing: a link beside each that looks like it, in a tab of its own, so that nothing typed is lost.
    let query = [("titel", TITLE.to_owned()), ("school", "De Proefschool".to_owned())];
    let alike = world.text(&format!("/plaatsen/lijkt-op?{}", encode_pairs(&query))).await;
    assert_eq!(alike.matches("Wij horen hierbij").count(), 1, "{alike}");
    let join = alike.split("<a").find(|part| part.contains("Wij horen hierbij")).unwrap();
    assert!(join.contains("href=\"/claimen/1\"") && join.contains("target=\"_blank\""), "{join}");
    let filled = [("titel", TITLE), ("school", "De Proefschool"), ("samenvatting", "Blijft staan")];
    let page = world.browser().post("/plaatsen", &filled).await.text().await.unwrap();
    assert!(page.contains("Wij horen hierbij") && page.contains("Blijft staan"), "the same without a script");
}

#[tokio::test]
async fn request_to_join_is_answered_by_the_owners_once() {
    let world = imported().await;
    let anna = owner(&world).await;
    let bert = world.appointed("bert@elders.nl", Role::Editor, None, None).await;
    assert!(bert.page("/claimen/1", 200).await.contains("Horen jullie hierbij?"));
    // Who opened the form before there was an owner is told, and sends nothing.
    assert_eq!(bert.post("/claimen/1", CLAIM).await.status(), 409);
    assert_eq!(bert.posts("/claimen/1", JOIN).await, "/claimen/1");
    assert!(bert.page("/claimen/1", 200).await.contains("Je vraag ligt bij de eigenaars"));
    bert.page("/mijn/1", 404).await;
    world.mail_to("anna@deproef.nl", "Iemand wil mede-eigenaar worden").await;

    let page = anna.page("/mijn/1/mensen", 200).await;
    assert!(page.contains("bert@elders.nl wil mede-eigenaar worden") && page.contains("Wij doen dit samen."), "{page}");
    let question = value(&page, "vraag");
    let post = async |who: &Person, yes: &str| {
        who.post("/mijn/1/eigenaars/antwoord", &[("vraag", &question), ("antwoord", yes)]).await
    };
    assert_eq!(post(&bert, "ja").await.status(), 404, "not one's own question");
    assert_eq!(post(&anna, "misschien").await.status(), 400);
    let (one, other) = tokio::join!(post(&anna, "ja"), post(&anna, "nee"));
    assert_eq!(statuses(&one, &other), [303, 409], "answered once");
    if one.status() == 303 {
        world.mail_to("bert@elders.nl", "Je bent eigenaar").await;
        bert.page("/mijn/1", 200).await;
    } else {
        world.mail_to("bert@elders.nl", "hebben nee gezegd").await;
        bert.page("/mijn/1", 404).await;
    }
}

#[tokio::test]
async fn offers_are_at_most_ten_a_day() {
    let world = imported().await;
    let anna = owner(&world).await;
    for number in 0..10 {
        let email = format!("p{number}@elders.nl");
        anna.posts("/mijn/1/eigenaars", &[("email", &*email), ("soort", "mede-eigenaar")]).await;
    }
    let answer = anna.post("/mijn/1/eigenaars", &[("email", "p99@elders.nl"), ("soort", "mede-eigenaar")]).await;
    assert_eq!(answer.status(), 429);
    assert!(header(&answer, "retry-after").parse::<u32>().is_ok());
    assert_eq!(world.browser().post("/mijn/1/eigenaars", &[("email", "a@b.nl")]).await.status(), 401);
}
