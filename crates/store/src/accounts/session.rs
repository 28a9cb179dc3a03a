//! Sessions: what one browser's visits have in common. The database knows only a hash of what stands in the cookie.

use domain::{AuditAct, Moment, PersonId};

use crate::{
    Store, StoreError, audit,
    sql::{Row, sql},
};

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who is signed in.
    pub person: Option<PersonId>,
    /// What is remembered: JSON.
    pub data: String,
    /// Until when.
    pub expires: Moment,
}

impl Store {
    /// The session with this hash; `None` when there is none, or no longer at `now`.
    pub async fn session(&self, hash: &str, now: Moment) -> Result<Option<Session>, StoreError> {
        let row = sql("select person, data, expires from session where id = $1 and expires > $2")
            .bind(hash)
            .bind(now)
            .fetch_optional(&self.reader)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Keeps a session, and clears away what has expired at `now`.
    pub async fn keep_session(&self, hash: &str, session: &Session, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from session where expires <= $1").bind(now).execute(&mut transaction).await?;
        sql("insert into session (id, person, data, expires) values ($1, $2, $3, $4) \
             on conflict (id) do update set person = excluded.person, data = excluded.data, expires = excluded.expires")
        .bind(hash)
        .bind(session.person)
        .bind(&*session.data)
        .bind(session.expires)
        .execute(&mut transaction)
        .await?;
        transaction.commit().await
    }

    /// Keeps what changed in a session that is still there; one that was ended stays ended.
    pub async fn update_session(&self, hash: &str, session: &Session) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("update session set person = $1, data = $2, expires = $3 where id = $4")
            .bind(session.person)
            .bind(&*session.data)
            .bind(session.expires)
            .bind(hash)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// Ends a session.
    pub async fn end_session(&self, hash: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from session where id = $1").bind(hash).execute(&mut transaction).await?;
        transaction.commit().await
    }

    /// The sessions in which somebody is signed in, by the hash of each.
    pub async fn sessions(&self, person: PersonId, now: Moment) -> Result<Vec<(String, Session)>, StoreError> {
        let rows = sql("select id, person, data, expires from session where person = $1 and expires > $2 order by id")
            .bind(person)
            .bind(now)
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(|row| Ok((row.get("id")?, read(row)?))).collect()
    }

    /// Ends a session of this person, by its hash; nobody else's.
    pub async fn end_own_session(&self, hash: &str, person: PersonId) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from session where id = $1 and person = $2")
            .bind(hash)
            .bind(person)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// Signs a person out everywhere.
    pub async fn end_sessions(&self, person: PersonId, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from session where person = $1").bind(person).execute(&mut transaction).await?;
        audit::write(&mut transaction, Some(person), AuditAct::SignedOutEverywhere, None, "", now).await?;
        transaction.commit().await
    }
}

fn read(row: &Row) -> Result<Session, StoreError> {
    Ok(Session { person: row.get("person")?, data: row.get("data")?, expires: row.get("expires")? })
}
