//! Opening a SQLite file.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use sqlx::{
    ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Pool, error::is_busy};
use crate::StoreError;

/// Brings what was written into the file itself, so that the log next to it holds nothing that is gone.
pub(super) const SETTLE: &str = "pragma wal_checkpoint(truncate)";

/// How long a connection waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait before opening is tried again.
const PAUSE: Duration = Duration::from_millis(10);
/// How many reads may run at a time.
const READERS: u32 = 4;

/// The writer and the readers of a file; makes it and its folder when they are not there.
pub(super) async fn open(path: &Path) -> Result<(Pool, Pool), StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        // What is deleted is gone from the file as well.
        .pragma("secure_delete", "on")
        // Reading everything takes a second when it is much: that is no news.
        .disable_statement_logging();
    let opened = |error: sqlx::Error| match StoreError::from(error) {
        StoreError::Sql(source) => StoreError::Open { path: path.to_owned(), source },
        known => known,
    };
    let writer = patient(|| {
        let pool = SqlitePoolOptions::new().max_connections(1);
        // SQLite rolls back by itself when the disk is full or fails; sqlx then believes for ever that a transaction is
        // open. Such a connection is thrown away, so that writing goes on once it can.
        let sound = pool.before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
        sound.connect_with(options.clone())
    });
    let writer = writer.await.map_err(opened)?;
    // Readers connect when first needed, so after the migrations.
    let reader = SqlitePoolOptions::new()
        .max_connections(READERS)
        .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "on"));
    Ok((Pool::Sqlite(writer), Pool::Sqlite(reader)))
}

/// Tries again for as long as the busy timeout: while another process makes the same new file a write-ahead one, SQLite
/// refuses at once, without waiting.
async fn patient<T, F: Future<Output = sqlx::Result<T>>>(attempt: impl Fn() -> F) -> sqlx::Result<T> {
    let start = Instant::now();
    loop {
        match attempt().await {
            Err(error) if is_busy(&error) && start.elapsed() < BUSY_TIMEOUT => tokio::time::sleep(PAUSE).await,
            outcome => return outcome,
        }
    }
}
