//! Signing in and out, over the real server, with a clock that is set.

use domain::{Email, Region, Role};
use reqwest::{Client, Response};
use rstest::rstest;

use crate::common::{self, Browser, DAY, World, a_while, forms::submission, header};

const ME: &str = "juf@school.nl";

async fn body(response: Response) -> String {
    let text = response.text().await.unwrap().replace("<!>", "");
    // Each page has a nonce of its own.
    text.split("nonce=\"").enumerate().map(|(i, part)| if i == 0 { part } else { part.get(32..).unwrap() }).collect()
}

fn cookie(response: &Response) -> String {
    header(response, "set-cookie").to_owned()
}

#[tokio::test]
async fn sign_in_story_of_a_link_that_works_once() {
    let world = World::start();
    let (browser, scanner) = (world.browser(), world.browser());
    let sent = browser.post("/inloggen", &[("email", " Juf@School.NL ")]).await;
    assert_eq!((sent.status().as_u16(), header(&sent, "location")), (303, "/inloggen/code"));
    let mail = world.mail(1).await;
    assert!(mail.contains("To: juf@school.nl"), "{mail}");
    let link = mail.link();
    for _ in 0..3 {
        let look = scanner.get(&link).await;
        assert_eq!(look.status(), 200);
        assert_eq!((header(&look, "cache-control"), header(&look, "referrer-policy")), ("no-store", "same-origin"));
        // Only so that the browser is known when it presses the button twice.
        let set = header(&look, "set-cookie");
        assert!(set.is_empty() || set.starts_with("sessie="), "{set}");
        let page = body(look).await;
        assert!(
            page.contains(&format!("action=\"{link}\"")) && page.contains("<strong>juf@school.nl</strong>"),
            "{page}"
        );
        assert!(!page.contains("bevestig") && !page.contains("ingelogd"), "nothing else is done with it: {page}");
    }
    assert!(world.state.store.members().await.unwrap().is_empty());
    let came = browser.post(&link, &[]).await;
    assert_eq!((came.status().as_u16(), header(&came, "location")), (303, "/mijn"));
    assert!(browser.text("/inloggen").await.contains("juf@school.nl"));
    let again = world.browser();
    for response in [again.get(&link).await, again.post(&link, &[]).await] {
        assert_eq!(response.status(), 410);
        assert!(body(response).await.contains("Deze link werkt niet meer"));
    }
    assert!(again.text("/inloggen").await.contains("Stuur me een link"), "nobody");
}

#[tokio::test]
async fn link_and_code_work_for_ten_minutes() {
    let world = World::start();
    let browser = world.browser();
    browser.post("/inloggen", &[("email", ME)]).await;
    let mail = world.mail(1).await;
    world.clock.pass(10 * 60 - 1);
    assert_eq!(browser.get(&mail.link()).await.status(), 200);
    world.clock.pass(1);
    assert_eq!(browser.get(&mail.link()).await.status(), 410);
    assert_eq!(browser.post(&mail.link(), &[]).await.status(), 410);
    assert_eq!(browser.post("/inloggen/code", &[("code", &mail.code())]).await.status(), 422);
}

#[tokio::test]
async fn code_signs_in_where_it_was_asked_for() {
    let world = World::start();
    let browser = world.browser();
    browser.post("/inloggen", &[("email", ME)]).await;
    let mail = world.mail(1).await;
    assert!(browser.text("/inloggen/code").await.contains(ME));
    let code = mail.code();
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let elsewhere = world.browser().post("/inloggen/code", &[("code", &code)]).await;
    assert_eq!(header(&elsewhere, "location"), "/inloggen", "that browser asked for nothing");
    let came = browser.post("/inloggen/code", &[("code", &spaced)]).await;
    assert_eq!((came.status().as_u16(), header(&came, "location")), (303, "/mijn"));
    assert!(browser.text("/inloggen").await.contains("Je bent ingelogd"));
    assert_eq!(world.browser().get(&mail.link()).await.status(), 410, "code and link are one");
}

