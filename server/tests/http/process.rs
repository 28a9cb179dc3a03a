//! The program itself: what it prints, how it stops, what a kill leaves.
#![cfg(unix)]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead as _, BufReader, Read as _},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use store::Store;

use crate::common::{Place, client, encode, eventually, forms};

fn program(place: &Place) -> Command {
    let mut command = place.program();
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

fn run(place: &Place, arguments: &[&str]) -> Output {
    program(place).args(arguments).output().unwrap()
}

/// The program with these arguments and an empty data folder, and no other database.
fn run_alone(arguments: &[&str]) -> Output {
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_innovatiekaart"));
    command.arg("--data-dir").arg(dir.path()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A started `serve`; killed when dropped.
struct Serving {
    child: Child,
    url: String,
}

impl Serving {
    fn start(place: &Place, arguments: &[&str]) -> Self {
        let mut command = program(place);
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.strip_prefix("luistert op ").and_then(|rest| rest.strip_suffix('\n'));
        let url = url.unwrap_or_else(|| panic!("the first line is {line:?}")).to_owned();
        Self { child, url }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(status.unwrap().success());
    }

    /// The exit code, and what it still said on stdout and stderr.
    fn wait(mut self) -> (Option<i32>, String, String) {
        let (mut out, mut err) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (self.child.wait().unwrap().code(), out, err)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn json(url: &str) -> Value {
    reqwest::get(url).await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn serve_prints_its_address_and_stops_on_a_signal() {
    for signal in ["TERM", "INT"] {
        let place = Place::new().await;
        let serving = Serving::start(&place, &["--voorbeelden"]);
        assert!(serving.url.starts_with("http://127.0.0.1:"));
        let items = json(&format!("{}/api/collections/initiatieven/items", serving.url)).await;
        assert!(items["numberMatched"].as_u64().unwrap() > 50);
        serving.signal(signal);
        let (code, out, err) = serving.wait();
        assert_eq!(code, Some(0), "{err}");
        assert_eq!(out, "", "one line, no more");
        assert!(!err.contains("ERROR") && !err.contains("WARN") && !err.contains("panicked"), "{err}");
    }
}

#[tokio::test]
async fn what_the_program_writes_is_for_its_own_user() {
    let place = Place::new().await;
    let serving = Serving::start(&place, &[]);
    let form = forms::submission(&[]);
    let form: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let post = client().post(format!("{}/plaatsen", serving.url)).header("sec-fetch-site", "same-origin");
    let post = post.header("content-type", "application/x-www-form-urlencoded").body(form.join("&"));
    assert_eq!(post.send().await.unwrap().status(), 303);
    eventually("its mail is there", async || place.path().join("uit/000001.eml").exists()).await;
    let mut folders = vec![place.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode & 0o077, 0, "{mode:o} {}", entry.path().display());
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
}

#[tokio::test]
async fn json_log_names_no_visitors() {
    let place = Place::new().await;
    let mut command = program(&place);
    command.env("RUST_LOG", "server=debug").env("INNOVATIEKAART_LISTEN", "127.0.0.1:0");
    command.env("INNOVATIEKAART_LOG_FORMAT", "json").arg("serve");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let url = line.trim().strip_prefix("luistert op ").unwrap().to_owned();
    let serving = Serving { child, url };
    let asked = format!("{}/api/collections/initiatieven/items?bij=5.871234,51.05", serving.url);
    assert_eq!(reqwest::get(asked).await.unwrap().status(), 200);
    serving.signal("TERM");
    let (code, _, err) = serving.wait();
    assert_eq!(code, Some(0));
    assert!(err.contains("answered"), "{err}");
    assert!(!err.contains("127.0.0.1") && !err.contains("5.871234"), "{err}");
    for line in err.lines() {
        serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    }
}

#[tokio::test]
async fn web_server_in_front_that_names_no_visitor_is_told_once() {
    for (header, told) in [("x-other", 1), ("x-forwarded-for", 0)] {
        let place = Place::new().await;
        let serving = Serving::start(&place, &["--achter-proxy"]);
        for _ in 0..3 {
            let ask =
                crate::common::client().post(format!("{}/inloggen", serving.url)).header(header, "192.0.2.7:1234");
            let ask = ask.header("sec-fetch-site", "same-origin").body("email=");
            let ask = ask.header("content-type", "application/x-www-form-urlencoded");
            assert_eq!(ask.send().await.unwrap().status(), 422);
        }
        serving.signal("TERM");
        let (_, _, err) = serving.wait();
        assert_eq!(err.matches("names no visitor").count(), told, "{header}: {err}");
        assert!(!err.contains("192.0.2.7"), "{err}");
    }
}

#[tokio::test]
async fn examples_come_only_on_an_empty_map() {
    let place = Place::new().await;
    let one = "titel,sector,fase,onderdeel,plaats\nVan onszelf,po,lopend,marktplaats,Sittard\n";
    std::fs::write(place.path().join("een.csv"), one).unwrap();
    let file = place.path().join("een.csv");
    let imported = run(&place, &["importeren", "initiatieven", file.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let serving = Serving::start(&place, &["--voorbeelden"]);
    let items = json(&format!("{}/api/collections/initiatieven/items", serving.url)).await;
    assert_eq!(items["numberMatched"], 1);
    assert_eq!(items["features"][0]["properties"]["titel"], "Van onszelf");
    assert_eq!(items["features"][0]["properties"]["voorbeeld"], false);
}

#[tokio::test]
async fn import_by_another_process_is_seen() {
    let place = Place::new().await;
    let serving = Serving::start(&place, &[]);
    let address = format!("{}/api/collections/initiatieven/items", serving.url);
    assert_eq!(json(&address).await["numberMatched"], 0);
    let file = many(place.path(), 40);
    assert!(run(&place, &["importeren", "initiatieven", &file]).status.success());
    let start = Instant::now();
    while json(&address).await["numberMatched"] != 40 {
        assert!(start.elapsed() < Duration::from_secs(10));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(run(&place, &["intrekken", "1"]).status.success());
    while json(&address).await["numberMatched"] != 39 {
        assert!(start.elapsed() < Duration::from_secs(20));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A CSV file with so many initiatives.
fn many(dir: &Path, count: usize) -> String {
    let mut csv = "sleutel,titel,sector,fase,onderdeel,lon,lat\n".to_owned();
    for number in 0..count {
        let lon = 5.8 + (number % 97) as f64 / 1000.0;
        writeln!(csv, "k{number},Initiatief {number},po,lopend,marktplaats,{lon},51.0").unwrap();
    }
    let path = dir.join(format!("{count}.csv"));
    std::fs::write(&path, csv).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn killed_import_leaves_all_or_nothing() {
    const COUNT: usize = 3000;
    let place = Place::new().await;
    let file = many(place.path(), COUNT);
    // How long it takes, so that the kills fall all over it; the database is made anew each time.
    let begin = Instant::now();
    let trial = Place::new().await;
    assert!(run(&trial, &["importeren", "initiatieven", &file]).status.success());
    let whole = begin.elapsed();

    let mut kept = Vec::new();
    for step in 1..=8_u32 {
        let place = Place::new().await;
        let mut command = program(&place);
        command.args(["importeren", "initiatieven", &file]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(whole * step / 8);
        // SIGKILL; it may have finished already.
        let _ = child.kill();
        child.wait().unwrap();
        let store = Store::open(&place.database()).await.unwrap();
        kept.push(store.initiatives().await.unwrap().len());
    }
    assert!(kept.iter().all(|&count| count == 0 || count == COUNT), "{kept:?}");
    assert!(kept.contains(&0), "none of the kills came in time: {kept:?}");
}

#[test]
fn help_is_a_dutch_manual_page() {
    let help = run_alone(&["--help"]);
    assert!(help.status.success());
    for word in
        ["Gebruik:", "Opdrachten:", "Opties:", "serve", "importeren", "intrekken", "--data-dir", "--database-url"]
    {
        assert!(text(&help.stdout).contains(word), "{word}: {}", text(&help.stdout));
    }
    let serve = run_alone(&["serve", "--help"]);
    for word in [
        "--mail",
        "--mail-van",
        "--achter-proxy",
        "--listen",
        "--voorbeelden",
        "--url",
        "--kaartstijl",
        "--log-format",
        "INNOVATIEKAART_LISTEN",
        "SIGTERM",
    ] {
        assert!(text(&serve.stdout).contains(word), "{word}: {}", text(&serve.stdout));
    }
    for english in ["Usage", "Options", "Commands", "default:", "env:", "possible values", "Print help"] {
        for page in [&help.stdout, &serve.stdout] {
            assert!(!text(page).contains(english), "{english}: {}", text(page));
        }
    }
    assert!(text(&run_alone(&["--version"]).stdout).starts_with("innovatiekaart 0."));
}

#[test]
fn mistakes_are_told_in_dutch() {
    for (arguments, code, words) in [
        (&["serve", "--poort", "3000"][..], 2, "‘--poort’ kennen we niet"),
        (&["dansen"][..], 2, "de opdracht ‘dansen’ kennen we niet"),
        (&[][..], 2, "geef een opdracht"),
        (&["serve", "--listen", "overal"][..], 2, "‘overal’ kan niet bij --listen"),
        (&["serve", "--database-url", "mysql://h/d"][..], 2, "‘mysql://…’ is geen adres van een database"),
        (&["serve", "--database-url", "postgres://u:w@127.0.0.1:1/d"][..], 1, "127.0.0.1:1 is niet bereikbaar"),
        (&["serve", "--log-format", "xml"][..], 2, "tekst, json"),
        (&["serve", "--listen", "192.0.2.1:1"][..], 1, "kan niet worden geluisterd"),
        (&["importeren", "initiatieven", "bestaat-niet.csv"][..], 1, "bestaat-niet.csv"),
        (&["serve", "--mail", "http://mail.voorbeeld.nl"][..], 2, "smtps://"),
        (&["serve", "--mail-van", "niemand"][..], 2, "geen e-mailadres"),
        (&["beheerder", "uitnodigen", "niemand"][..], 2, "geen e-mailadres"),
        (&["intrekken", "12345"][..], 1, "initiatief 12345 bestaat niet"),
    ] {
        let output = run_alone(arguments);
        let err = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {err}");
        assert!(err.contains(words), "{arguments:?}: {err}");
        assert_eq!(text(&output.stdout), "");
        assert!(!err.contains("panicked"), "{err}");
    }
}

#[test]
fn passkeys_are_demanded_only_where_browsers_have_them() {
    let url = "http://kaart.voorbeeld.nl";
    let refused = run_alone(&["serve", "--listen", "127.0.0.1:0", "--url", url, "--passkeys-verplicht"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("--passkeys-verplicht kan alleen"), "{}", text(&refused.stderr));
}
