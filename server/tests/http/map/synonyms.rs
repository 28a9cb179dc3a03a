//! What words mean to the search: an admin writes them, the search uses them at once.

use crate::common::{World, eventually, forms::value};

const PAGE: &str = "/redactie/zoekwoorden";

async fn suggests(world: &World, text: &str, what: &str) -> bool {
    let found = world.json(&format!("/kaart/suggesties?q={text}")).await;
    found.as_array().unwrap().iter().any(|one| one["text"] == what)
}

#[tokio::test]
async fn word_that_means_something_suggests_that() {
    let world = World::start();
    let anna = world.person("anna").await;
    world.published_by(&anna, "Samen lezen").await;
    eventually("a usual word is known", async || suggests(&world, "basisschool", "Basisonderwijs (po)").await).await;

    let admin = world.admin().await;
    let before = value(&admin.page(PAGE, 200).await, "was");
    assert!(before.contains("ict = Digitalisering"), "{before}");
    let words = format!("{before}\nmakerspace = po");
    assert_eq!(admin.posts(PAGE, &[("woorden", &words), ("was", &before)]).await, format!("{PAGE}?gedaan=bewaard"));
    eventually("the new word is known", async || suggests(&world, "makerspace", "Basisonderwijs (po)").await).await;
    assert!(admin.page("/redactie/logboek", 200).await.contains("zoekwoorden aangepast"));

    // The same again is the same answer; what somebody else wrote meanwhile is not lost unseen.
    assert_eq!(admin.posts(PAGE, &[("woorden", &words), ("was", &before)]).await, format!("{PAGE}?gedaan=bewaard"));
    let late = admin.post(PAGE, &[("woorden", "ict = po"), ("was", &before)]).await;
    assert_eq!(late.status(), 422);
    let late = late.text().await.unwrap();
    assert!(late.contains("Iemand anders") && late.contains("ict = po"), "{late}");
}

#[tokio::test]
async fn word_that_means_nothing_is_named_and_kept_to_mend() {
    let world = World::start();
    let admin = world.admin().await;
    let before = value(&admin.page(PAGE, 200).await, "was");
    for (words, says) in [("ict Digitalisering", "Regel 1"), ("ict = Roboterij", "‘Roboterij’ is geen thema")] {
        let answer = admin.post(PAGE, &[("woorden", words), ("was", &before)]).await;
        assert_eq!(answer.status(), 422);
        let page = answer.text().await.unwrap();
        assert!(page.contains(says) && page.contains(words), "{page}");
    }
}
