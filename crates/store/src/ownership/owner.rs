//! Owners: who keeps an initiative true.

use domain::VersionState;
use sqlx::SqliteConnection;

use crate::{Person, Store, StoreError, accounts::person, audit};

impl Store {
    /// Who owns an initiative, by address.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn owners(&self, initiative: i64) -> Result<Vec<Person>, StoreError> {
        let mut connection = self.reader.acquire().await?;
        all(&mut connection, initiative).await
    }

    /// Whether anybody owns an initiative.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn owned(&self, initiative: i64) -> Result<bool, StoreError> {
        let mut connection = self.reader.acquire().await?;
        any(&mut connection, initiative).await
    }

    /// Whether a person owns an initiative, or asks to: then nothing about it is theirs to decide.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn involved(&self, person: i64, initiative: i64) -> Result<bool, StoreError> {
        let mut connection = self.reader.acquire().await?;
        involved(&mut connection, person, initiative).await
    }

    /// A person owns an initiative no longer; what they offered others is off. False when they do not own it, or are
    /// the last one who does.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn stop_owning(&self, initiative: i64, person: i64, now: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let owners = all(&mut transaction, initiative).await?;
        if owners.len() < 2 || owners.iter().all(|owner| owner.id != person) {
            return Ok(false);
        }
        remove(&mut transaction, initiative, person).await?;
        audit::write(&mut transaction, Some(person), "eigenaar af", Some(initiative), "", now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Who owns it, by address.
pub(crate) async fn all(connection: &mut SqliteConnection, initiative: i64) -> Result<Vec<Person>, StoreError> {
    let rows = sqlx::query(
        "select p.id, p.email, p.name from owner o join person p on p.id = o.person \
         where o.initiative = $1 and p.email is not null order by p.email",
    )
    .bind(initiative)
    .fetch_all(connection)
    .await?;
    rows.iter().map(person::read).collect()
}

/// Whether anybody who is still known owns it.
pub(crate) async fn any(connection: &mut SqliteConnection, initiative: i64) -> Result<bool, StoreError> {
    let owner: Option<i64> = sqlx::query_scalar(
        "select p.id from owner o join person p on p.id = o.person where o.initiative = $1 and p.email is not null limit 1",
    )
    .bind(initiative)
    .fetch_optional(connection)
    .await?;
    Ok(owner.is_some())
}

/// Whether a person owns it, or asks to.
pub(crate) async fn involved(
    connection: &mut SqliteConnection,
    person: i64,
    initiative: i64,
) -> Result<bool, StoreError> {
    let row: Option<i64> = sqlx::query_scalar(
        "select person from owner where initiative = $1 and person = $2 \
         union select person from proposal where initiative = $1 and person = $2",
    )
    .bind(initiative)
    .bind(person)
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

/// From now on a person owns it. What was imported becomes its first version, so that there is something to change.
pub(crate) async fn add(
    connection: &mut SqliteConnection,
    initiative: i64,
    person: i64,
    how: &str,
    now: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into version (initiative, number, state, person, sent, why, reason, title, summary, description, school, \
         sectors, themes, stage, programme, website, learning_question, outcomes, lon, lat, region, municipality, town, \
         period, site_code) \
         select id, 1, $1, null, changed, 'Geïmporteerd', '', title, summary, description, school, sectors, themes, stage, \
         programme, website, learning_question, outcomes, lon, lat, region, municipality, town, period, site_code \
         from initiative where id = $2 and not exists (select 1 from version where version.initiative = initiative.id)",
    )
    .bind(VersionState::Published.slug())
    .bind(initiative)
    .execute(&mut *connection)
    .await?;
    sqlx::query("insert into owner (initiative, person) values ($1, $2) on conflict do nothing")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    // What they asked for themself, they have.
    sqlx::query("delete from proposal where initiative = $1 and person = $2 and email = ''")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    audit::write(connection, Some(person), "eigenaar", Some(initiative), how, now).await
}

/// A person owns it no longer; what they offered others is off.
pub(crate) async fn remove(connection: &mut SqliteConnection, initiative: i64, person: i64) -> Result<(), StoreError> {
    for statement in [
        "delete from owner where initiative = $1 and person = $2",
        "delete from proposal where initiative = $1 and person = $2",
    ] {
        sqlx::query(statement).bind(initiative).bind(person).execute(&mut *connection).await?;
    }
    Ok(())
}
