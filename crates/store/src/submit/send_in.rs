//! Sending something in, changing it, and confirming the address it was sent in with.

use domain::{AuditAct, Contact, InitiativeId, Moment, PersonId, VersionState};

use crate::{
    Mail, ReviewError, SignInLink, Status, Store, StoreError, Submission,
    accounts::{person, profile, sign_in_link},
    audit,
    initiatives::{initiative, version},
    mail,
    review::lock,
    sql::{Connection, sql},
};

impl Store {
    /// Keeps what somebody sent in whose address is still to be confirmed: the initiative, its first version, the
    /// link, and the mail with it. Without those it waits until the sender signs in some other way. Nothing of it is public.
    /// Gives the initiative's id. The same from the same sender after `since` is the same: a button was pressed twice.
    pub async fn send_in(
        &self,
        submission: &Submission,
        contact: &Contact,
        mailed: Option<(&SignInLink, &Mail)>,
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
        if let Some((link, letter)) = mailed {
            sign_in_link::write(&mut transaction, &contact.email, link, Some(id)).await?;
            mail::write_with_link(&mut transaction, letter, "", &link.token, now).await?;
        }
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
        confirm(&mut transaction, id, person, now).await?;
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

    /// Who is signed in confirms what was sent in with their address: it goes to the queue, with the mail that `letter`
    /// writes from its title. False when nothing waits for them.
    pub async fn confirm(
        &self,
        initiative: InitiativeId,
        person: PersonId,
        letter: impl FnOnce(&str) -> Mail,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let Some(title) = unconfirmed_title(&mut transaction, initiative, person).await? else { return Ok(false) };
        confirm(&mut transaction, initiative, person, now).await?;
        mail::write(&mut transaction, &letter(&title), now).await?;
        transaction.commit().await?;
        Ok(true)
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

/// The address is confirmed: what waited for it goes to the queue, and has an owner.
pub(crate) async fn confirm(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
    now: Moment,
) -> Result<(), StoreError> {
    let confirmed =
        sql("update version set state = $1, sent = $2 where initiative = $3 and person = $4 and state = $5")
            .bind(VersionState::Submitted.slug())
            .bind(now)
            .bind(initiative)
            .bind(person)
            .bind(VersionState::Unconfirmed.slug())
            .execute(&mut *connection)
            .await?;
    if confirmed == 0 {
        return Ok(());
    }
    sql("update initiative set status = $1 where id = $2 and status = $3")
        .bind(Status::Submitted.slug())
        .bind(initiative)
        .bind(Status::Unconfirmed.slug())
        .execute(&mut *connection)
        .await?;
    sql("insert into owner (initiative, person) values ($1, $2) on conflict do nothing")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    profile::take_over(connection, initiative, person).await
}

/// The title of what this person sent in and has still to confirm.
pub(crate) async fn unconfirmed_title(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    sql("select title from version where initiative = $1 and person = $2 and state = $3")
        .bind(initiative)
        .bind(person)
        .bind(VersionState::Unconfirmed.slug())
        .scalar_optional(connection)
        .await
}