#[tokio::test]
async fn five_wrong_codes_end_the_code_and_not_the_link() {
    let world = World::start();
    let browser = world.browser();
    browser.post("/inloggen", &[("email", ME)]).await;
    let mail = world.mail(1).await;
    let right = mail.code();
    let wrong = if right == "123456" { "123457" } else { "123456" };
    for _ in 0..4 {
        let refused = browser.post("/inloggen/code", &[("code", wrong)]).await;
        assert_eq!(refused.status(), 422);
        assert!(body(refused).await.contains("Deze code klopt niet"));
    }
    assert_eq!(browser.post("/inloggen/code", &[("code", "12")]).await.status(), 422, "no code, no miss");
    assert_eq!(browser.post("/inloggen/code", &[("code", wrong)]).await.status(), 422);
    assert_eq!(browser.post("/inloggen/code", &[("code", &right)]).await.status(), 422);
    assert_eq!(browser.get(&mail.link()).await.status(), 200, "whoever guesses can't shut out who has the mail");
}

#[tokio::test]
async fn sign_in_does_not_tell_whether_an_address_is_known() {
    let world = World::start();
    world.appoint(ME, Role::Admin, None, None).await;
    let mut answers = Vec::new();
    for email in [ME, "wie@elders.nl"] {
        let browser = world.browser();
        let sent = browser.post("/inloggen", &[("email", email)]).await;
        let seen = (sent.status(), header(&sent, "location").to_owned(), body(sent).await);
        let next = body(browser.get("/inloggen/code").await).await.replace(email, "ADRES");
        let wrong = browser.post("/inloggen/code", &[("code", "1234567")]).await;
        answers.push((seen, next, wrong.status(), body(wrong).await.replace(email, "ADRES")));
    }
    assert_eq!(answers[0], answers[1]);
    world.mail(2).await;
    let mails = world.mails();
    assert!(mails[0].contains(&format!("To: {ME}")) && mails[1].contains("To: wie@elders.nl"));
}

#[rstest]
#[case("", "Vul je e-mailadres in")]
#[case("juf", "geen e-mailadres")]
#[case("juf@school", "geen e-mailadres")]
#[case("<script>@school.nl", "geen e-mailadres")]
#[tokio::test]
async fn sign_in_without_an_address_says_so(#[case] email: &str, #[case] says: &str) {
    let world = World::start();
    let refused = world.browser().post("/inloggen", &[("email", email)]).await;
    assert_eq!(refused.status(), 422);
    let page = body(refused).await;
    assert!(page.contains(says) && page.contains("aria-invalid=\"true\"") && !page.contains("<script>@"), "{page}");
    assert!(world.mails().is_empty());
}

