//! Proposals to become an owner: a claim, an offer of an owner, or asking to join. A row is there for as long as it is
//! open: who is second finds nothing.

pub(crate) mod owner;
pub(crate) mod reach;
mod school_proof;

use domain::{Email, Initiative, ProposalKind};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use crate::{Mail, Person, Status, Store, StoreError, accounts::person, audit, initiatives::status, mail};

/// An open proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Hash of its token.
    pub id: String,
    /// About which initiative.
    pub initiative: i64,
    /// In which way somebody would become an owner.
    pub kind: ProposalKind,
    /// Who asks, or which owner offers.
    pub person: Person,
    /// To whom it is offered; empty when somebody asks for themself.
    pub to: String,
    /// Who they are, in their own words.
    pub why: String,
    /// Since when it is open.
    pub made: String,
    /// Until when it can be accepted; empty for no end.
    pub expires: String,
}

/// What an owner offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'a> {
    /// Hash of the token in the link.
    pub id: &'a str,
    /// Which initiative.
    pub initiative: i64,
    /// Handing over, or owning together.
    pub kind: ProposalKind,
    /// Which owner.
    pub giver: i64,
    /// To whom.
    pub to: &'a Email,
    /// Until when.
    pub expires: &'a str,
}

/// A mail to write, from within the transaction that knows to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnershipNotice {
    /// The address.
    pub to: String,
    /// About which initiative.
    pub initiative: i64,
    /// Its title.
    pub title: String,
    /// What it tells.
    pub told: OwnershipEvent,
}

/// What happened, to who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnershipEvent {
    /// You own it from now on.
    Yours,
    /// An editor did not grant your claim, because.
    Refused(String),
    /// The owners said no.
    Declined,
    /// Somebody else owns what you claimed.
    Overtaken,
    /// Somebody asks to join.
    Asked,
    /// What you offered was accepted.
    Accepted(ProposalKind),
}

/// Why nothing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnershipError {
    /// It is not there, not any more, or not theirs.
    Gone,
    /// Somebody owns it by now; or nobody any more.
    Changed,
    /// They own it already.
    Owner,
    /// The same is open already.
    Open,
    /// Nobody decides on what they have a part in.
    OwnWork,
}

/// Writes the mail that tells something.
pub type Letter<'a> = dyn Fn(&OwnershipNotice) -> Mail + Send + Sync + 'a;

/// What counts at `$1`: of people who are still known, not over, and offered by who still owns it.
macro_rules! open {
    ($which:literal) => {
        concat!(
            "select p.id, p.email, p.name, q.id, q.initiative, q.kind, q.email, q.why, q.made, q.expires \
             from proposal q join person p on p.id = q.person join initiative i on i.id = q.initiative \
             where p.email is not null and i.status <> 'ingetrokken' and (q.expires = '' or q.expires > $1) and (q.email = '' \
             or exists (select 1 from owner o where o.initiative = q.initiative and o.person = q.person)) and ",
            $which
        )
    };
}

