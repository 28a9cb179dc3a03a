//! The real server on a free port with a database of its own, and a few ways to ask it something.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

use reqwest::{Response, StatusCode};
use serde_json::Value;
use server::{Application, Config};
use tempfile::TempDir;
use tokio::{runtime::Runtime, sync::oneshot};

use super::{client, problem_of};

/// A running server. When it is dropped, it stops and its folder goes.
pub struct Server {
    pub url: String,
    pub dir: TempDir,
    pub state: server::state::AppState,
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

    /// An answer as text, without the marks that Leptos leaves between pieces of text.
    pub async fn text(&self, path: &str) -> String {
        super::text(self.get(path).await).await
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
