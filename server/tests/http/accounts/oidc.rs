//! Signing in at an OpenID Connect provider: the way there and back, and everything that is not believed.

use domain::Role;
use openidconnect::ClientSecret;
use reqwest::Response;
use rstest::rstest;
use serde_json::json;
use server::config::Oidc;

use crate::common::{
    self, Browser, World, header,
    provider::{CLIENT, Does, Provider, SECRET, Signs},
};

fn world(issuer: &str, trusted: bool) -> World {
    world_of(issuer, trusted, &[])
}

/// The same, for addresses of these domains alone.
fn world_of(issuer: &str, trusted: bool, domains: &[&str]) -> World {
    World::with(|config| {
        config.oidc = Some(Oidc {
            issuer: issuer.to_owned(),
            client_id: CLIENT.to_owned(),
            secret: ClientSecret::new(SECRET.to_owned()),
            name: "SURFconext".to_owned(),
            trusted,
            domains: domains.iter().map(|&domain| domain.to_owned()).collect(),
        });
    })
}

/// Begins, and gives where the provider is found.
async fn begin(browser: &Browser, back: &str) -> String {
    let page = browser.post("/inloggen/oidc", &[("terug", back)]).await;
    assert_eq!(page.status(), 200);
    let to = header(&page, "refresh").strip_prefix("0; url=").unwrap().to_owned();
    // No policy has to allow another site, however far the provider sends one on.
    let policy = header(&page, "content-security-policy").to_owned();
    assert!(policy.contains("form-action 'self';"), "{policy}");
    let text = page.text().await.unwrap();
    assert!(text.contains("Verder naar") && text.contains(&domain::escape(&to)), "{text}");
    to
}

/// Goes to the provider, and gives the path it sends one back to.
async fn away(to: &str) -> String {
    let answer = common::client().get(to).send().await.unwrap();
    assert!(answer.status().is_redirection(), "{}", answer.text().await.unwrap());
    let back = header(&answer, "location");
    format!("/inloggen/oidc/terug{}", back.split_once("/inloggen/oidc/terug").unwrap().1)
}

/// There and back.
async fn sign_in(world: &World) -> (Browser, Response) {
    let browser = world.browser();
    let back = away(&begin(&browser, "").await).await;
    let came = browser.get(&back).await;
    (browser, came)
}

