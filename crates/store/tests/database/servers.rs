//! What has to be right with a PostgreSQL server, in one sentence that says what to do, and what both databases share.

use domain::InitiativeId;
use rstest::rstest;
use store::{DatabaseUrl, PostgresError, Store, StoreError};
use test_postgres::{database_url, database_url_with, execute};

use crate::common::{LATER, NOW, On, On::*, many, row};

async fn refused(address: &str) -> String {
    let url: DatabaseUrl = address.parse().unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Postgres(_)), "{error:?}");
    error.to_string()
}

/// The same address with another user and database.
fn with(address: &str, user: &str, database: &str) -> String {
    let (_, after) = address.split_once('?').unwrap();
    format!("postgres://{user}@localhost/{database}?{after}")
}

fn name(address: &str) -> &str {
    address.split('?').next().unwrap().rsplit('/').next().unwrap()
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let said = refused("postgres://anna:geheim@127.0.0.1:1/kaart").await;
    assert!(said.contains("127.0.0.1:1 is niet bereikbaar"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    let said = refused("postgres://anna:geheim@127.0.0.1:geen/kaart").await;
    assert!(said.contains("--database-url is niet te lezen") && !said.contains("geheim"), "{said}");
}

#[tokio::test]
async fn a_user_or_a_database_that_is_not_there_is_named() {
    let address = database_url().await;
    let said = refused(&with(&address, "test", "weg")).await;
    assert!(said.contains("‘weg’ bestaat niet") && said.contains("createdb --encoding=UTF8 --locale=C"), "{said}");
    let said = refused(&with(&address, "niemand", name(&address))).await;
    assert!(said.contains("laat gebruiker ‘niemand’ niet toe"), "{said}");
}

#[tokio::test]
async fn text_has_to_be_in_the_order_of_its_bytes() {
    let icu = "encoding 'UTF8' locale_provider icu icu_locale 'nl-NL' lc_collate 'C' lc_ctype 'C'";
    let said = refused(&database_url_with(icu).await).await;
    assert!(said.contains("moet C zijn") && said.contains("createdb"), "{said}");
    let said = refused(&database_url_with("encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'").await).await;
    assert!(said.contains("LATIN1") && said.contains("moet UTF8 zijn"), "{said}");
}

#[tokio::test]
async fn a_server_that_only_reads_is_refused() {
    let address = database_url().await;
    execute(&address, &format!("alter database {} set default_transaction_read_only = on", name(&address))).await;
    let said = refused(&address).await;
    assert!(said.contains("alleen leesopdrachten"), "{said}");
}

#[tokio::test]
async fn a_user_without_rights_is_refused() {
    let address = database_url().await;
    execute(&address, "create role gast login").await;
    let said = refused(&with(&address, "gast", name(&address))).await;
    assert!(said.contains("mag hier geen tabellen maken") && said.contains("grant usage, create"), "{said}");
}

#[tokio::test]
async fn whoever_waits_too_long_for_a_writer_may_try_again() {
    let address = format!("{}&options=-c%20lock_timeout%3D100", database_url().await);
    let store = Store::open(&address.parse().unwrap()).await.unwrap();
    let mut other = store.full_import().await.unwrap().unwrap();
    let second = Store::open(&address.parse().unwrap()).await.unwrap();
    let error = second.import(&many(1), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Busy), "{error:?}");
    let revision = other.tables.iter().position(|table| table.name == "revision").unwrap();
    let table = other.tables.remove(revision);
    assert!(other.row(&table, "{\"id\":1,\"number\":0}").await.unwrap());
    assert!(other.commit().await.unwrap());
    second.import(&many(1), NOW).await.unwrap();
}

#[tokio::test]
async fn a_connection_that_was_cut_is_made_again() {
    let address = database_url().await;
    let store = Store::open(&address.parse().unwrap()).await.unwrap();
    store.import(&many(2), NOW).await.unwrap();
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() \
               and pid <> pg_backend_pid()";
    execute(&address, cut).await;
    assert_eq!(store.initiatives().await.unwrap().len(), 2);
    store.import(&many(3), LATER).await.unwrap();
}

#[test]
fn sentences_say_what_to_do() {
    for (error, part) in [
        (PostgresError::TooOld(13), "nodig is versie 15"),
        (PostgresError::Pooler, "pool_mode = session"),
        (PostgresError::Clocks(7.4), "loopt 7 seconden anders"),
    ] {
        assert!(error.to_string().contains(part), "{error}");
    }
}

/// Name, type, whether a value is needed and whether it is in the key, of every column.
async fn schema(on: On) -> Vec<String> {
    let (_store, place) = on.store().await;
    let mut columns: Vec<String> = Vec::new();
    for table in place.inside().await.tables().await {
        for column in &table.columns {
            let keys = table.keys.iter().filter(|key| key.columns.iter().any(|(here, _)| *here == column.name));
            let leads: Vec<&str> = keys.map(|key| &*key.table).collect();
            columns.push(format!("{}.{column:?} -> {leads:?}", table.name));
        }
    }
    columns
}

#[tokio::test]
async fn the_migrations_end_in_the_same_schema_on_both() {
    let (mut sqlite, mut postgres) = (schema(Sqlite).await, schema(Postgres).await);
    assert!(sqlite.len() > 100, "{sqlite:?}");
    sqlite.sort();
    postgres.sort();
    assert_eq!(sqlite, postgres);
}

#[rstest]
#[tokio::test]
async fn words_with_a_null_character_are_kept_without_it(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let mut row = row("a", "Een\0twee");
    row.content.summary = "\0".to_owned();
    store.import(&[row], NOW).await.unwrap();
    let kept = store.initiatives().await.unwrap();
    assert_eq!((&*kept[0].content.title, &*kept[0].content.summary), ("Een\u{fffd}twee", "\u{fffd}"));
    assert_eq!(store.audit("\0", 10).await.unwrap(), []);
    assert_eq!(store.find_schools("\0", 10).await.unwrap(), []);
}

#[rstest]
#[tokio::test]
async fn the_log_is_searched_whatever_the_capitals(#[values(Sqlite, Postgres)] on: On) {
    let (store, _place) = on.store().await;
    let bert = crate::common::busy::person(&store, "bert@kaart.nl", domain::Role::Organiser).await;
    store.import(&[row("a", "ÉÉN school")], NOW).await.unwrap();
    assert!(store.archive_because(InitiativeId(1), bert, "Te LAAT, 100%_af", &[], NOW).await.unwrap());
    for word in ["één", "laat", "LAAT", "BERT@", "%_", "gearchiveerd te"] {
        assert_eq!(store.audit(word, 10).await.unwrap().len(), usize::from(!word.ends_with(" te")), "{word}");
    }
}

#[rstest]
#[tokio::test]
async fn numbers_are_given_out_one_by_one(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    let other = Store::open(&place.url).await.unwrap();
    let write = |store: Store, key: usize| {
        tokio::spawn(async move { store.import(&[row(&key.to_string(), "Een")], NOW).await.map(drop) })
    };
    let writing: Vec<_> = (0..20).map(|n| write(if n % 2 == 0 { store.clone() } else { other.clone() }, n)).collect();
    for one in writing {
        one.await.unwrap().unwrap();
    }
    let ids: Vec<InitiativeId> = store.initiatives().await.unwrap().iter().map(|initiative| initiative.id).collect();
    assert_eq!(ids, (1..=20).map(InitiativeId).collect::<Vec<_>>());
    assert_eq!(store.revision().await.unwrap(), 20);
}
