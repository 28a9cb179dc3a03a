//! Opening a database: what is made, what is refused and in which words.

use std::fs;

use sqlx::{Connection as _, SqliteConnection};
use store::{DatabaseUrl, Store, StoreError};
use tempfile::TempDir;

use crate::common::{NOW, many, row, store};

async fn raw(url: &DatabaseUrl) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}", url.path().display())).await.unwrap()
}

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
    let mode: String = sqlx::query_scalar("pragma journal_mode").fetch_one(&mut raw(&url).await).await.unwrap();
    assert_eq!(mode, "wal");
}

#[tokio::test]
async fn several_open_a_new_file_at_once() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::in_data_dir(folder.path());
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
    let ids: Vec<i64> = Store::open(&url).await.unwrap().initiatives().await.unwrap().iter().map(|i| i.id).collect();
    assert_eq!(ids, [1, 2, 3, 4, 5, 6]);
}

#[tokio::test]
async fn another_process_sees_what_was_committed() {
    let (one, folder) = store().await;
    let other = Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap();
    let before = other.revision().await.unwrap();
    one.import(&many(3), NOW).await.unwrap();
    assert!(other.revision().await.unwrap() > before);
    assert_eq!(other.initiatives().await.unwrap().len(), 3);
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let (store, folder) = store().await;
    store.close().await;
    let url = DatabaseUrl::in_data_dir(folder.path());
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
         values (9999, 'later', 1, x'00', 0)",
    )
    .execute(&mut raw(&url).await)
    .await
    .unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer(9999)), "{error}");
    assert!(error.to_string().contains("nieuwere versie"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let url = DatabaseUrl::in_data_dir(folder.path());
    fs::write(url.path(), "sleutel,titel\n".repeat(1000)).unwrap();
    let error = Store::open(&url).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
    assert!(error.to_string().contains("beschadigd"), "{error}");
}

#[tokio::test]
async fn a_damaged_database_is_reported_not_believed() {
    let (store, folder) = store().await;
    store.import(&many(2000), NOW).await.unwrap();
    store.close().await;
    let url = DatabaseUrl::in_data_dir(folder.path());
    let mut bytes = fs::read(url.path()).unwrap();
    let half = bytes.len() / 8;
    bytes[half..].fill(0xa5);
    fs::write(url.path(), bytes).unwrap();
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
