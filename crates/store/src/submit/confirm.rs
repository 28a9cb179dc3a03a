//! Confirming the address that something was sent in with: by whoever signed in with it, or by the link that was mailed there.
//! The browser that sent it in may have the mail sent again, to another address too.

use domain::{AuditAct, Email, InitiativeId, Moment, PersonId, VersionState, confirmation::Purpose};

use crate::{
    Mail, SignInLink, Status, Store, StoreError,
    accounts::{person, profile, sign_in_link},
    audit,
    confirmation::{self, Link, Subject},
    mail,
    sql::{Connection, sql},
};

/// The mail to a sender, from the address and the title of what they confirm.
pub type Received<'a> = &'a (dyn Fn(&Email, &str) -> Mail + Send + Sync);

/// What is in a mail that asks to confirm what was sent in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmLink {
    /// Hash of the token in the link, which confirms and does nothing else.
    pub token: String,
    /// Until when it works.
    pub expires: Moment,
    /// Hash of a key in the browser that sent it in, which may have the mail sent again.
    pub browser: String,
    /// Beside it: to sign in with.
    pub sign_in: SignInLink,
}

/// What a browser sent in and is still to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unconfirmed {
    /// Which one.
    pub initiative: InitiativeId,
    /// The address it was sent in with.
    pub email: Email,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub town: String,
    /// Its page is to name the sender.
    pub named: bool,
}

