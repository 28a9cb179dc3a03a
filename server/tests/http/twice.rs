//! A button that is pressed twice does its work once, and whoever presses it gets the answer; a form that could not be handled
//! comes back with everything that was typed.

use crate::common::{Browser, DAY, World, forms, header, pictures::jpeg};

#[tokio::test]
async fn submission_pressed_twice_is_kept_and_mailed_once() {
    let world = World::start();
    let form = forms::submission(&[]);
    let (one, other) = (world.browser(), world.browser());
    let (first, second) = tokio::join!(one.post("/plaatsen", &form), other.post("/plaatsen", &form));
    assert_eq!((first.status().as_u16(), second.status().as_u16()), (303, 303));
    world.mail(1).await;
    // What comes next is another one.
    world.browser().posts("/plaatsen", &forms::submission(&[("titel", "Iets heel anders")])).await;
    world.mail(2).await;
    assert_eq!(world.mails().len(), 2);
}

#[tokio::test]
async fn link_pressed_twice_by_the_same_browser_signs_in() {
    let world = World::start();
    world.browser().posts("/inloggen", &[("email", "juf@school.nl")]).await;
    let link = world.mail(1).await.link();
    let look = world.browser().get(&link).await;
    let cookie = header(&look, "set-cookie").split(';').next().unwrap().to_owned();
    // The answer to the first press, with its new cookie, never arrives.
    let browsers = [(); 2].map(|()| Browser::new(&world.url, std::slice::from_ref(&cookie)));
    for browser in &browsers {
        browser.posts(&link, &[]).await;
        assert!(browser.text("/inloggen").await.contains("juf@school.nl"));
    }
    assert_eq!(world.browser().post(&link, &[]).await.status(), 410, "another browser");
    world.clock.pass(61);
    assert_eq!(Browser::new(&world.url, &[cookie]).post(&link, &[]).await.status(), 410, "too late");
}

#[tokio::test]
async fn change_pressed_twice_is_no_clash() {
    let world = World::start();
    let piet = world.person("piet").await;
    let id = world.published_by(&piet, "Robots in de klas").await;
    let change = forms::change("1", "Robots in de klas", &[("omschrijving", "Nieuw.")]);
    for _ in 0..2 {
        assert_eq!(piet.posts(&format!("/mijn/{id}"), &change).await, format!("/mijn/{id}?gedaan=ingestuurd"));
    }
}

#[tokio::test]
async fn form_of_an_ended_session_is_there_again_after_signing_in() {
    let world = World::start();
    let piet = world.person("piet").await;
    let id = world.published_by(&piet, "Robots in de klas").await;
    let text = "Een verhaal van een uur typen & \"meer\"";
    let change = forms::change("1", "Robots in de klas", &[("omschrijving", text)]);
    let gone = world.browser().post(&format!("/mijn/{id}"), &change).await;
    assert_eq!(gone.status(), 401);
    let page = gone.text().await.unwrap();
    assert!(page.contains("verhaal van een uur") && page.contains("name=\"getypt\""), "{page}");

    // As that page sends it.
    let typed: Vec<String> =
        change.iter().map(|(name, value)| format!("{name}={}", crate::common::encode(value))).collect();
    let browser = world.browser();
    let (path, typed) = (format!("/mijn/{id}"), typed.join("&"));
    browser.posts("/inloggen", &[("email", "piet@school.nl"), ("naar", &path), ("getypt", &typed)]).await;
    let link = world.mail_to("piet", "/inloggen/").await.link();
    assert_eq!(browser.posts(&link, &[]).await, "/getypt");
    let page = browser.page("/getypt", 200).await;
    assert!(page.contains("verhaal van een uur") && page.contains(&format!("action=\"{path}\"")), "{page}");

    // Refused it stays; sent it goes.
    assert_eq!(browser.post(&path, &[("basis", "1")]).await.status(), 422);
    assert!(browser.page("/getypt", 200).await.contains("verhaal van een uur"));
    browser.posts(&path, &change).await;
    let page = browser.page("/getypt", 200).await;
    assert!(!page.contains("verhaal van een uur") && !page.contains(&format!("action=\"{path}\"")), "{page}");
}

#[tokio::test]
async fn form_with_a_picture_of_an_ended_session_is_there_again_after_signing_in() {
    let world = World::start();
    let piet = world.person("piet").await;
    let id = world.published_by(&piet, "Robots in de klas").await;
    let path = format!("/mijn/{id}/foto");
    let change = forms::change("1", "Robots in de klas", &[("omschrijving", "Een verhaal van een uur typen")]);
    let gone = world.browser().post_file(&path, &change, &jpeg(20, 20)).await;
    assert_eq!(gone.status(), 401);
    let page = gone.text().await.unwrap();
    assert!(page.contains("verhaal van een uur") && page.contains("name=\"getypt\""), "{page}");
    assert!(page.contains(&format!("name=\"naar\" value=\"{path}\"")), "{page}");

    // Sent after all it is the form again, without the picture.
    let again = piet.post(&path, &change).await;
    assert!(again.text().await.unwrap().contains("verhaal van een uur"));
}

#[tokio::test]
async fn form_of_another_site_does_not_come_along() {
    let world = World::start();
    let answer = crate::common::client()
        .post(format!("{}/mijn/1", world.url))
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("omschrijving=Een+tekst+van+een+ander+die+lang+is");
    let answer = answer.send().await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(!answer.text().await.unwrap().contains("tekst van een ander"));
}

