//! Who did what: kept for twelve months, then forgotten.

use domain::{AuditAct, InitiativeId, Moment, PersonId, UnknownTerm};
use futures_util::TryStreamExt as _;

use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Moment,
    /// Who: the name, or else the address; empty once erased, or for the command line.
    pub who: String,
    /// What; or the word as it was kept, when it is none of today's.
    pub act: Result<AuditAct, UnknownTerm>,
    /// About which initiative.
    pub initiative: Option<InitiativeId>,
    /// Its title, as far as it is still there.
    pub title: String,
    /// About whom: the name, or else the address; empty for nobody, and once erased.
    pub about: String,
    /// More: a reason, a role.
    pub detail: String,
}

impl Store {
    /// The log, the newest first, at most `limit` lines; only those with `word` somewhere in them when it is given,
    /// capital or not.
    pub async fn audit(&self, word: &str, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let mut rows = sql(
            "select a.id, a.at, p.name, p.email, b.name as about_name, b.email as about_email, a.act, a.initiative, \
             coalesce(i.title, '') as title, a.detail from audit a left join person p on p.id = a.person \
             left join person b on b.id = a.about left join initiative i on i.id = a.initiative order by a.id desc",
        )
        .fetch(&self.reader);
        let word = word.trim().to_lowercase();
        let mut entries = Vec::new();
        while entries.len() < limit as usize
            && let Some(row) = rows.try_next().await?
        {
            let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
            let at: Moment = row.get("at")?;
            let (name, email, act) = (text("name")?, text("email")?, text("act")?);
            let (about_name, about_email) = (text("about_name")?, text("about_email")?);
            let (title, detail) = (text("title")?, text("detail")?);
            // Here and not in the statement: the databases differ in what they take for the same letter.
            let line = format!("{at} {name} {email} {act} {about_name} {about_email} {title} {detail}");
            if word.is_empty() || line.to_lowercase().contains(&word) {
                let called = |name: String, email: String| if name.is_empty() { email } else { name };
                let (who, about) = (called(name, email), called(about_name, about_email));
                let act = AuditAct::parse(&act);
                entries.push(AuditEntry { at, who, act, initiative: row.get("initiative")?, title, about, detail });
            }
        }
        Ok(entries)
    }
}

impl Store {
    /// Notes something that changes nothing else.
    pub async fn note(&self, person: PersonId, act: AuditAct, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        write(&mut transaction, Some(person), act, None, "", now).await?;
        transaction.commit().await
    }
}

/// Part of the transaction of what was done. What is older than twelve months goes.
pub(crate) async fn write(
    connection: &mut Connection,
    person: Option<PersonId>,
    act: AuditAct,
    initiative: Option<InitiativeId>,
    detail: &str,
    now: Moment,
) -> Result<(), StoreError> {
    write_about(connection, person, act, initiative, None, detail, now).await
}

/// As [`write`], for what is about a person as well. Their number is kept and not what they are called, so that a line
/// says no more of them once they are erased.
pub(crate) async fn write_about(
    connection: &mut Connection,
    person: Option<PersonId>,
    act: AuditAct,
    initiative: Option<InitiativeId>,
    about: Option<PersonId>,
    detail: &str,
    now: Moment,
) -> Result<(), StoreError> {
    sql("insert into audit (id, at, person, act, initiative, about, detail) \
         values ((select coalesce(max(id), 0) + 1 from audit), $1, $2, $3, $4, $5, $6)")
    .bind(now)
    .bind(person)
    .bind(act.slug())
    .bind(initiative)
    .bind(about)
    .bind(detail)
    .execute(&mut *connection)
    .await?;
    sql("delete from audit where at < $1").bind(now.year_before()).execute(connection).await?;
    Ok(())
}