impl Store {
    /// Who is signed in confirms what was sent in with their address: it goes to the queue, with the mail that `letter`
    /// writes from its title. False when nothing waits for them.
    pub async fn confirm(
        &self,
        initiative: InitiativeId,
        person: PersonId,
        letter: impl FnOnce(&str) -> Mail,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let Some(title) = unconfirmed_title(&mut transaction, initiative, person).await? else { return Ok(false) };
        confirm(&mut transaction, initiative, person, now).await?;
        mail::write(&mut transaction, &letter(&title), now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What a link confirms, or confirmed, and with which address; `None` when it does not work. Changes nothing.
    pub async fn confirms(&self, token: &str, now: Moment) -> Result<Option<(InitiativeId, Email)>, StoreError> {
        about(&mut *self.read().await?, token, now).await
    }

    /// Confirms what the link is about, and nothing else, with the mail that `received` writes. Twice is as good as once. False
    /// when the link does not work.
    pub async fn confirm_by_link(&self, token: &str, received: Received<'_>, now: Moment) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let Some((initiative, email)) = about(&mut transaction, token, now).await? else { return Ok(false) };
        let Some(person) = person::known(&mut transaction, &email).await? else { return Ok(false) };
        if let Some(title) = unconfirmed_title(&mut transaction, initiative, person.id).await? {
            confirm(&mut transaction, initiative, person.id, now).await?;
            mail::write(&mut transaction, &received(&email, &title), now).await?;
            transaction.commit().await?;
        }
        Ok(true)
    }

    /// What this browser sent in last, or this initiative of what it sent in, as long as it is not confirmed.
    pub async fn sent_in_from(
        &self,
        browser: &str,
        initiative: Option<InitiativeId>,
    ) -> Result<Option<Unconfirmed>, StoreError> {
        sent_in_from(&mut *self.read().await?, browser, initiative).await
    }

    /// The browser that sent it in has the mail sent again. With another address it was sent in with that one: what was mailed
    /// to the one before does not work any more. Without a letter nothing is mailed for now. False, and nothing changes, when
    /// this browser did not send it in or it has been confirmed.
    pub async fn mail_again(
        &self,
        initiative: InitiativeId,
        email: &Email,
        (link, letter): (&ConfirmLink, Option<&Mail>),
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let sent = sent_in_from(&mut transaction, &link.browser, Some(initiative)).await?;
        let Some(sent) = sent else { return Ok(false) };
        if sent.email != *email {
            confirmation::end_confirm(&mut transaction, initiative).await?;
            let person = person::known_or_new(&mut transaction, email, now).await?;
            sql("update version set person = $1 where initiative = $2 and state = $3")
                .bind(person.id)
                .bind(initiative)
                .bind(VersionState::Unconfirmed.slug())
                .execute(&mut transaction)
                .await?;
        }
        write(&mut transaction, email, initiative, (link, letter), now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// The links to confirm with, and the mail that holds them.
pub(super) async fn write(
    connection: &mut Connection,
    email: &Email,
    initiative: InitiativeId,
    (link, letter): (&ConfirmLink, Option<&Mail>),
    now: Moment,
) -> Result<(), StoreError> {
    let ConfirmLink { token, expires, browser, sign_in } = link;
    let link = Link { token, expires: Some(*expires), browser: Some(browser), ..Link::default() };
    confirmation::write(connection, link, &Subject::Confirm { email: email.clone(), initiative }).await?;
    sign_in_link::write(connection, email, sign_in, Some((initiative, token))).await?;
    match letter {
        Some(letter) => mail::write_with_link(connection, letter, "", token, now).await,
        None => Ok(()),
    }
}

async fn about(
    connection: &mut Connection,
    token: &str,
    now: Moment,
) -> Result<Option<(InitiativeId, Email)>, StoreError> {
    Ok(match confirmation::look(connection, Purpose::Confirm, token, now).await? {
        Some(Subject::Confirm { email, initiative }) => Some((initiative, email)),
        _ => None,
    })
}

async fn sent_in_from(
    connection: &mut Connection,
    browser: &str,
    initiative: Option<InitiativeId>,
) -> Result<Option<Unconfirmed>, StoreError> {
    let mut find = sql("select v.initiative, p.email, v.title, v.town, i.shown from version v \
         join person p on p.id = v.person join introduction i on i.initiative = v.initiative where v.state = ");
    find.push_bind(VersionState::Unconfirmed.slug()).push(
        " and exists (select 1 from confirmation c where c.purpose = 'bevestigen' and c.initiative = v.initiative \
         and c.browser = ",
    );
    find.push_bind(browser).push(")");
    if let Some(initiative) = initiative {
        find.push(" and v.initiative = ").push_bind(initiative);
    }
    find.push(" order by v.initiative desc limit 1");
    let Some(row) = find.fetch_optional(connection).await? else { return Ok(None) };
    Ok(Some(Unconfirmed {
        initiative: row.get("initiative")?,
        email: row.parse("email", Email::parse)?,
        title: row.get("title")?,
        town: row.get("town")?,
        named: row.flag("shown")?,
    }))
}

/// The address is confirmed: what waited for it goes to the queue, and has an owner.
pub(crate) async fn confirm(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
    now: Moment,
) -> Result<(), StoreError> {
    let confirmed =
        sql("update version set state = $1, sent = $2 where initiative = $3 and person = $4 and state = $5")
            .bind(VersionState::Submitted.slug())
            .bind(now)
            .bind(initiative)
            .bind(person)
            .bind(VersionState::Unconfirmed.slug())
            .execute(&mut *connection)
            .await?;
    if confirmed == 0 {
        return Ok(());
    }
    audit::write(&mut *connection, Some(person), AuditAct::SentIn, Some(initiative), "", now).await?;
    sql("update initiative set status = $1 where id = $2 and status = $3")
        .bind(Status::Submitted.slug())
        .bind(initiative)
        .bind(Status::Unconfirmed.slug())
        .execute(&mut *connection)
        .await?;
    sql("insert into owner (initiative, person) values ($1, $2) on conflict do nothing")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    profile::take_over(connection, initiative, person).await
}

/// The title of what this person sent in and has still to confirm.
pub(crate) async fn unconfirmed_title(
    connection: &mut Connection,
    initiative: InitiativeId,
    person: PersonId,
) -> Result<Option<String>, StoreError> {
    sql("select title from version where initiative = $1 and person = $2 and state = $3")
        .bind(initiative)
        .bind(person)
        .bind(VersionState::Unconfirmed.slug())
        .scalar_optional(connection)
        .await
}
