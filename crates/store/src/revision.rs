//! The number that grows with every committed change of what the map shows.

use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

impl Store {
    /// The revision, 0 for a new database.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        sql("select number from revision where id = 1").scalar(&self.reader).await
    }

    /// Whether something can be kept now, by writing what is there already.
    ///
    /// # Errors
    /// Why not.
    pub async fn try_write(&self) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("update revision set number = number where id = 1").execute(&mut transaction).await?;
        transaction.commit().await
    }
}

/// Part of every transaction that changes what the map shows.
pub(crate) async fn grow(connection: &mut Connection) -> Result<(), StoreError> {
    sql("update revision set number = number + 1 where id = 1").execute(connection).await?;
    Ok(())
}
