//! Passkeys: what somebody's devices prove besides the mailed link.

use domain::{AuditAct, Moment, PersonId};

use crate::{
    Store, StoreError, audit,
    sql::{Row, sql},
};

/// How many one person may have.
pub const MAX_PASSKEYS: usize = 10;

/// A passkey of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// As the device names it: base64url.
    pub id: String,
    /// When it was made.
    pub made: Moment,
    /// When it was last used.
    pub used: Moment,
    /// The public key and its counter: JSON.
    pub credential: String,
}

impl Store {
    /// The passkeys of a person, the oldest first.
    pub async fn passkeys(&self, person: PersonId) -> Result<Vec<Passkey>, StoreError> {
        let rows = sql("select id, made, used, credential from passkey where person = $1 order by made, id")
            .bind(person)
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(read).collect()
    }

    /// Whether a person has a passkey.
    pub async fn has_passkey(&self, person: PersonId) -> Result<bool, StoreError> {
        sql("select 1 from passkey where person = $1 limit 1").bind(person).exists(&mut *self.read().await?).await
    }

    /// Keeps a new passkey. False, and nothing changes, when it is known already or there are [`MAX_PASSKEYS`].
    pub async fn add_passkey(
        &self,
        person: PersonId,
        id: &str,
        credential: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let kept: Vec<String> =
            sql("select id from passkey where person = $1").bind(person).scalars(&mut transaction).await?;
        if kept.len() >= MAX_PASSKEYS
            || sql("select 1 from passkey where id = $1").bind(id).exists(&mut transaction).await?
        {
            return Ok(false);
        }
        sql("insert into passkey (id, person, made, used, credential) values ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(person)
            .bind(now)
            .bind(now)
            .bind(credential)
            .execute(&mut transaction)
            .await?;
        audit::write(&mut transaction, Some(person), AuditAct::PasskeyAdded, None, "", now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes that somebody used a passkey, with what its counter says now. False when it is gone.
    pub async fn use_passkey(
        &self,
        person: PersonId,
        id: &str,
        credential: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let used = sql("update passkey set used = $1, credential = $2 where id = $3 and person = $4")
            .bind(now)
            .bind(credential)
            .bind(id)
            .bind(person)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await?;
        Ok(used > 0)
    }

    /// Removes a passkey of this person; nobody else's. Twice is as good as once.
    pub async fn remove_passkey(&self, person: PersonId, id: &str, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let removed = sql("delete from passkey where id = $1 and person = $2")
            .bind(id)
            .bind(person)
            .execute(&mut transaction)
            .await?;
        if removed > 0 {
            audit::write(&mut transaction, Some(person), AuditAct::PasskeyRemoved, None, "", now).await?;
        }
        transaction.commit().await
    }

    /// Removes all passkeys of somebody who lost them, and signs them out everywhere; `by` is the admin, `None` the command
    /// line. Gives how many there were.
    pub async fn clear_passkeys(&self, person: PersonId, by: Option<PersonId>, now: Moment) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let cleared = sql("delete from passkey where person = $1").bind(person).execute(&mut transaction).await?;
        if cleared > 0 {
            sql("delete from session where person = $1").bind(person).execute(&mut transaction).await?;
            let act = AuditAct::PasskeysCleared;
            audit::write_about(&mut transaction, by, act, None, Some(person), "", now).await?;
        }
        transaction.commit().await?;
        Ok(cleared)
    }
}

fn read(row: &Row) -> Result<Passkey, StoreError> {
    Ok(Passkey {
        id: row.get("id")?,
        made: row.get("made")?,
        used: row.get("used")?,
        credential: row.get("credential")?,
    })
}
