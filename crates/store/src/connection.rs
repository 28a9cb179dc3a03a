//! Opening the database: settings, migrations, one writer and a few readers.

use std::time::{Duration, Instant};

use sqlx::{
    ConnectOptions as _, Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{DatabaseUrl, StoreError, error::is_busy};

/// How long a connection waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait before opening is tried again.
const PAUSE: Duration = Duration::from_millis(10);
/// How many reads may run at a time.
const READERS: u32 = 4;

/// The database, open. Cheap to clone: clones share connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) reader: SqlitePool,
    writer: SqlitePool,
}

impl Store {
    /// Opens the database; makes the file and its folder when they are not there, and brings the schema up to date.
    ///
    /// # Errors
    /// When the file can't be made or opened, is damaged, or was changed by a newer version of the program.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let path = url.path();
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
        let writer = patient(|| SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()));
        let writer = writer.await.map_err(opened)?;
        let store = Self {
            // Readers connect when first needed, so after the migrations.
            reader: SqlitePoolOptions::new()
                .max_connections(READERS)
                .connect_lazy_with(options.create_if_missing(false).pragma("query_only", "on")),
            writer,
        };
        store.migrate().await?;
        Ok(store)
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        // In a transaction: of two processes that open a new file at once, the second one waits, then finds it done.
        let mut transaction = self.write().await?;
        sqlx::migrate!("./migrations").run_direct(None, &mut *transaction, false).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The one write transaction at a time; takes the lock at once, so that what it reads can't be changed by others.
    pub(crate) async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("begin immediate").await?)
    }

    /// Brings what was written into the file itself, so that the log next to it holds nothing that is gone. Who reads at
    /// the same time may keep it from being done; then the next one does.
    pub(crate) async fn settle(&self) {
        let _ = sqlx::query("pragma wal_checkpoint(truncate)").fetch_all(&self.writer).await;
    }

    /// Closes every connection; without it the operating system does, which is as safe.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
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
