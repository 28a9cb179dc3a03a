//! A person goes: afterwards neither their number, their name nor their address stands anywhere in the database, also
//! not in tables that came later.

use domain::{
    AuditAct, Email, PersonId, Role, Scope, VersionState,
    reports::{Report, ReportSubject},
};
use store::{Membership, Profile, Session, Status, Store, StoreError};

use crate::common::{
    LATER, NOW, On,
    On::*,
    at,
    busy::{NAME, WHO, busy, fill, mail, person, sending},
    inside::{Column, Inside},
};
use rstest::rstest;

const DAY: &str = "2026-11-22";

/// Where the person still stands.
async fn left(inside: &Inside, person: PersonId) -> Vec<String> {
    let mut left = Vec::new();
    for table in inside.tables().await {
        for key in table.keys.iter().filter(|key| key.table == "person") {
            let column = &key.columns[0].0;
            if inside.any(&format!("select 1 from {} where {column} = {person}", table.name)).await {
                left.push(format!("{}.{column}", table.name));
            }
        }
        for Column { name, kind, .. } in &table.columns {
            for word in [WHO, NAME] {
                let word = word.replace('_', "\\_");
                let has =
                    format!("select 1 from {} where lower({name}) like lower('%{word}%') escape '\\'", table.name);
                if kind == "text" && inside.any(&has).await {
                    left.push(format!("{}.{name} says {word}", table.name));
                }
            }
        }
    }
    left
}

#[rstest]
#[tokio::test]
async fn whoever_goes_stands_nowhere_any_more(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let (anna, public, waits) = busy(&store).await;
    let inside = place.inside().await;
    let other = inside.number("select id from person where email = 'bert@kaart.nl'").await;
    fill(&inside, anna, PersonId(other)).await;
    assert!(left(&inside, anna).await.len() >= 20, "there is something to erase");

    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    assert_eq!(left(&inside, anna).await, [""; 0]);
    assert!(store.person(anna).await.unwrap().is_none());
    assert!(store.erase(anna, DAY, LATER).await.unwrap(), "twice is as good as once");

    // What is public stays, of nobody; what waited is taken back, and what never was public is gone.
    let (status, initiative) = store.initiative_with_status(public).await.unwrap().unwrap();
    assert_eq!((status, &*initiative.content.title), (Status::Published, "Openbaar"));
    let states: Vec<_> = store.versions(public).await.unwrap().iter().map(|v| v.state).collect();
    assert_eq!(states, [VersionState::Withdrawn, VersionState::Published]);
    assert!(store.initiative_with_status(waits).await.unwrap().is_none());
    assert!(store.named_owners(public).await.unwrap().is_empty());
    assert!(store.queue(None).await.unwrap().is_empty());
    let log: Vec<_> = store.audit("", 100).await.unwrap().into_iter().map(|e| (e.act, e.detail)).collect();
    assert!(log.contains(&(Ok(AuditAct::Invited), "(gewist): organisator, alle regio’s".into())), "{log:?}");
    assert_eq!(log[0].0, Ok(AuditAct::Erased));
    let mut texts = Vec::new();
    while let Some(waiting) = store.next_mail(at("2099-01-01T00:00:00Z")).await.unwrap() {
        assert_eq!(waiting.mail.recipient, "bert@kaart.nl");
        texts.push(waiting.mail.text);
        store.mail_sent(waiting.id, LATER).await.unwrap();
    }
    assert!(texts.contains(&"(gewist) vraagt iets".to_owned()), "{texts:?}");
    // Somebody who comes back is somebody new.
    assert_ne!(person(&store, WHO, Role::Organiser).await, anna);
}

#[rstest]
#[tokio::test]
async fn nothing_of_it_is_left_in_the_file(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let (anna, ..) = busy(&store).await;
    let found = async || {
        // On a server the pages are not ours to read: what can be read is everything that is told.
        let told = everything(&store).await.concat().into_bytes();
        let files = std::fs::read_dir(place.folder.path()).unwrap();
        let files = files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).chain([told]);
        files.filter(|bytes| bytes.windows(WHO.len()).any(|part| part == WHO.as_bytes())).count()
    };
    assert!(found().await > 0);
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    assert_eq!(found().await, 0);
}

