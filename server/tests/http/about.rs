//! What the map says about itself and about what it is made of.

use crate::common::{World, header};

#[tokio::test]
async fn weak_spots_are_told_where_the_operator_says() {
    let world = World::with(|config| config.security_contact = Some("mailto:veilig@kaart.nl".to_owned()));
    let answer = world.get("/.well-known/security.txt").await;
    assert_eq!((answer.status().as_u16(), header(&answer, "content-type")), (200, "text/plain; charset=utf-8"));
    let text = answer.text().await.unwrap();
    let expires = text.lines().find_map(|line| line.strip_prefix("Expires: ")).unwrap();
    assert!(domain::Moment::parse(expires).unwrap() > world.now(), "{text}");
    for line in ["Contact: mailto:veilig@kaart.nl", "Preferred-Languages: nl, en"] {
        assert!(text.lines().any(|other| other == line), "{text}");
    }
    assert!(text.contains(&format!("Canonical: {}/.well-known/security.txt", world.url)), "{text}");
    assert_eq!(World::start().get("/.well-known/security.txt").await.status(), 404, "nobody said where");
}

#[tokio::test]
async fn everything_that_others_made_is_listed_with_its_licence() {
    let world = World::start();
    let page = world.browser().page("/over/licenties", 200).await;
    for part in ["axum 0.8", "leptos 0.8", "maplibre-gl "] {
        assert!(page.contains(part), "{part}");
    }
    let link = |name: &str| {
        let start = page.split("href=\"").find(|rest| rest.split('"').next().is_some_and(|href| href.ends_with(name)));
        start.and_then(|rest| rest.split('"').next()).unwrap().to_owned()
    };
    let bill = world.json(&link("/sbom.cdx.json")).await;
    assert_eq!((bill["bomFormat"].as_str(), bill["specVersion"].as_str()), (Some("CycloneDX"), Some("1.6")));
    let parts = bill["components"].as_array().unwrap();
    assert!(parts.len() > 300, "{}", parts.len());
    let without: Vec<_> =
        parts.iter().filter(|part| part["licenses"][0]["expression"].as_str().is_none_or(str::is_empty)).collect();
    assert!(without.is_empty(), "{without:?}");
    let texts = world.text(&link("/notices.txt")).await;
    assert!(texts.contains("Permission is hereby granted, free of charge") && texts.contains("Apache License"));
}
