//! A link that signs somebody in, as it is kept.

use domain::{Email, InitiativeId, Moment};

use crate::{
    StoreError,
    confirmation::{self, Link, Subject},
    sql::Connection,
};

/// A link to mail. Only hashes are kept: who reads the database can't use it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// Hash of the token in the link.
    pub token: String,
    /// Hash of the code that may be typed instead, together with the session of the browser that asked for the link.
    pub code: String,
    /// Until when.
    pub expires: Moment,
}

/// Part of the transaction that the link belongs to. `confirms`: what was sent in, and the hash of the token of the link beside
/// which it comes.
pub(crate) async fn write(
    connection: &mut Connection,
    email: &Email,
    link: &SignInLink,
    confirms: Option<(InitiativeId, &str)>,
) -> Result<(), StoreError> {
    let SignInLink { token, code, expires } = link;
    let (initiative, beside) = confirms.unzip();
    let link = Link { token, code: Some(code), expires: Some(*expires), beside, ..Link::default() };
    confirmation::write(connection, link, &Subject::SignIn { email: email.clone(), initiative }).await
}
