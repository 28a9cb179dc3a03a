//! Codes that may be typed in the place of a link, in the browser that asked for it. What is kept of a code is a hash of it
//! together with the identifier of that browser's session, which the database does not know: who reads the database can't
//! find a code by trying them all.

use domain::{Moment, confirmation::MAX_MISSES};

use super::OPEN;
use crate::{
    StoreError,
    sql::{Connection, sql},
};

/// Whether this code goes with this link, while it works.
pub(crate) async fn code_fits(
    connection: &mut Connection,
    token: &str,
    code: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    sql(format!("select 1 from confirmation where {OPEN} and token = $2 and code = $3 and misses < $4"))
        .bind(now)
        .bind(token)
        .bind(code)
        .bind(MAX_MISSES)
        .exists(connection)
        .await
}

/// A wrong code was typed for this link. Other requests of the same address, by whoever made them, do not suffer.
pub(crate) async fn miss(connection: &mut Connection, token: &str) -> Result<(), StoreError> {
    let count = sql("update confirmation set misses = misses + 1 where token = $1 and used is null");
    count.bind(token).execute(connection).await?;
    Ok(())
}