/// Every line that the store tells.
async fn everything(store: &Store) -> Vec<String> {
    let mut export = store.full_export().await.unwrap();
    let mut lines = Vec::new();
    for table in std::mem::take(&mut export.tables) {
        let telling = export.rows(&table, |line| {
            lines.push(line.to_owned());
            Ok::<_, StoreError>(())
        });
        telling.await.unwrap();
    }
    lines
}

#[rstest]
#[tokio::test]
async fn a_name_in_other_letters_is_struck_too(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let jansen = person(&store, "j.jansen@school.nl", Role::Organiser).await;
    let profile = Profile { name: "Jansen".into(), job_title: String::new() };
    store.introduce(jansen, &profile).await.unwrap();
    let bert = person(&store, "bert@kaart.nl", Role::Editor).await;
    store.queue_mail(&mail("bert@kaart.nl", "JANSEN (J.JANSEN@SCHOOL.NL) belde"), NOW).await.unwrap();
    let session = Session { person: None, data: "{\"adres\":\"J.Jansen@School.nl\"}".into(), expires: LATER };
    store.keep_session("h", &session, NOW).await.unwrap();
    let report = Report { about: ReportSubject::Page, reason: "Vraag het JANSEN".into(), email: None };
    let own = store.send_in_known(&sending("Van Bert"), bert, &mail("bert@kaart.nl", "x"), NOW, NOW).await.unwrap();
    store.report(own, &report, NOW).await.unwrap();
    assert!(store.erase(jansen, DAY, LATER).await.unwrap());
    let told = everything(&store).await.join("\n").to_lowercase();
    assert!(!told.contains("jansen"), "{told}");
    assert!(told.contains("(gewist) ((gewist)) belde"), "{told}");
    assert!(store.session("h", NOW).await.unwrap().is_none());
}

#[rstest]
#[tokio::test]
async fn the_last_admin_stays(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let first = person(&store, "een@kaart.nl", Role::Admin).await;
    let over = Membership { role: Role::Admin, scope: Scope::Everywhere, until: Some("2026-11-21".into()) };
    store.appoint(&Email::parse("oud@kaart.nl").unwrap(), &over, NOW).await.unwrap();
    assert!(!store.erase(first, DAY, LATER).await.unwrap(), "the other one's time is over");
    assert!(store.person(first).await.unwrap().is_some());
    let second = person(&store, "twee@kaart.nl", Role::Admin).await;
    assert!(store.erase(first, DAY, LATER).await.unwrap());
    assert!(!store.erase(second, DAY, LATER).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn what_a_colleague_shares_keeps_waiting(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let (anna, bert) =
        (person(&store, WHO, Role::Organiser).await, person(&store, "bert@kaart.nl", Role::Organiser).await);
    let shared = store.send_in_known(&sending("Samen"), anna, &mail(WHO, "binnen"), NOW, NOW).await.unwrap();
    let inside = place.inside().await;
    inside.execute(&format!("insert into owner (initiative, person) values ({shared}, {bert})")).await;
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    let queue = store.queue(None).await.unwrap();
    assert_eq!((queue.len(), queue[0].sender_id, &*queue[0].sender), (1, None, ""));
    assert!(store.owns(bert, shared).await.unwrap());
}

#[rstest]
#[tokio::test]
async fn everything_that_is_known_is_told(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let (anna, public, _) = busy(&store).await;
    let told = store.personal_data(anna).await.unwrap();
    assert_eq!(told["persoon"][0]["e-mail"], WHO);
    assert_eq!(told["persoon"][0]["naam"], NAME);
    for (part, count) in [
        ("rollen", 2),
        ("initiatieven", 2),
        ("ingestuurd", 4),
        ("besloten als redacteur", 1),
        ("logboek: wat je deed", 1),
        ("logboek: waarin je adres staat", 2),
        ("ingelogd op", 1),
        ("links om in te loggen", 1),
        ("concepten", 2),
    ] {
        assert_eq!(told[part].as_array().unwrap().len(), count, "{part}: {}", told[part]);
    }
    assert_eq!(told["initiatieven"][0]["nummer"], public.0);
    assert_eq!(told["initiatieven"][0]["naam getoond"], 1);
    assert_eq!(told["ingestuurd"][0]["sectoren"][1], "vo");
    assert!(told["mails die nog weg moeten"].as_array().unwrap().len() >= 4);
    assert!(!told.to_string().contains("bert@kaart.nl"), "of nobody else");
}
