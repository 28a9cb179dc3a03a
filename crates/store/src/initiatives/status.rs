//! Where an initiative as a whole is.

use domain::Initiative;

use super::{content, initiative};
use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

/// Where an initiative as a whole is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Sent in, the address not confirmed.
    Concept,
    /// Never published yet.
    Submitted,
    /// On the map.
    Published,
    /// Off the map; its page stays.
    Archived,
    /// Off the map for good.
    Withdrawn,
}

impl Status {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "concept" => Self::Concept,
            "ingezonden" => Self::Submitted,
            "gepubliceerd" => Self::Published,
            "gearchiveerd" => Self::Archived,
            "ingetrokken" => Self::Withdrawn,
            _ => return None,
        })
    }

    /// Whether the row of the initiative holds a version that was cleared.
    #[must_use]
    pub fn cleared(self) -> bool {
        matches!(self, Self::Published | Self::Archived)
    }
}

impl Store {
    /// An initiative whatever its status, with the last version that was cleared; before there is one, the first that
    /// was sent in. `None` when there is no such initiative.
    pub async fn initiative_with_status(&self, id: i64) -> Result<Option<(Status, Initiative)>, StoreError> {
        initiative_with_status(&mut *self.read().await?, id).await
    }
}

/// [`Store::initiative_with_status`], within a transaction.
pub(crate) async fn initiative_with_status(
    connection: &mut Connection,
    id: i64,
) -> Result<Option<(Status, Initiative)>, StoreError> {
    let one = sql(format!("select {}, status from initiative where id = $1", initiative::columns()));
    let Some(row) = one.bind(id).fetch_optional(connection).await? else { return Ok(None) };
    if row.get::<&str>("status")? == "vervallen" {
        // Sent in, never confirmed, forgotten: only its number is left.
        return Ok(None);
    }
    Ok(Some((row.word("status", Status::parse)?, content::read(&row)?)))
}
