//! Opening the store, and beginning a change: for who may still make it, and for a form that was not handled yet.

mod answered_form;
mod right;

pub use answered_form::{FormProgress, SentForm};
pub use right::Right;

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
    /// What must hold for a change to be made.
    rights: Vec<Right>,
}

impl Store {
    /// Opens the database and brings its schema up to date; makes a SQLite file and its folder when they are not there.
    ///
    /// # Errors
    /// When it can't be made or opened, is damaged, or was changed by a newer version of the program; when a PostgreSQL
    /// server is not as it should be.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let database = Database::open(url).await?;
        Ok(Self { reader: database.reader.clone(), database, rights: Vec::new() })
    }

    /// The one write transaction at a time, for who may still do this. Of all sendings of one form, only one gets it.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        let mut transaction = self.database.write().await?;
        for demanded in &self.rights {
            if !right::holds(&mut transaction, demanded).await? {
                return Err(StoreError::NotAllowed);
            }
        }
        answered_form::claim(&mut transaction).await?;
        Ok(transaction)
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
