//! What somebody must still be allowed to when a change is made: checked in its transaction, so that nobody changes what was
//! theirs a moment ago.

use domain::{InitiativeId, PersonId, Region, Role, Scope};

use super::Store;
use crate::{
    StoreError,
    sql::{Connection, sql},
};

/// What a change demands of who makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// Somebody who is still known.
    Known(PersonId),
    /// Owns this initiative.
    Owner(PersonId, InitiativeId),
    /// Has this role on this day (`YYYY-MM-DD`), in this region, or in any when it is `None`; an admin has every role
    /// everywhere.
    Role(PersonId, Role, Option<Region>, String),
}

impl Store {
    /// The same store, in which nothing changes unless this holds: every change fails with [`StoreError::NotAllowed`].
    #[must_use]
    pub fn only_if(&self, right: Right) -> Self {
        let mut demanding = self.clone();
        demanding.rights.push(right);
        demanding
    }
}

/// Whether it holds now.
pub(super) async fn holds(connection: &mut Connection, right: &Right) -> Result<bool, StoreError> {
    match right {
        Right::Known(person) => {
            sql("select 1 from person where id = $1 and email is not null").bind(*person).exists(connection).await
        }
        Right::Owner(person, initiative) => {
            sql("select 1 from owner where person = $1 and initiative = $2")
                .bind(*person)
                .bind(*initiative)
                .exists(connection)
                .await
        }
        Right::Role(person, role, region, day) => {
            let rows = sql("select role, region from member where person = $1 and (until = '' or until >= $2)")
                .bind(*person)
                .bind(day)
                .fetch_all(connection)
                .await?;
            for row in &rows {
                let (has, scope) = (row.parse("role", Role::parse)?, row.parse("region", Scope::parse)?);
                if has == Role::Admin || has == *role && region.is_none_or(|region| scope.covers(region)) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}
