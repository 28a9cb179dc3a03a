//! Versions: each change of an initiative, from being sent in to being decided.

use domain::{Initiative, InitiativeContent, InitiativeId, LngLat, Moment, PersonId, Picture, Region, VersionState};
use territory::Located;

use super::{
    content::{self, CONTENT_COLUMNS},
    status::FORGOTTEN,
};
use crate::{
    Store, StoreError, pictures,
    sql::{Connection, Row, Statement, Value, sql},
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
    pub sender_id: Option<PersonId>,
    /// Where the sender gets mail; `None` once erased.
    pub sender_email: Option<String>,
    /// Which editor made it of what the sender sent in; `None` for what the sender sent in.
    pub amended_by: Option<PersonId>,
    /// Why, in the sender's words.
    pub why: String,
    /// Who decided; `None` while nobody has.
    pub editor_id: Option<PersonId>,
    /// Their name; empty when they never said.
    pub editor: String,
    /// When it was decided.
    pub decided: Option<Moment>,
    /// What the editor asked, or why it was declined.
    pub reason: String,
    /// What it says. `changed` is when it was sent in.
    pub initiative: Initiative,
}

impl Store {
    /// What waits for an editor, oldest first; of one region, or of all.
    pub async fn queue(&self, region: Option<Region>) -> Result<Vec<Version>, StoreError> {
        let mut queue = select("where v.state = ");
        queue.push_bind(VersionState::Submitted.slug());
        if let Some(region) = region {
            queue.push(" and v.region = ").push_bind(region.slug());
        }
        queue.push(" order by v.sent, v.initiative, v.number");
        queue.fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// One version; `None` when there is no such one.
    pub async fn version(&self, initiative: InitiativeId, number: i64) -> Result<Option<Version>, StoreError> {
        one(&mut *self.read().await?, initiative, number).await
    }

    /// Every version of an initiative, the newest first.
    pub async fn versions(&self, initiative: InitiativeId) -> Result<Vec<Version>, StoreError> {
        let versions = select("where v.initiative = $1 order by v.number desc").bind(initiative);
        versions.fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// The newest version of each initiative that a person owns, the newest first.
    pub async fn owned_by(&self, person: PersonId) -> Result<Vec<Version>, StoreError> {
        let owned = select(
            "where v.number = (select max(number) from version w where w.initiative = v.initiative) \
             and v.initiative in (select initiative from owner where person = $1) \
             order by v.sent desc, v.initiative desc",
        );
        owned.bind(person).fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// What was sent in with this person's address and waits for them to confirm it, the newest first.
    pub async fn unconfirmed(&self, person: PersonId) -> Result<Vec<Version>, StoreError> {
        let unconfirmed =
            select("where v.person = $1 and v.state = $2 order by v.sent desc, v.initiative desc").bind(person);
        unconfirmed.bind(VersionState::Unconfirmed.slug()).fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// What is not decided yet of what a person owns, and what waits for them to confirm it.
    pub async fn waiting_of(&self, person: PersonId) -> Result<Vec<Version>, StoreError> {
        let mut waiting = waiting();
        waiting.push(" and (v.initiative in (select initiative from owner where person = ").push_bind(person);
        waiting.push(") or v.state = ").push_bind(VersionState::Unconfirmed.slug());
        waiting.push(" and v.person = ").push_bind(person).push(") order by v.initiative");
        waiting.fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// Which of these initiatives still wait as they were sent in.
    pub async fn waiting_among(&self, initiatives: &[InitiativeId]) -> Result<Vec<Version>, StoreError> {
        if initiatives.is_empty() {
            return Ok(Vec::new());
        }
        let mut waiting = waiting();
        waiting.push(" and v.number = 1 and v.initiative in ").push_list(initiatives.iter().copied());
        waiting.push(" order by v.initiative");
        waiting.fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// Clears away what was sent in before `before` and never confirmed. Gives how many.
    pub async fn forget_unconfirmed(&self, before: Moment) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let gone = sql("delete from version where state = $1 and sent < $2")
            .bind(VersionState::Unconfirmed.slug())
            .bind(before)
            .execute(&mut transaction)
            .await?;
        empty_without_versions(&mut transaction).await?;
        transaction.commit().await?;
        Ok(gone)
    }
}

/// Versions that nobody has decided on yet.
fn waiting() -> Statement {
    let mut waiting = select("where v.state in ");
    waiting.push_list(VersionState::ALL.iter().filter(|state| state.replaceable()).map(|state| state.slug()));
    waiting
}

/// Versions with who sent them in and who decided, for [`read`].
fn select(which: &str) -> Statement {
    sql(format!(
        "select v.initiative as id, cast(null as text) as key, {}, cast(0 as bigint) as example, v.sent as changed, \
         v.number, v.state, coalesce(p.name, '') as sender, v.person, p.email, v.amended_by, v.why, v.editor, v.decided, v.reason, \
         coalesce(e.name, '') as editor_name \
         from version v left join person p on p.id = v.person left join person e on e.id = v.editor {which}",
        content::content_columns_of("v")
    ))
}

fn read(row: &Row) -> Result<Version, StoreError> {
    Ok(Version {
        number: row.get("number")?,
        state: row.parse("state", VersionState::parse)?,
        sender: row.get("sender")?,
        sender_id: row.get("person")?,
        sender_email: row.get("email")?,
        amended_by: row.get("amended_by")?,
        why: row.get("why")?,
        editor_id: row.get("editor")?,
        editor: row.get("editor_name")?,
        decided: row.get("decided")?,
        reason: row.get("reason")?,
        initiative: content::read(row)?,
    })
}

/// One version, within a transaction.
pub(crate) async fn one(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
) -> Result<Option<Version>, StoreError> {
    let one = select("where v.initiative = $1 and v.number = $2").bind(initiative).bind(number);
    one.fetch_optional(connection).await?.as_ref().map(read).transpose()
}

/// The number of the newest version; `None` when there is none.
pub(crate) async fn newest(connection: &mut Connection, initiative: InitiativeId) -> Result<Option<i64>, StoreError> {
    sql("select max(number) from version where initiative = $1").bind(initiative).scalar(connection).await
}

/// Of initiatives that never were public and have no version left, only the number stays: it may stand in a mail.
pub(crate) async fn empty_without_versions(connection: &mut Connection) -> Result<(), StoreError> {
    let never = "(select id from initiative where status in ('concept', 'ingezonden') \
                 and not exists (select 1 from version where version.initiative = initiative.id))";
    let emptied = format!(
        "update initiative set status = '{FORGOTTEN}', title = '', summary = '', description = '', school = '', \
         website = null, learning_question = '', outcomes = '[]', period = '', site_code = null where id in"
    );
    for start in
        ["delete from confirmation where initiative in", "delete from introduction where initiative in", &*emptied]
    {
        sql(format!("{start} {never}")).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Whatever waits of an initiative waits no longer.
pub(crate) async fn replace_waiting(
    connection: &mut Connection,
    initiative: InitiativeId,
    by: VersionState,
) -> Result<(), StoreError> {
    let mut replace = sql("update version set state = ");
    replace.push_bind(by.slug()).push(" where initiative = ").push_bind(initiative).push(" and state in ");
    replace.push_list(VersionState::ALL.iter().filter(|state| state.replaceable()).map(|state| state.slug()));
    replace.execute(connection).await?;
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "one row")]
pub(crate) async fn insert(
    connection: &mut Connection,
    initiative: InitiativeId,
    number: i64,
    state: VersionState,
    person: Option<PersonId>,
    why: &str,
    submission: &Submission,
    now: Moment,
) -> Result<(), StoreError> {
    let mut values: Vec<Value> =
        vec![initiative.into(), number.into(), state.slug().into(), person.into(), now.into(), why.into(), "".into()];
    values.extend(content::values(&submission.content, submission.position, &submission.located));
    let mut insert = sql(format!(
        "insert into version (initiative, number, state, person, sent, why, reason, {CONTENT_COLUMNS}) values "
    ));
    insert.push_list(values);
    insert.execute(&mut *connection).await?;
    pictures::write(connection, initiative, number, submission.pictures.as_deref()).await
}
