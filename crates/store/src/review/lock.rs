//! Holds: one editor at a time looks at what waits. A soft lock: it ends by itself, and another may take it over. Its
//! table is called `claim`, from before people could claim an initiative.

use sqlx::{Row as _, SqliteConnection};

use crate::{Store, StoreError};

/// Who looks at a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLock {
    /// Who.
    pub person: i64,
    /// Their name, or else their address.
    pub name: String,
    /// Until when, unless they come back.
    pub until: String,
}

impl Store {
    /// Holds a version for `person` until `until`, when nobody else has it at `now`, or when it is taken over. Gives
    /// who has it then.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn hold(
        &self,
        (initiative, number): (i64, i64),
        person: i64,
        take_over: bool,
        now: &str,
        until: &str,
    ) -> Result<ReviewLock, StoreError> {
        let mut transaction = self.write().await?;
        if !take_over
            && let Some(held) = of(&mut transaction, initiative, number, now).await?
            && held.person != person
        {
            return Ok(held);
        }
        sqlx::query("delete from claim where until <= $1").bind(now).execute(&mut *transaction).await?;
        sqlx::query(
            "insert into claim (initiative, number, person, until) values ($1, $2, $3, $4) \
             on conflict (initiative, number) do update set person = excluded.person, until = excluded.until",
        )
        .bind(initiative)
        .bind(number)
        .bind(person)
        .bind(until)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(ReviewLock { person, name: String::new(), until: until.to_owned() })
    }

    /// Everything that somebody looks at, as initiative and number.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn holds(&self, now: &str) -> Result<Vec<((i64, i64), ReviewLock)>, StoreError> {
        let rows = sqlx::query(
            "select c.person, coalesce(nullif(p.name, ''), p.email, ''), c.until, c.initiative, c.number \
             from claim c join person p on p.id = c.person where c.until > $1",
        )
        .bind(now)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(|row| Ok(((row.try_get(3)?, row.try_get(4)?), read(row)?))).collect()
    }
}

/// Who looks at a version at `now`.
pub(crate) async fn of(
    connection: &mut SqliteConnection,
    initiative: i64,
    number: i64,
    now: &str,
) -> Result<Option<ReviewLock>, StoreError> {
    let row = sqlx::query(
        "select c.person, coalesce(nullif(p.name, ''), p.email, ''), c.until from claim c join person p on p.id = c.person \
         where c.initiative = $1 and c.number = $2 and c.until > $3",
    )
    .bind(initiative)
    .bind(number)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(read).transpose()
}

/// Nobody looks at any version of the initiative any more.
pub(crate) async fn release(connection: &mut SqliteConnection, initiative: i64) -> Result<(), StoreError> {
    sqlx::query("delete from claim where initiative = $1").bind(initiative).execute(connection).await?;
    Ok(())
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<ReviewLock, StoreError> {
    Ok(ReviewLock { person: row.try_get(0)?, name: row.try_get(1)?, until: row.try_get(2)? })
}
