//! Opening the store.

use crate::{
    DatabaseUrl, StoreError,
    sql::{Database, Pool, Transaction},
};

/// Everything that is kept. Cheap to clone: clones share connections.
#[derive(Debug, Clone)]
pub struct Store {
    /// For one statement that reads.
    pub(crate) reader: Pool,
    database: Database,
}

impl Store {
    /// Opens the database and brings its schema up to date; makes a SQLite file and its folder when they are not there.
    ///
    /// # Errors
    /// When it can't be made or opened, is damaged, or was changed by a newer version of the program; when a PostgreSQL
    /// server is not as it should be.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let database = Database::open(url).await?;
        Ok(Self { reader: database.reader.clone(), database })
    }

    /// The one write transaction at a time.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        self.database.write().await
    }

    /// For several statements that read the same moment.
    pub(crate) async fn read(&self) -> Result<Transaction, StoreError> {
        self.database.read().await
    }

    /// Clears away what deleted rows leave behind.
    pub(crate) async fn settle(&self) {
        self.database.settle().await;
    }

    /// Closes every connection; without it the operating system does, which is as safe.
    pub async fn close(&self) {
        self.database.close().await;
    }
}
