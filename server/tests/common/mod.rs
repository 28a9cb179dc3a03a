//! The real server on a free port with a database of its own, and a few ways to ask it something.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

pub mod people;

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::{LazyLock, mpsc},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use server::{Application, Config};
use tempfile::TempDir;
use tokio::{runtime::Runtime, sync::oneshot};

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
