//! A temporary PostgreSQL server for tests: one for each test program, started when a test first asks for a database.
//!
//! It listens on a socket in a folder of its own, so any number of them run side by side. It stops and its folder goes
//! when the test program ends, also when that is killed. PostgreSQL refuses to run as root: then it runs as `postgres`
//! or `nobody`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "for tests")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

/// How long the server may take to start.
const PATIENCE: Duration = Duration::from_secs(60);
/// Where Debian puts the programs of a version of PostgreSQL.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A server that ends with this program.
struct Server {
    folder: PathBuf,
    /// Stops the server and removes the folder when the pipe to it closes.
    _guard: Child,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database, for `--database-url`.
pub async fn database_url() -> String {
    database_url_with("encoding 'UTF8' lc_collate 'C' lc_ctype 'C'").await
}

/// The same for a database with other options of `create database`.
pub async fn database_url_with(options: &str) -> String {
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    execute(&url("postgres"), &format!("create database {name} template template0 {options}")).await;
    url(&name)
}

/// Runs a statement in a database.
pub async fn execute(url: &str, statement: &str) {
    let start = Instant::now();
    let mut connection = loop {
        match PgConnection::connect(url).await {
            Ok(connection) => break connection,
            Err(_) if start.elapsed() < PATIENCE => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(error) => panic!("the temporary PostgreSQL server does not answer: {error}"),
        }
    };
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap_or_else(|error| panic!("{error}: {statement}"));
    connection.close().await.unwrap();
}

fn url(database: &str) -> String {
    let folder = &SERVER.get_or_init(start).folder;
    format!("postgres://test@localhost/{database}?host={}", folder.display())
}

fn start() -> Server {
    let programs = programs();
    let folder = tempfile::Builder::new().prefix("pg").tempdir().unwrap().keep();
    let mut runner = vec!["env".to_owned()];
    if let Some((user, group)) = other_user() {
        std::os::unix::fs::chown(&folder, Some(user), Some(group)).unwrap();
        runner = vec!["setpriv".into(), format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()];
    }
    let data = folder.join("data");
    let made = Command::new(&runner[0])
        .args(&runner[1..])
        .arg(programs.join("initdb"))
        .args(["--username=test", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
        .arg(&data)
        .current_dir(&folder)
        .output()
        .expect("initdb");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    // The shell waits for its input to end, which happens when this program ends in whatever way.
    let guard = Command::new("sh")
        .args([
            "-c",
            r#"folder=$1; shift; "$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$folder""#,
        ])
        .arg("sh")
        .arg(&folder)
        .args(&runner)
        .arg(programs.join("postgres"))
        .arg("-D")
        .arg(&data)
        .arg("-k")
        .arg(&folder)
        .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=500", "-c", "shared_buffers=64MB"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(fs::File::create(folder.join("log")).unwrap())
        .spawn()
        .expect("sh");
    Server { folder, _guard: guard }
}

/// The folder of `initdb` and `postgres`, from the path or else where Debian has it.
fn programs() -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir(DEBIAN).into_iter().flatten().flatten().map(|version| version.path().join("bin"));
    let mut debian: Vec<PathBuf> = debian.collect();
    debian.sort();
    let complete = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("postgres").is_file();
    env::split_paths(&path)
        .chain(debian.into_iter().rev())
        .find(complete)
        .expect("PostgreSQL 15 or newer is needed for the tests: initdb and postgres (Debian: apt install postgresql)")
}

/// Who runs the server when this is root: user and group.
fn other_user() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt as _;
    if fs::metadata("/proc/self").map_or(true, |me| me.uid() != 0) {
        return None;
    }
    let users = fs::read_to_string(Path::new("/etc/passwd")).unwrap();
    ["postgres:", "nobody:"].iter().find_map(|name| {
        let line = users.lines().find(|line| line.starts_with(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}
