//! What senders say of themselves before their address is confirmed, and what owners show of themselves.

use domain::{Contact, VersionState};
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use crate::{Mail, Store, StoreError, Version, initiatives::version, mail};

/// Who somebody says to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// As they call themselves; empty when they never said.
    pub name: String,
    /// What they do at school; may be empty.
    pub position: String,
}

impl Store {
    /// What a person says of themselves.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn profile(&self, person: i64) -> Result<Profile, StoreError> {
        let row = sqlx::query("select name, position from person where id = $1")
            .bind(person)
            .fetch_optional(&self.reader)
            .await?;
        row.map_or_else(|| Ok(Profile::default()), |row| read(&row))
    }

    /// Changes what a person says of themselves.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn introduce(&self, person: i64, profile: &Profile) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("update person set name = $1, position = $2 where id = $3 and email is not null")
            .bind(&*profile.name)
            .bind(&*profile.position)
            .bind(person)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Whether the page of an initiative names this owner.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn shows_name(&self, person: i64, initiative: i64) -> Result<bool, StoreError> {
        let shown: Option<i64> =
            sqlx::query_scalar("select shown from owner where person = $1 and initiative = $2 and shown = 1")
                .bind(person)
                .bind(initiative)
                .fetch_optional(&self.reader)
                .await?;
        Ok(shown.is_some())
    }

    /// From now on the page of an initiative names this owner, or no longer. Who owns it not, changes nothing.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn show_name(&self, person: i64, initiative: i64, shown: bool) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("update owner set shown = $1 where person = $2 and initiative = $3")
            .bind(i64::from(shown))
            .bind(person)
            .bind(initiative)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The owners whom the page of an initiative names, by name.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn named_owners(&self, initiative: i64) -> Result<Vec<Profile>, StoreError> {
        let rows = sqlx::query(
            "select p.name, p.position from owner o join person p on p.id = o.person \
             where o.initiative = $1 and o.shown = 1 and p.name <> '' order by p.name, p.id",
        )
        .bind(initiative)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(read).collect()
    }

    /// What was sent in with this person's address and waits for them to confirm it, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn unconfirmed(&self, person: i64) -> Result<Vec<Version>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(version::SELECT);
        query.push(" where v.person = ").push_bind(person);
        query.push(" and v.state = ").push_bind(VersionState::Unconfirmed.slug());
        query.push(" order by v.sent desc, v.initiative desc");
        query.build().fetch_all(&self.reader).await?.iter().map(version::read).collect()
    }

    /// Who is signed in confirms what was sent in with their address: it goes to the queue, with the mail that `letter`
    /// writes from its title. False when nothing waits for them.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn confirm(
        &self,
        initiative: i64,
        person: i64,
        letter: impl FnOnce(&str) -> Mail,
        now: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let Some(title) = version::unconfirmed(&mut transaction, initiative, person).await? else { return Ok(false) };
        version::confirm(&mut transaction, initiative, person, now).await?;
        mail::write(&mut transaction, &letter(&title), now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Part of the transaction that sends something in.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    initiative: i64,
    contact: &Contact,
) -> Result<(), StoreError> {
    sqlx::query("insert into introduction (initiative, name, position, shown) values ($1, $2, $3, $4)")
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
    connection: &mut SqliteConnection,
    initiative: i64,
    person: i64,
) -> Result<(), StoreError> {
    let row = sqlx::query("delete from introduction where initiative = $1 returning name, position, shown")
        .bind(initiative)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(()) };
    let (Profile { name, position }, shown) = (read(&row)?, row.try_get::<i64, _>(2)?);
    sqlx::query("update person set name = $1, position = $2 where id = $3 and name = '' and position = ''")
        .bind(name)
        .bind(position)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    sqlx::query("update owner set shown = $1 where initiative = $2 and person = $3")
        .bind(shown)
        .bind(initiative)
        .bind(person)
        .execute(connection)
        .await?;
    Ok(())
}

fn read(row: &sqlx::sqlite::SqliteRow) -> Result<Profile, StoreError> {
    Ok(Profile { name: row.try_get(0)?, position: row.try_get(1)? })
}
