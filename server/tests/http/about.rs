//! What the map says about itself and about what it is made of.

use domain::{ContactAddress, Operator};

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

#[tokio::test]
async fn who_offers_the_map_is_shown_everywhere() {
    let world = World::with(|config| {
        config.operator = Operator {
            name: "Scholen & Co".to_owned(),
            contact: ContactAddress::parse("kaart@scholen.nl").ok(),
            statement: "https://scholen.nl/verklaring".to_owned(),
        };
    });
    let visitor = world.browser();
    for (path, status) in [("/", 200), ("/over", 200), ("/plaatsen", 200), ("/over/api", 200), ("/bestaat-niet", 404)] {
        let page = visitor.page(path, status).await;
        assert!(page.contains("Aangeboden door Scholen &amp; Co"), "{path}: {page}");
        assert!(page.contains("href=\"mailto:kaart@scholen.nl\""), "{path}: {page}");
    }
    for path in ["/over", "/privacy", "/toegankelijkheid"] {
        let page = visitor.page(path, 200).await;
        assert!(
            page.contains("wordt aangeboden door Scholen &amp; Co") && page.contains(">kaart@scholen.nl</a>"),
            "{path}"
        );
        assert!(!page.contains("nog niet ingevuld"), "{path}");
    }
    assert!(visitor.text("/toegankelijkheid").await.contains("href=\"https://scholen.nl/verklaring\""));
    let poster = visitor.text("/poster/limburg.svg").await;
    assert!(poster.contains("Scholen &amp; Co, kaart@scholen.nl"), "{poster}");
    let catalogue = world.json("/catalogus").await;
    let graph = catalogue["@graph"].as_array().unwrap();
    let part = |id: &str| graph.iter().find(|part| part["@id"].as_str().is_some_and(|own| own.ends_with(id))).unwrap();
    assert_eq!(part("#uitgever")["foaf:name"]["@value"], "Scholen & Co");
    assert_eq!(part("#contact")["vcard:hasEmail"]["@id"], "mailto:kaart@scholen.nl");

    visitor.posts("/inloggen", &[("email", "anna@school.nl")]).await;
    let mail = world.mail_to("anna", "log je in").await;
    assert_eq!(mail.header("From").as_deref(), Some("InnovatieKaart Limburg van Scholen & Co <kaart@localhost>"));
    for part in [mail.text(), mail.html().replace("&amp;", "&")] {
        assert!(part.contains("Aangeboden door Scholen & Co. Vragen? kaart@scholen.nl"), "{part}");
    }
}

#[tokio::test]
async fn what_the_operator_did_not_say_is_told() {
    let world = World::start();
    for path in ["/over", "/privacy", "/toegankelijkheid"] {
        let page = world.text(path).await;
        assert!(page.contains("heeft de beheerder nog niet ingevuld") && !page.contains("Aangeboden door"), "{path}");
    }
    assert!(world.text("/toegankelijkheid").await.contains("toegankelijkheidsverklaring heeft de organisatie"));
}
