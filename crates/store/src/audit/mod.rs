//! Who did what: kept for twelve months, then forgotten.

use domain::{AuditAct, UnknownTerm};
use futures_util::TryStreamExt as _;

use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: String,
    /// Who: the name, or else the address; empty once erased, or for the command line.
    pub who: String,
    /// What; or the word as it was kept, when it is none of today's.
    pub act: Result<AuditAct, UnknownTerm>,
    /// About which initiative.
    pub initiative: Option<i64>,
    /// Its title, as far as it is still there.
    pub title: String,
    /// More: a reason, an address.
    pub detail: String,
}

impl Store {
    /// The log, the newest first, at most `limit` lines; only those with `word` somewhere in them when it is given,
    /// capital or not.
    pub async fn audit(&self, word: &str, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let mut rows =
            sql("select a.id, a.at, p.name, p.email, a.act, a.initiative, coalesce(i.title, '') as title, a.detail \
             from audit a left join person p on p.id = a.person left join initiative i on i.id = a.initiative \
             order by a.id desc")
            .fetch(&self.reader);
        let word = word.trim().to_lowercase();
        let mut entries = Vec::new();
        while entries.len() < limit as usize
            && let Some(row) = rows.try_next().await?
        {
            let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
            let (at, name, email, act) = (text("at")?, text("name")?, text("email")?, text("act")?);
            let (title, detail) = (text("title")?, text("detail")?);
            // Here and not in the statement: the databases differ in what they take for the same letter.
            let line = format!("{at} {name} {email} {act} {title} {detail}");
            if word.is_empty() || line.to_lowercase().contains(&word) {
                let who = if name.is_empty() { email } else { name };
                let act = AuditAct::parse(&act);
                entries.push(AuditEntry { at, who, act, initiative: row.get("initiative")?, title, detail });
            }
        }
        Ok(entries)
    }
}

/// Part of the transaction of what was done. What is older than twelve months goes.
pub(crate) async fn write(
    connection: &mut Connection,
    person: Option<i64>,
    act: AuditAct,
    initiative: Option<i64>,
    detail: &str,
    now: &str,
) -> Result<(), StoreError> {
    sql("insert into audit (id, at, person, act, initiative, detail) \
         values ((select coalesce(max(id), 0) + 1 from audit), $1, $2, $3, $4, $5)")
    .bind(now)
    .bind(person)
    .bind(act.slug())
    .bind(initiative)
    .bind(detail)
    .execute(&mut *connection)
    .await?;
    if let Some(year_ago) = year_before(now) {
        sql("delete from audit where at < $1").bind(year_ago).execute(connection).await?;
    }
    Ok(())
}

/// The same moment a year earlier. As text: it need not be a day that exists, only sort well.
fn year_before(now: &str) -> Option<String> {
    let (year, rest) = now.split_once('-')?;
    Some(format!("{:04}-{rest}", year.parse::<u32>().ok()?.checked_sub(1)?))
}
