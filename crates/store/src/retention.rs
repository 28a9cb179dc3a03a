//! Forgetting what need not be kept any longer.

use crate::{Store, StoreError, accounts::person::NOTHING_HERE, confirmation, gathering, sql::sql};
use domain::Moment;

/// Until when to forget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutoffs {
    /// This moment: links and sessions that have expired go.
    pub now: Moment,
    /// What was sent in before and never confirmed goes, drafts kept before, and who has nothing here any more.
    pub unconfirmed: Moment,
    /// Forms that were handled before are no longer known.
    pub forms: Moment,
    /// Mails written before go.
    pub mails: Moment,
    /// What was done before is no longer known.
    pub audit: Moment,
    /// Wishes of who took part in a gathering that ended before go.
    pub wishes: Moment,
    /// Names of who took part in a gathering that ended before go.
    pub names: Moment,
}

/// How many rows went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named like the tables")]
pub struct DeletedRows {
    pub versions: u64,
    pub people: u64,
    pub links: u64,
    pub mails: u64,
    pub audit: u64,
}

impl Store {
    /// Forgets what is past. A person who comes back is somebody new.
    pub async fn forget(&self, past: &Cutoffs) -> Result<DeletedRows, StoreError> {
        let versions = self.forget_unconfirmed(past.unconfirmed).await?;
        self.forget_drafts(past.unconfirmed).await?;
        let mut transaction = self.write().await?;
        let links = confirmation::forget_expired(&mut transaction, past.now).await?;
        let took_part = gathering::Past { wishes: past.wishes, names: past.names, unconfirmed: past.unconfirmed };
        gathering::forget(&mut transaction, took_part).await?;
        let mut gone = [0; 4];
        // The newest mail stays, so that its number is not given out again: a mail is known by its number.
        for (count, (statement, before)) in gone.iter_mut().zip([
            ("delete from mail where created < $1 and id < (select max(id) from mail)", past.mails),
            ("delete from audit where at < $1", past.audit),
            ("delete from session where expires <= $1", past.now),
            ("delete from answered_form where at < $1", past.forms),
        ]) {
            *count = sql(statement).bind(before).execute(&mut transaction).await?;
        }
        transaction.commit().await?;
        // On its own: somebody who is still named elsewhere must not keep the rest from going.
        let mut transaction = self.write().await?;
        let nobody = format!("delete from person where created < $1 and {NOTHING_HERE}");
        let people = sql(nobody).bind(past.unconfirmed).execute(&mut transaction).await?;
        transaction.commit().await?;
        let [mails, audit, ..] = gone;
        Ok(DeletedRows { versions, people, links, mails, audit })
    }
}
