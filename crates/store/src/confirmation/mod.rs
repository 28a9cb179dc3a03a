//! Links and codes that were mailed. A noun keeps its own facts in its own table and asks here for the link to them:
//! whoever has the token, has the address it was mailed to. Only hashes are kept, and the life of a link that ends begins when
//! its mail leaves.
//!
//! A new kind of link is a [`Purpose`], a [`Subject`] with its columns, and a column in the migration that makes the
//! table of its noun: `references .. on delete cascade`, so that a link ends with what it is about.

mod code;

use domain::{Email, InitiativeId, Moment, PersonId, RegistrationId, confirmation::Purpose};

use crate::{
    StoreError,
    sql::{Connection, Row, Value, sql},
};

pub(crate) use code::{code_fits, miss};

/// A link to mail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Link<'a> {
    /// Hash of its token.
    pub(crate) token: &'a str,
    /// Hash of the code that may be typed instead, and of the browser where.
    pub(crate) code: Option<&'a str>,
    /// Until when it works; `None` for as long as what it is about is there.
    pub(crate) expires: Option<Moment>,
    /// Hash of the token of the link that the mail is for, when this one comes beside it.
    pub(crate) beside: Option<&'a str>,
    /// Hash of a key in the browser that had it mailed, when it may do so again.
    pub(crate) browser: Option<&'a str>,
}

/// What a link is for, and about what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Signs the address in, and confirms the initiative that was sent in with it.
    SignIn { email: Email, initiative: Option<InitiativeId> },
    /// Confirms the initiative that was sent in with this address.
    Confirm { email: Email, initiative: InitiativeId },
    /// Accepts a proposal.
    Offer(String),
    /// Relays a question.
    Question(i64),
    /// Follows a search, or ends that.
    Follow(i64),
    /// Leads to one's own registration for a gathering.
    Registration(RegistrationId),
    /// An owner answers whether an initiative still is as the map says.
    StillTrue { initiative: InitiativeId, owner: PersonId },
}

const COLUMNS: &str = "token, purpose, initiative, proposal, question, follow, registration, email, person";
/// What still works at `$1`.
const OPEN: &str = "used is null and (expires is null or expires > $1)";

impl Subject {
    /// The columns that say so.
    fn columns(&self) -> (Purpose, Vec<(&'static str, Value)>) {
        match self {
            Self::SignIn { email, initiative } => {
                (Purpose::SignIn, vec![("email", email.as_str().into()), ("initiative", (*initiative).into())])
            }
            Self::Confirm { email, initiative } => {
                (Purpose::Confirm, vec![("email", email.as_str().into()), ("initiative", (*initiative).into())])
            }
            Self::Offer(proposal) => (Purpose::Offer, vec![("proposal", proposal.into())]),
            Self::Question(question) => (Purpose::Question, vec![("question", question.into())]),
            Self::Follow(follow) => (Purpose::Follow, vec![("follow", follow.into())]),
            Self::Registration(registration) => (Purpose::Registration, vec![("registration", (*registration).into())]),
            Self::StillTrue { initiative, owner } => {
                (Purpose::StillTrue, vec![("initiative", (*initiative).into()), ("person", (*owner).into())])
            }
        }
    }

    /// Reads [`COLUMNS`].
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(match row.parse("purpose", Purpose::parse)? {
            Purpose::SignIn => {
                Self::SignIn { email: row.parse("email", Email::parse)?, initiative: row.get("initiative")? }
            }
            Purpose::Confirm => {
                Self::Confirm { email: row.parse("email", Email::parse)?, initiative: row.get("initiative")? }
            }
            Purpose::Offer => Self::Offer(row.get("proposal")?),
            Purpose::Question => Self::Question(row.get("question")?),
            Purpose::Follow => Self::Follow(row.get("follow")?),
            Purpose::Registration => Self::Registration(row.get("registration")?),
            Purpose::StillTrue => Self::StillTrue { initiative: row.get("initiative")?, owner: row.get("person")? },
        })
    }
}

/// Part of the transaction that writes the mail with the link.
pub(crate) async fn write(connection: &mut Connection, link: Link<'_>, subject: &Subject) -> Result<(), StoreError> {
    let (purpose, mut columns) = subject.columns();
    columns.extend([
        ("token", link.token.into()),
        ("purpose", purpose.slug().into()),
        ("code", link.code.into()),
        ("misses", 0.into()),
        ("expires", link.expires.into()),
        ("beside", link.beside.into()),
        ("browser", link.browser.into()),
    ]);
    let (names, values): (Vec<&str>, Vec<Value>) = columns.into_iter().unzip();
    let mut insert = sql(format!("insert into confirmation ({}) values ", names.join(", ")));
    insert.push_list(values);
    insert.execute(connection).await?;
    Ok(())
}

