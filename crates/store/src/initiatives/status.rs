//! Off the map: archived by an owner, or withdrawn for good.

use domain::{Initiative, VersionState};
use sqlx::{Row as _, SqliteConnection};

use crate::{
    Mail, Store, StoreError, audit,
    initiatives::{initiative, version},
    mail, ownership,
    review::lock,
    revision,
};

/// Where an initiative as a whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Sent in, the address not confirmed.
    Concept,
    /// Never published yet.
    Submitted,
    /// On the map.
    Published,
    /// Off the map; its page stays.
    Archived,
    /// Off the map for good.
    Withdrawn,
}

impl Status {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "concept" => Self::Concept,
            "ingezonden" => Self::Submitted,
            "gepubliceerd" => Self::Published,
            "gearchiveerd" => Self::Archived,
            "ingetrokken" => Self::Withdrawn,
            _ => return None,
        })
    }

    /// Whether the row of the initiative holds a version that was cleared.
    #[must_use]
    pub fn cleared(self) -> bool {
        matches!(self, Self::Published | Self::Archived)
    }
}

impl Store {
    /// An initiative whatever its status, with the last version that was cleared; before there is one, the first that
    /// was sent in. `None` when there is no such initiative.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn initiative_with_status(&self, id: i64) -> Result<Option<(Status, Initiative)>, StoreError> {
        let mut connection = self.reader.acquire().await?;
        initiative_with_status(&mut connection, id).await
    }

    /// Takes an initiative off the map; its page stays, marked as archived. What waits is taken back. False when it is
    /// not on the map.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn archive(&self, id: i64, person: i64, now: &str) -> Result<bool, StoreError> {
        self.leave(id, Some(person), "gearchiveerd", "status = 'gepubliceerd'", "", &[], now).await
    }

    /// The same by an editor, who says why; the owners get these mails.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn archive_because(
        &self,
        id: i64,
        editor: i64,
        reason: &str,
        letters: &[Mail],
        now: &str,
    ) -> Result<bool, StoreError> {
        self.leave(id, Some(editor), "gearchiveerd", "status = 'gepubliceerd'", reason, letters, now).await
    }

    /// Takes an initiative off the map for good, for an owner; its row and its id stay. What waits is taken back. False
    /// when it was withdrawn already.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn withdraw_own(&self, id: i64, person: i64, now: &str) -> Result<bool, StoreError> {
        self.leave(id, Some(person), "ingetrokken", "status <> 'ingetrokken'", "", &[], now).await
    }

    /// Takes an initiative off the map; its row and its id stay. False when there is no public one with this id.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn withdraw(&self, id: i64, now: &str) -> Result<bool, StoreError> {
        self.leave(id, None, "ingetrokken", "status in ('gepubliceerd', 'gearchiveerd')", "", &[], now).await
    }

    #[allow(clippy::too_many_arguments, reason = "one step, told apart by its callers")]
    async fn leave(
        &self,
        id: i64,
        person: Option<i64>,
        status: &str,
        when: &'static str,
        reason: &str,
        letters: &[Mail],
        now: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let statement = format!("update initiative set status = $1, changed = $2 where id = $3 and {when}");
        let done = sqlx::query(sqlx::AssertSqlSafe(statement))
            .bind(status)
            .bind(now)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        forget_waiting(&mut transaction, id).await?;
        if status == "ingetrokken" {
            ownership::close_all(&mut transaction, id).await?;
        }
        audit::write(&mut transaction, person, status, Some(id), reason, now).await?;
        for letter in letters {
            mail::write(&mut transaction, letter, now).await?;
        }
        revision::grow(&mut transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// [`Store::standing`], within a transaction.
pub(crate) async fn initiative_with_status(
    connection: &mut SqliteConnection,
    id: i64,
) -> Result<Option<(Status, Initiative)>, StoreError> {
    let Some(row) = sqlx::query(initiative::ONE).bind(id).fetch_optional(connection).await? else {
        return Ok(None);
    };
    let status: &str = row.try_get(22)?;
    if status == "vervallen" {
        // Sent in, never confirmed, forgotten: only its number is left.
        return Ok(None);
    }
    let status = Status::parse(status).ok_or_else(|| StoreError::Value { id: id.to_string(), column: "status" })?;
    Ok(Some((status, initiative::read(&row)?)))
}

async fn forget_waiting(connection: &mut SqliteConnection, id: i64) -> Result<(), StoreError> {
    version::replace_waiting(connection, id, VersionState::Withdrawn).await?;
    lock::release(connection, id).await
}
