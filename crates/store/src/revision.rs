//! The number that grows with every committed change of what the map shows.

use sqlx::SqliteConnection;

use crate::{Store, StoreError};

impl Store {
    /// The revision, 0 for a new database.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("select number from revision where id = 1").fetch_one(&self.reader).await?)
    }
}

/// Part of every transaction that changes what the map shows.
pub(crate) async fn grow(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("update revision set number = number + 1 where id = 1").execute(connection).await?;
    Ok(())
}
