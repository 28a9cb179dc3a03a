//! Where an initiative as a whole is.

use domain::{Initiative, InitiativeId, slug_enum};

use super::{content, initiative};
use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

/// The status of what was sent in, never confirmed, and forgotten: only its number is left.
pub(crate) const FORGOTTEN: &str = "vervallen";

slug_enum! {
    /// Where an initiative as a whole is.
    Status {
        /// Sent in; the sender has not confirmed the address yet. The database still says "concept".
        Unconfirmed = "concept";
        /// Never published yet.
        Submitted = "ingezonden";
        /// On the map.
        Published = "gepubliceerd";
        /// Off the map; its page stays.
        Archived = "gearchiveerd";
        /// Off the map for good.
        Withdrawn = "ingetrokken";
    }
}

impl Status {
    /// Whether the row of the initiative holds a version that was cleared.
    #[must_use]
    pub fn cleared(self) -> bool {
        matches!(self, Self::Published | Self::Archived)
    }
}

impl Store {
    /// An initiative whatever its status, with the last version that was cleared; before there is one, the first that
    /// was sent in. `None` when there is no such initiative.
    pub async fn initiative_with_status(&self, id: InitiativeId) -> Result<Option<(Status, Initiative)>, StoreError> {
        initiative_with_status(&mut *self.read().await?, id).await
    }
}

/// [`Store::initiative_with_status`], within a transaction.
pub(crate) async fn initiative_with_status(
    connection: &mut Connection,
    id: InitiativeId,
) -> Result<Option<(Status, Initiative)>, StoreError> {
    let one = sql(format!("select {}, status from initiative where id = $1", initiative::columns()));
    let Some(row) = one.bind(id).fetch_optional(connection).await? else { return Ok(None) };
    if row.get::<&str>("status")? == FORGOTTEN {
        return Ok(None);
    }
    Ok(Some((row.parse("status", Status::parse)?, content::read(&row)?)))
}
