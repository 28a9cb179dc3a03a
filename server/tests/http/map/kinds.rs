//! Gatherings on the map: beside the initiatives, and alone.

use crate::common::{
    World, at,
    gatherings::{SECRET, gathering, online, shows},
    header, rows,
};

/// A world with three gatherings, of which one is online, and one initiative.
async fn world() -> World {
    let world = World::start();
    world.import(&[rows::row("a", "Robots in de klas")]).await;
    crate::common::eventually("it is on the map", async || world.state.atlas.load().len() == 1).await;
    let spring = at("2027-03-28T11:00:00Z");
    let all = vec![
        gathering(1, "Marktplaats kansengelijkheid", spring),
        gathering(2, "Atelier rekenen", spring.plus_seconds(86_400)),
        online(gathering(3, "Pitches van thuis", spring)),
    ];
    shows(&world, all);
    world
}

#[tokio::test]
async fn map_without_a_kind_has_initiatives_alone_and_offers_more() {
    let world = world().await;
    let page = world.text("/").await;
    assert!(page.contains("Ook op de kaart"), "{page}");
    assert!(page.contains("Robots in de klas") && !page.contains("Marktplaats kansengelijkheid"));
    assert!(!page.contains("pin--bijeenkomst") && !page.contains("cluster--gatherings\" href"));
    shows(&world, Vec::new());
    assert!(!world.text("/").await.contains("Ook op de kaart"), "there is nothing to choose");
}

#[tokio::test]
async fn gatherings_stand_beside_initiatives_when_both_are_asked_for() {
    let world = world().await;
    let page = world.text("/?soort=initiatief&soort=bijeenkomst").await;
    assert!(page.contains("1 initiatief en 3 bijeenkomsten in Limburg"), "{page}");
    for title in ["Robots in de klas", "Marktplaats kansengelijkheid", "Pitches van thuis"] {
        assert!(page.contains(title), "{title}");
    }
    assert!(page.contains("aria-label=\"2 bijeenkomsten rond"), "one cluster of those with a place: {page}");
    assert!(page.contains("href=\"/agenda\""));
    assert!(!page.contains(SECRET));
    // The awake map gets the same.
    let view = world.json("/kaart/beeld?soort=initiatief&soort=bijeenkomst&breedte=800&hoogte=600").await;
    assert_eq!(view["status"], "1 initiatief en 3 bijeenkomsten in Limburg");
    assert_eq!(view["spots"].as_array().unwrap().len(), 3, "what is online only has no spot");
    // The files of each.
    assert!(page.contains("/export/limburg.xlsx\"") && page.contains("/export/limburg.ics?soort=bijeenkomst"));
}

#[tokio::test]
async fn gatherings_alone_are_in_the_order_of_time() {
    let world = world().await;
    let page = world.text("/?soort=bijeenkomst&regio=midden&van=2027-03-29").await;
    assert!(page.contains("1 bijeenkomst in Midden-Limburg vanaf 29 maart 2027"), "{page}");
    assert!(page.contains("Atelier rekenen") && !page.contains("Robots in de klas"));
    assert!(page.contains("data-id=\"-2\""), "its marker is no initiative");
    let page = world.text("/?soort=bijeenkomst").await;
    let list = page.split("class=\"cards\"").nth(1).unwrap();
    let places =
        ["Marktplaats kansengelijkheid", "Pitches van thuis", "Atelier rekenen"].map(|t| list.find(t).unwrap());
    assert!(places.is_sorted(), "{places:?}");
    let nothing = world.text("/?soort=bijeenkomst&regio=noord").await;
    assert!(nothing.contains("Nog geen bijeenkomsten in Noord-Limburg"), "{nothing}");
}

#[tokio::test]
async fn form_that_asks_for_initiatives_leads_to_the_address_without_a_kind() {
    let world = world().await;
    for (form, address) in [
        ("/?soort=initiatief&regio=midden&waar=", "/?regio=midden"),
        ("/?soort=initiatief&van=2027-01-01&waar=", "/"),
        ("/?soort=initiatief&soort=bijeenkomst&waar=", "/?soort=initiatief&soort=bijeenkomst"),
    ] {
        let response = world.get(form).await;
        assert_eq!((response.status().as_u16(), header(&response, "location")), (303, address), "{form}");
    }
}

#[tokio::test]
async fn days_without_gatherings_are_said() {
    let world = world().await;
    let page = world.text("/?van=2027-01-01&q=robots").await;
    assert!(page.contains("‘van’ in het adres: hoort bij iets dat een tijd heeft"), "{page}");
    assert!(page.contains("Robots in de klas"), "the rest is answered");
    let page = world.text("/?soort=feest").await;
    assert!(page.contains("‘soort’ in het adres") && page.contains("Robots in de klas"));
    for path in ["/poster", "/cijfers", "/volgen", "/deel", "/embed"] {
        let page = world.text(&format!("{path}?soort=bijeenkomst")).await;
        assert!(page.contains("hier staan alleen initiatieven"), "{path}: {page}");
    }
}
