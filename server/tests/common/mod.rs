//! The real server on a free port with a database of its own, and a few ways to ask it something.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

pub mod browser;
pub mod pictures;
pub mod provider;
pub mod tables;
pub mod world;

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    ops::Deref,
    sync::{Arc, LazyLock, atomic::AtomicI64, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use domain::{Email, LngLat, NewInitiative, Programme, Region, Role, Sector, Stage};
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use server::{Application, Config};
use store::{Membership, Sending, Session};
use tempfile::TempDir;
use territory::Located;
use tokio::{runtime::Runtime, sync::oneshot};

pub use browser::Browser;

/// A server with the examples that several tests read.
pub static SHARED: LazyLock<Server> = LazyLock::new(|| Server::start(|config| config.examples = true));

/// A running server; it stops and its folder goes when this is dropped.
pub struct Server {
    pub url: String,
    pub dir: TempDir,
    pub state: server::http::AppState,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start(choose: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::new(dir.path());
        choose(&mut config);
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, started) = mpsc::channel();
        let thread = thread::spawn(move || {
            Runtime::new().unwrap().block_on(async {
                let application = Application::build(config).await.expect("the server starts");
                ready.send((application.local_url(), application.state().clone())).unwrap();
                application.run(async { drop(stopped.await) }).await;
            });
        });
        let (url, state) = started.recv().expect("the server starts");
        Self { url, dir, state, stop: Some(stop), thread: Some(thread) }
    }

    pub fn examples() -> Self {
        Self::start(|config| config.examples = true)
    }

    /// Stops it and waits until it has.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }

    pub async fn get(&self, path: &str) -> Response {
        client().get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// A 200 answer as JSON.
    pub async fn json(&self, path: &str) -> Value {
        let response = self.get(path).await;
        let status = response.status();
        let text = response.text().await.unwrap();
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}: {text}"))
    }

    /// The problem document of an error.
    pub async fn problem(&self, path: &str, status: u16) -> Value {
        let response = self.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        problem_of(response).await
    }

    /// What the server answers to these bytes until it closes the connection.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // The server may answer and close before everything is written.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.url.trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.stop();
        }
    }
}

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

pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

pub fn ids(collection: &Value) -> Vec<String> {
    collection["features"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

/// Waits until it is so, at most ten seconds.
pub async fn eventually(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !so().await {
        assert!(start.elapsed() < Duration::from_secs(10), "not within ten seconds: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// When the tests that set the clock begin: a Saturday in November, noon in UTC.
pub const NOON: i64 = 1_795_262_400;

/// A server without examples whose clock stands still until the test sets it.
pub fn with_clock() -> (Server, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(NOON));
    let clock = server::clock::Clock::Set(Arc::clone(&seconds));
    (Server::start(|config| config.clock = clock), seconds)
}

/// Somebody who is signed in, in a browser of their own.
pub struct Visitor {
    pub id: i64,
    browser: Browser,
}

impl Deref for Visitor {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Server {
    /// Signs somebody in, with these roles, without a mail: the session is written as the server would.
    pub async fn visitor(&self, email: &str, roles: &[(Role, Option<Region>, Option<&str>)]) -> Visitor {
        let (store, clock) = (&self.state.store, &self.state.clock);
        let email = Email::parse(email).unwrap();
        // Whoever has no role is known all the same: an organiser whose time is over.
        let over = Membership { role: Role::Organiser, region: None, until: Some("2000-01-01".to_owned()) };
        let person = store.appoint(&email, &over, &clock.text()).await.unwrap();
        for (role, region, until) in roles {
            let membership = Membership { role: *role, region: *region, until: until.map(str::to_owned) };
            store.appoint(&email, &membership, &clock.text()).await.unwrap();
        }
        let id = tower_sessions::session::Id::default();
        let session = Session {
            person: Some(person.id),
            data: format!("{{\"persoon\":{}}}", person.id),
            expires: "2099-01-01T00:00:00Z".to_owned(),
        };
        let hash = server::people::token::hash(&id.to_string());
        store.keep_session(&hash, &session, &clock.text()).await.unwrap();
        Visitor { id: person.id, browser: Browser::new(&self.url, &[format!("sessie={id}")]) }
    }
}

/// For the body of a form.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// Something to send in, in Weert.
pub fn sending(title: &str) -> Sending {
    Sending {
        content: NewInitiative {
            title: title.to_owned(),
            summary: "Leerlingen bouwen samen een robot.".to_owned(),
            description: "Eerste alinea.\n\nTweede alinea.".to_owned(),
            school: "De Proefschool".to_owned(),
            sectors: vec![Sector::Primary],
            themes: vec!["steam".to_owned()],
            stage: Stage::Running,
            programme: Programme::Vrijplaats,
            website: None,
            learning_question: String::new(),
            outcomes: Vec::new(),
            period: String::new(),
            site_code: None,
        },
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        located: Located { region: Region::Mid, municipality: "Weert".to_owned(), town: "Weert".to_owned() },
        pictures: None,
    }
}

impl Server {
    /// Sends something in that goes to the queue at once; gives its number.
    pub async fn sent_in(&self, sender: &Visitor, title: &str) -> i64 {
        let letter = server::post::letters::received(&self.url, "inzender@school.nl", title);
        self.state.store.send_in_known(&sending(title), sender.id, &letter, &self.state.clock.text()).await.unwrap()
    }
}