#[rstest]
#[case(None, "sessie=", false)]
#[case(Some("https://kaart.voorbeeld.nl"), "__Host-sessie=", true)]
#[tokio::test]
async fn session_cookie_is_for_this_host_alone(#[case] url: Option<&str>, #[case] name: &str, #[case] secure: bool) {
    let world = World::with(|config| config.public_url = url.map(str::to_owned));
    assert_eq!(cookie(&world.get("/").await), "");
    assert_eq!(cookie(&world.get("/inloggen").await), "", "a cookie only for who asks for a link");
    let cookie = cookie(&world.browser().post("/inloggen", &[("email", ME)]).await);
    assert!(cookie.starts_with(name), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn session_identifier_changes_at_sign_in_and_when_roles_change() {
    let world = World::start();
    let browser = world.browser();
    let value = |cookie: String| cookie.split(';').next().unwrap().to_owned();
    let before = value(cookie(&browser.post("/inloggen", &[("email", ME)]).await));
    let link = world.mail(1).await.link();
    let after = value(cookie(&browser.post(&link, &[]).await));
    assert!(before.len() > 20 && before != after, "{before} {after}");
    assert!(browser.text("/inloggen").await.contains("Je bent ingelogd"));
    world.appoint(ME, Role::Editor, Some(Region::North), None).await;
    let changed = value(cookie(&browser.get("/inloggen").await));
    assert!(!changed.is_empty() && changed != after, "{changed}");
    assert_eq!(cookie(&browser.get("/inloggen").await), "", "once");
    let with = async |old: &str| {
        let request = Client::new().get(format!("{}/inloggen", world.url)).header("cookie", old);
        body(request.send().await.unwrap()).await
    };
    assert!(with(&changed).await.contains("Je bent ingelogd"));
    for old in [before, after] {
        assert!(with(&old).await.contains("Stuur me een link"), "the old one is nobody");
    }
}

#[tokio::test]
async fn signing_out_ends_this_browser_and_everywhere_ends_all() {
    let world = World::start();
    let (here, there, other) =
        (world.signed_in(ME).await, world.signed_in(ME).await, world.signed_in("meester@school.nl").await);
    let third = world.signed_in(ME).await;
    assert_eq!(third.post("/uitloggen", &[]).await.status(), 303);
    assert!(third.text("/inloggen").await.contains("Stuur me een link"));
    assert!(there.text("/inloggen").await.contains(ME));
    assert_eq!(here.post("/uitloggen/overal", &[]).await.status(), 303);
    for browser in [&here, &there] {
        assert!(browser.text("/inloggen").await.contains("Stuur me een link"));
    }
    assert!(other.text("/inloggen").await.contains("meester@school.nl"));
    assert_eq!(here.post("/uitloggen/overal", &[]).await.status(), 401);
}

#[tokio::test]
async fn role_ends_when_its_last_day_has_passed() {
    let world = World::start();
    let today = world.state.clock.today().to_string();
    world.appoint(ME, Role::Editor, Some(Region::North), Some(&today)).await;
    world.appoint(ME, Role::Organiser, None, None).await;
    let browser = world.signed_in(ME).await;
    let page = browser.text("/inloggen").await;
    assert!(page.contains("redacteur in Noord-Limburg") && page.contains("organisator in heel Limburg"), "{page}");
    world.clock.pass(DAY);
    let page = browser.text("/inloggen").await;
    assert!(!page.contains("redacteur in") && page.contains("organisator in heel Limburg"), "{page}");
}

#[tokio::test]
async fn sign_in_goes_on_to_the_page_that_asked_for_it() {
    let world = World::start();
    let browser = world.browser();
    assert!(
        browser.text("/inloggen?terug=%2Fredactie%3Fregio%3Dnoord").await.contains("value=\"/redactie?regio=noord\"")
    );
    assert!(!browser.text("/inloggen?terug=https%3A%2F%2Fkwaad.nl").await.contains("kwaad"));
    for (back, leads) in [("/redactie?regio=noord", "/redactie?regio=noord"), ("//kwaad.nl", "/mijn")] {
        let (browser, count) = (world.browser(), world.mails().len());
        browser.post("/inloggen", &[("email", ME), ("terug", back)]).await;
        let came = browser.post(&world.mail(count + 1).await.link(), &[]).await;
        assert_eq!(header(&came, "location"), leads);
    }
}

#[rstest]
#[case::same_origin(&[("sec-fetch-site", "same-origin")], true)]
#[case::typed(&[("sec-fetch-site", "none")], true)]
#[case::cross_site(&[("sec-fetch-site", "cross-site")], false)]
#[case::same_site(&[("sec-fetch-site", "same-site")], false)]
#[case::cross_site_with_origin(&[("sec-fetch-site", "cross-site"), ("origin", "https://kaart.voorbeeld.nl")], false)]
#[case::own_origin(&[("origin", "https://kaart.voorbeeld.nl")], true)]
#[case::by_host(&[("origin", "https://intern"), ("host", "intern")], true)]
#[case::by_host_without_tls(&[("origin", "http://intern"), ("host", "intern")], false)]
#[case::other_origin(&[("origin", "https://kwaad.nl")], false)]
#[case::longer_origin(&[("origin", "https://kaart.voorbeeld.nl.kwaad.nl")], false)]
#[case::hidden_origin(&[("origin", "null")], false)]
#[case::nothing(&[], false)]
#[tokio::test]
async fn posts_count_only_from_our_own_pages(#[case] headers: &[(&str, &str)], #[case] passes: bool) {
    let world = World::with(|config| config.public_url = Some("https://kaart.voorbeeld.nl".to_owned()));
    let mut request = common::client().post(format!("{}/inloggen", world.url));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.header("content-type", "application/x-www-form-urlencoded").body("email=juf%40school.nl");
    let response = request.send().await.unwrap();
    assert_eq!(response.status().as_u16(), if passes { 303 } else { 403 });
    if !passes {
        assert!(body(response).await.contains("kwam niet van een pagina van de kaart zelf"));
        assert!(world.mails().is_empty());
    }
}

#[tokio::test]
async fn mails_to_a_typed_address_are_at_most_five_in_a_quarter_of_an_hour() {
    let world = World::start();
    let ask = async |email: &str| {
        let answer = world.browser().post("/inloggen", &[("email", email)]).await;
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (303, "/inloggen/code"), "{email}");
    };
    for email in [ME, "juf+1@school.nl", "juf+2@school.nl", ME, ME, ME, "juf+3@school.nl"] {
        ask(email).await;
    }
    ask("meester@school.nl").await;
    world.mail_to("meester", "/inloggen/").await;
    a_while().await;
    assert_eq!(world.mails().len(), 6, "five for one mailbox, one for the other");
    world.clock.pass(15 * 60 / 5);
    ask(ME).await;
    world.mail(7).await;
}

#[tokio::test]
async fn strangers_who_type_an_address_keep_its_owner_out_of_nothing() {
    let world = World::with(|config| config.behind_proxy = true);
    let host = world.person("host").await;
    let id = world.published_by(&host, "Robots in de klas").await;
    let carla = world.person("carla").await;
    // From everywhere, so that only the address is counted.
    let strange = async |path: &str, fields: &[(&str, &str)], n: usize| {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", common::encode(value))).collect();
        let request = common::client().post(format!("{}{path}", world.url)).header("sec-fetch-site", "same-origin");
        let request = request.header("x-forwarded-for", format!("198.51.100.{n}"));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(body.join("&")).send().await.unwrap().status().as_u16()
    };
    let email = &*carla.email;
    let question = [("naam", "Iemand"), ("email", email), ("vraag", "Dag?"), ("toestemming", "ja")];
    let report = [("reden", "Dit klopt niet."), ("email", email)];
    let (asks, reports) = (format!("/initiatieven/{id}/vraag"), format!("/initiatieven/{id}/melden"));
    for n in 0..12 {
        let title = format!("Een initiatief met nummer {n}");
        let send_in = submission(&[("email", email), ("titel", &title), ("ander", "ja")]);
        assert_eq!(strange("/inloggen", &[("email", email)], n).await, 303);
        assert_eq!(strange("/volgen", &[("email", email)], n).await, 303);
        assert_eq!(strange(&asks, &question, n).await, 303);
        assert_eq!(strange(&reports, &report, n).await, 303);
        assert_eq!(strange("/plaatsen", &send_in, n).await, 303);
    }
    assert_eq!(carla.posts(&asks, &question).await, format!("{asks}?gedaan=verstuurd"));
    let own = carla.places("Van mijzelf").await;
    let offer = [("email", "dirk@school.nl"), ("soort", "mede-eigenaar")];
    let offered = carla.posts(&format!("/mijn/{own}/eigenaars"), &offer).await;
    assert_eq!(offered, format!("/mijn/{own}/mensen?gedaan=uitgenodigd"));
    assert_eq!(carla.post("/plaatsen/concept", &[("titel", "Nog iets"), ("bewaar", "ja")]).await.status(), 204);
    // Who is not signed in finds the links that strangers asked for in their own mailbox.
    let link = world.mail_to("carla", "Met deze link log je in").await.link();
    let browser = world.browser();
    assert_eq!(browser.posts(&link, &[]).await, "/mijn");
    let mine = browser.page("/mijn", 200).await;
    assert_eq!(mine.matches("Een initiatief met nummer").count(), 12, "what was sent in waits, mailed or not");
}

#[tokio::test]
async fn code_works_only_in_the_browser_that_asked_for_it_and_only_the_newest() {
    let world = World::start();
    let (mine, strange) = (world.browser(), world.browser());
    mine.posts("/inloggen", &[("email", ME)]).await;
    let first = world.mail(1).await;
    strange.posts("/inloggen", &[("email", ME)]).await;
    let second = world.mail(2).await;
    let types = async |browser: &Browser, code: &str| browser.post("/inloggen/code", &[("code", code)]).await.status();
    assert_eq!(types(&strange, &first.code()).await, 422, "of another request");
    assert_eq!(types(&mine, &second.code()).await, 422);
    // Whatever a stranger tries, in their own browser.
    for n in 0..12 {
        types(&strange, &format!("{n:06}")).await;
    }
    mine.posts("/inloggen", &[("email", ME)]).await;
    let third = world.mail(3).await;
    assert_eq!(types(&mine, &first.code()).await, 422, "there is a newer one");
    assert_eq!(types(&mine, &third.code()).await, 303);
    for mail in [first, second, third] {
        assert!(mail.contains("Deel deze code met niemand."), "{mail}");
    }
}

#[tokio::test]
async fn link_says_who_one_becomes_and_who_is_signed_in_here() {
    let world = World::start();
    let carla = world.signed_in("carla@school.nl").await;
    world.browser().posts("/inloggen", &[("email", "ander@elders.nl")]).await;
    let link = world.mail_to("ander@elders.nl", "/inloggen/").await.link();
    let page = carla.page(&link, 200).await;
    assert!(page.contains("role=\"alert\"") && page.contains("is carla@school.nl ingelogd"), "{page}");
    assert!(page.contains("Je logt in als <strong>ander@elders.nl</strong>"), "{page}");
    let page = world.browser().page(&link, 200).await;
    assert!(!page.contains("role=\"alert\"") && !page.contains("carla"), "{page}");
    let ander = world.signed_in("ander@elders.nl").await;
    assert!(!ander.page(&link, 200).await.contains("role=\"alert\""), "that is me");
}

#[tokio::test]
async fn signing_in_confirms_what_was_sent_in_only_when_that_is_chosen() {
    let world = World::start();
    let waits = async || world.state.store.queue(None).await.unwrap().is_empty();
    let sender = world.browser();
    sender.posts("/plaatsen", &submission(&[("email", ME)])).await;
    let mail = world.mail(1).await;
    assert!(!mail.contains("Schilderen") && !mail.contains("Museum") && !mail.contains("Anna"), "a stranger's: {mail}");
    let page = world.browser().page(&mail.link(), 200).await;
    assert!(page.matches("Bevestig ‘Schilderen met de buren’").count() == 2, "{page}");
    assert!(page.contains("name=\"alleen\""), "{page}");
    // The plain button: it waits on.
    let browser = world.browser();
    assert_eq!(browser.posts(&mail.link(), &[("alleen", "ja")]).await, "/mijn");
    assert!(waits().await && browser.page("/mijn", 200).await.contains("Wacht op je bevestiging"));
    // By the code, in the browser that sent it in.
    sender.posts("/plaatsen", &submission(&[("email", ME), ("titel", "Iets heel anders")])).await;
    let code = world.mail(2).await.code();
    assert_eq!(sender.posts("/inloggen/code", &[("code", &code)]).await, "/mijn");
    assert!(waits().await && sender.page("/mijn", 200).await.contains("Iets heel anders"));
    // And when it is chosen.
    world.browser().posts("/plaatsen", &submission(&[("email", ME), ("titel", "Nog weer iets")])).await;
    let link = world.mail(3).await.link();
    let browser = world.browser();
    let leads = browser.posts(&link, &[]).await;
    assert!(leads.ends_with("?gedaan=bevestiging"), "{leads}");
    let page = browser.page(&leads, 200).await;
    assert!(page.contains("staat in de wachtrij") && page.contains("Nog weer iets"), "{page}");
    assert_eq!(world.state.store.queue(None).await.unwrap().len(), 1);
    world.mail_to("juf", "‘Nog weer iets’ is binnen").await;
    // A program that presses it sends nothing at all.
    world.browser().posts("/inloggen", &[("email", "leeg@school.nl")]).await;
    let link = world.mail_to("leeg", "/inloggen/").await.link();
    let pressed = common::client().post(format!("{}{link}", world.url)).header("sec-fetch-site", "same-origin");
    assert_eq!(pressed.send().await.unwrap().status(), 303);
}

#[tokio::test]
async fn too_much_mail_to_strangers_is_refused_but_who_is_known_still_gets_in() {
    let world = World::with(|config| config.limits.mails_to_strangers = 3);
    world.appoint(ME, Role::Editor, None, None).await;
    for n in 0..3 {
        world.browser().posts("/inloggen", &[("email", &format!("a{n}@elders.nl"))]).await;
    }
    let mut pages = Vec::new();
    for email in ["vreemd@elders.nl", ME] {
        let refused = world.browser().post("/inloggen", &[("email", email)]).await;
        assert_eq!((refused.status().as_u16(), header(&refused, "retry-after")), (503, "1200"), "{email}");
        let page = body(refused).await;
        assert!(page.contains("Ben je hier al bekend?") && page.contains(&format!("value=\"{email}\"")), "{page}");
        pages.push(page.replace(email, "ADRES"));
    }
    assert_eq!(pages[0], pages[1], "it does not tell who is known");
    let browser = world.browser();
    browser.posts(&world.mail_to("juf", "/inloggen/").await.link(), &[]).await;
    assert!(browser.text("/inloggen").await.contains("redacteur in heel Limburg"));

    for (path, fields, typed) in [
        ("/plaatsen", submission(&[]), "Schilderen met de buren"),
        ("/volgen?regio=midden", vec![("email", "vreemd@elders.nl")], "vreemd@elders.nl"),
    ] {
        let refused = world.browser().post(path, &fields).await;
        assert_eq!(refused.status(), 503, "{path}");
        let page = body(refused).await;
        assert!(page.contains("nieuwe adressen") && page.contains(typed), "{path}: {page}");
    }
    a_while().await;
    assert_eq!(world.mails().len(), 4);
    world.clock.pass(1200);
    world.browser().posts("/inloggen", &[("email", "vreemd@elders.nl")]).await;
    world.mail_to("vreemd@elders.nl", "/inloggen/").await;
}

#[rstest]
#[case::in_front(true, 303)]
#[case::nothing_in_front(false, 429)]
#[tokio::test]
async fn visitors_behind_a_web_server_are_told_apart(#[case] behind: bool, #[case] other: u16) {
    let world = World::with(|config| config.behind_proxy = behind);
    let ask = async |ip: &'static str, n: usize| {
        let request = common::client().post(format!("{}/inloggen", world.url));
        let request = request.header("sec-fetch-site", "same-origin").header("x-forwarded-for", ip);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(format!("email=a{n}%40school.nl")).send().await.unwrap().status().as_u16()
    };
    for n in 0..30 {
        assert_eq!(ask("203.0.113.9, 2001:db8:1:2::1", n).await, 303);
    }
    assert_eq!(ask("198.51.100.1, 2001:db8:1:2:ff::7", 30).await, 429, "the same /64");
    assert_eq!(ask("203.0.113.9, 2001:db8:1:3::1", 31).await, other, "another network");
}

