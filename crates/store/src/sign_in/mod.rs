//! Links that were mailed: they sign somebody in once, and confirm what was sent in when that is chosen.

use domain::{Email, InitiativeId, Moment, confirmation::Purpose};

use crate::{
    Mail, Person, Received, SignInLink, Store, StoreError,
    accounts::{person, sign_in_link},
    confirmation::{self, Subject},
    mail,
    sql::Connection,
    submit::confirm,
};

/// What a link to sign in leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Who one becomes.
    pub email: Email,
    /// The title of what was sent in with the link, and waits to be confirmed.
    pub unconfirmed: Option<String>,
}

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
        mail::write_with_link(&mut transaction, letter, "", &link.token, now).await?;
        transaction.commit().await
    }

    /// What a link with this token leads to, while it can be used: looking changes nothing.
    pub async fn arrival(&self, token: &str, now: Moment) -> Result<Option<Arrival>, StoreError> {
        let mut transaction = self.read().await?;
        let link = confirmation::look(&mut transaction, Purpose::SignIn, token, now).await?;
        let Some(Subject::SignIn { email, initiative }) = link else { return Ok(None) };
        let mut unconfirmed = None;
        if let (Some(initiative), Some(person)) = (initiative, person::known(&mut transaction, &email).await?) {
            unconfirmed = confirm::unconfirmed_title(&mut transaction, initiative, person.id).await?;
        }
        Ok(Some(Arrival { email, unconfirmed }))
    }

    /// Uses a link, once: who has it, has the address. With `received` it also confirms what was sent in with it, with the
    /// mail that this writes. `None` when it was used, has expired, or never was. `browser` is a hash of who uses it, for
    /// [`Store::arrived_just_now`].
    pub async fn arrive(
        &self,
        token: &str,
        browser: Option<&str>,
        received: Option<Received<'_>>,
        now: Moment,
    ) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let arrived = redeem(&mut transaction, token, browser, received, now).await?;
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

    /// Uses the link with this token by the code in the same mail. It confirms nothing. A wrong code counts against this link
    /// alone.
    pub async fn arrive_by_code(&self, token: &str, code: &str, now: Moment) -> Result<Option<Arrived>, StoreError> {
        let mut transaction = self.write().await?;
        let arrived = if confirmation::code_fits(&mut transaction, token, code, now).await? {
            redeem(&mut transaction, token, None, None, now).await?
        } else {
            confirmation::miss(&mut transaction, token).await?;
            None
        };
        transaction.commit().await?;
        Ok(arrived)
    }

    /// Whether somebody at this address has something here: a role, or an initiative. No stranger then.
    pub async fn has_stake(&self, email: &Email) -> Result<bool, StoreError> {
        person::has_stake(&mut *self.read().await?, email).await
    }
}

async fn redeem(
    connection: &mut Connection,
    token: &str,
    browser: Option<&str>,
    received: Option<Received<'_>>,
    now: Moment,
) -> Result<Option<Arrived>, StoreError> {
    let used = confirmation::use_once(connection, Purpose::SignIn, token, browser, now).await?;
    let Some(Subject::SignIn { email, initiative }) = used else { return Ok(None) };
    let person = person::known_or_new(connection, &email, now).await?;
    let mut confirmed = None;
    if let (Some(initiative), Some(received)) = (initiative, received) {
        confirmed = confirm::unconfirmed_title(connection, initiative, person.id).await?;
        if let Some(title) = &confirmed {
            confirm::confirm(connection, initiative, person.id, now).await?;
            mail::write(connection, &received(&email, title), now).await?;
        }
    }
    Ok(Some(Arrived { person, initiative, confirmed }))
}
