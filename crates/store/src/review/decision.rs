//! Decisions of editors: publish, ask, decline, mend what was sent in, and take a decision back.

use domain::{AuditAct, Decision, InitiativeId, Moment, PersonId, VersionState, review::only_spelling};

use crate::{
    Mail, ReviewError, Status, Store, StoreError, Submission, Version, audit,
    initiatives::{initiative, version},
    mail,
    ownership::owner,
    review::{lock, undo_snapshot},
    revision,
    sql::{Connection, sql},
};

impl Store {
    /// Decides on a version that waits. Publishing puts it on the map. The mail goes with it, not before the moment
    /// that stands beside it.
    pub async fn decide(
        &self,
        initiative: InitiativeId,
        number: i64,
        editor: PersonId,
        decision: &Decision,
        letter: Option<(&Mail, Moment)>,
        now: Moment,
    ) -> Result<(), ReviewError> {
        let mut transaction = self.write().await?;
        let version = open_for(&mut transaction, initiative, number, editor, now).await?;
        let Some(state) = version.state.decided(decision) else { return Err(ReviewError::Overtaken) };
        if *decision == Decision::Publish && amended_much(&mut transaction, &version, editor).await? {
            return Err(ReviewError::OwnText);
        }
        let (act, reason) = match decision {
            Decision::Publish => (AuditAct::Published, ""),
            Decision::Ask(text) => (AuditAct::Asked, &**text),
            Decision::Decline(text) => (AuditAct::Declined, &**text),
        };
        let decided = sql("update version set state = $1, editor = $2, decided = $3, reason = $4 \
             where initiative = $5 and number = $6 and state = $7")
        .bind(state.slug())
        .bind(editor)
        .bind(now)
        .bind(reason)
        .bind(initiative)
        .bind(number)
        .bind(version.state.slug())
        .execute(&mut transaction)
        .await?;
        if decided == 0 {
            return Err(ReviewError::Overtaken);
        }
        if state == VersionState::Published {
            undo_snapshot::remember(&mut transaction, initiative, number).await?;
            initiative::publish(&mut transaction, &version.initiative, now).await?;
            revision::grow(&mut transaction).await?;
        }
        lock::release(&mut transaction, initiative).await?;
        audit::write(&mut transaction, Some(editor), act, Some(initiative), reason, now).await?;
        if let Some((letter, due)) = letter {
            mail::write_later(&mut transaction, letter, &about(initiative, number), due, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Takes back an editor's own decision that was made after `since`, unless something newer happened: the version
    /// waits again, the mail that has not left is gone, and the map is what it was.
    pub async fn undo(
        &self,
        initiative: InitiativeId,
        number: i64,
        editor: PersonId,
        since: Moment,
        now: Moment,
    ) -> Result<(), ReviewError> {
        let mut transaction = self.write().await?;
        let Some(version) = version::one(&mut transaction, initiative, number).await? else {
            return Err(ReviewError::Unknown);
        };
        let own = version.editor_id == Some(editor);
        let Some(decided) = version.decided.filter(|decided| own && *decided > since) else {
            return Err(ReviewError::Overtaken);
        };
        let row = sql("select status, changed from initiative where id = $1")
            .bind(initiative)
            .fetch_one(&mut transaction)
            .await?;
        let (status, changed): (Status, Moment) = (row.parse("status", Status::parse)?, row.get("changed")?);
        let newest = version::newest(&mut transaction, initiative).await?;
        if newest != Some(number) || status == Status::Withdrawn {
            return Err(ReviewError::Overtaken);
        }
        match version.state {
            VersionState::Published => {
                let untouched = status == Status::Published && changed == decided;
                if !untouched || !undo_snapshot::restore(&mut transaction, initiative, number).await? {
                    return Err(ReviewError::Overtaken);
                }
                revision::grow(&mut transaction).await?;
            }
            VersionState::Asked | VersionState::Declined => {}
            _ => return Err(ReviewError::Overtaken),
        }
        sql(
            "update version set state = $1, editor = null, decided = null, reason = '' where initiative = $2 and number = $3",
        )
        .bind(VersionState::Submitted.slug())
        .bind(initiative)
        .bind(number)
        .execute(&mut transaction)
        .await?;
        mail::take_back(&mut transaction, &about(initiative, number)).await?;
        let undone = version.state.slug();
        audit::write(&mut transaction, Some(editor), AuditAct::Undone, Some(initiative), undone, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Keeps what an editor mended in a version that waits, as a version of its own of the same sender, at the same
    /// place in the queue. Gives its number.
    pub async fn amend(
        &self,
        initiative: InitiativeId,
        number: i64,
        editor: PersonId,
        why: &str,
        sending: &Submission,
        now: Moment,
    ) -> Result<i64, ReviewError> {
        let mut transaction = self.write().await?;
        let version = open_for(&mut transaction, initiative, number, editor, now).await?;
        version::replace_waiting(&mut transaction, initiative, VersionState::Replaced).await?;
        let sent = version.initiative.changed;
        let (state, next) = (VersionState::Submitted, number + 1);
        version::insert(&mut transaction, initiative, next, state, version.sender_id, why, sending, sent).await?;
        sql("update version set amended_by = $1 where initiative = $2 and number = $3")
            .bind(editor)
            .bind(initiative)
            .bind(next)
            .execute(&mut transaction)
            .await?;
        lock::release(&mut transaction, initiative).await?;
        audit::write(&mut transaction, Some(editor), AuditAct::Amended, Some(initiative), why, now).await?;
        transaction.commit().await?;
        Ok(next)
    }
}

impl Store {
    /// Whether this editor made a version and changed more than spelling of what the sender last sent in: then it takes
    /// another editor, or the sender, to put it on the map.
    pub async fn amended_much(&self, version: &Version, editor: PersonId) -> Result<bool, StoreError> {
        amended_much(&mut *self.read().await?, version, editor).await
    }
}

async fn amended_much(connection: &mut Connection, version: &Version, editor: PersonId) -> Result<bool, StoreError> {
    if version.amended_by != Some(editor) {
        return Ok(false);
    }
    let (id, now) = (version.initiative.id, &version.initiative);
    let sent: Option<i64> =
        sql("select max(number) from version where initiative = $1 and number < $2 and amended_by is null")
            .bind(id)
            .bind(version.number)
            .scalar(&mut *connection)
            .await?;
    let Some(sent) = version::one(connection, id, sent.unwrap_or_default()).await? else { return Ok(true) };
    let pictures = async |connection: &mut Connection, number: i64| -> Result<Vec<String>, StoreError> {
        let hashes = sql("select hash from picture where initiative = $1 and number = $2 order by ordinal");
        hashes.bind(id).bind(number).scalars(connection).await
    };
    let same_pictures =
        pictures(&mut *connection, sent.number).await? == pictures(&mut *connection, version.number).await?;
    let before = &sent.initiative;
    Ok(!(same_pictures && before.position == now.position && only_spelling(&before.content, &now.content)))
}

/// The version, when it waits, is the newest, is not the editor's own nor of what they own or claim, and nobody else
/// looks at it.
async fn open_for(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
    editor: PersonId,
    now: Moment,
) -> Result<Version, ReviewError> {
    let Some(version) = version::one(connection, initiative, number).await? else {
        return Err(ReviewError::Unknown);
    };
    if !version.state.in_queue() {
        return Err(ReviewError::Overtaken);
    }
    if initiative::is_withdrawn(connection, initiative).await? {
        // What was withdrawn never comes back.
        return Err(ReviewError::Overtaken);
    }
    if version.sender_id == Some(editor) || owner::involved(connection, editor, initiative).await? {
        return Err(ReviewError::OwnWork);
    }
    match lock::of(connection, initiative, number, now).await? {
        Some(held) if held.person != editor => Err(ReviewError::Held),
        _ => Ok(version),
    }
}

fn about(initiative: InitiativeId, number: i64) -> String {
    format!("{initiative}/{number}")
}
