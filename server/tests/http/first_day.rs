//! A map with nothing on it: it invites, claims nothing, and tells its admin what is left to arrange.

use crate::common::{
    World,
    rows::{row, school},
};

#[tokio::test]
async fn empty_map_invites_and_offers_nothing_of_nothing() {
    let world = World::start();
    let page = world.text("/").await;
    for said in ["Limburg ligt klaar", "Plaats het eerste initiatief", "Wat is dit?", "Volg deze kaart"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for nothing in ["list__actions", "0 initiatieven in Limburg", "Noord-Limburg: 0"] {
        assert!(!page.contains(nothing), "{nothing}: {page}");
    }
    for (path, says) in [
        ("/cijfers", "Er staat nog niets op de kaart"),
        ("/poster", "Er staat nog niets op de kaart"),
        ("/deel", "Er staat nog niets op de kaart"),
        ("/over", "Op deze kaart staat nog niets"),
    ] {
        let page = world.text(path).await;
        assert!(page.contains(says) && !page.contains("Haal een filter weg"), "{path}: {page}");
        assert!(!page.contains("Voorbeelden</h2>") && !page.contains("<iframe"), "{path}: {page}");
    }
    world.import(&[row("a", "Robots in de klas")]).await;
    world.shows(domain::InitiativeId(1)).await;
    let page = world.text("/").await;
    assert!(page.contains("list__actions") && !page.contains("Limburg ligt klaar"), "{page}");
    assert!(world.text("/deel").await.contains("<iframe"));
}

#[tokio::test]
async fn about_counts_the_examples_that_are_there() {
    let world = World::with(|config| config.examples = true);
    let page = world.text("/over").await;
    assert!(
        page.contains("Alles op deze kaart is nu nog zo’n voorbeeld") && !page.contains("staat nog niets"),
        "{page}"
    );
}

#[tokio::test]
async fn admin_sees_what_a_new_map_still_needs() {
    let world = World::start();
    let admin = world.admin().await;
    let page = admin.page("/redactie", 200).await;
    assert!(page.contains("De kaart inrichten") && page.contains("Scholen ingelezen: 0"), "{page}");
    assert!(page.contains(">Nodig een redacteur uit</a>"), "{page}");
    world.state.store.import_schools(&[school()]).await.unwrap();
    let editor = world.editor().await;
    let page = admin.page("/redactie", 200).await;
    assert!(page.contains("Scholen ingelezen: 1") && !page.contains("Nodig een redacteur uit"), "{page}");
    assert!(!editor.page("/redactie", 200).await.contains("De kaart inrichten"), "only for an admin");
}
