//! People: an address and a name.

use domain::{Email, Moment, PersonId};

use crate::{
    Store, StoreError,
    sql::{Connection, Row, sql},
};

/// Somebody who signed in, or sent something in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Never used again.
    pub id: PersonId,
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

impl Store {
    /// The person with this id; `None` when there is none, or no more.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        let row = sql("select id, email, name from person where id = $1 and email is not null")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// The person with this address; `None` when there is none.
    pub async fn person_with(&self, email: &Email) -> Result<Option<Person>, StoreError> {
        known(&mut *self.read().await?, email).await
    }
}

/// Reads a person from the columns `id`, `email` and `name`.
pub(crate) fn read(row: &Row) -> Result<Person, StoreError> {
    Ok(Person { id: row.get("id")?, email: row.parse("email", Email::parse)?, name: row.get("name")? })
}

/// The person with this address, when there is one.
pub(crate) async fn known(connection: &mut Connection, email: &Email) -> Result<Option<Person>, StoreError> {
    let row = sql("select id, email, name from person where email = $1");
    row.bind(email.as_str()).fetch_optional(connection).await?.as_ref().map(read).transpose()
}

/// Whether somebody at this address has something here: a role, or an initiative.
pub(crate) async fn has_stake(connection: &mut Connection, email: &Email) -> Result<bool, StoreError> {
    sql("select 1 from person p where p.email = $1 and (exists (select 1 from member m where m.person = p.id) \
         or exists (select 1 from owner o where o.person = p.id))")
    .bind(email.as_str())
    .exists(connection)
    .await
}

/// Who has nothing here: no initiative, no role, no session, and nothing they did is still known.
pub(crate) const NOTHING_HERE: &str = "not exists (select 1 from owner where owner.person = person.id) \
     and not exists (select 1 from member where member.person = person.id) \
     and not exists (select 1 from version where version.person = person.id or version.editor = person.id \
     or version.amended_by = person.id) \
     and not exists (select 1 from session where session.person = person.id) \
     and not exists (select 1 from review_lock where review_lock.person = person.id) \
     and not exists (select 1 from proposal where proposal.person = person.id) \
     and not exists (select 1 from confirmation where confirmation.person = person.id) \
     and not exists (select 1 from audit where audit.person = person.id or audit.about = person.id)";

/// The person with this address, made when there is none. What they are called is theirs to say, once it is known that
/// the address is theirs.
pub(crate) async fn known_or_new(
    connection: &mut Connection,
    email: &Email,
    now: Moment,
) -> Result<Person, StoreError> {
    if let Some(known) = known(&mut *connection, email).await? {
        // Who comes back with nothing is as good as new: the housekeeping of this very moment leaves them.
        sql(format!("update person set created = $1 where id = $2 and {NOTHING_HERE}"))
            .bind(now)
            .bind(known.id)
            .execute(connection)
            .await?;
        return Ok(known);
    }
    let id: PersonId = sql("select coalesce(max(id), 0) + 1 from person").scalar(&mut *connection).await?;
    sql("insert into person (id, email, name, position, created) values ($1, $2, '', '', $3)")
        .bind(id)
        .bind(email.as_str())
        .bind(now)
        .execute(&mut *connection)
        .await?;
    Ok(Person { id, email: email.clone(), name: String::new() })
}
