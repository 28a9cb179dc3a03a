//! Questions to an initiative: kept until the asker has confirmed the address, relayed by mail, then forgotten.

use domain::{Email, InitiativeId, Moment, confirmation::Purpose, questions::Question};

use crate::{
    Mail, Store, StoreError,
    confirmation::{self, Link, Subject},
    initiatives::initiative,
    mail,
    ownership::owner,
    sql::{Connection, sql},
};

/// What came of relaying a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relayed {
    /// It is on its way to the owners.
    Sent,
    /// There is nobody to ask: the initiative is off the map, or has no owner.
    Nobody,
}

impl Store {
    /// Keeps a question until the link in the letter is used: `token` is the hash of its secret.
    pub async fn hold_question(
        &self,
        initiative: InitiativeId,
        question: &Question,
        token: &str,
        letter: &Mail,
        expires: Moment,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let id: i64 = sql("select coalesce(max(id), 0) + 1 from question").scalar(&mut transaction).await?;
        sql("insert into question (id, initiative, name, email, body) values ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(initiative)
            .bind(&*question.name)
            .bind(question.email.as_str())
            .bind(&*question.text)
            .execute(&mut transaction)
            .await?;
        let link = Link { token, expires: Some(expires), ..Link::default() };
        confirmation::write(&mut transaction, link, &Subject::Question(id)).await?;
        mail::write_with_link(&mut transaction, letter, "", token, now).await?;
        transaction.commit().await
    }

    /// The initiative and the question that wait behind a link: looking changes nothing.
    pub async fn held_question(
        &self,
        token: &str,
        now: Moment,
    ) -> Result<Option<(InitiativeId, Question)>, StoreError> {
        let mut transaction = self.read().await?;
        let link = confirmation::look(&mut transaction, Purpose::Question, token, now).await?;
        let Some(Subject::Question(id)) = link else { return Ok(None) };
        held(&mut transaction, id).await.map(Some)
    }

    /// The address is confirmed: relays the question that waits behind a link, once. `letters` writes the mails, from
    /// the addresses of the owners. `None` when there is no such link any more.
    pub async fn relay_held(
        &self,
        token: &str,
        letters: impl FnOnce(InitiativeId, &Question, &[Email]) -> Vec<Mail>,
        now: Moment,
    ) -> Result<Option<Relayed>, StoreError> {
        let mut transaction = self.write().await?;
        let link = confirmation::use_once(&mut transaction, Purpose::Question, token, None, now).await?;
        let Some(Subject::Question(id)) = link else { return Ok(None) };
        let (initiative, question) = held(&mut transaction, id).await?;
        sql("delete from question where id = $1").bind(id).execute(&mut transaction).await?;
        let letters = |owners: &[Email]| letters(initiative, &question, owners);
        let relayed = relay(&mut transaction, initiative, letters, now).await?;
        transaction.commit().await?;
        Ok(Some(relayed))
    }

    /// Relays a question of somebody whose address is known to be theirs. As [`Store::relay_held`].
    pub async fn relay(
        &self,
        initiative: InitiativeId,
        letters: impl FnOnce(&[Email]) -> Vec<Mail>,
        now: Moment,
    ) -> Result<Relayed, StoreError> {
        let mut transaction = self.write().await?;
        let relayed = relay(&mut transaction, initiative, letters, now).await?;
        transaction.commit().await?;
        Ok(relayed)
    }

    /// How many questions were relayed to an initiative.
    pub async fn times_asked(&self, initiative: InitiativeId) -> Result<i64, StoreError> {
        let count: Option<i64> =
            sql("select count from asked where initiative = $1").bind(initiative).scalar_optional(&self.reader).await?;
        Ok(count.unwrap_or_default())
    }
}

async fn held(connection: &mut Connection, id: i64) -> Result<(InitiativeId, Question), StoreError> {
    let row = sql("select initiative, name, email, body from question where id = $1");
    let row = row.bind(id).fetch_one(connection).await?;
    let question =
        Question { name: row.get("name")?, email: row.parse("email", Email::parse)?, text: row.get("body")? };
    Ok((row.get("initiative")?, question))
}

/// Writes the mails, and that something was asked: not what.
async fn relay(
    connection: &mut Connection,
    initiative: InitiativeId,
    letters: impl FnOnce(&[Email]) -> Vec<Mail>,
    now: Moment,
) -> Result<Relayed, StoreError> {
    let public = initiative::is_published(connection, initiative).await?;
    let owners = owner::addresses(connection, initiative).await?;
    if !public || owners.is_empty() {
        return Ok(Relayed::Nobody);
    }
    for letter in letters(&owners) {
        mail::write(connection, &letter, now).await?;
    }
    sql("insert into asked (initiative, count, last) values ($1, 1, $2) \
         on conflict (initiative) do update set count = asked.count + 1, last = excluded.last")
    .bind(initiative)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(Relayed::Sent)
}
