//! Links that were mailed: they sign somebody in once, and confirm what was sent in.

use domain::Email;
use sqlx::{Row as _, SqliteConnection};

use crate::{Mail, Person, Store, StoreError, accounts::person, initiatives::version, mail};

/// Wrong codes after which no code of the address works any more. The links in the mails still do: whoever guesses
/// codes of somebody else can't shut them out.
const MAX_MISSES: i64 = 5;

/// A link to mail. Only hashes are kept: who reads the database can't use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// Hash of the token in the link.
    pub token: String,
    /// Hash of the code that may be typed instead.
    pub code: String,
    /// Until when.
    pub expires: String,
}

/// Who came in through a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Known from now on, if not before.
    pub person: Person,
    /// The initiative that came with the link.
    pub initiative: Option<i64>,
    /// The title of what was confirmed just now, and waits for an editor.
    pub confirmed: Option<String>,
}

impl Store {
    /// Writes a link to sign in with, and the mail that holds it.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn invite(&self, email: &Email, link: &SignInLink, letter: &Mail, now: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        write(&mut transaction, email, link, None).await?;
        mail::write(&mut transaction, letter, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Whether a link with this token can still be used: looking changes nothing.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn link_works(&self, token: &str, now: &str) -> Result<bool, StoreError> {
        let row: Option<i64> =
            sqlx::query_scalar("select misses from sign_in where token = $1 and used is null and expires > $2")
                .bind(token)
                .bind(now)
                .fetch_optional(&self.reader)
                .await?;
        Ok(row.is_some())
    }

    /// Uses a link, once: who has it, has the address. `letter` writes the mail to a sender from the address and the
    /// title of what is confirmed with it. `None` when it was used, has expired, or never was.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn arrive(
        &self,
        token: &str,
        letter: impl FnOnce(&Email, &str) -> Mail,
        now: &str,
    ) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let arrived = redeem(&mut transaction, token, letter, now).await?;
        transaction.commit().await?;
        Ok(arrived)
    }

    /// The same by address and code. A wrong code counts against every open link of the address.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn arrive_by_code(
        &self,
        email: &Email,
        code: &str,
        letter: impl FnOnce(&Email, &str) -> Mail,
        now: &str,
    ) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let token: Option<String> = sqlx::query_scalar(
            "select token from sign_in where email = $1 and code = $2 and used is null and expires > $3 and misses < $4",
        )
        .bind(email.as_str())
        .bind(code)
        .bind(now)
        .bind(MAX_MISSES)
        .fetch_optional(&mut *transaction)
        .await?;
        let arrived = match token {
            Some(token) => redeem(&mut transaction, &token, letter, now).await?,
            None => {
                sqlx::query("update sign_in set misses = misses + 1 where email = $1 and used is null")
                    .bind(email.as_str())
                    .execute(&mut *transaction)
                    .await?;
                None
            }
        };
        transaction.commit().await?;
        Ok(arrived)
    }

    /// Whoever is at this address, as somebody else has made sure of; known from now on, if not before.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn arrive_as(&self, email: &Email, now: &str) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::known_or_new(&mut transaction, email, now).await?;
        transaction.commit().await?;
        Ok(person)
    }
}

/// Part of the transaction that the link belongs to.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    email: &Email,
    link: &SignInLink,
    initiative: Option<i64>,
) -> Result<(), StoreError> {
    sqlx::query("insert into sign_in (token, code, email, initiative, expires, misses) values ($1, $2, $3, $4, $5, 0)")
        .bind(&*link.token)
        .bind(&*link.code)
        .bind(email.as_str())
        .bind(initiative)
        .bind(&*link.expires)
        .execute(connection)
        .await?;
    Ok(())
}

async fn redeem(
    connection: &mut SqliteConnection,
    token: &str,
    letter: impl FnOnce(&Email, &str) -> Mail,
    now: &str,
) -> Result<Option<Arrived>, StoreError> {
    let used = sqlx::query(
        "update sign_in set used = $1 where token = $2 and used is null and expires > $1 \
         returning email, initiative",
    )
    .bind(now)
    .bind(token)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = used else { return Ok(None) };
    let email =
        Email::parse(row.try_get(0)?).map_err(|_| StoreError::Value { id: "sign_in".to_owned(), column: "email" })?;
    let initiative: Option<i64> = row.try_get(1)?;
    let person = person::known_or_new(connection, &email, now).await?;
    let mut confirmed = None;
    if let Some(initiative) = initiative {
        confirmed = version::unconfirmed(connection, initiative, person.id).await?;
        version::confirm(connection, initiative, person.id, now).await?;
    }
    if let Some(title) = &confirmed {
        mail::write(connection, &letter(&email, title), now).await?;
    }
    Ok(Some(Arrived { person, initiative, confirmed }))
}
