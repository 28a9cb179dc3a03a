//! Who can be reached about an initiative: where mail to its owners goes.

use domain::Email;
use sqlx::SqliteConnection;

use crate::{Store, StoreError};

impl Store {
    /// Whether anybody can be reached about an initiative.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn has_owner(&self, initiative: i64) -> Result<bool, StoreError> {
        let mut connection = self.reader.acquire().await?;
        Ok(!owners(&mut connection, initiative).await?.is_empty())
    }
}

/// The addresses of the owners of an initiative.
pub(crate) async fn owners(connection: &mut SqliteConnection, initiative: i64) -> Result<Vec<Email>, StoreError> {
    let texts: Vec<String> = sqlx::query_scalar(
        "select p.email from owner o join person p on p.id = o.person \
         where o.initiative = $1 and p.email is not null order by p.id",
    )
    .bind(initiative)
    .fetch_all(connection)
    .await?;
    let wrong = |_| StoreError::Value { id: "person".to_owned(), column: "email" };
    texts.iter().map(|text| Email::parse(text).map_err(wrong)).collect()
}
