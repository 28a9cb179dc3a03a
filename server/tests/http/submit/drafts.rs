//! Drafts on the server, and how often one may send in.

use app::submit::SubmitForm;
use domain::InitiativeId;

use crate::common::{self, Browser, DAY, World, a_while, eventually, forms, header, text};

const ME: &str = "anna@school.nl";

fn filled<'a>(other: &[(&'a str, &'a str)]) -> forms::Fields<'a> {
    forms::with([forms::submission(&[]), vec![("bewaar", "ja")]].concat(), other)
}

async fn keep(browser: &Browser, more: &[(&str, &str)]) -> u16 {
    browser.post("/plaatsen/concept", &filled(more)).await.status().as_u16()
}

const OFFER: &str = "Verder met je concept van";
const TYPED: &str = "Bekijk het concept van";

/// Where the drafts lead that were typed without signing in, the newest first.
fn typed_drafts(page: &str) -> Vec<String> {
    let words = page.split("/plaatsen?concept=getypt-").skip(1);
    words.map(|rest| format!("/plaatsen?concept=getypt-{}", rest.split('"').next().unwrap())).collect()
}

#[test]
fn draft_reads_back_as_it_was_typed() {
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
    let typed = SubmitForm::from_pairs(&pairs);
    let body = domain::query::encode_pairs(&typed.pairs());
    assert_eq!(SubmitForm::from_pairs(&server::web::params::decode(&body).unwrap()), typed);
    assert!(SubmitForm::default().pairs().is_empty());
}