async fn says(response: Response, status: u16, text: &str) {
    assert_eq!(response.status().as_u16(), status);
    let page = response.text().await.unwrap().replace("<!>", "");
    assert!(page.contains(text) && page.contains("href=\"/inloggen\""), "{text}: {page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn oidc_is_off_until_it_is_configured() {
    let world = World::start();
    assert!(!world.browser().text("/inloggen").await.contains("/inloggen/oidc"));
    assert_eq!(world.browser().post("/inloggen/oidc", &[]).await.status(), 404);
    assert_eq!(world.browser().get("/inloggen/oidc/terug?code=a&state=b").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn oidc_story_there_and_back_is_signed_in() {
    let provider = Provider::start().await;
    let world = world(provider.url(), false);
    world.appoint("juf@school.nl", Role::Editor, None, None).await;
    let browser = world.browser();
    assert!(browser.text("/inloggen?terug=%2Fredactie").await.contains("Log in met SURFconext"));
    let to = begin(&browser, "/redactie").await;
    let cookie = |response: &Response| header(response, "set-cookie").split(';').next().unwrap().to_owned();
    // Keys may change while somebody types a password.
    provider.new_key();
    let back = away(&to).await;
    let came = browser.get(&back).await;
    // The first time a mailed link shows that the address is theirs.
    assert_eq!((came.status().as_u16(), header(&came, "location")), (303, "/inloggen/code"));
    assert!(browser.text("/inloggen/code").await.contains("Dit vragen we één keer"));
    let code = world.mail(1).await.code();
    let came = browser.post("/inloggen/code", &[("code", &code)]).await;
    assert_eq!((came.status().as_u16(), header(&came, "location")), (303, "/redactie"));
    assert!(cookie(&came).starts_with("sessie="), "another identifier than before");
    assert!(browser.text("/inloggen").await.contains("juf@school.nl"), "in lower case");
    assert!(browser.text("/inloggen").await.contains("redacteur in heel Limburg"), "the same person as by mail");
    // What the session held works once.
    says(browser.get(&back).await, 400, "hoort niet bij dit venster").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn oidc_sign_in_changes_the_session_identifier() {
    let provider = Provider::start().await;
    let world = world(provider.url(), false);
    let client = common::client();
    let request = client.post(format!("{}/inloggen/oidc", world.url)).header("sec-fetch-site", "same-origin");
    let begun = request.header("content-type", "application/x-www-form-urlencoded").send().await.unwrap();
    let cookie = |response: &Response| header(response, "set-cookie").split(';').next().unwrap().to_owned();
    let (before, to) = (cookie(&begun), header(&begun, "refresh")[7..].to_owned());
    let back = format!("{}{}", world.url, away(&to).await);
    let came = client.get(back).header("cookie", &before).send().await.unwrap();
    let after = cookie(&came);
    assert_eq!((came.status().as_u16(), header(&came, "location")), (303, "/mijn"));
    assert!(before.len() > 20 && after.len() > 20 && before != after);
}

#[tokio::test(flavor = "multi_thread")]
async fn oidc_answer_counts_only_in_the_browser_that_began() {
    let provider = Provider::start().await;
    let world = world(provider.url(), false);
    let (mine, theirs) = (world.browser(), world.browser());
    let back = away(&begin(&mine, "").await).await;
    begin(&theirs, "").await;
    says(theirs.get(&back).await, 400, "hoort niet bij dit venster").await;
    says(world.browser().get(&back).await, 400, "hoort niet bij dit venster").await;
    // Another state for the right browser; that ends its attempt.
    let other = format!("{}x", back);
    says(mine.get(&other).await, 400, "hoort niet bij dit venster").await;
    says(mine.get(&back).await, 400, "hoort niet bij dit venster").await;
    // Too late.
    let back = away(&begin(&mine, "").await).await;
    world.clock.pass(15 * 60);
    says(mine.get(&back).await, 400, "langer dan een kwartier").await;
    // They said no, over there.
    let state = away(&begin(&mine, "").await).await.split_once("state=").unwrap().1.to_owned();
    let no = format!("/inloggen/oidc/terug?error=access_denied&state={state}");
    says(mine.get(&no).await, 400, "niet afgemaakt").await;
    assert!(mine.text("/inloggen").await.contains("Stuur me een link"), "nobody");
}

#[rstest]
#[case::another_nonce(|d: &mut Does| d.claims["nonce"] = "een andere nonce".into())]
#[case::no_nonce(|d: &mut Does| d.claims["nonce"] = json!(null))]
#[case::another_audience(|d: &mut Does| d.claims["aud"] = "iemand-anders".into())]
#[case::several_audiences(|d: &mut Does| d.claims["aud"] = json!([CLIENT, "iemand-anders"]))]
#[case::another_issuer(|d: &mut Does| d.claims["iss"] = "https://kwaad.voorbeeld.nl".into())]
#[case::expired(|d: &mut Does| d.claims["exp"] = 1_700_000_000.into())]
#[case::no_end(|d: &mut Does| d.claims["exp"] = json!(null))]
#[case::no_signature(|d: &mut Does| d.signs = Signs::Not)]
#[case::the_shared_secret(|d: &mut Does| d.signs = Signs::WithTheSecret)]
#[case::another_key(|d: &mut Does| d.signs = Signs::WithAnotherKey)]
#[tokio::test(flavor = "multi_thread")]
async fn unsound_token_lets_nobody_in(#[case] breaks: fn(&mut Does)) {
    let provider = Provider::start().await;
    let world = world(provider.url(), true);
    provider.does(breaks);
    let (browser, came) = sign_in(&world).await;
    says(came, 403, "klopt niet").await;
    assert!(browser.text("/inloggen").await.contains("Stuur me een link"), "nobody");
}

#[rstest]
#[case::verified(json!({}), json!({}), false, 303)]
#[case::verified_as_text(json!({ "email_verified": "true" }), json!({}), false, 303)]
#[case::not_verified(json!({ "email_verified": false }), json!({}), false, 403)]
#[case::not_verified_though_trusted(json!({ "email_verified": false }), json!({}), true, 403)]
#[case::not_said(json!({ "email_verified": null }), json!({}), false, 403)]
#[case::not_said_and_trusted(json!({ "email_verified": null }), json!({}), true, 303)]
#[case::no_address(json!({ "email": null }), json!({}), true, 403)]
#[case::told_when_asked(json!({ "email": null }), json!({ "email": "juf@school.nl", "email_verified": true }), false, 303)]
#[case::of_somebody_else(json!({ "email": null }), json!({ "sub": "ander", "email": "juf@school.nl", "email_verified": true }), false, 403)]
#[case::no_address_at_all(json!({ "email": "juf" }), json!({}), false, 403)]
#[tokio::test(flavor = "multi_thread")]
async fn only_a_verified_address_counts(
    #[case] claims: serde_json::Value,
    #[case] info: serde_json::Value,
    #[case] trusted: bool,
    #[case] status: u16,
) {
    let provider = Provider::start().await;
    let world = world(provider.url(), trusted);
    provider.does(|does| {
        for (name, value) in claims.as_object().unwrap() {
            does.claims[name] = value.clone();
        }
        does.info = info;
    });
    let (browser, came) = sign_in(&world).await;
    assert_eq!(came.status().as_u16(), status);
    assert_eq!(browser.text("/inloggen").await.contains("juf@school.nl"), status == 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn provider_that_is_down_leaves_sign_in_by_mail() {
    // A port on which nobody listens.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let world = world(&format!("http://{gone}"), false);
    let browser = world.browser();
    says(browser.post("/inloggen/oidc", &[]).await, 503, "is nu niet bereikbaar").await;
    assert_eq!(browser.post("/inloggen", &[("email", "juf@school.nl")]).await.status(), 303);
    assert_eq!(browser.post(&world.mail(1).await.link(), &[]).await.status(), 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn provider_errors_are_told_and_never_a_500() {
    let provider = Provider::start().await;
    let world = world(provider.url(), false);
    provider.does(|does| does.refuses = true);
    says(sign_in(&world).await.1, 400, "niet afgemaakt").await;
    provider.does(|does| does.issuer = "https://kwaad.voorbeeld.nl".to_owned());
    says(world.browser().post("/inloggen/oidc", &[]).await, 503, "is nu niet bereikbaar").await;
    provider.does(|does| does.issuer = String::new());
    let browser = world.browser();
    let back = away(&begin(&browser, "").await).await;
    drop(provider);
    says(browser.get(&back).await, 503, "is nu niet bereikbaar").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_once_is_known_by_the_name_at_the_provider() {
    let provider = Provider::start().await;
    let world = world(provider.url(), false);
    let (browser, came) = sign_in(&world).await;
    assert_eq!(header(&came, "location"), "/mijn", "a stranger has nothing to prove");
    assert!(browser.text("/inloggen").await.contains("juf@school.nl"));
    // Another address, the same person; another person, the same address.
    provider.does(|does| does.claims["email"] = "juf.nieuw@school.nl".into());
    assert!(sign_in(&world).await.0.text("/inloggen").await.contains("juf@school.nl"));
    let somebody = |does: &mut Does| {
        does.claims = json!({ "sub": "persoon-2", "email": "juf@school.nl", "email_verified": true });
    };
    provider.does(somebody);
    world.appoint("juf@school.nl", Role::Admin, None, None).await;
    let (other, came) = sign_in(&world).await;
    assert_eq!(header(&came, "location"), "/inloggen/code");
    assert!(other.text("/inloggen").await.contains("Stuur me een link"), "nobody yet");
    assert!(world.mail(1).await.is_to("juf@school.nl"), "only the mailbox proves it");
    // The first one too, now that there is something to lose.
    provider.does(|does| does.claims["sub"] = "persoon-1".into());
    let (browser, came) = sign_in(&world).await;
    assert_eq!(header(&came, "location"), "/inloggen/code");
    browser.posts(&world.mail(2).await.link(), &[]).await;
    assert_eq!(header(&sign_in(&world).await.1, "location"), "/redactie", "once");
    provider.does(somebody);
    assert_eq!(header(&sign_in(&world).await.1, "location"), "/inloggen/code", "that one still does not");
}

#[rstest]
#[case::another_domain("juf@elders.nl")]
#[case::one_below("juf@kwaad.school.nl")]
#[case::kelvin_sign("juf@\u{212A}aart.nl")]
#[case::long_s("juf@\u{17F}chool.nl")]
#[tokio::test(flavor = "multi_thread")]
async fn provider_lets_in_only_addresses_of_its_domains(#[case] email: &str) {
    let provider = Provider::start().await;
    let world = world_of(provider.url(), true, &["school.nl", "kaart.nl"]);
    provider.does(|does| does.claims["email"] = email.into());
    let (browser, came) = sign_in(&world).await;
    assert_eq!(came.status(), 403);
    assert!(browser.text("/inloggen").await.contains("Stuur me een link"), "nobody");
    provider.does(|does| does.claims["email"] = "juf@school.nl".into());
    assert_eq!(sign_in(&world).await.1.status(), 303);
}
