//! An owner says that it is finished: that needs no editor.

use domain::{Stage, VersionState};
use sqlx::SqliteConnection;

use crate::{Store, StoreError, audit, revision};

/// What a version says, in the columns that it shares with the initiative; `$stage` may take the stage's place.
macro_rules! content {
    ($stage:literal) => {
        concat!(
            "title, summary, description, school, sectors, themes, ",
            $stage,
            ", programme, website, learning_question, outcomes, lon, lat, region, municipality, town, period, site_code"
        )
    };
}

impl Store {
    /// An owner says that it is finished: a version of its own, public at once. A change that waits goes on waiting,
    /// finished too. True also when it was finished already; false when it is not on the map.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn finish(&self, id: i64, person: i64, why: &str, now: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let finished = Stage::Finished.slug();
        let stage: Option<String> =
            sqlx::query_scalar("select stage from initiative where id = $1 and status = 'gepubliceerd'")
                .bind(id)
                .fetch_optional(&mut *transaction)
                .await?;
        let Some(stage) = stage else { return Ok(false) };
        if stage == finished {
            return Ok(true);
        }
        sqlx::query("update initiative set stage = $1, changed = $2 where id = $3")
            .bind(finished)
            .bind(now)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        let last: i64 = sqlx::query_scalar("select coalesce(max(number), 0) from version where initiative = $1")
            .bind(id)
            .fetch_one(&mut *transaction)
            .await?;
        sqlx::query(concat!(
            "insert into version (initiative, number, state, person, sent, why, reason, ",
            content!("stage"),
            ") select id, $1, $2, $3, $4, $5, '', ",
            content!("stage"),
            " from initiative where id = $6",
        ))
        .bind(last + 1)
        .bind(VersionState::Published.slug())
        .bind(person)
        .bind(now)
        .bind(why)
        .bind(id)
        .execute(&mut *transaction)
        .await?;
        move_up(&mut transaction, id, last + 2).await?;
        revision::grow(&mut transaction).await?;
        audit::write(&mut transaction, Some(person), finished, Some(id), why, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// What waits becomes the newest version again, as number `number`, finished too: published as it was, it would take the
/// stage back.
async fn move_up(connection: &mut SqliteConnection, id: i64, number: i64) -> Result<(), StoreError> {
    let waits: Option<i64> =
        sqlx::query_scalar("select max(number) from version where initiative = $1 and state in ($2, $3)")
            .bind(id)
            .bind(VersionState::Submitted.slug())
            .bind(VersionState::Asked.slug())
            .fetch_one(&mut *connection)
            .await?;
    let Some(waits) = waits else { return Ok(()) };
    sqlx::query(concat!(
        "insert into version (initiative, number, state, person, sent, why, editor, decided, reason, ",
        content!("stage"),
        ") select initiative, $1, state, person, sent, why, editor, decided, reason, ",
        content!("$2"),
        " from version where initiative = $3 and number = $4",
    ))
    .bind(number)
    .bind(Stage::Finished.slug())
    .bind(id)
    .bind(waits)
    .execute(&mut *connection)
    .await?;
    sqlx::query("update version set state = $1 where initiative = $2 and number = $3")
        .bind(VersionState::Replaced.slug())
        .bind(id)
        .bind(waits)
        .execute(connection)
        .await?;
    Ok(())
}
