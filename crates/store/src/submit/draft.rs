//! Forms that were not sent in yet, by address. What somebody kept who was signed in, and what somebody kept who only
//! typed the address, never touch each other; only who signs in with the address sees either.

use domain::{Email, Moment};

use crate::{Store, StoreError, sql::sql};

/// How many are kept of those who only typed an address: whoever invents addresses can't fill the disk.
const UNPROVEN: i64 = 1000;

/// A form that was not sent in yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Kept by who was signed in with the address; else by who only typed it.
    pub own: bool,
    /// The fields as a form sends them.
    pub body: String,
    /// When it was kept last.
    pub changed: Moment,
}

impl Store {
    /// Keeps a draft in the place of the one that was there.
    pub async fn keep_draft(&self, email: &Email, draft: &Draft) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("insert into draft (email, own, body, changed) values ($1, $2, $3, $4) \
             on conflict (email, own) do update set body = excluded.body, changed = excluded.changed")
        .bind(email.as_str())
        .bind(i64::from(draft.own))
        .bind(&*draft.body)
        .bind(draft.changed)
        .execute(&mut transaction)
        .await?;
        if !draft.own {
            sql("delete from draft where own = 0 and email not in \
                 (select email from draft where own = 0 order by changed desc, email limit $1)")
            .bind(UNPROVEN)
            .execute(&mut transaction)
            .await?;
        }
        transaction.commit().await
    }

    /// The drafts of an address, one's own first. Only for who is signed in with it.
    pub async fn drafts(&self, email: &Email) -> Result<Vec<Draft>, StoreError> {
        let rows = sql("select own, body, changed from draft where email = $1 order by own desc")
            .bind(email.as_str())
            .fetch_all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| Ok(Draft { own: row.flag("own")?, body: row.get("body")?, changed: row.get("changed")? }))
            .collect()
    }

    /// Throws a draft of an address away. Whether there was one is not told.
    pub async fn drop_draft(&self, email: &Email, own: bool) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from draft where email = $1 and own = $2")
            .bind(email.as_str())
            .bind(i64::from(own))
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// Forgets drafts that were kept last before `before`.
    pub async fn forget_drafts(&self, before: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from draft where changed < $1").bind(before).execute(&mut transaction).await?;
        transaction.commit().await
    }
}
