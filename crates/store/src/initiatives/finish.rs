//! An owner says that it is finished: that needs no editor.

use domain::{AuditAct, InitiativeId, Moment, PersonId, Stage, VersionState};

use super::{content::CONTENT_COLUMNS, version};
use crate::{
    Store, StoreError, audit, confirmation, revision,
    sql::{Connection, sql},
};

impl Store {
    /// An owner says that it is finished: a version of its own, public at once. A change that waits goes on waiting,
    /// finished too. The links that ask whether it still holds end. True also when it was finished already; false when it is
    /// not on the map.
    pub async fn finish(&self, id: InitiativeId, person: PersonId, why: &str, now: Moment) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let finished = Stage::Finished.slug();
        let stage: Option<String> = sql("select stage from initiative where id = $1 and status = 'gepubliceerd'")
            .bind(id)
            .scalar_optional(&mut transaction)
            .await?;
        let Some(stage) = stage else { return Ok(false) };
        confirmation::end_still_true(&mut transaction, id, None).await?;
        if stage == finished {
            transaction.commit().await?;
            return Ok(true);
        }
        sql("update initiative set stage = $1, changed = $2 where id = $3")
            .bind(finished)
            .bind(now)
            .bind(id)
            .execute(&mut transaction)
            .await?;
        let last = version::newest(&mut transaction, id).await?.unwrap_or_default();
        sql(format!(
            "insert into version (initiative, number, state, person, sent, why, reason, {CONTENT_COLUMNS}) \
             select id, $1, $2, $3, $4, $5, '', {CONTENT_COLUMNS} from initiative where id = $6",
        ))
        .bind(last + 1)
        .bind(VersionState::Published.slug())
        .bind(person)
        .bind(now)
        .bind(why)
        .bind(id)
        .execute(&mut transaction)
        .await?;
        move_up(&mut transaction, id, last + 2).await?;
        revision::grow(&mut transaction).await?;
        audit::write(&mut transaction, Some(person), AuditAct::Finished, Some(id), why, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// What waits becomes the newest version again, as number `number`, finished too: published as it was, it would take the
/// stage back.
async fn move_up(connection: &mut Connection, id: InitiativeId, number: i64) -> Result<(), StoreError> {
    let waits: Option<i64> = sql("select max(number) from version where initiative = $1 and state in ($2, $3)")
        .bind(id)
        .bind(VersionState::Submitted.slug())
        .bind(VersionState::Asked.slug())
        .scalar(&mut *connection)
        .await?;
    let Some(waits) = waits else { return Ok(()) };
    sql(format!(
        "insert into version (initiative, number, state, person, sent, amended_by, why, editor, decided, reason, {CONTENT_COLUMNS}) \
         select initiative, $1, state, person, sent, amended_by, why, editor, decided, reason, {CONTENT_COLUMNS} \
         from version where initiative = $2 and number = $3",
    ))
    .bind(number)
    .bind(id)
    .bind(waits)
    .execute(&mut *connection)
    .await?;
    for (column, value, which) in
        [("stage", Stage::Finished.slug(), number), ("state", VersionState::Replaced.slug(), waits)]
    {
        sql(format!("update version set {column} = $1 where initiative = $2 and number = $3"))
            .bind(value)
            .bind(id)
            .bind(which)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