#[tokio::test]
async fn draft_story_from_one_device_to_another_until_it_is_sent_in() {
    let world = World::start();
    let (here, there) = (world.signed_in(ME).await, world.signed_in(ME).await);
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
async fn draft_is_kept_by_every_button_without_a_script() {
    let world = World::start();
    let browser = world.signed_in(ME).await;
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
async fn draft_under_a_typed_address_is_shown_only_after_signing_in() {
    let world = World::start();
    let typing = world.browser();
    assert_eq!(keep(&typing, &[("email", "")]).await, 422, "nobody to keep it for");
    assert_eq!(keep(&typing, &[]).await, 204);
    // Neither this browser nor another one learns whether there is one.
    for browser in [&typing, &world.browser(), &world.signed_in("bert@school.nl").await] {
        for path in ["/plaatsen", "/plaatsen?concept=eigen"] {
            let page = browser.text(path).await;
            assert!(!page.contains(OFFER) && !page.contains(TYPED) && !page.contains("Schilderen"), "{path}");
        }
    }
    assert_eq!(keep(&world.browser(), &[("email", "niemand@school.nl")]).await, 204, "the same answer");
    let me = world.signed_in(ME).await;
    let page = me.text("/plaatsen").await;
    assert!(page.contains("zonder inloggen een concept getypt") && page.contains(TYPED), "{page}");
    assert!(me.text(&typed_drafts(&page)[0]).await.contains("value=\"Museum zonder Muren\""));

    // A stranger who types my address can't touch what I keep myself.
    assert_eq!(keep(&me, &[("titel", "Van mij")]).await, 204);
    assert_eq!(keep(&world.browser(), &[("titel", "Van een vreemde")]).await, 204);
    assert_eq!(world.browser().post("/plaatsen/concept", &[("email", ME), ("wis", "eigen")]).await.status(), 303);
    assert!(me.text("/plaatsen").await.contains("‘Van mij’"));
}

#[tokio::test]
async fn draft_under_a_typed_address_is_its_writers_alone() {
    let world = World::start();
    let (writer, stranger) = (world.browser(), world.browser());
    assert_eq!(keep(&writer, &[("titel", "Van de schrijver")]).await, 204);
    assert_eq!(keep(&stranger, &[("titel", "Van een vreemde")]).await, 204);
    assert_eq!(stranger.post("/plaatsen/concept", &[("email", ME), ("wis", "eigen")]).await.status(), 303);
    assert_eq!(keep(&stranger, &[("titel", "Nog een vreemde")]).await, 204);
    assert_eq!(keep(&writer, &[("titel", "Verder geschreven")]).await, 204);
    let me = world.signed_in(ME).await;
    let page = me.text("/plaatsen").await;
    assert!(page.contains("‘Verder geschreven’") && page.contains("‘Nog een vreemde’"), "{page}");
    assert!(!page.contains("‘Van de schrijver’") && !page.contains("‘Van een vreemde’"), "{page}");
    assert_eq!(typed_drafts(&page).len(), 2);

    // Who signs in with the address throws away one of them.
    let strange = page.split("getypt-").find(|part| part.contains("Nog een vreemde")).unwrap_or_default();
    assert!(!strange.is_empty());
    for path in typed_drafts(&page) {
        if me.text(&path).await.contains("value=\"Nog een vreemde\"") {
            let word = path.rsplit('=').next().unwrap();
            assert_eq!(me.posts("/plaatsen/concept", &[("wis", word)]).await, "/plaatsen");
        }
    }
    let page = me.text("/plaatsen").await;
    assert!(page.contains("‘Verder geschreven’") && !page.contains("vreemde"), "{page}");
    // And what was sent in by the stranger takes nothing of the writer along.
    assert_eq!(stranger.post("/plaatsen", &filled(&[("titel", "Ook van een vreemde")])).await.status(), 303);
    assert!(me.text("/plaatsen").await.contains("‘Verder geschreven’"));
}

#[tokio::test]
async fn drafts_are_begun_a_hundred_times_a_day_and_none_makes_room() {
    let world = World::start();
    let writer = world.browser();
    assert_eq!(keep(&writer, &[("titel", "Van de schrijver")]).await, 204);
    let stranger = world.browser();
    for n in 1..100 {
        assert_eq!(keep(&stranger, &[("email", &format!("x{n}@school.nl"))]).await, 204);
    }
    assert_eq!(keep(&stranger, &[("email", "x100@school.nl")]).await, 429);
    assert_eq!(keep(&stranger, &[("email", "x1@school.nl"), ("titel", "Verder")]).await, 204, "what was begun goes on");
    assert!(world.signed_in(ME).await.text("/plaatsen").await.contains("‘Van de schrijver’"));
}

#[tokio::test]
async fn key_of_a_draft_goes_with_the_browser_and_is_for_the_form_alone() {
    let world = World::with(|config| config.public_url = Some("https://kaart.voorbeeld.nl".to_owned()));
    let opened = world.get("/plaatsen").await;
    assert_eq!(header(&opened, "set-cookie"), "", "who only looks gets no cookie");
    let posted = common::client()
        .post(format!("{}/plaatsen/concept", world.url))
        .header("origin", "https://kaart.voorbeeld.nl")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("email=anna%40school.nl&titel=x&bewaar=ja");
    let posted = posted.send().await.unwrap();
    assert_eq!(posted.status(), 204);
    let cookie = header(&posted, "set-cookie");
    assert!(cookie.starts_with("__Secure-concept="), "{cookie}");
    assert!(cookie.ends_with("; Path=/plaatsen; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
}

#[tokio::test]
async fn draft_goes_when_it_is_sent_in_without_signing_in() {
    let world = World::start();
    let browser = world.browser();
    assert_eq!(keep(&browser, &[]).await, 204);
    assert_eq!(browser.post("/plaatsen", &filled(&[])).await.status(), 303);
    browser.post(&world.mail(1).await.link(), &[]).await;
    let page = browser.text("/plaatsen").await;
    assert!(page.contains(ME) && !page.contains(TYPED));
}

#[tokio::test]
async fn draft_is_forgotten_after_fourteen_days_without_change() {
    let world = World::start();
    let browser = world.signed_in(ME).await;
    assert_eq!(keep(&browser, &[]).await, 204);
    world.clock.pass(13 * DAY);
    assert_eq!(keep(&browser, &[("titel", "Nog eens")]).await, 204);
    world.clock.pass(13 * DAY);
    assert!(browser.text("/plaatsen").await.contains("‘Nog eens’"));
    world.clock.pass(2 * DAY);
    eventually("it is forgotten", async || !browser.text("/plaatsen").await.contains(OFFER)).await;
}

#[tokio::test]
async fn draft_has_a_size_and_a_rate() {
    let world = World::start();
    let browser = world.signed_in(ME).await;
    assert_eq!(keep(&browser, &[("omschrijving", &"x".repeat(450_000))]).await, 413);
    for _ in 0..299 {
        assert_eq!(keep(&browser, &[]).await, 204);
    }
    assert_eq!(keep(&browser, &[]).await, 429);
    // The form itself works all the same.
    assert_eq!(browser.post("/plaatsen", &filled(&[("zoek", "ja")])).await.status(), 200);
}

#[tokio::test]
async fn submissions_are_at_most_ten_an_hour_and_lose_nothing_typed() {
    let world = World::start();
    let browser = world.browser();
    let send = async |n: usize, more: &[(&str, &str)]| {
        let (title, email) = (format!("Initiatief nummer {n}"), format!("a{n}@school.nl"));
        let mut all = vec![("titel", &*title), ("email", &*email), ("ander", "ja")];
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
    let page = text(refused).await;
    assert!(page.contains("Dat was even te vaak") && page.contains("Probeer het over"), "{page}");
    assert!(page.contains("Een lang verhaal") && page.contains("value=\"Initiatief nummer 10\""));
    assert!(world.state.store.version(InitiativeId(11), 1).await.unwrap().is_none());
    world.clock.pass(wait);
    assert_eq!(send(10, &[]).await.status(), 303);
}

#[tokio::test]
async fn submissions_are_counted_by_address_wherever_they_come_from() {
    let world = World::with(|config| config.behind_proxy = true);
    let send = async |n: usize| {
        let title = format!("Initiatief nummer {n}");
        let pairs: Vec<_> = filled(&[("titel", &title)]).into_iter().map(|(name, v)| (name, v.to_owned())).collect();
        let request = common::client().post(format!("{}/plaatsen", world.url));
        let request = request.header("sec-fetch-site", "same-origin").header("x-forwarded-for", format!("192.0.2.{n}"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(domain::query::encode_pairs(&pairs)).send().await.unwrap().status().as_u16()
    };
    for n in 0..12 {
        assert_eq!(send(n).await, 303, "a stranger can't keep out who has the address");
    }
    world.mail(10).await;
    a_while().await;
    assert_eq!(world.mails().len(), 10, "what comes after that waits without a mail");
    let mine = world.signed_in(ME).await.page("/mijn", 200).await;
    assert_eq!(mine.matches("Ja, dit is van mij").count(), 12);
}
