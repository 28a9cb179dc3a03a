//! Drafts on the server, and how often one may send in.

use app::pages::place::Typed;

use crate::common::{
    self, Browser, header,
    world::{Site, link},
};

const ME: &str = "anna@school.nl";

fn filled<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = vec![
        ("school", "Museum zonder Muren"),
        ("plaats", "Roermond"),
        ("onderdeel", "buitenplaats"),
        ("titel", "Schilderen met de buren"),
        ("samenvatting", "Leerlingen en buren maken samen een muurschildering."),
        ("sector", "po"),
        ("sector", "vo"),
        ("thema", "steam"),
        ("fase", "lopend"),
        ("naam", "Anna Voorbeeld"),
        ("email", ME),
        ("bewaar", "ja"),
    ];
    for (name, value) in more {
        pairs.retain(|(n, _)| n != name);
        pairs.push((name, value));
    }
    pairs
}

async fn keep(browser: &Browser, more: &[(&str, &str)]) -> u16 {
    browser.post("/plaatsen/concept", &filled(more)).await.status().as_u16()
}

const OFFER: &str = "Verder met je concept van";
const TYPED: &str = "Bekijk het concept van";

#[test]
fn a_draft_is_what_was_typed() {
    let pairs: Vec<(String, String)> = [
        "school",
        "vestigingscode",
        "plaats",
        "postcode",
        "lon",
        "lat",
        "onderdeel",
        "titel",
        "samenvatting",
        "omschrijving",
        "sector",
        "sector",
        "thema",
        "thema",
        "fase",
        "periode",
        "website",
        "leervraag",
        "opbrengst",
        "opbrengst",
        "naam",
        "functie",
        "email",
        "tonen",
        "ander",
        "gekozen",
        "gezocht",
        "speld",
    ]
    .iter()
    .enumerate()
    .map(|(n, name)| ((*name).to_owned(), format!("{n} & ‘{name}’ = 100%\n+")))
    .collect();
    let typed = Typed::from_pairs(&pairs);
    let body = domain::query::encode_pairs(&typed.pairs());
    assert_eq!(Typed::from_pairs(&server::http::params::decode(&body).unwrap()), typed);
    assert!(Typed::default().pairs().is_empty());
}

#[tokio::test]
async fn a_draft_goes_along_to_another_device_and_goes_once_it_is_sent_in() {
    let site = Site::start();
    let (here, there) = (site.signed_in(ME).await, site.signed_in(ME).await);
    assert!(here.text("/plaatsen").await.contains("name=\"bewaar\" value=\"ja\""));
    assert_eq!(keep(&here, &[]).await, 204);
    let page = there.text("/plaatsen").await;
    assert!(page.contains(OFFER) && page.contains("Schilderen met de buren"), "{page}");
    assert!(page.contains("href=\"/plaatsen?concept=eigen\""));
    assert!(!page.contains("name=\"bewaar\""), "until one chooses, nothing takes its place");
    let taken = there.text("/plaatsen?concept=eigen").await;
    assert!(taken.contains("value=\"Museum zonder Muren\"") && taken.contains("name=\"bewaar\" value=\"ja\""));
    assert!(taken.contains("gemeente Roermond") && !taken.contains(OFFER), "{taken}");
    assert!(there.text("/plaatsen").await.contains(OFFER), "looking changes nothing");
    assert_eq!(there.post("/plaatsen", &filled(&[])).await.status(), 303);
    assert!(!here.text("/plaatsen").await.contains(OFFER));
}

#[tokio::test]
async fn without_a_script_every_button_keeps_it() {
    let site = Site::start();
    let browser = site.signed_in(ME).await;
    for (button, title) in [("zoek", "Eerst"), ("toon", "Daarna"), ("bijwerken", "Ten slotte")] {
        let page = browser.post("/plaatsen", &filled(&[("titel", title), (button, "ja")])).await;
        assert_eq!(page.status(), 200);
        assert!(page.text().await.unwrap().contains("name=\"bewaar\" value=\"ja\""));
        assert!(browser.text("/plaatsen").await.contains(&format!("‘{title}’")), "{button}");
    }
    // A form that can't be sent in is kept too.
    assert_eq!(browser.post("/plaatsen", &filled(&[("titel", "Bijna"), ("fase", "")])).await.status(), 422);
    assert!(browser.text("/plaatsen").await.contains("‘Bijna’"));
    // A form that was opened beside another draft takes no draft's place.
    browser.post("/plaatsen", &filled(&[("titel", "Iets anders"), ("bewaar", ""), ("zoek", "ja")])).await;
    assert!(browser.text("/plaatsen").await.contains("‘Bijna’"));
    let wiped = browser.post("/plaatsen/concept", &filled(&[("wis", "eigen")])).await;
    assert_eq!((wiped.status().as_u16(), header(&wiped, "location")), (303, "/plaatsen"));
    assert!(!browser.text("/plaatsen").await.contains(OFFER));
}

