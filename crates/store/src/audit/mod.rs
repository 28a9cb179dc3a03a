//! Who did what: kept for twelve months, then forgotten.

use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use crate::{Store, StoreError};

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: String,
    /// Who: the name, or else the address; empty once erased, or for the command line.
    pub who: String,
    /// What, in one word: gepubliceerd, uitgenodigd.
    pub act: String,
    /// About which initiative.
    pub initiative: Option<i64>,
    /// Its title, as far as it is still there.
    pub title: String,
    /// More: a reason, an address.
    pub detail: String,
}

impl Store {
    /// The log, the newest first, at most `limit` lines; only those with `word` somewhere in them when it is given.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn audit(&self, word: &str, limit: u32) -> Result<Vec<AuditEntry>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(
            "select a.at, coalesce(nullif(p.name, ''), p.email, ''), a.act, a.initiative, coalesce(i.title, ''), a.detail \
             from audit a left join person p on p.id = a.person left join initiative i on i.id = a.initiative",
        );
        let word = word.trim().to_lowercase();
        if !word.is_empty() {
            // `\` makes the signs of a pattern letters again.
            let pattern: String =
                word.chars().flat_map(|c| if "\\%_".contains(c) { vec!['\\', c] } else { vec![c] }).collect();
            query.push(
                " where lower(a.at || ' ' || coalesce(p.name, '') || ' ' || coalesce(p.email, '') || ' ' || a.act || ' ' \
                 || coalesce(i.title, '') || ' ' || a.detail) like ",
            );
            query.push_bind(format!("%{pattern}%")).push(" escape '\\'");
        }
        query.push(" order by a.id desc limit ").push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&self.reader).await?;
        rows.iter()
            .map(|row| {
                Ok(AuditEntry {
                    at: row.try_get(0)?,
                    who: row.try_get(1)?,
                    act: row.try_get(2)?,
                    initiative: row.try_get(3)?,
                    title: row.try_get(4)?,
                    detail: row.try_get(5)?,
                })
            })
            .collect()
    }
}

/// Part of the transaction of what was done. What is older than twelve months goes.
pub(crate) async fn write(
    connection: &mut SqliteConnection,
    person: Option<i64>,
    act: &str,
    initiative: Option<i64>,
    detail: &str,
    now: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into audit (id, at, person, act, initiative, detail) \
         values ((select coalesce(max(id), 0) + 1 from audit), $1, $2, $3, $4, $5)",
    )
    .bind(now)
    .bind(person)
    .bind(act)
    .bind(initiative)
    .bind(detail)
    .execute(&mut *connection)
    .await?;
    if let Some(year_ago) = year_before(now) {
        sqlx::query("delete from audit where at < $1").bind(year_ago).execute(connection).await?;
    }
    Ok(())
}

/// The same moment a year earlier. As text: it need not be a day that exists, only sort well.
fn year_before(now: &str) -> Option<String> {
    let (year, rest) = now.split_once('-')?;
    Some(format!("{:04}-{rest}", year.parse::<u32>().ok()?.checked_sub(1)?))
}
