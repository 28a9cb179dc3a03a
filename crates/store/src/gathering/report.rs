//! What came of a gathering, as its organiser tells it.

use domain::{
    AuditAct, Gathering, GatheringId, InitiativeId, Moment, PersonId,
    gathering::{GatheringStatus, ReportContent},
};

use super::{error::GatheringError, organise::note, row};
use crate::{
    Store, StoreError,
    sql::{Connection, Row, list, sql},
};

/// What came of a gathering, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringReport {
    /// What its organiser tells.
    pub content: ReportContent,
    /// Last change.
    pub changed: Moment,
}

impl Store {
    /// What came of a gathering; `None` while nobody told.
    pub async fn gathering_report(&self, id: GatheringId) -> Result<Option<GatheringReport>, StoreError> {
        find(&mut *self.read().await?, id).await
    }

    /// The last gathering of a series that taught anything, and its report.
    pub async fn last_report(&self, series: GatheringId) -> Result<Option<(Gathering, GatheringReport)>, StoreError> {
        let mut transaction = self.read().await?;
        let last: Option<GatheringId> =
            sql("select g.id from gathering g join gathering_report r on r.gathering = g.id \
             where g.series = $1 and r.lessons <> '' order by g.begins desc, g.id desc limit 1")
            .bind(series)
            .scalars(&mut transaction)
            .await?
            .pop();
        let Some(id) = last else { return Ok(None) };
        let (gathering, report) = (row::find(&mut transaction, id).await?, find(&mut transaction, id).await?);
        Ok(gathering.zip(report))
    }

    /// Tells what came of a gathering, as the report was when it was `seen`.
    pub async fn write_report(
        &self,
        id: GatheringId,
        seen: Option<&GatheringReport>,
        content: &ReportContent,
        person: PersonId,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status != GatheringStatus::Announced || now < gathering.content.ends {
            return Err(GatheringError::NotOver);
        }
        if find(&mut transaction, id).await?.as_ref() != seen {
            return Err(GatheringError::ReportChanged);
        }
        let initiatives: Vec<String> = content.initiatives.iter().map(ToString::to_string).collect();
        sql("delete from gathering_report where gathering = $1").bind(id).execute(&mut transaction).await?;
        sql("insert into gathering_report (gathering, results, lessons, links, initiatives, changed) \
             values ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(&*content.results)
        .bind(&*content.lessons)
        .bind(list::write(&content.links))
        .bind(list::write(&initiatives))
        .bind(now)
        .execute(&mut transaction)
        .await?;
        note(&mut transaction, Some(person), AuditAct::GatheringReported, &gathering, "", now).await?;
        Ok(transaction.commit().await?)
    }
}

/// What came of a gathering.
pub(super) async fn find(connection: &mut Connection, id: GatheringId) -> Result<Option<GatheringReport>, StoreError> {
    let row = sql("select gathering, results, lessons, links, initiatives, changed from gathering_report \
         where gathering = $1");
    row.bind(id).fetch_optional(connection).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<GatheringReport, StoreError> {
    Ok(GatheringReport {
        content: ReportContent {
            results: row.get("results")?,
            lessons: row.get("lessons")?,
            links: row.parse("links", list::read)?,
            initiatives: row.word("initiatives", |text| list::words(text, str::parse::<InitiativeId>))?,
        },
        changed: row.get("changed")?,
    })
}
