//! Following a search: asked, confirmed, told at most weekly and once, ended by a person or by their mail program.

use domain::{LngLat, Region};
use reqwest::Response;
use store::{ImportRow, Sending};
use territory::Located;

use crate::common::{client, eventually, header, ids, sending, world::Site};

const BUUR: &str = "buur@school.nl";

/// Something in Weert that comes on the map with an import.
fn row(key: &str, title: &str) -> ImportRow {
    let Sending { content, position, located, .. } = sending(title);
    ImportRow { key: Some(key.to_owned()), content, position, located, example: false }
}

/// Comes on the map, or is changed there.
async fn import(site: &Site, rows: &[ImportRow]) {
    site.server.state.store.import(rows, &site.clock().text()).await.unwrap();
}

/// Asks to follow; gives the path of the link in the mail.
async fn ask(site: &Site, query: &str, email: &str) -> String {
    let count = site.mails().len();
    let answer = site.browser().post(&format!("/volgen?{query}"), &[("email", email)]).await;
    assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/volgen/verzonden"), "{query}");
    link(&site.mail(count + 1).await)
}

/// Asks and confirms.
async fn follow(site: &Site, query: &str, email: &str) -> String {
    let link = ask(site, query, email).await;
    assert_eq!(site.browser().post(&link, &[]).await.status(), 303);
    link
}