#[tokio::test(flavor = "multi_thread")]
async fn body_without_a_length_is_cut_off() {
    let world = World::with(|config| config.limits.body = 1000);
    let send = |size: usize| {
        let head = "POST /inloggen HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
            content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n";
        let chunk = format!("64\r\n{}\r\n", "x".repeat(100)).repeat(size / 100);
        world.raw(format!("{head}{chunk}0\r\n\r\n").as_bytes())
    };
    assert!(send(900).starts_with("HTTP/1.1 422"), "{}", send(900));
    assert!(send(2000).starts_with("HTTP/1.1 413"), "{}", send(2000));
}

#[tokio::test]
async fn post_that_is_no_form_is_415() {
    let world = World::start();
    let request = common::client().post(format!("{}/inloggen", world.url));
    let request = request.header("sec-fetch-site", "same-origin").header("content-type", "application/json");
    assert_eq!(request.body("{}").send().await.unwrap().status(), 415);
}

#[tokio::test]
async fn admin_invited_by_the_program_gets_a_mail_without_a_secret_and_signs_in() {
    let world = World::start();
    // The program writes the mail by the clock of the machine.
    world.clock.set_to_real_time();
    let run = |arguments: &[&str]| {
        let output = world.program().args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let said = run(&["beheerder", "uitnodigen", ME, "--url", "https://kaart.voorbeeld.nl"]);
    assert!(said.contains(ME), "{said}");
    assert_eq!(run(&["beheerder", "lijst"]), format!("{ME}\n"));
    world.clock.pass(60);
    let mail = world.mail(1).await;
    assert!(mail.contains("beheerder") && mail.contains("https://kaart.voorbeeld.nl/inloggen"), "{mail}");
    assert!(!mail.contains("/inloggen/"), "{mail}");
    assert!(world.signed_in(ME).await.text("/inloggen").await.contains("beheerder in heel Limburg"));
    let me = Email::parse(ME).unwrap();
    assert_eq!(world.state.store.members().await.unwrap()[0].person.email, me);
    let line = world.state.store.audit("", 1).await.unwrap().remove(0);
    assert_eq!((line.about.as_str(), line.detail.as_str()), (ME, "beheerder in alle regio’s, op de server zelf"));
}

#[tokio::test]
async fn who_checks_what_comes_in_lands_on_what_waits() {
    let world = World::start();
    for (role, leads) in [(Role::Editor, "/redactie"), (Role::Admin, "/redactie"), (Role::Organiser, "/mijn")] {
        let email = format!("{}@kaart.nl", role.slug());
        world.appoint(&email, role, None, None).await;
        let browser = world.browser();
        browser.posts("/inloggen", &[("email", &email)]).await;
        let link = world.mail_to(&email, "/inloggen/").await.link();
        assert_eq!(browser.posts(&link, &[]).await, leads, "{email}");
    }
}