#[tokio::test]
async fn who_only_types_an_address_finds_it_after_signing_in_and_nobody_else_does() {
    let site = Site::start();
    let typing = site.browser();
    assert_eq!(keep(&typing, &[("email", "")]).await, 422, "nobody to keep it for");
    assert_eq!(keep(&typing, &[]).await, 204);
    // Neither this browser nor another one learns whether there is one.
    for browser in [&typing, &site.browser(), &site.signed_in("bert@school.nl").await] {
        for path in ["/plaatsen", "/plaatsen?concept=getypt", "/plaatsen?concept=eigen"] {
            let page = browser.text(path).await;
            assert!(!page.contains(OFFER) && !page.contains(TYPED) && !page.contains("Schilderen"), "{path}");
        }
    }
    assert_eq!(keep(&site.browser(), &[("email", "niemand@school.nl")]).await, 204, "the same answer");
    let me = site.signed_in(ME).await;
    let page = me.text("/plaatsen").await;
    assert!(page.contains("zonder inloggen een concept getypt") && page.contains(TYPED), "{page}");
    assert!(me.text("/plaatsen?concept=getypt").await.contains("value=\"Museum zonder Muren\""));

    // A stranger who types my address can't touch what I keep myself.
    assert_eq!(keep(&me, &[("titel", "Van mij")]).await, 204);
    assert_eq!(keep(&site.browser(), &[("titel", "Van een vreemde")]).await, 204);
    assert_eq!(site.browser().post("/plaatsen/concept", &[("email", ME), ("wis", "eigen")]).await.status(), 303);
    assert!(me.text("/plaatsen").await.contains("‘Van mij’"));
}

#[tokio::test]
async fn sending_in_without_signing_in_takes_the_draft_away() {
    let site = Site::start();
    let browser = site.browser();
    assert_eq!(keep(&browser, &[]).await, 204);
    assert_eq!(browser.post("/plaatsen", &filled(&[])).await.status(), 303);
    browser.post(&link(&site.mail(1).await), &[]).await;
    let page = browser.text("/plaatsen").await;
    assert!(page.contains(ME) && !page.contains(TYPED));
}

#[tokio::test]
async fn a_draft_is_forgotten_after_fourteen_days_without_change() {
    let site = Site::start();
    let browser = site.signed_in(ME).await;
    assert_eq!(keep(&browser, &[]).await, 204);
    site.later(13 * 24 * 60 * 60);
    assert_eq!(keep(&browser, &[("titel", "Nog eens")]).await, 204);
    site.later(13 * 24 * 60 * 60);
    assert!(browser.text("/plaatsen").await.contains("‘Nog eens’"));
    site.later(2 * 24 * 60 * 60);
    common::eventually("it is forgotten", async || !browser.text("/plaatsen").await.contains(OFFER)).await;
}

#[tokio::test]
async fn a_draft_has_a_size_and_a_rate() {
    let site = Site::start();
    let browser = site.signed_in(ME).await;
    assert_eq!(keep(&browser, &[("omschrijving", &"x".repeat(45_000))]).await, 413);
    for _ in 0..299 {
        assert_eq!(keep(&browser, &[]).await, 204);
    }
    assert_eq!(keep(&browser, &[]).await, 429);
    // The form itself works all the same.
    assert_eq!(browser.post("/plaatsen", &filled(&[("zoek", "ja")])).await.status(), 200);
}

#[tokio::test]
async fn the_eleventh_in_an_hour_is_429_and_loses_nothing() {
    let site = Site::start();
    let browser = site.browser();
    let send = async |n: usize, more: &[(&str, &str)]| {
        let (title, email) = (format!("Initiatief nummer {n}"), format!("a{n}@school.nl"));
        let mut all = vec![("titel", &*title), ("email", &*email)];
        all.extend(more);
        browser.post("/plaatsen", &filled(&all)).await
    };
    // What can't be sent in, and the other buttons, do not count.
    for n in 0..12 {
        assert_eq!(send(n, &[("fase", "")]).await.status(), 422);
        assert_eq!(send(n, &[("zoek", "ja")]).await.status(), 200);
    }
    for n in 0..10 {
        assert_eq!(send(n, &[]).await.status(), 303);
    }
    let refused = send(10, &[("omschrijving", "Een lang verhaal")]).await;
    assert_eq!(refused.status(), 429);
    let wait: i64 = header(&refused, "retry-after").parse().unwrap();
    assert!((1..=60 * 60).contains(&wait), "{wait}");
    let page = refused.text().await.unwrap().replace("<!>", "");
    assert!(page.contains("Dat was even te vaak") && page.contains("Probeer het over"), "{page}");
    assert!(page.contains("Een lang verhaal") && page.contains("value=\"Initiatief nummer 10\""));
    assert!(site.server.state.store.version(11, 1).await.unwrap().is_none());
    site.later(wait);
    assert_eq!(send(10, &[]).await.status(), 303);
}

#[tokio::test]
async fn an_address_is_counted_wherever_it_is_sent_from() {
    let site = Site::with(|config| config.behind_proxy = true);
    let send = async |n: usize| {
        let title = format!("Initiatief nummer {n}");
        let pairs: Vec<_> = filled(&[("titel", &title)]).into_iter().map(|(name, v)| (name, v.to_owned())).collect();
        let request = common::client().post(format!("{}/plaatsen", site.server.url));
        let request = request.header("sec-fetch-site", "same-origin").header("x-forwarded-for", format!("192.0.2.{n}"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(domain::query::encode_pairs(&pairs)).send().await.unwrap().status().as_u16()
    };
    for n in 0..10 {
        assert_eq!(send(n).await, 303);
    }
    assert_eq!(send(10).await, 429);
}
