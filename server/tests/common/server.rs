//! The real server on a free port with a database of its own, and a few ways to ask it something.

use std::{
    env,
    io::{Read as _, Write as _},
    net::{Shutdown, TcpStream},
    path::Path,
    process::Command,
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

use reqwest::{Response, StatusCode};
use serde_json::Value;
use server::{Application, Config};
use store::DatabaseUrl;
use tempfile::TempDir;
use tokio::{runtime::Builder, sync::oneshot};

use super::{client, problem_of};

/// The address of a new database, for tests that run on PostgreSQL because `INNOVATIEKAART_TEST_DATABASE` is `postgres`;
/// `None` for a file in the data folder. The one place where a test gets its database.
async fn database() -> Option<String> {
    match env::var("INNOVATIEKAART_TEST_DATABASE").as_deref() {
        Ok("postgres") => Some(test_postgres::database_url().await),
        _ => None,
    }
}

/// The program, for a command on what is kept here.
fn program(dir: &TempDir, database: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"));
    command.arg("--data-dir").arg(dir.path());
    if let Some(url) = database {
        command.arg("--database-url").arg(url);
    }
    command
}

/// A folder and a database in which nothing runs yet.
pub struct Place {
    pub dir: TempDir,
    database: Option<String>,
}

impl Place {
    pub async fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), database: database().await }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn program(&self) -> Command {
        program(&self.dir, self.database.as_deref())
    }

    pub fn database(&self) -> DatabaseUrl {
        let url = self.database.as_ref();
        url.map_or_else(|| DatabaseUrl::in_data_dir(self.path()), |url| url.parse().unwrap())
    }
}

/// A running server. When it is dropped, it stops and its folder goes.
pub struct Server {
    pub url: String,
    pub dir: TempDir,
    /// Another database than the file in the folder.
    pub database: Option<String>,
    pub state: server::state::AppState,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start(choose: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::new(dir.path());
        // A poster takes a while where the machine is slow and nothing is optimised.
        config.limits.answer_timeout = Duration::from_secs(300);
        choose(&mut config);
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, started) = mpsc::channel();
        // Its threads are called as the test, so that a panic in the log says whose it is.
        let name = thread::current().name().unwrap_or("shared").to_owned();
        let thread = thread::spawn(move || {
            let runtime = Builder::new_multi_thread().enable_all().thread_name(name).build().unwrap();
            runtime.block_on(async {
                // A test may bring a database with something in it.
                let database = if config.database_url.is_none() { database().await } else { None };
                if let Some(url) = &database {
                    config.database_url = Some(url.parse().unwrap());
                }
                let application = Application::build(config).await.expect("the server starts");
                ready.send((application.local_url(), application.state().clone(), database)).unwrap();
                application.run(async { drop(stopped.await) }).await;
            });
        });
        let (url, state, database) = started.recv().expect("the server starts");
        Self { url, dir, database, state, stop: Some(stop), thread: Some(thread) }
    }

    /// The program, for a command on the data of this server.
    pub fn program(&self) -> Command {
        program(&self.dir, self.database.as_deref())
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

    /// All that the server answers to these bytes; of a stream of events the beginning. Who `hangs_up` sends no more.
    pub fn answer_to(&self, bytes: &[u8], hangs_up: bool) -> Vec<u8> {
        let mut stream = self.connect();
        stream.set_read_timeout(Some(Duration::from_secs(300))).unwrap();
        let _ = stream.write_all(bytes);
        if hangs_up {
            let _ = stream.shutdown(Shutdown::Write);
        }
        let (mut answer, mut piece) = (Vec::new(), [0; 16 * 1024]);
        while let Ok(length @ 1..) = stream.read(&mut piece) {
            answer.extend(&piece[..length]);
            let head = &answer[..answer.len().min(4096)];
            if head.windows(17).any(|part| part == b"text/event-stream")
                && head.windows(4).any(|end| end == b"\r\n\r\n")
            {
                break;
            }
        }
        answer
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
