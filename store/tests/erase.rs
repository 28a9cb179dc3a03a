//! A person goes: afterwards neither their number, their name nor their address stands anywhere in the database, also
//! not in tables that came later.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{LATER, NOW, row, store};
use domain::{Contact, Decision, Email, Role, VersionState};
use sqlx::{Row as _, SqlitePool, sqlite::SqliteConnectOptions};
use store::{Draft, Link, Mail, Membership, Profile, Sending, Session, Status, Store};
use tempfile::TempDir;

const WHO: &str = "an.na_1@school.nl";
const NAME: &str = "Anna Voorbeeld";
const DAY: &str = "2026-11-22";

fn sending(title: &str) -> Sending {
    let row = row("", title);
    Sending { content: row.content, position: row.position, located: row.located, pictures: None }
}

fn mail(to: &str, text: &str) -> Mail {
    Mail { recipient: to.into(), subject: "Bericht".into(), text: text.into(), html: text.into(), ..Mail::default() }
}

fn contact(email: &str) -> Contact {
    let email = Email::parse(email).unwrap();
    Contact { name: NAME.into(), position: "leraar".into(), email, shown: true }
}

fn link(token: &str) -> Link {
    Link { token: token.into(), code: format!("code {token}"), expires: LATER.into() }
}

async fn person(store: &Store, email: &str, role: Role) -> i64 {
    let membership = Membership { role, region: None, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

/// The same database, to look at everything in it.
async fn inside(folder: &TempDir) -> SqlitePool {
    let options = SqliteConnectOptions::new().filename(folder.path().join("innovatiekaart.sqlite")).foreign_keys(true);
    SqlitePool::connect_with(options).await.unwrap()
}

/// A column as the schema has it.
#[derive(Debug)]
struct Column {
    name: String,
    kind: String,
    required: bool,
    key: bool,
}

/// A foreign key: the table it leads to, and its columns here and there.
#[derive(Debug, Default)]
struct Key {
    table: String,
    columns: Vec<(String, String)>,
}

struct Table {
    name: String,
    columns: Vec<Column>,
    keys: Vec<Key>,
}

async fn tables(pool: &SqlitePool) -> Vec<Table> {
    let names: Vec<String> = sqlx::query_scalar(
        "select name from sqlite_master where type = 'table' and name not like '\\_sqlx%' escape '\\'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut tables = Vec::new();
    for name in names {
        let columns = sqlx::query("select name, type, \"notnull\", pk from pragma_table_info($1)").bind(&name);
        let columns = columns.fetch_all(pool).await.unwrap();
        let columns = columns
            .iter()
            .map(|c| Column {
                name: c.get(0),
                kind: c.get::<String, _>(1).to_lowercase(),
                required: c.get::<i64, _>(2) == 1,
                key: c.get::<i64, _>(3) > 0,
            })
            .collect();
        let rows =
            sqlx::query("select id, \"table\", \"from\", \"to\" from pragma_foreign_key_list($1) order by id, seq");
        let mut keys: BTreeMap<i64, Key> = BTreeMap::new();
        for row in rows.bind(&name).fetch_all(pool).await.unwrap() {
            let key = keys.entry(row.get(0)).or_default();
            key.table = row.get(1);
            key.columns.push((row.get(2), row.get::<Option<String>, _>(3).unwrap_or_else(|| "id".to_owned())));
        }
        tables.push(Table { name, columns, keys: keys.into_values().collect() });
    }
    tables
}

/// Columns that hold an address.
fn holds_address(column: &Column) -> bool {
    column.kind == "text" && (column.name.contains("email") || ["recipient", "reply_to"].contains(&&*column.name))
}

async fn known(pool: &SqlitePool, statement: String) -> bool {
    sqlx::query(sqlx::AssertSqlSafe(statement)).fetch_optional(pool).await.unwrap().is_some()
}

/// Puts the person in every column of every table that can hold their number or their address, where they do not stand
/// yet: also in tables that this test has never heard of.
async fn fill(pool: &SqlitePool, person: i64, other: i64) {
    let mut number = 0;
    for table in tables(pool).await {
        if table.name == "person" {
            continue;
        }
        let leading: Vec<&str> =
            table.keys.iter().filter(|key| key.table == "person").map(|key| &*key.columns[0].0).collect();
        let addresses: Vec<&str> = table.columns.iter().filter(|c| holds_address(c)).map(|c| &*c.name).collect();
        for wanted in leading.iter().chain(&addresses) {
            let is = if leading.contains(wanted) { person.to_string() } else { format!("'{WHO}'") };
            if known(pool, format!("select 1 from {} where {wanted} = {is}", table.name)).await {
                continue;
            }
            number += 1;
            let mut values: BTreeMap<&str, String> = BTreeMap::new();
            for key in table.keys.iter().filter(|key| key.table != "person") {
                // Rows that are there already; another one for every row that is made here.
                let there: Vec<&str> = key.columns.iter().map(|(_, to)| &**to).collect();
                let find = format!("select {} from {} order by 1 desc", there.join(", "), key.table);
                let rows = sqlx::query(sqlx::AssertSqlSafe(find)).fetch_all(pool).await.unwrap();
                let Some(row) = rows.get(values.len() % rows.len().max(1)) else { continue };
                for (index, (from, _)) in key.columns.iter().enumerate() {
                    let value = row.try_get::<i64, _>(index).map(|n| n.to_string());
                    let value = value.unwrap_or_else(|_| format!("'{}'", row.get::<String, _>(index)));
                    values.insert(from, value);
                }
            }
            for column in &table.columns {
                let value = if column.name == **wanted {
                    is.clone()
                } else if leading.contains(&&*column.name) {
                    other.to_string()
                } else if values.contains_key(&*column.name) || !(column.required || column.key) {
                    continue;
                } else if column.kind == "text" {
                    format!("'x{number}'")
                } else {
                    (1000 + number).to_string()
                };
                values.insert(&column.name, value);
            }
            let (columns, values): (Vec<&str>, Vec<String>) = values.into_iter().unzip();
            let insert = format!("insert into {} ({}) values ({})", table.name, columns.join(", "), values.join(", "));
            sqlx::query(sqlx::AssertSqlSafe(insert.clone()))
                .execute(pool)
                .await
                .unwrap_or_else(|error| panic!("{error}: {insert}; put {wanted} in {} before", table.name));
        }
    }
}

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

/// Somebody who did everything one can do; gives their number, what is public, and what waits.
async fn busy(store: &Store) -> (i64, i64, i64) {
    let anna = person(store, WHO, Role::Editor).await;
    let (bert, admin) =
        (person(store, "bert@kaart.nl", Role::Editor).await, person(store, "beheer@kaart.nl", Role::Admin).await);
    store.introduce(anna, &Profile { name: NAME.into(), position: "leraar".into() }).await.unwrap();
    let role = Membership { role: Role::Organiser, region: None, until: None };
    store.appoint_by(&Email::parse(WHO).unwrap(), &role, admin, &mail(WHO, "uitgenodigd"), NOW).await.unwrap();
    let public = store.send_in_known(&sending("Openbaar"), anna, &mail(WHO, "binnen"), NOW).await.unwrap();
    store.decide(public, 1, bert, &Decision::Publish, None, NOW).await.unwrap().unwrap();
    store.show_name(anna, public, true).await.unwrap();
    store.change(public, 1, anna, &format!("Groet, {NAME}"), &sending("Openbaar, beter"), NOW).await.unwrap().unwrap();
    let waits = store.send_in_known(&sending("Wacht"), anna, &mail(WHO, "binnen"), NOW).await.unwrap();
    let ask = Decision::Ask(format!("Dag {NAME}, klopt {WHO}?"));
    store.decide(waits, 1, bert, &ask, Some((&mail(WHO, "vraag"), LATER)), NOW).await.unwrap().unwrap();
    let theirs = store.send_in_known(&sending("Van Bert"), bert, &mail("bert@kaart.nl", "x"), NOW).await.unwrap();
    store.hold((theirs, 1), anna, false, NOW, LATER).await.unwrap();
    store.decide(theirs, 1, anna, &Decision::Decline("nee".into()), None, NOW).await.unwrap().unwrap();
    store.post(&mail("bert@kaart.nl", &format!("{NAME} vraagt iets")), NOW).await.unwrap();
    store.send_in(&sending("Onbevestigd"), &contact(WHO), &link("a"), &mail(WHO, "bevestig"), NOW).await.unwrap();
    let expires = "2099-01-01T00:00:00Z".to_owned();
    let session = Session { person: Some(anna), data: "{}".into(), expires: expires.clone() };
    store.keep_session("h1", &session, NOW).await.unwrap();
    let asking = Session { person: None, data: format!("{{\"adres\":\"{WHO}\"}}"), expires };
    store.keep_session("h2", &asking, NOW).await.unwrap();
    for own in [true, false] {
        let draft = Draft { own, body: format!("naam={NAME}"), changed: NOW.into() };
        store.keep_draft(&Email::parse(WHO).unwrap(), &draft).await.unwrap();
    }
    (anna, public, waits)
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
    let (status, initiative) = store.standing(public).await.unwrap().unwrap();
    assert_eq!((status, &*initiative.content.title), (Status::Published, "Openbaar"));
    let states: Vec<_> = store.versions(public).await.unwrap().iter().map(|v| v.state).collect();
    assert_eq!(states, [VersionState::Withdrawn, VersionState::Published]);
    assert!(store.standing(waits).await.unwrap().is_none());
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
    let told = store.told(anna).await.unwrap();
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
