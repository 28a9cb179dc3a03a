//! Codes that may be typed in the place of a link.

use domain::{Email, confirmation::MAX_MISSES};

use super::OPEN;
use crate::{
    StoreError,
    sql::{Connection, sql},
};

/// The hash of the token that goes with a code, while the code works.
pub(crate) async fn token_of_code(
    connection: &mut Connection,
    email: &Email,
    code: &str,
    now: &str,
) -> Result<Option<String>, StoreError> {
    sql(format!("select token from confirmation where {OPEN} and email = $2 and code = $3 and misses < $4"))
        .bind(now)
        .bind(email.as_str())
        .bind(code)
        .bind(MAX_MISSES)
        .scalar_optional(connection)
        .await
}

/// A wrong code was typed: it counts against every open one of the address.
pub(crate) async fn miss(connection: &mut Connection, email: &Email) -> Result<(), StoreError> {
    let count = sql("update confirmation set misses = misses + 1 where email = $1 and used is null");
    count.bind(email.as_str()).execute(connection).await?;
    Ok(())
}
