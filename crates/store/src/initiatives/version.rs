//! Versions: each change of an initiative, from being sent in to being decided.

use domain::{Contact, Initiative, InitiativeContent, LngLat, Picture, Region, VersionState};
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection, sqlite::SqliteRow};
use territory::Located;

use crate::{
    Mail, SignInLink, Store, StoreError,
    accounts::{person, profile, sign_in},
    initiatives::initiative,
    mail, pictures,
    review::lock,
};

/// What to keep of something that is sent in.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// What was sent in.
    pub content: InitiativeContent,
    /// Where it is.
    pub position: LngLat,
    /// Computed from the position.
    pub located: Located,
    /// Its pictures; `None` for those of the version before it.
    pub pictures: Option<Vec<Picture>>,
}

/// A version as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Counted from 1 within the initiative.
    pub number: i64,
    /// Where it is.
    pub state: VersionState,
    /// Who sent it in, by name; empty when erased or never said.
    pub sender: String,
    /// Who sent it in; `None` once erased.
    pub sender_id: Option<i64>,
    /// Where the sender gets mail; `None` once erased.
    pub sender_email: Option<String>,
    /// Why, in the sender's words.
    pub why: String,
    /// Who decided; `None` while nobody has.
    pub editor_id: Option<i64>,
    /// Their name; empty when they never said.
    pub editor: String,
    /// When it was decided.
    pub decided: Option<String>,
    /// What the editor asked, or why it was declined.
    pub reason: String,
    /// What it says. `changed` is when it was sent in.
    pub initiative: Initiative,
}

/// Why a change could not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewError {
    /// Somebody else was first: there is a newer version, or it has been decided.
    Overtaken,
    /// Nobody decides on own work.
    OwnWork,
    /// Another editor looks at it.
    Held,
    /// There is no such version.
    Unknown,
}

/// In the order in which [`read`] expects them: first those of an initiative.
pub(crate) const SELECT: &str = "select v.initiative, null, v.title, v.summary, v.description, v.school, v.sectors, v.themes, v.stage, \
     v.programme, v.website, v.learning_question, v.outcomes, v.lon, v.lat, v.region, v.municipality, v.town, 0, v.sent, \
     v.period, v.site_code, v.number, v.state, coalesce(p.name, ''), v.person, p.email, v.why, v.editor, v.decided, v.reason, \
     coalesce(e.name, '') from version v left join person p on p.id = v.person left join person e on e.id = v.editor";

