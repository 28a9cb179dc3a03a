//! Owners: the people who keep an initiative up to date.

use domain::{AuditAct, Email, InitiativeId, Moment, PersonId, VersionState};

use crate::{
    Person, Store, StoreError,
    accounts::person,
    audit, confirmation,
    initiatives::content::CONTENT_COLUMNS,
    sql::{Connection, sql},
};

impl Store {
    /// Who owns an initiative, by address.
    pub async fn owners(&self, initiative: InitiativeId) -> Result<Vec<Person>, StoreError> {
        all(&mut *self.read().await?, initiative).await
    }

    /// Whether anybody owns an initiative and can still be mailed.
    pub async fn has_owner(&self, initiative: InitiativeId) -> Result<bool, StoreError> {
        any(&mut *self.read().await?, initiative).await
    }

    /// Whether a person owns an initiative.
    pub async fn owns(&self, person: PersonId, initiative: InitiativeId) -> Result<bool, StoreError> {
        sql("select person from owner where initiative = $1 and person = $2")
            .bind(initiative)
            .bind(person)
            .exists(&self.reader)
            .await
    }

    /// Whether a person owns an initiative, or asks to: then nothing about it is theirs to decide.
    pub async fn involved(&self, person: PersonId, initiative: InitiativeId) -> Result<bool, StoreError> {
        involved(&mut *self.read().await?, person, initiative).await
    }

    /// Stops owning an initiative, and withdraws what this person offered others. False when they do not own it, or are its
    /// only owner.
    pub async fn stop_owning(
        &self,
        initiative: InitiativeId,
        person: PersonId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let owners = all(&mut transaction, initiative).await?;
        if owners.len() < 2 || owners.iter().all(|owner| owner.id != person) {
            return Ok(false);
        }
        remove(&mut transaction, initiative, person).await?;
        audit::write(&mut transaction, Some(person), AuditAct::NoOwner, Some(initiative), "", now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Who owns it, by address.
pub(crate) async fn all(connection: &mut Connection, initiative: InitiativeId) -> Result<Vec<Person>, StoreError> {
    let rows = sql("select p.id, p.email, p.name from owner o join person p on p.id = o.person \
         where o.initiative = $1 and p.email is not null order by p.email")
    .bind(initiative)
    .fetch_all(connection)
    .await?;
    rows.iter().map(person::read).collect()
}

/// The addresses of the owners of an initiative, for mail to all of them.
pub(crate) async fn addresses(connection: &mut Connection, initiative: InitiativeId) -> Result<Vec<Email>, StoreError> {
    let rows = sql("select p.id, p.email from owner o join person p on p.id = o.person \
         where o.initiative = $1 and p.email is not null order by p.id")
    .bind(initiative)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| row.parse("email", Email::parse)).collect()
}

/// Whether anybody who is still known owns it.
pub(crate) async fn any(connection: &mut Connection, initiative: InitiativeId) -> Result<bool, StoreError> {
    sql(
        "select p.id from owner o join person p on p.id = o.person where o.initiative = $1 and p.email is not null limit 1",
    )
    .bind(initiative)
    .exists(connection).await
}

/// Whether a person owns it, or asks to.
pub(crate) async fn involved(
    connection: &mut Connection,
    person: PersonId,
    initiative: InitiativeId,
) -> Result<bool, StoreError> {
    sql("select person from owner where initiative = $1 and person = $2 \
         union select person from proposal where initiative = $1 and person = $2")
    .bind(initiative)
    .bind(person)
    .exists(connection)
    .await
}

/// From now on a person owns it. What was imported becomes its first version, so that there is something to change.
pub(crate) async fn add(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
    how: &str,
    now: Moment,
) -> Result<(), StoreError> {
    sql(format!(
        "insert into version (initiative, number, state, person, sent, why, reason, {CONTENT_COLUMNS}) \
         select id, 1, $1, null, changed, 'Geïmporteerd', '', {CONTENT_COLUMNS} \
         from initiative where id = $2 and not exists (select 1 from version where version.initiative = initiative.id)"
    ))
    .bind(VersionState::Published.slug())
    .bind(initiative)
    .execute(&mut *connection)
    .await?;
    sql("insert into owner (initiative, person) values ($1, $2) on conflict do nothing")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    // Their own open request is answered by this.
    sql("delete from proposal where initiative = $1 and person = $2 and email = ''")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    audit::write(connection, Some(person), AuditAct::Owner, Some(initiative), how, now).await
}

/// A person owns it no longer; what they offered others is off, and nobody asks them whether it is still true.
pub(crate) async fn remove(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<(), StoreError> {
    for statement in [
        "delete from owner where initiative = $1 and person = $2",
        "delete from proposal where initiative = $1 and person = $2",
    ] {
        sql(statement).bind(initiative).bind(person).execute(&mut *connection).await?;
    }
    confirmation::end_still_true(connection, initiative, Some(person)).await
}
