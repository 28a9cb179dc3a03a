//! Off the map: archived, or withdrawn for good.

use domain::{AuditAct, VersionState};

use crate::{
    Mail, Status, Store, StoreError, audit, initiatives::version, mail, ownership, review::lock, revision, sql::sql,
};

impl Store {
    /// Takes an initiative off the map; its page stays, marked as archived. What waits is taken back. False when it is
    /// not on the map.
    pub async fn archive(&self, id: i64, person: i64, now: &str) -> Result<bool, StoreError> {
        self.leave(id, Some(person), Status::Archived, "status = 'gepubliceerd'", "", &[], now).await
    }

    /// The same by an editor, who says why; the owners get these mails.
    pub async fn archive_because(
        &self,
        id: i64,
        editor: i64,
        reason: &str,
        letters: &[Mail],
        now: &str,
    ) -> Result<bool, StoreError> {
        self.leave(id, Some(editor), Status::Archived, "status = 'gepubliceerd'", reason, letters, now).await
    }

    /// Takes an initiative off the map for good, for an owner; its row and its id stay. What waits is taken back. False
    /// when it was withdrawn already.
    pub async fn withdraw_own(&self, id: i64, person: i64, now: &str) -> Result<bool, StoreError> {
        self.leave(id, Some(person), Status::Withdrawn, "status <> 'ingetrokken'", "", &[], now).await
    }

    /// Takes an initiative off the map; its row and its id stay. False when there is no public one with this id.
    pub async fn withdraw(&self, id: i64, now: &str) -> Result<bool, StoreError> {
        self.leave(id, None, Status::Withdrawn, "status in ('gepubliceerd', 'gearchiveerd')", "", &[], now).await
    }

    #[allow(clippy::too_many_arguments, reason = "one step, told apart by its callers")]
    async fn leave(
        &self,
        id: i64,
        person: Option<i64>,
        status: Status,
        when: &'static str,
        reason: &str,
        letters: &[Mail],
        now: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let done = sql(format!("update initiative set status = $1, changed = $2 where id = $3 and {when}"))
            .bind(status.slug())
            .bind(now)
            .bind(id)
            .execute(&mut transaction)
            .await?;
        if done == 0 {
            return Ok(false);
        }
        version::replace_waiting(&mut transaction, id, VersionState::Withdrawn).await?;
        lock::release(&mut transaction, id).await?;
        let act = if status == Status::Withdrawn {
            ownership::close_all(&mut transaction, id).await?;
            AuditAct::Withdrawn
        } else {
            AuditAct::Archived
        };
        audit::write(&mut transaction, person, act, Some(id), reason, now).await?;
        for letter in letters {
            mail::write(&mut transaction, letter, now).await?;
        }
        revision::grow(&mut transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
