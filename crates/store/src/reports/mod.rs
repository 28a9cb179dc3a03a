//! What visitors say is wrong, until an editor has looked at it.

use domain::{
    AuditAct, InitiativeId, Moment, PersonId, Region,
    reports::{Report, ReportSubject},
};

use crate::{ReviewError, Store, StoreError, audit, sql::sql};

/// A report that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingReport {
    /// Its number, never used again.
    pub id: i64,
    /// About which initiative.
    pub initiative: InitiativeId,
    /// Its title.
    pub title: String,
    /// Where it is.
    pub region: Region,
    /// When it was reported.
    pub reported: Moment,
    /// About what.
    pub about: ReportSubject,
    /// What is wrong.
    pub reason: String,
    /// Where to tell more; empty for nowhere.
    pub email: String,
}

impl Store {
    /// Keeps a report for the editors, unless the same one waits already.
    pub async fn report(&self, initiative: InitiativeId, report: &Report, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let email = report.email.as_ref().map_or("", domain::Email::as_str);
        let waits = sql("select 1 from report where initiative = $1 and about = $2 and reason = $3 and email = $4 \
             and handled is null")
        .bind(initiative)
        .bind(report.about.slug())
        .bind(&*report.reason)
        .bind(email);
        if waits.exists(&mut transaction).await? {
            return Ok(());
        }
        sql("insert into report (id, initiative, about, reason, email, reported) \
             values ((select coalesce(max(id), 0) + 1 from report), $1, $2, $3, $4, $5)")
        .bind(initiative)
        .bind(report.about.slug())
        .bind(&*report.reason)
        .bind(email)
        .bind(now)
        .execute(&mut transaction)
        .await?;
        transaction.commit().await
    }

    /// The reports that nobody has handled, the oldest first.
    pub async fn reports(&self) -> Result<Vec<WaitingReport>, StoreError> {
        let rows = sql("select r.id, r.initiative, i.title, i.region, r.reported, r.about, r.reason, r.email \
             from report r join initiative i on i.id = r.initiative where r.handled is null order by r.id")
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(WaitingReport {
                    id: row.get("id")?,
                    initiative: row.get("initiative")?,
                    title: row.get("title")?,
                    region: row.parse("region", Region::parse)?,
                    reported: row.get("reported")?,
                    about: row.parse("about", ReportSubject::parse)?,
                    reason: row.get("reason")?,
                    email: row.get("email")?,
                })
            })
            .collect()
    }

    /// An editor has handled a report: what it said is kept no longer. Not about an initiative of one's own.
    pub async fn handle_report(&self, id: i64, editor: PersonId, now: Moment) -> Result<(), ReviewError> {
        let mut transaction = self.write().await?;
        let row = sql("update report set handled = $1, reason = '', email = '' where id = $2 and handled is null \
             returning initiative, about")
        .bind(now)
        .bind(id)
        .fetch_optional(&mut transaction)
        .await?;
        let Some(row) = row else { return Err(ReviewError::Overtaken) };
        let (initiative, about): (InitiativeId, String) = (row.get("initiative")?, row.get("about")?);
        let own = sql("select person from owner where initiative = $1 and person = $2")
            .bind(initiative)
            .bind(editor)
            .exists(&mut transaction)
            .await?;
        if own {
            return Err(ReviewError::OwnWork);
        }
        let detail = format!("over {about}");
        audit::write(&mut transaction, Some(editor), AuditAct::ReportHandled, Some(initiative), &detail, now).await?;
        transaction.commit().await?;
        Ok(())
    }
}
