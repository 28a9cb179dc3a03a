//! The log names nobody: not who places something, who signs in, who is erased, nor whom a mail server refuses.
#![cfg(unix)]

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    path::Path,
    process::{Child, Stdio},
    thread,
};

use domain::query::encode_pairs;
use reqwest::{Client, redirect::Policy};

use crate::common::{Mail, Place, eventually, forms::submission};

const ADDRESS: &str = "anna.voorbeeld@school.nl";
const WORDS: [&str; 4] = [ADDRESS, "anna.voorbeeld", "Annemiek", "Zonnebloem"];

/// The program itself, logging all it can say into a file; killed when dropped.
struct Logging {
    child: Child,
    url: String,
}

impl Logging {
    fn start(place: &Place, arguments: &[&str]) -> Self {
        let mut command = place.program();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
        let log = File::create(place.path().join("log")).unwrap();
        command.env("RUST_LOG", "debug").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("luistert op ").unwrap().to_owned();
        Self { child, url }
    }

    async fn post(&self, client: &Client, path: &str, pairs: &[(&str, &str)]) -> u16 {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let request = client.post(format!("{}{path}", self.url)).header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(encode_pairs(&pairs)).send().await.unwrap().status().as_u16()
    }
}

impl Drop for Logging {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn client() -> Client {
    Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap()
}

fn log(dir: &Path) -> String {
    fs::read_to_string(dir.join("log")).unwrap()
}

fn names_nobody(log: &str) {
    for line in log.lines() {
        for word in WORDS {
            assert!(!line.to_lowercase().contains(&word.to_lowercase()), "{word}: {line}");
        }
    }
}

#[tokio::test]
async fn log_of_sending_in_signing_in_and_erasing_names_nobody() {
    let place = Place::new().await;
    let server = Logging::start(&place, &[]);
    let client = client();
    let other = [("naam", "Annemiek Zonnebloem"), ("email", ADDRESS), ("bewaar", "ja"), ("tonen", "ja")];
    let form = submission(&other);
    assert_eq!(server.post(&client, "/plaatsen/concept", &form).await, 204);
    assert_eq!(server.post(&client, "/plaatsen", &form[1..]).await, 422);
    assert_eq!(server.post(&client, "/plaatsen", &form).await, 303);
    let file = place.path().join("uit/000001.eml");
    eventually("the mail is there", async || file.exists()).await;
    let mail = Mail::new(&fs::read_to_string(file).unwrap());
    assert_eq!(server.post(&client, "/inloggen", &[("email", ADDRESS)]).await, 303);
    assert_eq!(server.post(&client, "/inloggen/code", &[("code", "123456")]).await, 422);
    assert_eq!(server.post(&client, &mail.link(), &[]).await, 303);
    assert_eq!(server.post(&client, "/mijn/gegevens", &[("naam", "Annemiek Zonnebloem")]).await, 303);
    let told = client.get(format!("{}/mijn/gegevens.json", server.url)).send().await.unwrap().text().await.unwrap();
    assert!(told.contains(ADDRESS) && told.contains("Annemiek"));
    assert_eq!(server.post(&client, "/mijn/gegevens/wissen", &[("zeker", "ja")]).await, 303);
    let log = log(place.path());
    assert!(log.contains("/mijn/gegevens/wissen") && log.contains("DEBUG"), "there is a log: {log}");
    names_nobody(&log);
}

#[tokio::test]
async fn security_log_says_who_did_what_by_number() {
    let place = Place::new().await;
    let server = Logging::start(&place, &[]);
    let client = client();
    assert_eq!(server.post(&client, "/inloggen", &[("email", ADDRESS)]).await, 303);
    let file = place.path().join("uit/000001.eml");
    eventually("the mail is there", async || file.exists()).await;
    let mail = Mail::new(&fs::read_to_string(file).unwrap());
    assert_eq!(server.post(&client, &mail.link(), &[]).await, 303);
    assert_eq!(server.post(&client, "/mijn/gegevens", &[("naam", "Annemiek Zonnebloem")]).await, 303);
    assert_eq!(client.get(format!("{}/redactie/leden", server.url)).send().await.unwrap().status(), 403);
    assert_eq!(server.post(&client, "/uitloggen/overal", &[]).await, 303);
    // Somebody tries codes, and asks too often.
    assert_eq!(server.post(&client, "/inloggen", &[("email", ADDRESS)]).await, 303);
    assert_eq!(server.post(&client, "/inloggen/code", &[("code", "000000")]).await, 422);
    let mut statuses = Vec::new();
    for _ in 0..30 {
        statuses.push(server.post(&client, "/inloggen", &[("email", ADDRESS)]).await);
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    // A form of another site.
    let foreign = client.post(format!("{}/mijn/gegevens", server.url)).header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
    let log = log(place.path());
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("security")).collect();
    for (act, person, outcome) in [
        ("POST /inloggen\"", "", "done"),
        ("POST /inloggen/{token}\"", "person=1 ", "done"),
        ("POST /mijn/gegevens\"", "person=1 ", "done"),
        ("GET /redactie/leden\"", "person=1 ", "refused"),
        ("POST /uitloggen/overal\"", "person=1 ", "done"),
        ("POST /inloggen/code\"", "person=1 ", "refused"),
        ("POST /inloggen\"", "", "refused"),
        ("POST /mijn/gegevens\"", "", "refused"),
    ] {
        let told = |line: &&&str| {
            line.contains(act) && line.contains(person) && line.contains(&format!("outcome=\"{outcome}\""))
        };
        assert!(lines.iter().any(|line| told(&line)), "{act} {person} {outcome}: {lines:#?}");
    }
    names_nobody(&log);
}

#[tokio::test]
async fn log_does_not_quote_whom_a_mail_server_refuses() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut write = stream.try_clone().unwrap();
            let _ = write.write_all(b"220 post.voorbeeld.nl\r\n");
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let refused = line.starts_with("RCPT").then(|| format!("550 <{ADDRESS}>: onbekend\r\n"));
                let answer = refused.unwrap_or_else(|| "250 goed\r\n".to_owned());
                if write.write_all(answer.as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    let place = Place::new().await;
    let server = Logging::start(&place, &["--mail", &format!("smtp://{address}")]);
    assert_eq!(server.post(&client(), "/inloggen", &[("email", ADDRESS)]).await, 303);
    eventually("it is in the log that it was refused", async || log(place.path()).contains("onbekend")).await;
    names_nobody(&log(place.path()));
}
