//! Forms that were not sent in yet. What somebody kept who was signed in belongs to their address. What somebody kept who
//! only typed an address belongs to that address and to a key in their browser: nobody else changes or deletes it, and
//! only who signs in with the address sees it.

use domain::{Email, Moment};

use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

/// How many are kept of those who only typed an address. Beyond it nothing new is kept; what is there stays.
const TYPED: i64 = 20_000;

/// A form that was not sent in yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Hash of the key in the browser of who only typed the address; `None` when kept by who was signed in with it.
    pub browser: Option<String>,
    /// The fields as a form sends them.
    pub body: String,
    /// When it was kept last.
    pub changed: Moment,
}

impl Store {
    /// Keeps a draft in the place of the one that was there. False when it is a new one and there is no room.
    pub async fn keep_draft(&self, email: &Email, draft: &Draft) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        if draft.browser.is_some() && !there(&mut transaction, email, draft.browser.as_deref()).await? {
            let typed = sql("select count(*) as typed from draft where browser <> ''");
            if typed.scalar::<i64>(&mut transaction).await? >= TYPED {
                return Ok(false);
            }
        }
        sql("insert into draft (email, browser, body, changed) values ($1, $2, $3, $4) \
             on conflict (email, browser) do update set body = excluded.body, changed = excluded.changed")
        .bind(email.as_str())
        .bind(draft.browser.as_deref().unwrap_or_default())
        .bind(&*draft.body)
        .bind(draft.changed)
        .execute(&mut transaction)
        .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Whether there is a draft of this address and this browser, or of who was signed in with the address.
    pub async fn has_draft(&self, email: &Email, browser: Option<&str>) -> Result<bool, StoreError> {
        there(&mut *self.read().await?, email, browser).await
    }

    /// The drafts of an address, one's own first, then the newest. Only for who is signed in with it.
    pub async fn drafts(&self, email: &Email) -> Result<Vec<Draft>, StoreError> {
        let rows = sql("select browser, body, changed from draft where email = $1 \
             order by case when browser = '' then 0 else 1 end, changed desc, browser")
        .bind(email.as_str())
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                let browser = Some(row.get::<String>("browser")?).filter(|browser| !browser.is_empty());
                Ok(Draft { browser, body: row.get("body")?, changed: row.get("changed")? })
            })
            .collect()
    }

    /// Throws away the draft of an address and a browser, or of who was signed in with the address. Whether there was one
    /// is not told.
    pub async fn drop_draft(&self, email: &Email, browser: Option<&str>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("delete from draft where email = $1 and browser = $2")
            .bind(email.as_str())
            .bind(browser.unwrap_or_default())
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

async fn there(connection: &mut Connection, email: &Email, browser: Option<&str>) -> Result<bool, StoreError> {
    sql("select email from draft where email = $1 and browser = $2")
        .bind(email.as_str())
        .bind(browser.unwrap_or_default())
        .exists(connection)
        .await
}
