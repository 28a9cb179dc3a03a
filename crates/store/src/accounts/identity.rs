//! Who somebody is at an OpenID Connect provider. The provider says which address somebody has; it need not be right about
//! that for ever, nor about everybody. So who came once is known by what the provider calls them, and who has something here
//! shows once with a mailed link that the address is theirs.

use domain::{Email, Moment, PersonId};

use super::person;
use crate::{
    Person, Store, StoreError,
    sql::{Connection, Row, sql},
};

/// Somebody, as a provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The address of the provider.
    pub issuer: String,
    /// What it calls them: never somebody else.
    pub subject: String,
}

/// What comes of signing in at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// This person is in.
    In(Person),
    /// There is something here that only the person behind this address may touch: a mailed link comes first.
    Prove(Email),
}

impl Store {
    /// Recognises who comes from a provider that says they have this address; known from now on, if not before.
    pub async fn recognise(&self, identity: &Identity, email: &Email, now: Moment) -> Result<Recognised, StoreError> {
        let mut transaction = self.write().await?;
        let (person, proven) = match known(&mut transaction, identity).await? {
            Some(known) => known,
            None => {
                let person = person::known_or_new(&mut transaction, email, now).await?;
                bind(&mut transaction, identity, person.id, false).await?;
                (person, false)
            }
        };
        let stake = person::has_stake(&mut transaction, &person.email).await?;
        transaction.commit().await?;
        Ok(if proven || !stake { Recognised::In(person) } else { Recognised::Prove(person.email) })
    }

    /// Who came in with a mailed link just now is this person at the provider.
    pub async fn prove(&self, identity: &Identity, person: PersonId) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        bind(&mut transaction, identity, person, true).await?;
        transaction.commit().await
    }
}

async fn known(connection: &mut Connection, identity: &Identity) -> Result<Option<(Person, bool)>, StoreError> {
    let row = sql("select p.id, p.email, p.name, i.proven from identity i join person p on p.id = i.person \
         where i.issuer = $1 and i.subject = $2 and p.email is not null")
    .bind(&identity.issuer)
    .bind(&identity.subject)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(|row: &Row| Ok((person::read(row)?, row.flag("proven")?))).transpose()
}

async fn bind(
    connection: &mut Connection,
    identity: &Identity,
    person: PersonId,
    proven: bool,
) -> Result<(), StoreError> {
    sql("insert into identity (issuer, subject, person, proven) values ($1, $2, $3, $4) \
         on conflict (issuer, subject) do update set person = excluded.person, proven = excluded.proven")
    .bind(&identity.issuer)
    .bind(&identity.subject)
    .bind(person)
    .bind(i64::from(proven))
    .execute(connection)
    .await?;
    Ok(())
}
