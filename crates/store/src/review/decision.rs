//! Decisions of editors: publish, ask, decline, mend what was sent in, and take a decision back.

use domain::{AuditAct, Decision, VersionState};

use crate::{
    Mail, ReviewError, Status, Store, Submission, Version, audit,
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
        initiative: i64,
        number: i64,
        editor: i64,
        decision: &Decision,
        letter: Option<(&Mail, &str)>,
        now: &str,
    ) -> Result<(), ReviewError> {
        let mut transaction = self.write().await?;
        let version = open_for(&mut transaction, initiative, number, editor, now).await?;
        let Some(state) = version.state.decided(decision) else { return Err(ReviewError::Overtaken) };
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
        initiative: i64,
        number: i64,
        editor: i64,
        since: &str,
        now: &str,
    ) -> Result<(), ReviewError> {
        let mut transaction = self.write().await?;
        let Some(version) = version::one(&mut transaction, initiative, number).await? else {
            return Err(ReviewError::Unknown);
        };
        let decided = version.decided.as_deref().unwrap_or_default();
        if version.editor_id != Some(editor) || decided <= since {
            return Err(ReviewError::Overtaken);
        }
        let row = sql("select status, changed from initiative where id = $1")
            .bind(initiative)
            .fetch_one(&mut transaction)
            .await?;
        let (status, changed): (Status, &str) = (row.parse("status", Status::parse)?, row.get("changed")?);
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
        initiative: i64,
        number: i64,
        editor: i64,
        why: &str,
        sending: &Submission,
        now: &str,
    ) -> Result<i64, ReviewError> {
        let mut transaction = self.write().await?;
        let version = open_for(&mut transaction, initiative, number, editor, now).await?;
        version::replace_waiting(&mut transaction, initiative, VersionState::Replaced).await?;
        let sent = &version.initiative.changed;
        let (state, next) = (VersionState::Submitted, number + 1);
        version::insert(&mut transaction, initiative, next, state, version.sender_id, why, sending, sent).await?;
        lock::release(&mut transaction, initiative).await?;
        audit::write(&mut transaction, Some(editor), AuditAct::Amended, Some(initiative), why, now).await?;
        transaction.commit().await?;
        Ok(next)
    }
}

/// The version, when it waits, is the newest, is not the editor's own nor of what they own or claim, and nobody else
/// looks at it.
async fn open_for(
    connection: &mut Connection,
    initiative: i64,
    number: i64,
    editor: i64,
    now: &str,
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

fn about(initiative: i64, number: i64) -> String {
    format!("{initiative}/{number}")
}
