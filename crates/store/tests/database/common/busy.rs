//! Somebody who stands in every table, also in those that came later.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use std::collections::BTreeMap;

use domain::{Contact, Decision, Email, Role};
use sqlx::{Row as _, SqlitePool, sqlite::SqliteConnectOptions};
use store::{Draft, Mail, Membership, Profile, Session, SignInLink, Store, Submission};
use tempfile::TempDir;

use super::{LATER, NOW, row};

pub const WHO: &str = "an.na_1@school.nl";
pub const NAME: &str = "Anna Voorbeeld";

pub fn sending(title: &str) -> Submission {
    let row = row("", title);
    Submission { content: row.content, position: row.position, located: row.located, pictures: None }
}

pub fn mail(to: &str, text: &str) -> Mail {
    Mail { recipient: to.into(), subject: "Bericht".into(), text: text.into(), html: text.into(), ..Mail::default() }
}

pub fn contact(email: &str) -> Contact {
    let email = Email::parse(email).unwrap();
    Contact { name: NAME.into(), job_title: "leraar".into(), email, shown: true }
}

pub fn link(token: &str) -> SignInLink {
    SignInLink { token: token.into(), code: format!("code {token}"), expires: LATER.into() }
}

pub async fn person(store: &Store, email: &str, role: Role) -> i64 {
    let membership = Membership { role, region: None, until: None };
    store.appoint(&Email::parse(email).unwrap(), &membership, NOW).await.unwrap().id
}

/// The same database, to look at everything in it.
pub async fn inside(folder: &TempDir) -> SqlitePool {
    let options = SqliteConnectOptions::new().filename(folder.path().join("innovatiekaart.sqlite")).foreign_keys(true);
    SqlitePool::connect_with(options).await.unwrap()
}

/// A column as the schema has it.
#[derive(Debug)]
pub struct Column {
    pub name: String,
    pub kind: String,
    pub required: bool,
    pub key: bool,
}

/// A foreign key: the table it leads to, and its columns here and there.
#[derive(Debug, Default)]
pub struct Key {
    pub table: String,
    pub columns: Vec<(String, String)>,
}

pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    pub keys: Vec<Key>,
}

pub async fn tables(pool: &SqlitePool) -> Vec<Table> {
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
pub fn holds_address(column: &Column) -> bool {
    column.kind == "text" && (column.name.contains("email") || ["recipient", "reply_to"].contains(&&*column.name))
}

pub async fn known(pool: &SqlitePool, statement: String) -> bool {
    sqlx::query(sqlx::AssertSqlSafe(statement)).fetch_optional(pool).await.unwrap().is_some()
}

/// Puts the person in every column of every table that can hold their number or their address, where they do not stand
/// yet: also in tables that this test has never heard of.
pub async fn fill(pool: &SqlitePool, person: i64, other: i64) {
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

/// Somebody who did everything one can do; gives their number, what is public, and what waits.
pub async fn busy(store: &Store) -> (i64, i64, i64) {
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
    store.queue_mail(&mail("bert@kaart.nl", &format!("{NAME} vraagt iets")), NOW).await.unwrap();
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
