//! How it will look, before it is sent in; and what of the form is folded.

use crate::common::{World, forms::submission, text};

const PREVIEW: &str = "id=\"voorbeeld\"";

#[tokio::test]
async fn preview_shows_what_was_typed_and_keeps_nothing() {
    let world = World::start();
    let browser = world.browser();
    assert!(
        browser
            .page("/plaatsen", 200)
            .await
            .contains("id=\"voorbeeld\" aria-labelledby=\"voorbeeldkop\" tabindex=\"-1\" hidden")
    );
    let typed = [
        ("omschrijving", "Zo **doen** we het. <script>alert(1)</script>"),
        ("opbrengst", "Meer kleur. Op elke muur."),
        ("website", "javascript:alert(1)"),
        ("voorbeeld", "ja"),
    ];
    let answer = browser.post("/plaatsen", &submission(&typed)).await;
    assert_eq!(answer.status(), 200);
    let page = text(answer).await;
    let shown = page.split(PREVIEW).nth(1).expect("a preview");
    assert!(!shown.starts_with(" hidden"));
    for part in
        ["Schilderen met de buren", "Roermond", "<strong>doen</strong>", "<b>Meer kleur.</b>", "Elke maand een nieuwe."]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("<script>alert") && !shown.contains("href=\"javascript"), "{shown}");
    assert!(page.contains("name=\"email\"") && page.contains("value=\"anna@school.nl\""), "the form is still there");
    assert!(world.state.store.version(domain::InitiativeId(1), 1).await.unwrap().is_none());
}

#[tokio::test]
async fn preview_of_half_a_form_says_what_comes() {
    let world = World::start();
    let answer = world.browser().post("/plaatsen/voorbeeld", &[("titel", "Robots")]).await;
    assert_eq!(answer.status(), 200);
    let part = text(answer).await;
    for says in ["Robots", "Je school of organisatie", "plek volgt", "Je samenvatting."] {
        assert!(part.contains(says), "{says}: {part}");
    }
    assert!(!part.contains("<html") && !part.contains("<form"), "{part}");
}

#[tokio::test]
async fn what_need_not_be_filled_in_is_folded_until_there_is_something_in_it() {
    let world = World::start();
    let browser = world.browser();
    let page = browser.page("/plaatsen", 200).await;
    assert_eq!(page.matches("<details class=\"fold\">").count(), 3, "{page}");
    assert_eq!(page.matches("name=\"opbrengst\"").count(), domain::initiative::MAX_VALUES);
    for (typed, open) in [
        (("periode", "elke donderdag"), 1),
        (("leervraag", "Hoe leren ze samen?"), 1),
        (("opbrengst", "Een film"), 1),
        (("titel", "Iets anders"), 0),
    ] {
        let page = text(browser.post("/plaatsen", &[typed, ("bijwerken", "ja")]).await).await;
        assert_eq!(page.matches("<details open class=\"fold\">").count(), open, "{typed:?}: {page}");
    }
    // A mistake in it opens it.
    let page = text(browser.post("/plaatsen", &[("website", "geen adres")]).await).await;
    assert!(page.contains("<details open class=\"fold\">") && page.contains("id=\"website-fout\""), "{page}");
}
