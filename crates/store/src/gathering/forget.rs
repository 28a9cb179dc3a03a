//! Forgetting who took part.

use domain::Moment;

use crate::{
    StoreError,
    sql::{Connection, sql},
};

/// Until when to forget.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Past {
    /// Wishes of who took part in a gathering that ended before.
    pub(crate) wishes: Moment,
    /// Names of who took part in a gathering that ended before.
    pub(crate) names: Moment,
    /// Who registered before and never confirmed an address.
    pub(crate) unconfirmed: Moment,
}

/// Forgets wishes and names whose time is over, and who never confirmed an address. That somebody took part is left.
pub(crate) async fn forget(connection: &mut Connection, past: Past) -> Result<(), StoreError> {
    sql("update registration set wishes = '' where wishes <> '' \
         and gathering in (select id from gathering where ends < $1)")
    .bind(past.wishes)
    .execute(&mut *connection)
    .await?;
    for (which, before) in [
        ("state = 'vervallen' and made < $1", past.unconfirmed),
        ("gathering in (select id from gathering where ends < $1)", past.names),
    ] {
        for statement in [
            format!("delete from confirmation where registration in (select id from registration where {which})"),
            format!(
                "update seat set code = null, proof = null where code is not null \
                 and registration in (select id from registration where {which})"
            ),
            format!(
                "update registration set name = '', email = null, job_title = '', colleagues = '[]', school = '', \
                 wishes = '' where email is not null and {which}"
            ),
        ] {
            sql(statement).bind(before).execute(&mut *connection).await?;
        }
    }
    sql("delete from evaluation_link where gathering in (select id from gathering where ends < $1)")
        .bind(past.names)
        .execute(connection)
        .await?;
    Ok(())
}