/// The mail with a link leaves now, so its life begins, and that of the link beside it: those that end work until `until` says
/// for their purpose. False when there is no such link any more, or it was used.
pub(crate) async fn begin_life(
    connection: &mut Connection,
    token: &str,
    until: impl Fn(Purpose) -> Moment,
    now: Moment,
) -> Result<bool, StoreError> {
    let links = sql("select token, purpose from confirmation where (token = $1 or beside = $1) and used is null")
        .bind(token)
        .fetch_all(&mut *connection)
        .await?;
    let mut there = false;
    for link in &links {
        let (one, purpose): (String, _) = (link.get("token")?, link.parse("purpose", Purpose::parse)?);
        there |= one == token;
        sql("update confirmation set expires = case when expires is null then null else $1 end where token = $2")
            .bind(until(purpose))
            .bind(one)
            .execute(&mut *connection)
            .await?;
    }
    // What is not confirmed yet is kept for as long as it can be confirmed.
    for kept in [
        "update follow set created = $1 where mailed is null and id in \
         (select follow from confirmation where token = $2)",
        "update version set sent = $1 where state = 'onbevestigd' and initiative in \
         (select initiative from confirmation where token = $2 and purpose = 'bevestigen')",
    ] {
        sql(kept).bind(now).bind(token).execute(&mut *connection).await?;
    }
    // Seats are held for as long as the link to confirm with is young.
    sql("update registration set until = $1 where state = 'te-bevestigen' \
         and id in (select registration from confirmation where token = $2)")
    .bind(until(Purpose::Registration))
    .bind(token)
    .execute(connection)
    .await?;
    Ok(there)
}

/// What a link is about, while it works. Changes nothing.
pub(crate) async fn look(
    connection: &mut Connection,
    purpose: Purpose,
    token: &str,
    now: Moment,
) -> Result<Option<Subject>, StoreError> {
    let row = sql(format!("select {COLUMNS} from confirmation where {OPEN} and token = $2 and purpose = $3"));
    let row = row.bind(now).bind(token).bind(purpose.slug()).fetch_optional(connection).await?;
    row.as_ref().map(Subject::read).transpose()
}

/// As [`look`], and from now on it doesn't work any more; `browser` is who used it, when that is known.
pub(crate) async fn use_once(
    connection: &mut Connection,
    purpose: Purpose,
    token: &str,
    browser: Option<&str>,
    now: Moment,
) -> Result<Option<Subject>, StoreError> {
    let row = sql(format!(
        "update confirmation set used = $1, used_by = $4 where {OPEN} and token = $2 and purpose = $3 returning {COLUMNS}"
    ));
    let row = row.bind(now).bind(token).bind(purpose.slug()).bind(browser).fetch_optional(connection).await?;
    row.as_ref().map(Subject::read).transpose()
}

/// What a link was about that the same browser used after `since`: its button was pressed twice.
pub(crate) async fn used_just_now(
    connection: &mut Connection,
    purpose: Purpose,
    token: &str,
    browser: &str,
    since: Moment,
) -> Result<Option<Subject>, StoreError> {
    let row = sql(format!(
        "select {COLUMNS} from confirmation where token = $1 and purpose = $2 and used_by = $3 and used > $4"
    ));
    let row = row.bind(token).bind(purpose.slug()).bind(browser).bind(since).fetch_optional(connection).await?;
    row.as_ref().map(Subject::read).transpose()
}

/// The links that ask the owners of an initiative, or one of them, whether it still is as the map says: none works any
/// more.
pub(crate) async fn end_still_true(
    connection: &mut Connection,
    initiative: InitiativeId,
    owner: Option<PersonId>,
) -> Result<(), StoreError> {
    let mut end = sql("delete from confirmation where purpose = ");
    end.push_bind(Purpose::StillTrue.slug()).push(" and initiative = ").push_bind(initiative);
    if let Some(owner) = owner {
        end.push(" and person = ").push_bind(owner);
    }
    end.execute(connection).await?;
    Ok(())
}

/// The links that were mailed about what was sent in: none works any more.
pub(crate) async fn end_confirm(connection: &mut Connection, initiative: InitiativeId) -> Result<(), StoreError> {
    sql("delete from confirmation where purpose in ('inloggen', 'bevestigen') and initiative = $1")
        .bind(initiative)
        .execute(connection)
        .await?;
    Ok(())
}

/// The links to a registration: none works any more.
pub(crate) async fn end_registration(
    connection: &mut Connection,
    registration: RegistrationId,
) -> Result<(), StoreError> {
    sql("delete from confirmation where registration = $1").bind(registration).execute(connection).await?;
    Ok(())
}

/// The links to one follow lead to another one from now on.
pub(crate) async fn follow_instead(connection: &mut Connection, follow: i64, instead: i64) -> Result<(), StoreError> {
    let change = sql("update confirmation set follow = $1 where follow = $2");
    change.bind(instead).bind(follow).execute(connection).await?;
    Ok(())
}

/// Forgets every link that doesn't work any more, with the offers and questions that nobody confirmed in time. Gives how
/// many links there were to anything else.
pub(crate) async fn forget_expired(connection: &mut Connection, now: Moment) -> Result<u64, StoreError> {
    for noun in ["proposal", "question"] {
        forget_subjects(connection, noun, now).await?;
    }
    // The life of a link begins when its mail leaves: one that is still to leave is not over.
    sql("delete from confirmation where used is not null or (expires <= $1 \
         and not exists (select 1 from mail where mail.link = coalesce(confirmation.beside, confirmation.token) \
         and mail.sent is null))")
    .bind(now)
    .execute(connection)
    .await
}

/// Forgets the offers that nobody accepted in time.
pub(crate) async fn forget_expired_offers(connection: &mut Connection, now: Moment) -> Result<(), StoreError> {
    forget_subjects(connection, "proposal", now).await
}

async fn forget_subjects(connection: &mut Connection, noun: &str, now: Moment) -> Result<(), StoreError> {
    sql(format!("delete from {noun} where id in (select {noun} from confirmation where expires <= $1)"))
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}
