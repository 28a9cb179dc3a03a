//! Links that were mailed: they sign somebody in once, and confirm what was sent in.

use domain::{Email, InitiativeId, Moment, confirmation::Purpose};

use crate::{
    Mail, Person, SignInLink, Store, StoreError,
    accounts::{person, sign_in_link},
    confirmation::{self, Subject},
    mail,
    sql::Connection,
    submit::send_in,
};

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
        let link = confirmation::look(&mut *self.read().await?, Purpose::SignIn, token, now).await?;
        Ok(link.is_some())
    }

    /// Uses a link, once: who has it, has the address. `letter` writes the mail to a sender from the address and the
    /// title of what is confirmed with it. `None` when it was used, has expired, or never was. `browser` is a hash of who
    /// uses it, for [`Store::arrived_just_now`].
    pub async fn arrive(
        &self,
        token: &str,
        browser: Option<&str>,
        letter: impl FnOnce(&Email, &str) -> Mail,
        now: Moment,
    ) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let arrived = redeem(&mut transaction, token, browser, letter, now).await?;
        transaction.commit().await?;
        Ok(arrived)
    }

    /// Who came in through this link after `since`, in the same browser: its button was pressed twice.
    pub async fn arrived_just_now(
        &self,
        token: &str,
        browser: &str,
        since: Moment,
    ) -> Result<Option<Person>, StoreError> {
        let mut transaction = self.read().await?;
        let used = confirmation::used_just_now(&mut transaction, Purpose::SignIn, token, browser, since).await?;
        let Some(Subject::SignIn { email, .. }) = used else { return Ok(None) };
        person::known(&mut transaction, &email).await
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
        let arrived = match confirmation::token_of_code(&mut transaction, email, code, now).await? {
            Some(token) => redeem(&mut transaction, &token, None, letter, now).await?,
            None => {
                confirmation::miss(&mut transaction, email).await?;
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
    browser: Option<&str>,
    letter: impl FnOnce(&Email, &str) -> Mail,
    now: Moment,
) -> Result<Option<Arrived>, StoreError> {
    let used = confirmation::use_once(connection, Purpose::SignIn, token, browser, now).await?;
    let Some(Subject::SignIn { email, initiative }) = used else { return Ok(None) };
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
