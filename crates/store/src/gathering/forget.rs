//! Forgetting who took part.

use domain::Moment;

use crate::{
    StoreError,
    sql::{Connection, sql},
};

/// Forgets the wishes and the names of who took part in a gathering that ended before, and who registered before
/// `unconfirmed` and never confirmed an address. That somebody took part is left.
pub(crate) async fn forget(
    connection: &mut Connection,
    wishes: Moment,
    names: Moment,
    unconfirmed: Moment,
) -> Result<(), StoreError> {
    sql("update registration set wishes = '' where wishes <> '' \
         and gathering in (select id from gathering where ends < $1)")
    .bind(wishes)
    .execute(&mut *connection)
    .await?;
    for (which, before) in [
        ("state = 'vervallen' and made < $1", unconfirmed),
        ("gathering in (select id from gathering where ends < $1)", names),
    ] {
        for statement in [
            format!("delete from confirmation where registration in (select id from registration where {which})"),
            format!(
                "update registration set name = '', email = null, job_title = '', colleagues = '[]', school = '', \
                 wishes = '' where email is not null and {which}"
            ),
        ] {
            sql(statement).bind(before).execute(&mut *connection).await?;
        }
    }
    Ok(())
}
