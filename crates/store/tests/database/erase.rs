//! A person goes: afterwards neither their number, their name nor their address stands anywhere in the database, also
//! not in tables that came later.

use domain::{Email, Role, VersionState};
use sqlx::SqlitePool;
use store::{Membership, Status};

use crate::common::{
    LATER, NOW,
    busy::{Column, NAME, WHO, busy, fill, inside, known, mail, person, sending, tables},
    store,
};

const DAY: &str = "2026-11-22";

/// Where the person still stands.
async fn left(pool: &SqlitePool, person: i64) -> Vec<String> {
    let mut left = Vec::new();
    for table in tables(pool).await {
        for key in table.keys.iter().filter(|key| key.table == "person") {
            let column = &key.columns[0].0;
            if known(pool, format!("select 1 from {} where {column} = {person}", table.name)).await {
                left.push(format!("{}.{column}", table.name));
            }
        }
        for Column { name, kind, .. } in &table.columns {
            for word in [WHO, NAME] {
                let word = word.replace('_', "\\_");
                let has = format!("select 1 from {} where {name} like '%{word}%' escape '\\'", table.name);
                if kind == "text" && known(pool, has).await {
                    left.push(format!("{}.{name} says {word}", table.name));
                }
            }
        }
    }
    left
}

#[tokio::test]
async fn whoever_goes_stands_nowhere_any_more() {
    let (store, folder) = store().await;
    let (anna, public, waits) = busy(&store).await;
    let pool = inside(&folder).await;
    let other: i64 =
        sqlx::query_scalar("select id from person where email = 'bert@kaart.nl'").fetch_one(&pool).await.unwrap();
    fill(&pool, anna, other).await;
    assert!(left(&pool, anna).await.len() >= 20, "there is something to erase");

    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    assert_eq!(left(&pool, anna).await, [""; 0]);
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
    assert!(log.contains(&("uitgenodigd".into(), "(gewist): organisator, alle regio’s".into())), "{log:?}");
    assert_eq!(log[0].0, "gewist");
    let mut texts = Vec::new();
    while let Some(waiting) = store.next_mail("2099-01-01T00:00:00Z").await.unwrap() {
        assert_eq!(waiting.mail.recipient, "bert@kaart.nl");
        texts.push(waiting.mail.text);
        store.mail_sent(waiting.id, LATER).await.unwrap();
    }
    assert!(texts.contains(&"(gewist) vraagt iets".to_owned()), "{texts:?}");
    // Somebody who comes back is somebody new.
    assert_ne!(person(&store, WHO, Role::Organiser).await, anna);
}

#[tokio::test]
async fn nothing_of_it_is_left_in_the_file() {
    let (store, folder) = store().await;
    let (anna, ..) = busy(&store).await;
    let found = || {
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        files.filter(|bytes| bytes.windows(WHO.len()).any(|part| part == WHO.as_bytes())).count()
    };
    assert!(found() > 0);
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    assert_eq!(found(), 0);
}

#[tokio::test]
async fn the_last_admin_stays() {
    let (store, _folder) = store().await;
    let first = person(&store, "een@kaart.nl", Role::Admin).await;
    let over = Membership { role: Role::Admin, region: None, until: Some("2026-11-21".into()) };
    store.appoint(&Email::parse("oud@kaart.nl").unwrap(), &over, NOW).await.unwrap();
    assert!(!store.erase(first, DAY, LATER).await.unwrap(), "the other one's time is over");
    assert!(store.person(first).await.unwrap().is_some());
    let second = person(&store, "twee@kaart.nl", Role::Admin).await;
    assert!(store.erase(first, DAY, LATER).await.unwrap());
    assert!(!store.erase(second, DAY, LATER).await.unwrap());
}

#[tokio::test]
async fn what_a_colleague_shares_keeps_waiting() {
    let (store, folder) = store().await;
    let (anna, bert) =
        (person(&store, WHO, Role::Organiser).await, person(&store, "bert@kaart.nl", Role::Organiser).await);
    let shared = store.send_in_known(&sending("Samen"), anna, &mail(WHO, "binnen"), NOW).await.unwrap();
    let pool = inside(&folder).await;
    let own = sqlx::query("insert into owner (initiative, person) values ($1, $2)").bind(shared).bind(bert);
    own.execute(&pool).await.unwrap();
    assert!(store.erase(anna, DAY, LATER).await.unwrap());
    let queue = store.queue(None).await.unwrap();
    assert_eq!((queue.len(), queue[0].sender_id, &*queue[0].sender), (1, None, ""));
    assert!(store.owns(bert, shared).await.unwrap());
}

#[tokio::test]
async fn everything_that_is_known_is_told() {
    let (store, _folder) = store().await;
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
    assert_eq!(told["initiatieven"][0]["nummer"], public);
    assert_eq!(told["initiatieven"][0]["naam getoond"], 1);
    assert_eq!(told["ingestuurd"][0]["sectoren"][1], "vo");
    assert!(told["mails die nog weg moeten"].as_array().unwrap().len() >= 4);
    assert!(!told.to_string().contains("bert@kaart.nl"), "of nobody else");
}
