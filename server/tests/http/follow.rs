//! Following a search: asked, confirmed, told at most weekly and once, ended by a person or by their mail program.

use domain::{LngLat, Region};
use reqwest::Response;
use territory::Located;

use crate::common::{DAY, World, a_while, client, eventually, forms, header, ids, rows::row, text};

const BUUR: &str = "buur@school.nl";

/// Asks to follow; gives the path of the link in the mail.
async fn ask(world: &World, query: &str, email: &str) -> String {
    let count = world.mails().len();
    let answer = world.browser().post(&format!("/volgen?{query}"), &[("email", email)]).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/volgen/verzonden"), "{query}");
    world.mail(count + 1).await.link()
}

/// Asks and confirms.
async fn follow(world: &World, query: &str, email: &str) -> String {
    let link = ask(world, query, email).await;
    assert_eq!(world.browser().post(&link, &[]).await.status(), 303);
    link
}

/// As a mail program posts: no cookie, no origin, nothing of a browser.
async fn from_a_mail_program(world: &World, path: &str) -> Response {
    client()
        .post(format!("{}{path}", world.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .send()
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_without_confirmation_gets_no_mail_and_is_forgotten() {
    let world = World::start();
    let page = world.browser().text("/volgen?regio=midden&thema=steam&c=5.7,51.2&z=9&bij=5.7,51.2").await;
    assert!(page.contains("initiatieven in Midden-Limburg: Techniek en kunst (STEAM)"), "{page}");
    assert!(page.contains("action=\"/volgen?regio=midden&amp;thema=steam\""), "a point to sort by is left out: {page}");
    let page = world.browser().text("/volgen?regio=oost&q=%3Cb%3E").await;
    assert!(page.contains("‘regio’ in het adres") && page.contains("met ‘&lt;b&gt;’"), "{page}");
    for wrong in ["", "geen adres"] {
        let answer = world.browser().post("/volgen?q=robots", &[("email", wrong)]).await;
        assert_eq!(answer.status(), 422);
        let page = text(answer).await;
        assert!(page.contains("role=\"alert\"") && page.contains("met ‘robots’"), "{page}");
    }
    assert!(world.mails().is_empty());

    let link = ask(&world, "q=kijk+op+http://reclame.voorbeeld.nl", BUUR).await;
    assert!(
        !world.mails()[0].contains("reclame"),
        "what a stranger typed does not travel to an address of somebody else"
    );
    for _ in 0..3 {
        assert!(world.browser().text(&link).await.contains("Ja, volg deze zoekopdracht"));
    }
    let link = ask(&world, "regio=midden", BUUR).await;
    world.browser().get(&link).await;
    world.import(&[row("a", "Robots in de klas")]).await;
    world.days(8).await;
    assert_eq!(world.mails().len(), 2, "looking is not confirming");

    // Fourteen days, not one more.
    world.days(5).await;
    assert_eq!(world.browser().get(&link).await.status(), 200);
    world.clock.pass(DAY);
    assert_eq!(world.browser().get(&link).await.status(), 410);
    assert_eq!(world.browser().post(&link, &[]).await.status(), 410);
    world.days(1).await;
    assert_eq!(world.state.store.forget_unconfirmed_follows(world.now()).await.unwrap(), 0, "forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_story_new_initiatives_are_mailed_once_and_at_most_weekly() {
    let world = World::start();
    world.import(&[row("oud", "Dit stond er al")]).await;
    let link = follow(&world, "regio=midden", BUUR).await;
    assert!(world.browser().text(&link).await.contains("Je volgt deze zoekopdracht"));
    world.days(7).await;
    assert_eq!(world.mails().len(), 1, "nothing new, no mail");
    world.import(&[row("a", "Robots in de klas"), row("b", "Lezen <met> de buren")]).await;
    // The week since confirming is over.
    world.days(1).await;
    let first = world.mail(2).await;
    assert_eq!(first.header("List-Id").as_deref(), Some("<volgen.localhost>"), "{first}");
    assert!(world.mails()[0].one_click().starts_with(&link), "the first mail can be answered so too");
    for told in ["To: buur@school.nl", "Robots in de klas (De Proefschool, Weert)", "/initiatieven/", "Midden-Limburg"]
    {
        assert!(first.contains(told), "{told}: {first}");
    }
    assert!(first.contains("&lt;met&gt;") && !first.contains("Dit stond er al"), "{first}");

    // Within the week nothing, and then what came in between; a change is not new.
    world.import(&[row("c", "Derde"), row("a", "Robots, maar anders")]).await;
    world.days(6).await;
    assert_eq!(world.mails().len(), 2);
    world.days(1).await;
    let second = world.mail(3).await;
    assert!(second.contains("Derde (De Proefschool, Weert)") && !second.contains("maar anders"), "{second}");
    world.import(&[row("b", "Ook anders")]).await;
    world.days(20).await;
    assert_eq!(world.mails().len(), 3);

    // Through the desk as well, and off the map and on again is not new.
    let sender = world.person("inzender").await;
    let editor = world.editor().await;
    let id = sender.places("Langs de redactie").await;
    editor.publishes(id, 1).await;
    world.days(1).await;
    eventually("it is told", async || world.mails().iter().any(|m| m.contains("Langs de redactie (De Proefschool")))
        .await;
    sender.posts(&format!("/mijn/{id}/archiveren"), &[]).await;
    let back = forms::change("1", "Langs de redactie, weer terug", &[]);
    sender.posts(&format!("/mijn/{id}"), &back).await;
    editor.publishes(id, 2).await;
    world.days(14).await;
    assert!(!world.mails().iter().any(|m| m.contains("weer terug (De Proefschool")), "it was there before");
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_mails_what_its_query_finds() {
    let world = World::start();
    let queries = [
        "",
        "regio=midden",
        "regio=zuid",
        "regio=zuid&regio=midden",
        "gemeente=weert&fase=lopend",
        "thema=digitalisering",
        "sector=po&onderdeel=vrijplaats",
        "q=robbots",
        "q=schooltuin",
        "bbox=5.6,51.2,5.8,51.3",
        "bbox=5.6,50.7,6.2,51.0",
        "bij=5.71,51.25&straal=1",
        "bij=5.71,51.25&straal=0.1",
        "bij=6.0,51.2&straal=25&q=robots",
        "fase=idee",
    ];
    for (number, query) in queries.iter().enumerate() {
        follow(&world, query, &format!("v{number}@school.nl")).await;
    }
    let mut south = row("zuid", "Robots in het zuiden");
    south.position = LngLat::new(5.98, 50.88).unwrap();
    south.located = Located { region: Region::South, municipality: "Heerlen".into(), town: "Heerlen".into() };
    world.import(&[row("midden", "Robots in de klas"), south]).await;
    world.days(7).await;
    let mut told = 0;
    for (number, query) in queries.iter().enumerate() {
        let found = ids(&world.json(&format!("/api/collections/initiatieven/items?limit=1000&{query}")).await);
        let to = format!("To: v{number}@school.nl");
        let mine = || world.mails().into_iter().filter(|m| m.contains(&to)).skip(1);
        let expected: Vec<&str> = [("1", "Robots in de klas ("), ("2", "Robots in het zuiden (")]
            .into_iter()
            .filter(|(id, _)| found.contains(&(*id).to_owned()))
            .map(|(_, title)| title)
            .collect();
        if !expected.is_empty() {
            told += 1;
            eventually("the mail has left", async || mine().count() == 1).await;
        }
        let mail: String = mine().map(|mail| mail.to_string()).collect();
        for title in ["Robots in de klas (", "Robots in het zuiden ("] {
            assert_eq!(mail.contains(title), expected.contains(&title), "{query}: {mail}");
        }
    }
    assert!((8..queries.len()).contains(&told), "some find something, some do not: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unsubscribing_by_a_mail_program_is_one_post_from_anywhere() {
    let world = World::start();
    let confirm = follow(&world, "", BUUR).await;
    world.import(&[row("a", "Robots in de klas")]).await;
    world.days(7).await;
    let end = world.mail(2).await.one_click();
    assert_eq!(world.browser().get(&end).await.status(), 200, "looking ends nothing");
    // Only this address, and only with a post.
    assert_eq!(from_a_mail_program(&world, "/volgen").await.status(), 403);
    assert_eq!(from_a_mail_program(&world, &confirm).await.status(), 403);
    assert_eq!(client().delete(format!("{}{end}", world.url)).send().await.unwrap().status(), 403);
    for _ in 0..2 {
        let answer = from_a_mail_program(&world, &end).await;
        assert_eq!(answer.status(), 200, "no redirect, and twice is as good as once");
        assert!(answer.headers().get("set-cookie").is_none());
    }
    for dead in [&confirm, &end] {
        assert_eq!(world.browser().get(dead).await.status(), 410);
    }
    world.import(&[row("b", "Nog een")]).await;
    world.days(8).await;
    assert_eq!(world.mails().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn unsubscribing_on_the_page() {
    let world = World::start();
    let link = follow(&world, "gemeente=weert", BUUR).await;
    let page = world.browser().text(&link).await;
    assert!(page.contains(&format!("href=\"{link}/stoppen\"")), "{page}");
    let page = world.browser().text(&format!("{link}/stoppen")).await;
    assert!(page.contains("in Weert") && page.contains(&format!("action=\"{link}/stoppen\"")), "{page}");
    let answer = world.browser().post(&format!("{link}/stoppen"), &[]).await;
    assert_eq!(answer.status(), 200);
    assert!(text(answer).await.contains("Je krijgt hier geen mail meer over"));
    assert_eq!(world.browser().post(&link, &[]).await.status(), 410, "it does not begin again");
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_mail_of_a_large_import_lists_some_and_counts_the_rest() {
    let world = World::start();
    follow(&world, "", BUUR).await;
    let rows: Vec<_> = (0..50).map(|n| row(&format!("r{n}"), &format!("Nummer {n}"))).collect();
    world.import(&rows).await;
    world.days(7).await;
    // The mark of the day's work is the 51st.
    let mail = world.mail(2).await;
    assert!(
        mail.contains("Nog 31 andere staan op de kaart.") && mail.contains("Subject: 51 nieuwe initiatieven"),
        "{mail}"
    );
    world.days(7).await;
    assert_eq!(world.mails().iter().filter(|mail| mail.contains("Nummer 0 (")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn list_links_to_following_its_query() {
    let world = World::with(|config| config.examples = true);
    for (address, follow) in [
        ("/", "href=\"/volgen\""),
        ("/?regio=zuid&q=robots&sorteer=nieuw", "href=\"/volgen?regio=zuid&amp;q=robots\""),
        ("/kaart/beeld?bbox=5.6,51.1,6,51.4", "/volgen?bbox=5.6,51.1,6,51.4"),
    ] {
        let text = world.browser().text(address).await;
        assert!(text.contains(follow) && text.contains("Volg deze zoekopdracht"), "{address}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn follow_requests_are_at_most_five_for_one_address_and_the_answer_stays_the_same() {
    let world = World::start();
    for _ in 0..7 {
        assert_eq!(world.browser().posts("/volgen", &[("email", BUUR)]).await, "/volgen/verzonden");
    }
    world.browser().posts("/inloggen", &[("email", BUUR)]).await;
    world.mail_to("buur", "Met deze link log je in").await;
    a_while().await;
    assert_eq!(world.mails().len(), 6, "and signing in is counted apart");
}
