//! Invented gatherings: as they would be after a while.

use domain::{
    Moment,
    gathering::{GatheringStatus, Slot},
};

use super::{NewGathering, programme, row};
use crate::{Store, StoreError, sql::sql};

/// An invented gathering.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleGathering {
    /// What it is.
    pub new: NewGathering,
    /// How far it has come.
    pub status: GatheringStatus,
    /// Why it does not go on; empty when it does.
    pub reason: String,
    /// Its programme, which is published.
    pub slots: Vec<Slot>,
}

impl Store {
    /// Puts invented gatherings on the agenda, past ones too, before anything is read: no map has to be told.
    pub async fn import_example_gatherings(
        &self,
        gatherings: &[ExampleGathering],
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        for ExampleGathering { new, status, reason, slots } in gatherings {
            let what = (&new.content, new.venue.as_ref());
            let id = row::insert(&mut transaction, what, None, None, true, now).await?;
            sql("update gathering set status = $1, reason = $2 where id = $3")
                .bind(status.slug())
                .bind(&**reason)
                .bind(id)
                .execute(&mut transaction)
                .await?;
            for slot in slots {
                programme::insert(&mut transaction, id, slot, false).await?;
                programme::insert(&mut transaction, id, slot, true).await?;
            }
        }
        transaction.commit().await
    }
}