impl Store {
    /// Keeps what somebody sent in whose address is still to be confirmed: the initiative, its first version, the
    /// link, and the mail with it. Nothing of it is public. Gives the initiative's id.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn send_in(
        &self,
        sending: &Submission,
        contact: &Contact,
        link: &SignInLink,
        letter: &Mail,
        now: &str,
    ) -> Result<i64, StoreError> {
        let mut transaction = self.write().await?;
        let sender = person::known_or_new(&mut transaction, &contact.email, now).await?;
        let id = initiative::begin(&mut transaction, sending, now).await?;
        insert(&mut transaction, id, 1, VersionState::Unconfirmed, Some(sender.id), "", sending, now).await?;
        profile::write(&mut transaction, id, contact).await?;
        sign_in::write(&mut transaction, &contact.email, link, Some(id)).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Keeps what somebody sent in who is signed in: it goes to the queue at once. Gives the initiative's id.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn send_in_known(
        &self,
        sending: &Submission,
        person: i64,
        letter: &Mail,
        now: &str,
    ) -> Result<i64, StoreError> {
        let mut transaction = self.write().await?;
        let id = initiative::begin(&mut transaction, sending, now).await?;
        insert(&mut transaction, id, 1, VersionState::Unconfirmed, Some(person), "", sending, now).await?;
        confirm(&mut transaction, id, person, now).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Keeps a change of an owner, made on top of version `base`. What waited before is replaced by it; what is
    /// public stays so. Gives the new version's number.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn change(
        &self,
        initiative: i64,
        base: i64,
        person: i64,
        why: &str,
        sending: &Submission,
        now: &str,
    ) -> Result<Result<i64, ReviewError>, StoreError> {
        let mut transaction = self.write().await?;
        let latest: Option<i64> = sqlx::query_scalar("select max(number) from version where initiative = $1")
            .bind(initiative)
            .fetch_one(&mut *transaction)
            .await?;
        match latest {
            None => return Ok(Err(ReviewError::Unknown)),
            Some(latest) if latest != base => return Ok(Err(ReviewError::Overtaken)),
            Some(_) => {}
        }
        let gone: Option<i64> =
            sqlx::query_scalar("select id from initiative where id = $1 and status = 'ingetrokken'")
                .bind(initiative)
                .fetch_optional(&mut *transaction)
                .await?;
        if gone.is_some() {
            return Ok(Err(ReviewError::Overtaken));
        }
        replace_waiting(&mut transaction, initiative, VersionState::Replaced).await?;
        lock::release(&mut transaction, initiative).await?;
        insert(&mut transaction, initiative, base + 1, VersionState::Submitted, Some(person), why, sending, now)
            .await?;
        transaction.commit().await?;
        Ok(Ok(base + 1))
    }

    /// What waits for an editor, oldest first; of one region, or of all.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn queue(&self, region: Option<Region>) -> Result<Vec<Version>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(format!("{SELECT} where v.state = "));
        query.push_bind(VersionState::Submitted.slug());
        if let Some(region) = region {
            query.push(" and v.region = ").push_bind(region.slug());
        }
        query.push(" order by v.sent, v.initiative, v.number");
        query.build().fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// One version; `None` when there is no such one.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn version(&self, initiative: i64, number: i64) -> Result<Option<Version>, StoreError> {
        let mut connection = self.reader.acquire().await?;
        one(&mut connection, initiative, number).await
    }

    /// Every version of an initiative, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn versions(&self, initiative: i64) -> Result<Vec<Version>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(format!("{SELECT} where v.initiative = "));
        query.push_bind(initiative).push(" order by v.number desc");
        query.build().fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// The newest version of each initiative that a person owns, the newest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn owned_by(&self, person: i64) -> Result<Vec<Version>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(format!(
            "{SELECT} where v.number = (select max(number) from version w where w.initiative = v.initiative) \
             and v.initiative in (select initiative from owner where person = "
        ));
        query.push_bind(person).push(") order by v.sent desc, v.initiative desc");
        query.build().fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// Whether a person owns an initiative.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn owns(&self, person: i64, initiative: i64) -> Result<bool, StoreError> {
        let owner: Option<i64> = sqlx::query_scalar("select person from owner where initiative = $1 and person = $2")
            .bind(initiative)
            .bind(person)
            .fetch_optional(&self.reader)
            .await?;
        Ok(owner.is_some())
    }

    /// Clears away what was sent in before `before` and never confirmed. Gives how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn forget_unconfirmed(&self, before: &str) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let gone = sqlx::query("delete from version where state = $1 and sent < $2")
            .bind(VersionState::Unconfirmed.slug())
            .bind(before)
            .execute(&mut *transaction)
            .await?;
        empty_without_versions(&mut transaction).await?;
        transaction.commit().await?;
        Ok(gone.rows_affected())
    }
}