fn link(mail: &str) -> String {
    let rest = mail.split("/volgen/").nth(1).unwrap_or_else(|| panic!("no link: {mail}"));
    format!("/volgen/{}", rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
}

/// The address in the header, as a path.
fn one_click(mail: &str) -> String {
    let unfolded = mail.replace("\r\n ", "").replace("\n ", "");
    let line = unfolded.lines().find_map(|line| line.strip_prefix("List-Unsubscribe:")).expect("a header").trim();
    let url = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap();
    assert!(unfolded.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
    format!("/volgen/{}", url.split_once("/volgen/").unwrap().1)
}

/// As a mail program posts: no cookie, no origin, nothing of a browser.
async fn from_a_mail_program(site: &Site, path: &str) -> Response {
    client()
        .post(format!("{}{path}", site.server.url))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .send()
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_mail_who_did_not_confirm() {
    let site = Site::start();
    let page = site.browser().text("/volgen?regio=midden&thema=steam&c=5.7,51.2&z=9&bij=5.7,51.2").await;
    assert!(page.contains("initiatieven in Midden-Limburg: Techniek en kunst (STEAM)"), "{page}");
    assert!(page.contains("action=\"/volgen?regio=midden&amp;thema=steam\""), "a point to sort by is left out: {page}");
    let page = site.browser().text("/volgen?regio=oost&q=%3Cb%3E").await;
    assert!(page.contains("‘regio’ in het adres") && page.contains("met ‘&lt;b&gt;’"), "{page}");
    for wrong in ["", "geen adres"] {
        let answer = site.browser().post("/volgen?q=robots", &[("email", wrong)]).await;
        assert_eq!(answer.status(), 422);
        let text = answer.text().await.unwrap();
        assert!(text.contains("role=\"alert\"") && text.contains("met ‘robots’"), "{text}");
    }
    assert!(site.mails().is_empty());

    let link = ask(&site, "q=kijk+op+http://reclame.voorbeeld.nl", BUUR).await;
    assert!(
        !site.mails()[0].contains("reclame"),
        "what a stranger typed does not travel to an address of somebody else"
    );
    for _ in 0..3 {
        assert!(site.browser().text(&link).await.contains("Ja, volg deze zoekopdracht"));
    }
    let link = ask(&site, "regio=midden", BUUR).await;
    site.browser().get(&link).await;
    import(&site, &[row("a", "Robots in de klas")]).await;
    site.days(8).await;
    assert_eq!(site.mails().len(), 2, "looking is not confirming");

    // Fourteen days, not one more.
    site.days(5).await;
    assert_eq!(site.browser().get(&link).await.status(), 200);
    site.later(24 * 60 * 60);
    assert_eq!(site.browser().get(&link).await.status(), 410);
    assert_eq!(site.browser().post(&link, &[]).await.status(), 410);
    site.days(1).await;
    assert_eq!(site.server.state.store.forget_unconfirmed_follows(&site.clock().text()).await.unwrap(), 0, "forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_told_once_and_at_most_weekly() {
    let site = Site::start();
    import(&site, &[row("oud", "Dit stond er al")]).await;
    let link = follow(&site, "regio=midden", BUUR).await;
    assert!(site.browser().text(&link).await.contains("Je volgt deze zoekopdracht"));
    site.days(7).await;
    assert_eq!(site.mails().len(), 1, "nothing new, no mail");
    import(&site, &[row("a", "Robots in de klas"), row("b", "Lezen <met> de buren")]).await;
    // The week since confirming is over.
    site.days(1).await;
    let first = site.mail(2).await;
    for told in ["To: buur@school.nl", "Robots in de klas (De Proefschool, Weert)", "/initiatieven/", "Midden-Limburg"]
    {
        assert!(first.contains(told), "{told}: {first}");
    }
    assert!(first.contains("&lt;met&gt;") && !first.contains("Dit stond er al"), "{first}");

    // Within the week nothing, and then what came in between; a change is not new.
    import(&site, &[row("c", "Derde"), row("a", "Robots, maar anders")]).await;
    site.days(6).await;
    assert_eq!(site.mails().len(), 2);
    site.days(1).await;
    let second = site.mail(3).await;
    assert!(second.contains("Derde (De Proefschool, Weert)") && !second.contains("maar anders"), "{second}");
    import(&site, &[row("b", "Ook anders")]).await;
    site.days(20).await;
    assert_eq!(site.mails().len(), 3);

    // Through the desk as well, and off the map and on again is not new.
    let sender = site.server.visitor("inzender@school.nl", &[]).await;
    let editor = site.server.visitor("redacteur@kaart.nl", &[(domain::Role::Editor, None, None)]).await;
    let id = site.server.sent_in(&sender, "Langs de redactie").await;
    editor.does(&format!("/redactie/{id}/1/publiceren"), &[]).await;
    site.days(1).await;
    eventually("it is told", async || site.mails().iter().any(|m| m.contains("Langs de redactie (De Proefschool")))
        .await;
    sender.does(&format!("/mijn/{id}/archiveren"), &[]).await;
    let fields = [
        ("basis", "1"),
        ("titel", "Langs de redactie, weer terug"),
        ("samenvatting", "Leerlingen bouwen samen een robot."),
        ("school", "De Proefschool"),
        ("sector", "po"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("onderdeel", "vrijplaats"),
    ];
    sender.does(&format!("/mijn/{id}"), &fields).await;
    editor.does(&format!("/redactie/{id}/2/publiceren"), &[]).await;
    site.days(14).await;
    assert!(!site.mails().iter().any(|m| m.contains("weer terug (De Proefschool")), "it was there before");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_query_tells_what_every_view_shows() {
    let site = Site::start();
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
        follow(&site, query, &format!("v{number}@school.nl")).await;
    }
    let mut south = row("zuid", "Robots in het zuiden");
    south.position = LngLat::new(5.98, 50.88).unwrap();
    south.located = Located { region: Region::South, municipality: "Heerlen".into(), town: "Heerlen".into() };
    import(&site, &[row("midden", "Robots in de klas"), south]).await;
    site.days(7).await;
    let mut told = 0;
    for (number, query) in queries.iter().enumerate() {
        let found = ids(&site.server.json(&format!("/api/collections/initiatieven/items?limit=1000&{query}")).await);
        let to = format!("To: v{number}@school.nl");
        let mine = || site.mails().into_iter().filter(|m| m.contains(&to)).skip(1);
        let expected: Vec<&str> = [("1", "Robots in de klas ("), ("2", "Robots in het zuiden (")]
            .into_iter()
            .filter(|(id, _)| found.contains(&(*id).to_owned()))
            .map(|(_, title)| title)
            .collect();
        if !expected.is_empty() {
            told += 1;
            eventually("the mail has left", async || mine().count() == 1).await;
        }
        let mail: String = mine().collect();
        for title in ["Robots in de klas (", "Robots in het zuiden ("] {
            assert_eq!(mail.contains(title), expected.contains(&title), "{query}: {mail}");
        }
    }
    assert!((8..queries.len()).contains(&told), "some find something, some do not: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_program_ends_it_with_one_post_from_anywhere() {
    let site = Site::start();
    let confirm = follow(&site, "", BUUR).await;
    import(&site, &[row("a", "Robots in de klas")]).await;
    site.days(7).await;
    let end = one_click(&site.mail(2).await);
    assert_eq!(site.browser().get(&end).await.status(), 200, "looking ends nothing");
    // Only this address, and only with a post.
    assert_eq!(from_a_mail_program(&site, "/volgen").await.status(), 403);
    assert_eq!(from_a_mail_program(&site, &confirm).await.status(), 403);
    assert_eq!(client().delete(format!("{}{end}", site.server.url)).send().await.unwrap().status(), 403);
    for _ in 0..2 {
        let answer = from_a_mail_program(&site, &end).await;
        assert_eq!(answer.status(), 200, "no redirect, and twice is as good as once");
        assert!(answer.headers().get("set-cookie").is_none());
    }
    for dead in [&confirm, &end] {
        assert_eq!(site.browser().get(dead).await.status(), 410);
    }
    import(&site, &[row("b", "Nog een")]).await;
    site.days(8).await;
    assert_eq!(site.mails().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_ends_it_on_the_page() {
    let site = Site::start();
    let link = follow(&site, "gemeente=weert", BUUR).await;
    let page = site.browser().text(&link).await;
    assert!(page.contains(&format!("href=\"{link}/stoppen\"")), "{page}");
    let page = site.browser().text(&format!("{link}/stoppen")).await;
    assert!(page.contains("in Weert") && page.contains(&format!("action=\"{link}/stoppen\"")), "{page}");
    let answer = site.browser().post(&format!("{link}/stoppen"), &[]).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("Je krijgt hier geen mail meer over"));
    assert_eq!(site.browser().post(&link, &[]).await.status(), 410, "it does not begin again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_import_is_one_mail_that_lists_some_and_counts_the_rest() {
    let site = Site::start();
    follow(&site, "", BUUR).await;
    let rows: Vec<_> = (0..50).map(|n| row(&format!("r{n}"), &format!("Nummer {n}"))).collect();
    import(&site, &rows).await;
    site.days(7).await;
    // The mark of the day's work is the 51st.
    let mail = site.mail(2).await;
    assert!(
        mail.contains("Nog 31 andere staan op de kaart.") && mail.contains("Subject: 51 nieuwe initiatieven"),
        "{mail}"
    );
    site.days(7).await;
    assert_eq!(site.mails().iter().filter(|mail| mail.contains("Nummer 0 (")).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_leads_to_following_what_it_shows() {
    let site = Site::start();
    for (address, follow) in [
        ("/", "href=\"/volgen\""),
        ("/?regio=zuid&q=robots&sorteer=nieuw", "href=\"/volgen?regio=zuid&amp;q=robots\""),
        ("/beeld?bbox=5.6,51.1,6,51.4", "/volgen?bbox=5.6,51.1,6,51.4"),
    ] {
        let text = site.browser().text(address).await;
        assert!(text.contains(follow) && text.contains("Volg deze zoekopdracht"), "{address}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_is_not_asked_again_and_again() {
    let site = Site::start();
    for _ in 0..5 {
        assert_eq!(site.browser().post("/volgen", &[("email", BUUR)]).await.status(), 303);
    }
    let answer = site.browser().post("/volgen", &[("email", BUUR)]).await;
    assert_eq!(answer.status(), 429);
    assert!(!header(&answer, "retry-after").is_empty());
}
