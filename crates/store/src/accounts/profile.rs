//! What senders say of themselves before their address is confirmed, and what owners show of themselves.

use domain::{AuditAct, Contact, InitiativeId, Moment, PersonId};

use crate::{
    Store, StoreError, audit,
    sql::{Connection, Row, sql},
};

/// Who somebody says to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// As they call themselves; empty when they never said.
    pub name: String,
    /// What they do at school; may be empty.
    pub job_title: String,
}

impl Store {
    /// What a person says of themselves.
    pub async fn profile(&self, person: PersonId) -> Result<Profile, StoreError> {
        let row =
            sql("select name, position from person where id = $1").bind(person).fetch_optional(&self.reader).await?;
        row.map_or_else(|| Ok(Profile::default()), |row| read(&row))
    }

    /// Changes what a person says of themselves. The log says that they did, not what.
    pub async fn introduce(&self, person: PersonId, profile: &Profile, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let changed = sql("update person set name = $1, position = $2 \
             where id = $3 and email is not null and (name <> $1 or position <> $2)")
        .bind(&*profile.name)
        .bind(&*profile.job_title)
        .bind(person)
        .execute(&mut transaction)
        .await?;
        if changed > 0 {
            audit::write(&mut transaction, Some(person), AuditAct::Renamed, None, "", now).await?;
        }
        transaction.commit().await
    }

    /// Whether the page of an initiative names this owner.
    pub async fn shows_name(&self, person: PersonId, initiative: InitiativeId) -> Result<bool, StoreError> {
        sql("select shown from owner where person = $1 and initiative = $2 and shown = 1")
            .bind(person)
            .bind(initiative)
            .exists(&self.reader)
            .await
    }

    /// From now on the page of an initiative names this owner, or no longer. Who owns it not, changes nothing.
    pub async fn show_name(&self, person: PersonId, initiative: InitiativeId, shown: bool) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sql("update owner set shown = $1 where person = $2 and initiative = $3")
            .bind(i64::from(shown))
            .bind(person)
            .bind(initiative)
            .execute(&mut transaction)
            .await?;
        transaction.commit().await
    }

    /// The owners whom the page of an initiative names, by name.
    pub async fn named_owners(&self, initiative: InitiativeId) -> Result<Vec<Profile>, StoreError> {
        let rows = sql("select p.name, p.position from owner o join person p on p.id = o.person \
             where o.initiative = $1 and o.shown = 1 and p.name <> '' order by p.name, p.id")
        .bind(initiative)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(read).collect()
    }
}

/// Part of the transaction that sends something in.
pub(crate) async fn write(
    connection: &mut Connection,
    initiative: InitiativeId,
    contact: &Contact,
) -> Result<(), StoreError> {
    sql("insert into introduction (initiative, name, position, shown) values ($1, $2, $3, $4)")
        .bind(initiative)
        .bind(&*contact.name)
        .bind(&*contact.job_title)
        .bind(i64::from(contact.shown))
        .execute(connection)
        .await?;
    Ok(())
}

/// The address is confirmed, so what the sender said is theirs. Who has a name already keeps it.
pub(crate) async fn take_over(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<(), StoreError> {
    let row = sql("delete from introduction where initiative = $1 returning name, position, shown")
        .bind(initiative)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let (Profile { name, job_title }, shown) = (read(&row)?, row.get::<i64>("shown")?);
    sql("update person set name = $1, position = $2 where id = $3 and name = '' and position = ''")
        .bind(name)
        .bind(job_title)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    sql("update owner set shown = $1 where initiative = $2 and person = $3")
        .bind(shown)
        .bind(initiative)
        .bind(person)
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Profile, StoreError> {
    Ok(Profile { name: row.get("name")?, job_title: row.get("position")? })
}
