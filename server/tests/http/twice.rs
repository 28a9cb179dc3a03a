//! A button that is pressed twice does its work once, and whoever presses it gets the answer; a form that could not be handled
//! comes back with everything that was typed.

use crate::common::{Browser, World, forms, header, pictures::jpeg};

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
