//! "Kom kijken": visit moments that an owner opens.

use domain::{
    AuditAct, Gathering, GatheringContent, GatheringId, InitiativeId, Moment, PersonId,
    gathering::{Venue, visit::MAX_VISITS},
};

use super::{error::GatheringError, row};
use crate::{Store, StoreError, audit, initiatives::initiative, revision, sql::sql};

impl Store {
    /// Opens a visit moment at once; `listed` puts it on the agenda too.
    pub async fn open_visit(
        &self,
        id: InitiativeId,
        (content, venue): (&GatheringContent, &Venue),
        listed: bool,
        person: PersonId,
        now: Moment,
    ) -> Result<GatheringId, GatheringError> {
        let mut transaction = self.write().await?;
        if !initiative::is_published(&mut transaction, id).await? {
            return Err(GatheringError::Gone);
        }
        if content.begins <= now {
            return Err(GatheringError::NotAnnounced);
        }
        let open: i64 =
            sql("select count(*) from gathering where initiative = $1 and status = 'aangekondigd' and begins > $2")
                .bind(id)
                .bind(now)
                .scalar(&mut transaction)
                .await?;
        if usize::try_from(open).unwrap_or_default() >= MAX_VISITS {
            return Err(GatheringError::ManyVisits);
        }
        let what = (content, Some(venue));
        let made = row::insert(&mut transaction, what, None, Some((id, listed)), false, now).await?;
        sql("update gathering set status = 'aangekondigd' where id = $1").bind(made).execute(&mut transaction).await?;
        revision::grow(&mut transaction).await?;
        let detail = format!("bijeenkomst {made}");
        audit::write(&mut transaction, Some(person), AuditAct::VisitOpened, Some(id), &detail, now).await?;
        transaction.commit().await?;
        Ok(made)
    }

    /// The visit moments of an initiative, the first first; also those that are over or do not go on.
    pub async fn visits(&self, id: InitiativeId) -> Result<Vec<Gathering>, StoreError> {
        let rows = sql(format!("select {} from gathering where initiative = $1 order by begins, id", row::columns()));
        rows.bind(id).fetch_all(&self.reader).await?.iter().map(row::read).collect()
    }
}
