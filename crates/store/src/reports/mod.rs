//! What visitors say is wrong, until an editor has looked at it.

use domain::{
    Region,
    reports::{Report, ReportSubject},
};
use sqlx::Row as _;

use crate::{ReviewError, Store, StoreError, audit};

/// A report that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingReport {
    /// Its number, never used again.
    pub id: i64,
    /// About which initiative.
    pub initiative: i64,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub region: Region,
    /// When it was reported.
    pub reported: String,
    /// About what.
    pub about: ReportSubject,
    /// What is wrong.
    pub reason: String,
    /// Where to tell more; empty for nowhere.
    pub email: String,
}

impl Store {
    /// Keeps a report for the editors.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn report(&self, initiative: i64, report: &Report, now: &str) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "insert into report (id, initiative, about, reason, email, reported) \
             values ((select coalesce(max(id), 0) + 1 from report), $1, $2, $3, $4, $5)",
        )
        .bind(initiative)
        .bind(report.about.slug())
        .bind(&*report.reason)
        .bind(report.email.as_ref().map_or("", domain::Email::as_str))
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// The reports that nobody has handled, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reports(&self) -> Result<Vec<WaitingReport>, StoreError> {
        let rows = sqlx::query(
            "select r.id, r.initiative, i.title, i.region, r.reported, r.about, r.reason, r.email \
             from report r join initiative i on i.id = r.initiative where r.handled is null order by r.id",
        )
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                let id: i64 = row.try_get(0)?;
                let wrong = |column| StoreError::Value { id: id.to_string(), column };
                Ok(WaitingReport {
                    id,
                    initiative: row.try_get(1)?,
                    title: row.try_get(2)?,
                    region: Region::parse(row.try_get(3)?).map_err(|_| wrong("region"))?,
                    reported: row.try_get(4)?,
                    about: ReportSubject::parse(row.try_get(5)?).map_err(|_| wrong("about"))?,
                    reason: row.try_get(6)?,
                    email: row.try_get(7)?,
                })
            })
            .collect()
    }

    /// An editor has handled a report: what it said is kept no longer. Not about an initiative of one's own.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn handle_report(&self, id: i64, editor: i64, now: &str) -> Result<Result<(), ReviewError>, StoreError> {
        let mut transaction = self.write().await?;
        let row = sqlx::query(
            "update report set handled = $1, reason = '', email = '' where id = $2 and handled is null \
             returning initiative, about",
        )
        .bind(now)
        .bind(id)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = row else { return Ok(Err(ReviewError::Overtaken)) };
        let (initiative, about): (i64, String) = (row.try_get(0)?, row.try_get(1)?);
        let own: Option<i64> = sqlx::query_scalar("select person from owner where initiative = $1 and person = $2")
            .bind(initiative)
            .bind(editor)
            .fetch_optional(&mut *transaction)
            .await?;
        if own.is_some() {
            return Ok(Err(ReviewError::OwnWork));
        }
        let detail = format!("over {about}");
        audit::write(&mut transaction, Some(editor), "melding afgehandeld", Some(initiative), &detail, now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }
}
