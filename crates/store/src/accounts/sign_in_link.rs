//! A link that signs somebody in, as it is kept.

use domain::{Email, InitiativeId, Moment};

use crate::{
    StoreError,
    sql::{Connection, sql},
};

/// A link to mail. Only hashes are kept: who reads the database can't use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// Hash of the token in the link.
    pub token: String,
    /// Hash of the code that may be typed instead.
    pub code: String,
    /// Until when.
    pub expires: Moment,
}

/// Part of the transaction that the link belongs to.
pub(crate) async fn write(
    connection: &mut Connection,
    email: &Email,
    link: &SignInLink,
    initiative: Option<InitiativeId>,
) -> Result<(), StoreError> {
    sql("insert into sign_in (token, code, email, initiative, expires, misses) values ($1, $2, $3, $4, $5, 0)")
        .bind(&*link.token)
        .bind(&*link.code)
        .bind(email.as_str())
        .bind(initiative)
        .bind(link.expires)
        .execute(connection)
        .await?;
    Ok(())
}
