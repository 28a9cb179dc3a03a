//! Signing in and out, over the real server, with a clock that is set.

use domain::{Email, Region, Role};
use reqwest::{Client, Response};
use rstest::rstest;

use crate::common::{self, DAY, World, header};

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
        assert!(body(look).await.contains(&format!("action=\"{link}\"")));
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
async fn link_and_code_work_for_a_quarter_of_an_hour() {
    let world = World::start();
    let browser = world.browser();
    browser.post("/inloggen", &[("email", ME)]).await;
    let mail = world.mail(1).await;
    world.clock.pass(15 * 60 - 1);
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
async fn links_are_at_most_five_in_a_quarter_of_an_hour() {
    let world = World::start();
    let ask = async |email: &'static str| world.browser().post("/inloggen", &[("email", email)]).await;
    for _ in 0..5 {
        assert_eq!(ask(ME).await.status(), 303);
    }
    let refused = ask(ME).await;
    assert_eq!(refused.status(), 429);
    let wait: i64 = header(&refused, "retry-after").parse().unwrap();
    assert!((1..=15 * 60).contains(&wait), "{wait}");
    assert!(body(refused).await.contains("Probeer het over"));
    assert_eq!(ask("meester@school.nl").await.status(), 303, "another address may");
    world.clock.pass(wait - 1);
    assert_eq!(ask(ME).await.status(), 429);
    world.clock.pass(1);
    assert_eq!(ask(ME).await.status(), 303);
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
}
