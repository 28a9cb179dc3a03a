//! Proposals to become an owner: a claim, an owner's offer, or a request to join. A row exists only while it is open, so
//! whoever comes second finds nothing.

mod claim;
mod offer;
pub(crate) mod owner;
mod school_proof;

use domain::{Email, Initiative, InitiativeId, Moment, PersonId, ProposalKind};

use crate::{
    Mail, Person, Store, StoreError,
    accounts::person,
    initiatives::status,
    mail,
    sql::{Connection, Row, Statement, sql},
};

/// An open proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// A random text.
    pub id: String,
    /// About which initiative.
    pub initiative: InitiativeId,
    /// In which way somebody would become an owner.
    pub kind: ProposalKind,
    /// Who asks, or which owner offers.
    pub person: Person,
    /// To whom it is offered; empty when somebody asks for themself.
    pub to: String,
    /// Who they are, in their own words.
    pub why: String,
    /// Since when it is open.
    pub made: Moment,
    /// Until when it can be accepted; `None` for no end.
    pub expires: Option<Moment>,
}

/// What an owner offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// A new random text.
    pub id: &'a str,
    /// Hash of the token in the link.
    pub token: &'a str,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// Handing over, or owning together.
    pub kind: ProposalKind,
    /// Which owner.
    pub giver: PersonId,
    /// To whom.
    pub to: &'a Email,
    /// Until when.
    pub expires: Moment,
}

/// A mail to write, from within the transaction that knows to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnershipNotice {
    /// The address.
    pub to: String,
    /// About which initiative.
    pub initiative: InitiativeId,
    /// Its title.
    pub title: String,
    /// What it tells.
    pub told: OwnershipEvent,
}

/// What happened, told to the person it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnershipEvent {
    /// You own it from now on.
    Yours,
    /// An editor did not grant your claim, because.
    ClaimRefused(String),
    /// The owners said no.
    JoinDeclined,
    /// Somebody else owns what you claimed.
    Overtaken,
    /// Somebody asks to join.
    Asked,
    /// What you offered was accepted.
    Accepted(ProposalKind),
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum OwnershipError {
    /// It is not there, not any more, or not theirs.
    #[error("dit staat niet meer open")]
    Gone,
    /// Somebody owns it by now; or nobody any more.
    #[error("er is nu wel of juist geen eigenaar meer")]
    OwnerChanged,
    /// They own it already.
    #[error("dit is al een eigenaar")]
    AlreadyOwner,
    /// The same is open already.
    #[error("hetzelfde staat al open")]
    AlreadyOpen,
    /// Nobody decides on what they have a part in.
    #[error("dit gaat over eigen werk")]
    OwnWork,
    /// It can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes the mail for a notice. The store calls it inside the transaction, because only there it is known who is told.
pub type WriteMail<'a> = dyn Fn(&OwnershipNotice) -> Mail + Send + Sync + 'a;

/// Open proposals at `$1` (now): not expired, made by somebody we still know, and, for an offer, by somebody who still owns
/// it. `which` adds a condition.
fn open_proposals(which: &str) -> Statement {
    sql(format!(
        "select q.id as proposal, p.id, p.email, p.name, q.initiative, q.kind, q.email as offered_to, q.why, q.made, \
         coalesce(c.expires, '') as expires from proposal q join person p on p.id = q.person \
         join initiative i on i.id = q.initiative left join confirmation c on c.proposal = q.id \
         where p.email is not null and i.status <> 'ingetrokken' and (c.expires is null or c.expires > $1) and (q.email = '' \
         or exists (select 1 from owner o where o.initiative = q.initiative and o.person = q.person)) and {which}"
    ))
}

impl Store {
    /// Everything open about an initiative, the oldest first.
    pub async fn proposals(&self, initiative: InitiativeId, now: Moment) -> Result<Vec<Proposal>, StoreError> {
        let rows = open_proposals("q.initiative = $2 order by q.made, q.id");
        rows.bind(now).bind(initiative).fetch_all(&self.reader).await?.iter().map(read_proposal).collect()
    }

    /// Every claim that waits for an editor, the oldest first.
    pub async fn claims(&self, now: Moment) -> Result<Vec<Proposal>, StoreError> {
        let rows = open_proposals("q.kind = 'claim' order by q.made, q.id");
        rows.bind(now).fetch_all(&self.reader).await?.iter().map(read_proposal).collect()
    }
}

async fn send_notice(
    connection: &mut Connection,
    person: &Person,
    initiative: InitiativeId,
    told: OwnershipEvent,
    letter: &WriteMail<'_>,
    now: Moment,
) -> Result<(), StoreError> {
    let title = sql("select title from initiative where id = $1");
    let title = title.bind(initiative).scalar(&mut *connection).await?;
    let notice = OwnershipNotice { to: person.email.to_string(), initiative, title, told };
    mail::write(connection, &letter(&notice), now).await
}

/// The initiative, when it has a public page.
async fn public_initiative(
    connection: &mut Connection,
    initiative: InitiativeId,
) -> Result<Option<Initiative>, StoreError> {
    let standing = status::initiative_with_status(connection, initiative).await?;
    Ok(standing.filter(|(status, _)| status.cleared()).map(|(_, initiative)| initiative))
}

async fn proposal(connection: &mut Connection, id: &str, now: Moment) -> Result<Option<Proposal>, StoreError> {
    let row = open_proposals("q.id = $2").bind(now).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(read_proposal).transpose()
}

/// A proposal about an initiative, for one of its owners.
async fn proposal_for_owner(
    connection: &mut Connection,
    (initiative, id): (InitiativeId, &str),
    owner: PersonId,
    now: Moment,
) -> Result<Option<Proposal>, StoreError> {
    let owners = owner::all(connection, initiative).await?;
    if owners.iter().all(|one| one.id != owner) {
        return Ok(None);
    }
    Ok(proposal(connection, id, now).await?.filter(|proposal| proposal.initiative == initiative))
}

async fn delete_proposal(connection: &mut Connection, id: &str) -> Result<(), StoreError> {
    sql("delete from proposal where id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Nothing about the initiative is open any more.
pub(crate) async fn close_all(connection: &mut Connection, initiative: InitiativeId) -> Result<(), StoreError> {
    sql("delete from proposal where initiative = $1").bind(initiative).execute(connection).await?;
    Ok(())
}

/// Reads a proposal from the columns of [`open_proposals`].
fn read_proposal(row: &Row) -> Result<Proposal, StoreError> {
    Ok(Proposal {
        id: row.get("proposal")?,
        initiative: row.get("initiative")?,
        kind: row.parse("kind", ProposalKind::parse)?,
        person: person::read(row)?,
        to: row.get("offered_to")?,
        why: row.get("why")?,
        made: row.get("made")?,
        expires: row.get("expires")?,
    })
}
