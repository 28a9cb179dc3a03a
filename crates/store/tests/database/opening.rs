//! Opening a database: what is made, what is refused and in which words.

use std::fs;

use store::{DatabaseUrl, Store, StoreError};
use tempfile::TempDir;

use crate::common::{NOW, On, On::*, inside::Inside, many, row};
use rstest::rstest;

#[tokio::test]
async fn makes_the_folder_and_keeps_what_is_in_it() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::in_data_dir(&folder.path().join("nieuw/dieper"));
    let store = Store::open(&url).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), 0);
    store.import(&[row("a", "Een")], NOW).await.unwrap();
    store.close().await;
    let again = Store::open(&url).await.unwrap();
    assert_eq!(again.initiatives().await.unwrap().len(), 1);
    let inside = Inside::open(&url, "").await;
    assert_eq!(inside.rows("pragma journal_mode").await, [["'wal'"]]);
}

#[rstest]
#[tokio::test]
async fn several_open_a_new_file_at_once(#[values(Sqlite, Postgres)] on: On) {
    let place = on.place().await;
    let url = place.url.clone();
    let open = |number: usize| {
        let url = url.clone();
        tokio::spawn(async move {
            let store = Store::open(&url).await?;
            store.import(&[row(&number.to_string(), "Een")], NOW).await
        })
    };
    let opened: Vec<_> = (0..6).map(open).collect();
    for one in opened {
        one.await.unwrap().unwrap();
    }
    let ids: Vec<i64> = Store::open(&url).await.unwrap().initiatives().await.unwrap().iter().map(|i| i.id.0).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5, 6]);
}

#[rstest]
#[tokio::test]
async fn another_process_sees_what_was_committed(#[values(Sqlite, Postgres)] on: On) {
    let (one, place) = on.store().await;
    let other = Store::open(&place.url).await.unwrap();
    let before = other.revision().await.unwrap();
    one.import(&many(3), NOW).await.unwrap();
    assert!(other.revision().await.unwrap() > before);
    assert_eq!(other.initiatives().await.unwrap().len(), 3);
}

#[rstest]
#[tokio::test]
async fn a_newer_schema_is_refused(#[values(Sqlite, Postgres)] on: On) {
    let (store, place) = on.store().await;
    store.close().await;
    let (yes, nothing) = if on == Sqlite { ("1", "x'00'") } else { ("true", "'\\x00'") };
    let later = format!(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
         values (9999, 'later', {yes}, {nothing}, 0)"
    );
    place.inside().await.execute(&later).await;
    let error = Store::open(&place.url).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer(9999)), "{error}");
    assert!(error.to_string().contains("nieuwere versie"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::in_data_dir(folder.path());
    fs::write(url.file().unwrap(), "sleutel,titel\n".repeat(1000)).unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
    assert!(error.to_string().contains("beschadigd"), "{error}");
}

#[tokio::test]
async fn a_damaged_database_is_reported_not_believed() {
    let (store, place) = Sqlite.store().await;
    store.import(&many(2000), NOW).await.unwrap();
    store.close().await;
    let url = place.url;
    let mut bytes = fs::read(url.file().unwrap()).unwrap();
    let half = bytes.len() / 8;
    bytes[half..].fill(0xa5);
    fs::write(url.file().unwrap(), bytes).unwrap();
    let outcome = match Store::open(&url).await {
        Ok(store) => store.initiatives().await.map(drop),
        Err(error) => Err(error),
    };
    assert!(matches!(outcome, Err(StoreError::Corrupt(_))), "{outcome:?}");
}

#[tokio::test]
async fn a_folder_that_can_not_be_made_is_named() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("bestand"), "").unwrap();
    let error = Store::open(&DatabaseUrl::in_data_dir(&folder.path().join("bestand/map"))).await.unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
    let error = Store::open(&folder.path().to_str().unwrap().parse().unwrap()).await.unwrap_err();
    assert!(matches!(error, StoreError::Open { .. }), "{error}");
}
