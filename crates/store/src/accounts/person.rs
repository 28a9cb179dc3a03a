//! People: an address, a name, and what they may do beyond their own initiatives.

use domain::{Email, Region, Role};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use crate::{Mail, Store, StoreError, audit, mail};

/// Somebody who signed in, or sent something in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Never used again.
    pub id: i64,
    /// Where mail arrives.
    pub email: Email,
    /// As they call themselves; empty when they never said.
    pub name: String,
}

impl Person {
    /// What to call them: their name, or else their address.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.name.is_empty() { self.email.as_str() } else { &self.name }
    }
}

/// What a person may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// As what.
    pub role: Role,
    /// Where; `None` is everywhere.
    pub region: Option<Region>,
    /// The last day, `YYYY-MM-DD`; `None` for no end.
    pub until: Option<String>,
}

/// A member of the desk, for the list of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub membership: Membership,
}

impl Store {
    /// The person with this id; `None` when there is none, or no more.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn person(&self, id: i64) -> Result<Option<Person>, StoreError> {
        let row = sqlx::query("select id, email, name from person where id = $1 and email is not null")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// What the person may do on `day` (`YYYY-MM-DD`): what has ended is not in it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn memberships(&self, person: i64, day: &str) -> Result<Vec<Membership>, StoreError> {
        let rows = sqlx::query(
            "select role, region, until from member where person = $1 and (until = '' or until >= $2) order by role",
        )
        .bind(person)
        .bind(day)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(|row| membership(row, 0)).collect()
    }

    /// Everybody with a role, by address; also who no longer has it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let rows = sqlx::query(
            "select p.id, p.email, p.name, m.role, m.region, m.until from member m join person p on p.id = m.person \
             where p.email is not null order by p.email, m.role, m.region",
        )
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(|row| Ok(Member { person: read(row)?, membership: membership(row, 3)? })).collect()
    }

    /// Lets somebody do something, or changes until when; the person is made when not known.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn appoint(&self, email: &Email, as_: &Membership, now: &str) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = known_or_new(&mut transaction, email, now).await?;
        enrol(&mut transaction, person.id, as_).await?;
        transaction.commit().await?;
        Ok(person)
    }

    /// As [`Store::appoint`], by an admin: with a line in the log, and a mail.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn appoint_by(
        &self,
        email: &Email,
        as_: &Membership,
        admin: i64,
        letter: &Mail,
        now: &str,
    ) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = known_or_new(&mut transaction, email, now).await?;
        enrol(&mut transaction, person.id, as_).await?;
        let detail = format!("{email}: {}", in_words(as_));
        audit::write(&mut transaction, Some(admin), "uitgenodigd", None, &detail, now).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(person)
    }

    /// Ends a membership at once. False when there is no such one, or when it is the admin's own as admin: somebody has
    /// to stay.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn dismiss(
        &self,
        person: i64,
        role: Role,
        region: Option<Region>,
        admin: i64,
        now: &str,
    ) -> Result<bool, StoreError> {
        if person == admin && role == Role::Admin {
            return Ok(false);
        }
        let mut transaction = self.write().await?;
        let done = sqlx::query("delete from member where person = $1 and role = $2 and region = $3")
            .bind(person)
            .bind(role.slug())
            .bind(region.map_or("", Region::slug))
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        let email: Option<String> = sqlx::query_scalar("select email from person where id = $1")
            .bind(person)
            .fetch_one(&mut *transaction)
            .await?;
        let was = in_words(&Membership { role, region, until: None });
        let detail = format!("{}: {was}", email.unwrap_or_default());
        audit::write(&mut transaction, Some(admin), "beëindigd", None, &detail, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// "redacteur, midden, tot en met 2027-07-31".
fn in_words(membership: &Membership) -> String {
    let region = membership.region.map_or("alle regio’s", Region::slug);
    let until = membership.until.as_ref().map(|day| format!(", tot en met {day}")).unwrap_or_default();
    format!("{}, {region}{until}", membership.role.slug())
}

/// Part of the transaction that lets somebody do something.
pub(crate) async fn enrol(connection: &mut SqliteConnection, person: i64, as_: &Membership) -> Result<(), StoreError> {
    sqlx::query(
        "insert into member (person, role, region, until) values ($1, $2, $3, $4) \
         on conflict (person, role, region) do update set until = excluded.until",
    )
    .bind(person)
    .bind(as_.role.slug())
    .bind(as_.region.map_or("", Region::slug))
    .bind(as_.until.as_deref().unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) fn read(row: &SqliteRow) -> Result<Person, StoreError> {
    let id: i64 = row.try_get(0)?;
    let email = Email::parse(row.try_get(1)?).map_err(|_| StoreError::Value { id: id.to_string(), column: "email" })?;
    Ok(Person { id, email, name: row.try_get(2)? })
}

fn membership(row: &SqliteRow, first: usize) -> Result<Membership, StoreError> {
    let text = |index: usize| row.try_get::<String, _>(first + index);
    let wrong = |column| StoreError::Value { id: "member".to_owned(), column };
    let (region, until) = (text(1)?, text(2)?);
    let region = match &*region {
        "" => None,
        slug => Some(Region::parse(slug).map_err(|_| wrong("region"))?),
    };
    let role = Role::parse(&text(0)?).map_err(|_| wrong("role"))?;
    Ok(Membership { role, region, until: (!until.is_empty()).then_some(until) })
}

/// The person with this address, made when there is none. What they are called is theirs to say, once it is known that
/// the address is theirs.
pub(crate) async fn known_or_new(
    connection: &mut SqliteConnection,
    email: &Email,
    now: &str,
) -> Result<Person, StoreError> {
    let known = sqlx::query("select id, email, name from person where email = $1")
        .bind(email.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = known {
        return read(&row);
    }
    let id: i64 = sqlx::query_scalar("select coalesce(max(id), 0) + 1 from person").fetch_one(&mut *connection).await?;
    sqlx::query("insert into person (id, email, name, position, created) values ($1, $2, '', '', $3)")
        .bind(id)
        .bind(email.as_str())
        .bind(now)
        .execute(&mut *connection)
        .await?;
    Ok(Person { id, email: email.clone(), name: String::new() })
}