impl Store {
    /// Everything open about an initiative, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn proposals(&self, initiative: i64, now: &str) -> Result<Vec<Proposal>, StoreError> {
        let rows = sqlx::query(open!("q.initiative = $2 order by q.made, q.id"));
        rows.bind(now).bind(initiative).fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// Every claim that waits for an editor, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn claims(&self, now: &str) -> Result<Vec<Proposal>, StoreError> {
        let rows = sqlx::query(open!("q.kind = 'claim' order by q.made, q.id"));
        rows.bind(now).fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// The open offer behind a link, by the hash of its token; looking changes nothing.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn offered(&self, token: &str, now: &str) -> Result<Option<Proposal>, StoreError> {
        let mut connection = self.reader.acquire().await?;
        Ok(one(&mut connection, token, now).await?.filter(|proposal| proposal.kind.offered()))
    }

    /// Somebody says that an initiative of nobody is of their school. True when their address proves it: then it is
    /// theirs at once. Else an editor decides. `id` is a hash of a new token.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn claim(
        &self,
        initiative: i64,
        who: &Person,
        why: &str,
        id: &str,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<Result<bool, OwnershipError>, StoreError> {
        let mut transaction = self.write().await?;
        let claimed = public(&mut transaction, initiative).await?.filter(|initiative| !initiative.example);
        let Some(claimed) = claimed else { return Ok(Err(OwnershipError::Gone)) };
        if owner::any(&mut transaction, initiative).await? {
            return Ok(Err(OwnershipError::Changed));
        }
        let proven = school_proof::of_school(&mut transaction, &who.email, &claimed).await?;
        if proven {
            grant(&mut transaction, initiative, who, "claim, door het adres", letter, now).await?;
        } else if !ask(&mut transaction, (id, initiative, ProposalKind::Claim), who.id, why, now).await? {
            return Ok(Err(OwnershipError::Open));
        }
        transaction.commit().await?;
        Ok(Ok(proven))
    }

    /// An editor grants a claim (without a reason), or refuses it because. Granting ends the other claims.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn settle_claim(
        &self,
        id: &str,
        editor: i64,
        refused: Option<&str>,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<Result<(), OwnershipError>, StoreError> {
        let mut transaction = self.write().await?;
        let Some(claim) = one(&mut transaction, id, now).await?.filter(|q| q.kind == ProposalKind::Claim) else {
            return Ok(Err(OwnershipError::Gone));
        };
        if owner::involved(&mut transaction, editor, claim.initiative).await? {
            return Ok(Err(OwnershipError::OwnWork));
        }
        let about = Some(claim.initiative);
        if let Some(reason) = refused {
            close(&mut transaction, id).await?;
            audit::write(&mut transaction, Some(editor), "claim afgewezen", about, reason, now).await?;
            let told = OwnershipEvent::Refused(reason.to_owned());
            tell(&mut transaction, &claim.person, claim.initiative, told, letter, now).await?;
        } else {
            if owner::any(&mut transaction, claim.initiative).await? {
                return Ok(Err(OwnershipError::Changed));
            }
            audit::write(&mut transaction, Some(editor), "claim toegewezen", about, "", now).await?;
            let how = "claim, door de redactie";
            grant(&mut transaction, claim.initiative, &claim.person, how, letter, now).await?;
        }
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Somebody asks the owners of an initiative to own it with them; every owner is told. `id` is a hash of a new
    /// token.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn ask_to_join(
        &self,
        initiative: i64,
        who: &Person,
        why: &str,
        id: &str,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<Result<(), OwnershipError>, StoreError> {
        let mut transaction = self.write().await?;
        if public(&mut transaction, initiative).await?.is_none() {
            return Ok(Err(OwnershipError::Gone));
        }
        let owners = owner::all(&mut transaction, initiative).await?;
        if owners.is_empty() {
            return Ok(Err(OwnershipError::Changed));
        }
        if owners.iter().any(|owner| owner.id == who.id) {
            return Ok(Err(OwnershipError::Owner));
        }
        if !ask(&mut transaction, (id, initiative, ProposalKind::Join), who.id, why, now).await? {
            return Ok(Err(OwnershipError::Open));
        }
        for owner in &owners {
            tell(&mut transaction, owner, initiative, OwnershipEvent::Asked, letter, now).await?;
        }
        audit::write(&mut transaction, Some(who.id), "wil erbij horen", Some(initiative), "", now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// An owner says yes or no to somebody who asks to join.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn answer(
        &self,
        (initiative, id): (i64, &str),
        owner: i64,
        yes: bool,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<Result<(), OwnershipError>, StoreError> {
        let mut transaction = self.write().await?;
        let asked = one_for(&mut transaction, (initiative, id), owner, now).await?;
        let Some(asked) = asked.filter(|asked| asked.kind == ProposalKind::Join) else {
            return Ok(Err(OwnershipError::Gone));
        };
        close(&mut transaction, id).await?;
        if yes {
            owner::add(&mut transaction, initiative, asked.person.id, "erbij, op eigen vraag", now).await?;
        } else {
            audit::write(&mut transaction, Some(owner), "erbij afgewezen", Some(initiative), "", now).await?;
        }
        let told = if yes { OwnershipEvent::Yours } else { OwnershipEvent::Declined };
        tell(&mut transaction, &asked.person, initiative, told, letter, now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Keeps what an owner offers, with the mail that holds the link.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn offer(
        &self,
        offer: &Offer<'_>,
        letter: &Mail,
        now: &str,
    ) -> Result<Result<(), OwnershipError>, StoreError> {
        let mut transaction = self.write().await?;
        let Offer { id, initiative, kind, giver, to, expires } = *offer;
        let owners = owner::all(&mut transaction, initiative).await?;
        let standing = status::initiative_with_status(&mut transaction, initiative).await?;
        let gone = standing.is_none_or(|(status, _)| status == Status::Withdrawn);
        if gone || !kind.offered() || owners.iter().all(|owner| owner.id != giver) {
            return Ok(Err(OwnershipError::Gone));
        }
        // Handing over to who owns it too is fine: then they go on without the giver.
        let owns = owners.iter().find(|owner| owner.email == *to);
        if owns.is_some_and(|owner| kind == ProposalKind::CoOwner || owner.id == giver) {
            return Ok(Err(OwnershipError::Owner));
        }
        // What is over makes room.
        sqlx::query("delete from proposal where expires <> '' and expires <= $1")
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        let kept = sqlx::query(
            "insert into proposal (id, initiative, kind, person, email, why, made, expires) \
             values ($1, $2, $3, $4, $5, '', $6, $7) on conflict do nothing",
        )
        .bind(id)
        .bind(initiative)
        .bind(kind.slug())
        .bind(giver)
        .bind(to.as_str())
        .bind(now)
        .bind(expires)
        .execute(&mut *transaction)
        .await?;
        if kept.rows_affected() == 0 {
            return Ok(Err(OwnershipError::Open));
        }
        audit::write(&mut transaction, Some(giver), "aangeboden", Some(initiative), kind.slug(), now).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// An owner takes back what an owner offered. False when it is not there any more.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn take_back(&self, (initiative, id): (i64, &str), owner: i64, now: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let offer = one_for(&mut transaction, (initiative, id), owner, now).await?;
        let Some(offer) = offer.filter(|offer| offer.kind.offered()) else { return Ok(false) };
        close(&mut transaction, id).await?;
        audit::write(&mut transaction, Some(owner), "teruggenomen", Some(initiative), offer.kind.slug(), now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The one to whom it was offered accepts, by the hash of the token in their link. Once: gives the initiative.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn accept(
        &self,
        token: &str,
        who: &Person,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<Result<i64, OwnershipError>, StoreError> {
        let mut transaction = self.write().await?;
        let offer = one(&mut transaction, token, now).await?;
        let offer = offer.filter(|offer| offer.kind.offered() && offer.to == who.email.as_str());
        let Some(offer) = offer else { return Ok(Err(OwnershipError::Gone)) };
        let initiative = offer.initiative;
        close(&mut transaction, token).await?;
        owner::add(&mut transaction, initiative, who.id, offer.kind.slug(), now).await?;
        if offer.kind == ProposalKind::Handover {
            owner::remove(&mut transaction, initiative, offer.person.id).await?;
            audit::write(&mut transaction, Some(offer.person.id), "eigenaar af", Some(initiative), "overdracht", now)
                .await?;
        }
        tell(&mut transaction, who, initiative, OwnershipEvent::Yours, letter, now).await?;
        tell(&mut transaction, &offer.person, initiative, OwnershipEvent::Accepted(offer.kind), letter, now).await?;
        transaction.commit().await?;
        Ok(Ok(initiative))
    }
}

/// The claimant owns it; who claimed it too is told.
async fn grant(
    connection: &mut SqliteConnection,
    initiative: i64,
    who: &Person,
    how: &str,
    letter: &Letter<'_>,
    now: &str,
) -> Result<(), StoreError> {
    let claims = sqlx::query(open!("q.kind = 'claim' and q.initiative = $2"));
    let claims = claims.bind(now).bind(initiative).fetch_all(&mut *connection).await?;
    for claim in claims.iter().map(read) {
        let Proposal { id, person, .. } = claim?;
        close(connection, &id).await?;
        if person.id != who.id {
            tell(connection, &person, initiative, OwnershipEvent::Overtaken, letter, now).await?;
        }
    }
    owner::add(connection, initiative, who.id, how, now).await?;
    tell(connection, who, initiative, OwnershipEvent::Yours, letter, now).await
}

/// Keeps what somebody asks for themself; false when the same is open already. What they asked before, when it had an
/// owner or had none, is over.
async fn ask(
    connection: &mut SqliteConnection,
    (id, initiative, kind): (&str, i64, ProposalKind),
    person: i64,
    why: &str,
    now: &str,
) -> Result<bool, StoreError> {
    sqlx::query("delete from proposal where initiative = $1 and person = $2 and email = '' and kind <> $3")
        .bind(initiative)
        .bind(person)
        .bind(kind.slug())
        .execute(&mut *connection)
        .await?;
    let kept = sqlx::query(
        "insert into proposal (id, initiative, kind, person, email, why, made, expires) \
         values ($1, $2, $3, $4, '', $5, $6, '') on conflict do nothing",
    )
    .bind(id)
    .bind(initiative)
    .bind(kind.slug())
    .bind(person)
    .bind(why)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(kept.rows_affected() > 0)
}

async fn tell(
    connection: &mut SqliteConnection,
    person: &Person,
    initiative: i64,
    told: OwnershipEvent,
    letter: &Letter<'_>,
    now: &str,
) -> Result<(), StoreError> {
    let title = sqlx::query_scalar("select title from initiative where id = $1");
    let title = title.bind(initiative).fetch_one(&mut *connection).await?;
    let notice = OwnershipNotice { to: person.email.to_string(), initiative, title, told };
    mail::write(connection, &letter(&notice), now).await
}

/// The initiative, when it has a public page.
async fn public(connection: &mut SqliteConnection, initiative: i64) -> Result<Option<Initiative>, StoreError> {
    let standing = status::initiative_with_status(connection, initiative).await?;
    Ok(standing.filter(|(status, _)| status.cleared()).map(|(_, initiative)| initiative))
}

async fn one(connection: &mut SqliteConnection, id: &str, now: &str) -> Result<Option<Proposal>, StoreError> {
    let row = sqlx::query(open!("q.id = $2")).bind(now).bind(id).fetch_optional(connection).await?;
    row.as_ref().map(read).transpose()
}

/// A proposal about an initiative, for one of its owners.
async fn one_for(
    connection: &mut SqliteConnection,
    (initiative, id): (i64, &str),
    owner: i64,
    now: &str,
) -> Result<Option<Proposal>, StoreError> {
    let owners = owner::all(connection, initiative).await?;
    if owners.iter().all(|one| one.id != owner) {
        return Ok(None);
    }
    Ok(one(connection, id, now).await?.filter(|proposal| proposal.initiative == initiative))
}

async fn close(connection: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query("delete from proposal where id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Nothing about the initiative is open any more.
pub(crate) async fn close_all(connection: &mut SqliteConnection, initiative: i64) -> Result<(), StoreError> {
    sqlx::query("delete from proposal where initiative = $1").bind(initiative).execute(connection).await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Proposal, StoreError> {
    let id: String = row.try_get(3)?;
    let kind = ProposalKind::parse(row.try_get(5)?);
    Ok(Proposal {
        initiative: row.try_get(4)?,
        kind: kind.map_err(|_| StoreError::Value { id: id.clone(), column: "kind" })?,
        person: person::read(row)?,
        to: row.try_get(6)?,
        why: row.try_get(7)?,
        made: row.try_get(8)?,
        expires: row.try_get(9)?,
        id,
    })
}
