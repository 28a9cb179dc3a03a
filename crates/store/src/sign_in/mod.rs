//! Links that were mailed: they sign somebody in once, and confirm what was sent in.

use domain::{Email, InitiativeId, Moment};

use crate::{
    Mail, Person, SignInLink, Store, StoreError,
    accounts::{person, sign_in_link},
    mail,
    sql::{Connection, sql},
    submit::send_in,
};

/// Wrong codes after which no code of the address works any more. The links in the mails still do: whoever guesses
/// codes of somebody else can't shut them out.
const MAX_MISSES: i64 = 5;

/// Who came in through a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Known from now on, if not before.
    pub person: Person,
    /// The initiative that came with the link.
    pub initiative: Option<InitiativeId>,
    /// The title of what was confirmed just now, and waits for an editor.
    pub confirmed: Option<String>,
}

impl Store {
    /// Writes a link to sign in with, and the mail that holds it.
    pub async fn invite(&self, email: &Email, link: &SignInLink, letter: &Mail, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sign_in_link::write(&mut transaction, email, link, None).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await
    }

    /// Whether a link with this token can still be used: looking changes nothing.
    pub async fn link_works(&self, token: &str, now: Moment) -> Result<bool, StoreError> {
        sql("select misses from sign_in where token = $1 and used is null and expires > $2")
            .bind(token)
            .bind(now)
            .exists(&self.reader)
            .await
    }

    /// Uses a link, once: who has it, has the address. `letter` writes the mail to a sender from the address and the
    /// title of what is confirmed with it. `None` when it was used, has expired, or never was.
    pub async fn arrive(
        &self,
        token: &str,
        letter: impl FnOnce(&Email, &str) -> Mail,
        now: Moment,
    ) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let arrived = redeem(&mut transaction, token, letter, now).await?;
        transaction.commit().await?;
        Ok(arrived)
    }

    /// The same by address and code. A wrong code counts against every open link of the address.
    pub async fn arrive_by_code(
        &self,
        email: &Email,
        code: &str,
        letter: impl FnOnce(&Email, &str) -> Mail,
        now: Moment,
    ) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let token: Option<String> = sql(
            "select token from sign_in where email = $1 and code = $2 and used is null and expires > $3 and misses < $4",
        )
        .bind(email.as_str())
        .bind(code)
        .bind(now)
        .bind(MAX_MISSES)
        .scalar_optional(&mut transaction)
        .await?;
        let arrived = match token {
            Some(token) => redeem(&mut transaction, &token, letter, now).await?,
            None => {
                sql("update sign_in set misses = misses + 1 where email = $1 and used is null")
                    .bind(email.as_str())
                    .execute(&mut transaction)
                    .await?;
                None
            }
        };
        transaction.commit().await?;
        Ok(arrived)
    }

    /// Whoever is at this address, as somebody else has made sure of; known from now on, if not before.
    pub async fn arrive_as(&self, email: &Email, now: Moment) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::known_or_new(&mut transaction, email, now).await?;
        transaction.commit().await?;
        Ok(person)
    }
}

async fn redeem(
    connection: &mut Connection,
    token: &str,
    letter: impl FnOnce(&Email, &str) -> Mail,
    now: Moment,
) -> Result<Option<Arrived>, StoreError> {
    let used = sql("update sign_in set used = $1 where token = $2 and used is null and expires > $1 \
         returning email, initiative")
    .bind(now)
    .bind(token)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = used else { return Ok(None) };
    let (email, initiative): (Email, Option<InitiativeId>) =
        (row.parse("email", Email::parse)?, row.get("initiative")?);
    let person = person::known_or_new(connection, &email, now).await?;
    let mut confirmed = None;
    if let Some(initiative) = initiative {
        confirmed = send_in::unconfirmed_title(connection, initiative, person.id).await?;
        send_in::confirm(connection, initiative, person.id, now).await?;
    }
    if let Some(title) = &confirmed {
        mail::write(connection, &letter(&email, title), now).await?;
    }
    Ok(Some(Arrived { person, initiative, confirmed }))
}
