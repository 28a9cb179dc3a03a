//! kill -9 while people send in: what was acknowledged is there, and its mail leaves once.
#![cfg(unix)]

use std::{
    collections::HashMap,
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{InitiativeId, query::encode_pairs};
use store::Store;

use crate::common::{Place, at, client, eventually};

/// How many people send in at the same time.
const SENDERS: usize = 8;
/// After how many acknowledgements the process is killed: early, and in the middle of it.
const KILLS: [usize; 3] = [1, 12, 30];

fn serve(place: &Place) -> (Child, String) {
    let mut child = place
        .program()
        .args(["serve", "--listen", "127.0.0.1:0", "--achter-proxy"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    (child, line.trim().strip_prefix("luistert op ").expect(&line).to_owned())
}

/// Sends in one; whether the server said that it has it.
async fn send_in(url: &str, number: usize) -> bool {
    let body = encode_pairs(&[
        ("school", format!("Proefplek {number}")),
        ("plaats", "Roermond".to_owned()),
        ("onderdeel", "vrijplaats".to_owned()),
        ("titel", title(number)),
        ("samenvatting", "Leerlingen en buren maken samen iets nieuws.".to_owned()),
        ("sector", "po".to_owned()),
        ("thema", "steam".to_owned()),
        ("fase", "lopend".to_owned()),
        ("naam", "Inzender".to_owned()),
        ("email", format!("inzender{number}@school.nl")),
        ("ander", "ja".to_owned()),
    ]);
    let request = client()
        .post(format!("{url}/plaatsen"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        // Everybody from an address of their own.
        .header("x-forwarded-for", format!("192.0.2.{}", number % 250))
        .body(body);
    request.send().await.is_ok_and(|response| response.status() == 303)
}

fn title(number: usize) -> String {
    format!("Proef nummer {number:04}")
}

/// How many mails went out for each title: nothing of what was typed is in them, but each went to an address of its own.
fn mails(dir: &Path) -> HashMap<String, usize> {
    let mut told = HashMap::new();
    for file in fs::read_dir(dir.join("uit")).into_iter().flatten() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "eml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let (_, rest) = text.split_once("To: inzender").expect("a mail goes to who sent it in");
        let number = rest.split('@').next().unwrap().parse().unwrap();
        *told.entry(title(number)).or_default() += 1;
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_submissions_survive_a_kill_and_are_mailed_once() {
    let place = Place::new().await;
    let next = Arc::new(AtomicUsize::new(0));
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    let mut unanswered = 0;
    for kill_after in KILLS {
        let (mut child, url) = serve(&place);
        let before = acknowledged.lock().unwrap().len();
        let senders: Vec<_> = (0..SENDERS)
            .map(|_| {
                let (url, next, acknowledged) = (url.clone(), Arc::clone(&next), Arc::clone(&acknowledged));
                tokio::spawn(async move {
                    loop {
                        let number = next.fetch_add(1, Ordering::SeqCst);
                        if !send_in(&url, number).await {
                            return;
                        }
                        acknowledged.lock().unwrap().push(title(number));
                    }
                })
            })
            .collect();
        eventually("enough is sent in", async || acknowledged.lock().unwrap().len() >= before + kill_after).await;
        // SIGKILL: nothing in the process gets to tidy up.
        child.kill().unwrap();
        child.wait().unwrap();
        for sender in senders {
            sender.await.unwrap();
        }
        unanswered += SENDERS;
    }

    let acknowledged = acknowledged.lock().unwrap().clone();
    let (mut child, _) = serve(&place);
    let store = Store::open(&place.database()).await.unwrap();
    eventually("the outbox is empty", async || store.next_mail(at("9999-01-01T00:00:00Z")).await.unwrap().is_none())
        .await;
    // Time for a mail that would leave twice.
    tokio::time::sleep(Duration::from_secs(1)).await;
    child.kill().unwrap();
    child.wait().unwrap();

    let mut kept = Vec::new();
    for id in 1.. {
        let versions = store.versions(InitiativeId(id)).await.unwrap();
        let Some(version) = versions.first() else { break };
        kept.push(version.initiative.content.title.clone());
    }
    let told = mails(place.path());
    for title in &acknowledged {
        assert_eq!(kept.iter().filter(|one| *one == title).count(), 1, "{title} was acknowledged, so it is kept once");
    }
    for title in &kept {
        assert_eq!(told.get(title), Some(&1), "{title} is kept, so one mail tells of it");
    }
    assert_eq!(told.len(), kept.len(), "no mail tells of what is not kept");
    assert!(kept.len() <= acknowledged.len() + unanswered, "nothing is kept twice");
}
