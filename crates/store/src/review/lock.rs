//! Locks of editors: one at a time looks at what waits. A soft lock: it ends by itself, and another may take it over.

use domain::{AuditAct, InitiativeId, Moment, PersonId};

use crate::{
    Store, StoreError, audit,
    sql::{Connection, Row, sql},
};

/// Who looks at a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLock {
    /// Who.
    pub person: PersonId,
    /// Their name, or else their address.
    pub name: String,
    /// Until when, unless they come back.
    pub until: Moment,
}

impl Store {
    /// Holds a version for `person` until `until`, when nobody else has it at `now`, or when it is taken over. Gives
    /// who has it then.
    pub async fn hold(
        &self,
        (initiative, number): (InitiativeId, i64),
        person: PersonId,
        take_over: bool,
        now: Moment,
        until: Moment,
    ) -> Result<ReviewLock, StoreError> {
        let mut transaction = self.write().await?;
        let other = of(&mut transaction, initiative, number, now).await?.filter(|held| held.person != person);
        if let Some(held) = other {
            if !take_over {
                return Ok(held);
            }
            let (act, about) = (AuditAct::TakenOver, Some(held.person));
            audit::write_about(&mut transaction, Some(person), act, Some(initiative), about, "", now).await?;
        }
        sql("delete from review_lock where until <= $1").bind(now).execute(&mut transaction).await?;
        sql("insert into review_lock (initiative, number, person, until) values ($1, $2, $3, $4) \
             on conflict (initiative, number) do update set person = excluded.person, until = excluded.until")
        .bind(initiative)
        .bind(number)
        .bind(person)
        .bind(until)
        .execute(&mut transaction)
        .await?;
        transaction.commit().await?;
        Ok(ReviewLock { person, name: String::new(), until })
    }

    /// Everything that somebody looks at, as initiative and number.
    pub async fn holds(&self, now: Moment) -> Result<Vec<((InitiativeId, i64), ReviewLock)>, StoreError> {
        let rows =
            sql("select c.person, coalesce(nullif(p.name, ''), p.email, '') as name, c.until, c.initiative, c.number \
             from review_lock c join person p on p.id = c.person where c.until > $1")
            .bind(now)
            .fetch_all(&self.reader)
            .await?;
        rows.iter().map(|row| Ok(((row.get("initiative")?, row.get("number")?), read(row)?))).collect()
    }
}

/// Who looks at a version at `now`.
pub(crate) async fn of(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
    now: Moment,
) -> Result<Option<ReviewLock>, StoreError> {
    let row = sql(
        "select c.person, coalesce(nullif(p.name, ''), p.email, '') as name, c.until from review_lock c join person p on p.id = c.person \
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
pub(crate) async fn release(connection: &mut Connection, initiative: InitiativeId) -> Result<(), StoreError> {
    sql("delete from review_lock where initiative = $1").bind(initiative).execute(connection).await?;
    Ok(())
}

fn read(row: &Row) -> Result<ReviewLock, StoreError> {
    Ok(ReviewLock { person: row.get("person")?, name: row.get("name")?, until: row.get("until")? })
}
