//! Sending something in, and changing it.

use domain::{AuditAct, Contact, InitiativeId, Moment, PersonId, VersionState};

use super::confirm::{self, ConfirmLink};
use crate::{
    Mail, ReviewError, Store, StoreError, Submission,
    accounts::{person, profile},
    audit,
    initiatives::{initiative, version},
    mail,
    review::lock,
    sql::{Connection, sql},
};

impl Store {
    /// Keeps what somebody sent in whose address is still to be confirmed: the initiative, its first version, the
    /// link, and the mail with it. Without the mail it waits until the sender signs in some other way. Nothing of it is public.
    /// Gives the initiative's id. The same from the same sender after `since` is the same: a button was pressed twice.
    pub async fn send_in(
        &self,
        submission: &Submission,
        contact: &Contact,
        (link, letter): (&ConfirmLink, Option<&Mail>),
        since: Moment,
        now: Moment,
    ) -> Result<InitiativeId, StoreError> {
        let mut transaction = self.write().await?;
        let sender = person::known_or_new(&mut transaction, &contact.email, now).await?;
        if let Some(id) = sent_already(&mut transaction, submission, sender.id, since).await? {
            return Ok(id);
        }
        let id = initiative::begin(&mut transaction, submission, now).await?;
        let state = VersionState::Unconfirmed;
        version::insert(&mut transaction, id, 1, state, Some(sender.id), "", submission, now).await?;
        profile::write(&mut transaction, id, contact).await?;
        confirm::write(&mut transaction, &contact.email, id, (link, letter), now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Keeps what somebody sent in who is signed in: it goes to the queue at once. Gives the initiative's id. As
    /// [`Store::send_in`] for a button that was pressed twice.
    pub async fn send_in_known(
        &self,
        submission: &Submission,
        person: PersonId,
        letter: &Mail,
        since: Moment,
        now: Moment,
    ) -> Result<InitiativeId, StoreError> {
        let mut transaction = self.write().await?;
        if let Some(id) = sent_already(&mut transaction, submission, person, since).await? {
            return Ok(id);
        }
        let id = initiative::begin(&mut transaction, submission, now).await?;
        let state = VersionState::Unconfirmed;
        version::insert(&mut transaction, id, 1, state, Some(person), "", submission, now).await?;
        confirm::confirm(&mut transaction, id, person, now).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Keeps a change of an owner, made on top of version `base`. What waited before is replaced by it; what is
    /// public stays so. Gives the new version's number.
    pub async fn change(
        &self,
        initiative: InitiativeId,
        base: i64,
        person: PersonId,
        why: &str,
        submission: &Submission,
        now: Moment,
    ) -> Result<i64, ReviewError> {
        let mut transaction = self.write().await?;
        match version::newest(&mut transaction, initiative).await? {
            None => return Err(ReviewError::Unknown),
            Some(newest) if newest != base => return Err(ReviewError::Overtaken),
            Some(_) => {}
        }
        if initiative::is_withdrawn(&mut transaction, initiative).await? {
            return Err(ReviewError::Overtaken);
        }
        version::replace_waiting(&mut transaction, initiative, VersionState::Replaced).await?;
        lock::release(&mut transaction, initiative).await?;
        let state = VersionState::Submitted;
        version::insert(&mut transaction, initiative, base + 1, state, Some(person), why, submission, now).await?;
        audit::write(&mut transaction, Some(person), AuditAct::Changed, Some(initiative), why, now).await?;
        transaction.commit().await?;
        Ok(base + 1)
    }
}

/// What the same sender sent in after `since`, word for word the same.
async fn sent_already(
    connection: &mut Connection,
    submission: &Submission,
    person: PersonId,
    since: Moment,
) -> Result<Option<InitiativeId>, StoreError> {
    let content = &submission.content;
    sql(
        "select initiative from version where person = $1 and number = 1 and sent > $2 and title = $3 and summary = $4 \
         and description = $5 and school = $6 order by initiative desc limit 1",
    )
    .bind(person)
    .bind(since)
    .bind(&*content.title)
    .bind(&*content.summary)
    .bind(&*content.description)
    .bind(&*content.school)
    .scalar_optional(connection)
    .await
}