#[tokio::test]
async fn button_without_text_is_not_offered_again() {
    let world = World::start();
    for (path, fields) in [("/mijn/gegevens/wissen", [("zeker", "ja")]), ("/mijn/1/intrekken", [("zeker", "ja")])] {
        let gone = world.browser().post(path, &fields).await;
        assert_eq!(gone.status(), 401, "{path}");
        let page = gone.text().await.unwrap();
        assert!(!page.contains("name=\"getypt\"") && page.contains("href=\"/inloggen\""), "{path}: {page}");
    }
}

/// The number in the form of this page.
fn number(page: &str) -> String {
    crate::common::forms::value(page, "nummer")
}

/// Sends the same form twice at once and once more; every answer is the same.
async fn three_times(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let page = browser.page(path, 200).await;
    let number = number(&page);
    let fields: Vec<_> = fields.iter().copied().chain([("nummer", &*number)]).collect();
    let (one, other) = tokio::join!(browser.posts(path, &fields), browser.posts(path, &fields));
    let later = browser.posts(path, &fields).await;
    assert_eq!((&one, &later), (&other, &one), "{path}");
    one
}

#[tokio::test]
async fn form_with_a_number_is_handled_once() {
    let world = World::start();
    let (piet, host) = (world.person("piet").await, world.person("host").await);
    let own = world.published_by(&piet, "Robots in de klas").await;
    let theirs = world.published_by(&host, "Koken met cijfers").await;
    let mails = |name: &str, words: &str| world.mails_to(name).iter().filter(|mail| mail.contains(words)).count();

    let ask = format!("/initiatieven/{theirs}/vraag");
    let question = [("naam", "Juf"), ("email", "juf@school.nl"), ("vraag", "Mogen we kijken?"), ("toestemming", "ja")];
    three_times(&world.browser(), &ask, &question).await;
    three_times(&piet, &ask, &question).await;
    // Nobody writes more than ten times a day.
    world.clock.pass(DAY);
    world.mail_to("host", "vraagt via de InnovatieKaart").await;

    let report = format!("/initiatieven/{theirs}/melden");
    three_times(&world.browser(), &report, &[("reden", "De foto klopt niet meer")]).await;
    three_times(&world.browser(), "/volgen?regio=midden", &[("email", "volger@school.nl")]).await;
    three_times(&piet, &format!("/initiatieven/{theirs}/ook"), &[("eigen", &own.to_string())]).await;
    three_times(&piet, &format!("/claimen/{theirs}"), &[("soort", "erbij"), ("waarom", "Wij doen mee")]).await;
    let offers = format!("/mijn/{own}/eigenaars");
    let number = number(&piet.page(&format!("/mijn/{own}/mensen"), 200).await);
    for _ in 0..2 {
        let offer = [("email", "nieuw@school.nl"), ("soort", "mede-eigenaar"), ("nummer", &*number)];
        assert_eq!(piet.posts(&offers, &offer).await, format!("/mijn/{own}/mensen?gedaan=uitgenodigd"));
    }

    let editor = world.editor().await;
    let waiting = editor.page("/redactie/meldingen", 200).await;
    assert_eq!(waiting.matches("De foto klopt niet meer").count(), 1, "{waiting}");
    world.mail_to("nieuw", "/uitnodiging/").await;
    crate::common::a_while().await;
    for (name, words, count) in [
        ("juf", "Bevestig je vraag", 1),
        ("host", "vraagt via de InnovatieKaart", 1),
        ("volger", "/volgen/", 1),
        ("nieuw", "/uitnodiging/", 1),
    ] {
        assert_eq!(mails(name, words), count, "{name}: {words}");
    }
    world.clock.pass(DAY);
    // Another page has another number: whoever means it, may ask the same again.
    three_times(&world.browser(), &ask, &question).await;
    crate::common::eventually("a second mail", async || mails("juf", "Bevestig je vraag") == 2).await;
}

#[tokio::test]
async fn form_that_failed_can_be_sent_again() {
    let world = World::start();
    let host = world.person("host").await;
    let path = format!("/initiatieven/{}/melden", world.published_by(&host, "Koken met cijfers").await);
    let browser = world.browser();
    let number = number(&browser.page(&path, 200).await);
    for _ in 0..2 {
        assert_eq!(browser.post(&path, &[("reden", ""), ("nummer", &number)]).await.status(), 422);
    }
    browser.posts(&path, &[("reden", "De foto klopt niet"), ("nummer", &number)]).await;
}

#[tokio::test]
async fn decision_pressed_twice_is_the_same_decision() {
    let world = World::start();
    let piet = world.person("piet").await;
    let (editor, other) = (world.editor().await, world.appointed("anders", domain::Role::Editor, None, None).await);
    for (decision, fields) in
        [("publiceren", vec![]), ("vragen", vec![("tekst", "Welk jaar?")]), ("afwijzen", vec![("tekst", "Reclame")])]
    {
        let id = piet.places(&format!("Robots en {decision}")).await;
        let path = format!("/redactie/{id}/1/{decision}");
        let (one, again) = tokio::join!(editor.posts(&path, &fields), editor.posts(&path, &fields));
        assert_eq!(one, again, "{decision}");
        assert_eq!(other.post(&path, &fields).await.status(), 409, "somebody else was first");
    }
}