/// Of initiatives that never were public and have no version left, only the number stays: it may stand in a mail.
pub(crate) async fn empty_without_versions(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let never = "(select id from initiative where status in ('concept', 'ingezonden') \
                 and not exists (select 1 from version where version.initiative = initiative.id))";
    let emptied = "update initiative set status = 'vervallen', title = '', summary = '', description = '', school = '', \
                   website = null, learning_question = '', outcomes = '[]', period = '', site_code = null where id in";
    for start in ["delete from sign_in where initiative in", "delete from introduction where initiative in", emptied] {
        let statement = format!("{start} {never}");
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The address is confirmed: what waited for it goes to the queue, and has an owner.
pub(crate) async fn confirm(
    connection: &mut SqliteConnection,
    initiative: i64,
    person: i64,
    now: &str,
) -> Result<(), StoreError> {
    let confirmed =
        sqlx::query("update version set state = $1, sent = $2 where initiative = $3 and person = $4 and state = $5")
            .bind(VersionState::Submitted.slug())
            .bind(now)
            .bind(initiative)
            .bind(person)
            .bind(VersionState::Unconfirmed.slug())
            .execute(&mut *connection)
            .await?;
    if confirmed.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query("update initiative set status = 'ingezonden' where id = $1 and status = 'concept'")
        .bind(initiative)
        .execute(&mut *connection)
        .await?;
    sqlx::query("insert into owner (initiative, person) values ($1, $2) on conflict do nothing")
        .bind(initiative)
        .bind(person)
        .execute(&mut *connection)
        .await?;
    profile::take_over(connection, initiative, person).await
}

/// The title of what this person sent in and has still to confirm.
pub(crate) async fn unconfirmed(
    connection: &mut SqliteConnection,
    initiative: i64,
    person: i64,
) -> Result<Option<String>, StoreError> {
    let title = sqlx::query_scalar("select title from version where initiative = $1 and person = $2 and state = $3")
        .bind(initiative)
        .bind(person)
        .bind(VersionState::Unconfirmed.slug())
        .fetch_optional(connection)
        .await?;
    Ok(title)
}

/// One version, within a transaction.
pub(crate) async fn one(
    connection: &mut SqliteConnection,
    initiative: i64,
    number: i64,
) -> Result<Option<Version>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(format!("{SELECT} where v.initiative = "));
    query.push_bind(initiative).push(" and v.number = ").push_bind(number);
    query.build().fetch_optional(connection).await?.as_ref().map(read).transpose()
}

pub(crate) fn read(row: &SqliteRow) -> Result<Version, StoreError> {
    let initiative = initiative::read(row)?;
    let state = VersionState::parse(row.try_get(23)?)
        .map_err(|_| StoreError::Value { id: initiative.id.to_string(), column: "state" })?;
    Ok(Version {
        number: row.try_get(22)?,
        state,
        sender: row.try_get(24)?,
        sender_id: row.try_get(25)?,
        sender_email: row.try_get(26)?,
        why: row.try_get(27)?,
        editor_id: row.try_get(28)?,
        editor: row.try_get(31)?,
        decided: row.try_get(29)?,
        reason: row.try_get(30)?,
        initiative,
    })
}

/// Whatever waits of an initiative waits no longer.
pub(crate) async fn replace_waiting(
    connection: &mut SqliteConnection,
    initiative: i64,
    by: VersionState,
) -> Result<(), StoreError> {
    let mut replace = QueryBuilder::<Sqlite>::new("update version set state = ");
    replace.push_bind(by.slug()).push(" where initiative = ").push_bind(initiative).push(" and state in (");
    let mut states = replace.separated(", ");
    for state in VersionState::ALL.iter().filter(|state| state.replaceable()) {
        states.push_bind(state.slug());
    }
    replace.push(")");
    replace.build().execute(connection).await?;
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "one row")]
pub(crate) async fn insert(
    connection: &mut SqliteConnection,
    initiative: i64,
    number: i64,
    state: VersionState,
    person: Option<i64>,
    why: &str,
    sending: &Submission,
    now: &str,
) -> Result<(), StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "insert into version (initiative, number, state, person, sent, why, reason, title, summary, description, \
         school, sectors, themes, stage, programme, website, learning_question, outcomes, lon, lat, region, \
         municipality, town, period, site_code) values (",
    );
    let mut values = query.separated(", ");
    values.push_bind(initiative).push_bind(number).push_bind(state.slug()).push_bind(person).push_bind(now);
    values.push_bind(why).push_bind("");
    initiative::push_content(&mut values, &sending.content);
    values.push_bind(sending.position.lon()).push_bind(sending.position.lat());
    values.push_bind(sending.located.region.slug());
    values.push_bind(&*sending.located.municipality).push_bind(&*sending.located.town);
    values.push_bind(&*sending.content.period).push_bind(sending.content.site_code.as_deref());
    query.push(")");
    query.build().execute(&mut *connection).await?;
    pictures::write(connection, initiative, number, sending.pictures.as_deref()).await
}
