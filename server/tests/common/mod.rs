//! What the tests over HTTP share. A test begins with a [`World`]; one that only reads the examples asks [`SHARED`].
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

pub mod authenticator;
pub mod browser;
pub mod forms;
pub mod gatherings;
pub mod mail;
pub mod memory;
pub mod person;
pub mod pictures;
pub mod provider;
pub mod routes;
pub mod rows;
pub mod server;
pub mod tables;
pub mod world;

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use domain::Moment;
use reqwest::{Client, Response};
use serde_json::Value;

pub use self::{
    authenticator::Authenticator,
    browser::Browser,
    mail::Mail,
    person::Person,
    server::{Place, Server},
    world::World,
};

/// A server with the examples, for tests that change nothing.
pub static SHARED: LazyLock<Server> = LazyLock::new(Server::examples);

pub const DAY: i64 = 24 * 60 * 60;

/// The moment with this text.
pub const fn at(text: &str) -> Moment {
    match Moment::parse(text) {
        Ok(moment) => moment,
        Err(_) => panic!("no moment"),
    }
}

/// The body of an error, which has to be a problem document.
pub async fn problem_of(response: Response) -> Value {
    let status = response.status().as_u16();
    let kind = header(&response, "content-type").to_owned();
    let text = response.text().await.unwrap();
    assert_eq!(kind, "application/problem+json", "{text}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["status"], status);
    for member in ["type", "title", "detail", "instance"] {
        assert!(problem[member].is_string(), "{member}: {problem}");
    }
    problem
}

/// Follows no redirects and does not decompress.
pub fn client() -> Client {
    Client::builder().no_gzip().no_brotli().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A header of an answer; empty when there is none.
pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

/// The body as text, without the marks that Leptos leaves between pieces of text, and without the style of a page: that names
/// every class, whether it is there or not.
pub async fn text(response: Response) -> String {
    let body = response.text().await.unwrap().replace("<!>", "");
    match body.split_once("<style nonce=").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?.1))) {
        Some((before, after)) => [before, after].concat(),
        None => body,
    }
}

/// The ids in a GeoJSON collection.
pub fn ids(collection: &Value) -> Vec<String> {
    collection["features"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

/// The statuses of two requests that ran at once, the lowest first.
pub fn statuses(one: &Response, other: &Response) -> [u16; 2] {
    let mut both = [one.status().as_u16(), other.status().as_u16()];
    both.sort_unstable();
    both
}

/// Waits until it is so, at most a minute: that is for a slow machine, as what comes is seen at once.
pub async fn eventually(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !so().await {
        assert!(start.elapsed() < Duration::from_secs(60), "not within a minute: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Time in which a mail would leave that must not.
pub async fn a_while() {
    tokio::time::sleep(Duration::from_millis(1200)).await;
}

/// For the body of a form.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
