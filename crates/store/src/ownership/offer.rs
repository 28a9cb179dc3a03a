//! Offers of an owner: handing over, or owning together.

use domain::{AuditAct, InitiativeId, Moment, PersonId, ProposalKind, confirmation::Purpose};

use super::{
    Offer, OwnershipError, OwnershipEvent, Proposal, WriteMail, delete_proposal, owner, proposal, proposal_for_owner,
    send_notice,
};
use crate::{
    Mail, Person, Status, Store, StoreError, audit,
    confirmation::{self, Link, Subject},
    initiatives::status,
    mail,
    sql::{Connection, sql},
};

impl Store {
    /// The open offer behind a link, by the hash of its token; looking changes nothing.
    pub async fn offered(&self, token: &str, now: Moment) -> Result<Option<Proposal>, StoreError> {
        let mut transaction = self.read().await?;
        let link = confirmation::look(&mut transaction, Purpose::Offer, token, now).await?;
        behind(&mut transaction, link, now).await
    }

    /// Keeps what an owner offers, with the mail that holds the link.
    pub async fn offer(&self, offer: &Offer<'_>, letter: &Mail, now: Moment) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        let Offer { id, token, initiative, kind, giver, to, expires } = *offer;
        let owners = owner::all(&mut transaction, initiative).await?;
        let standing = status::initiative_with_status(&mut transaction, initiative).await?;
        let gone = standing.is_none_or(|(status, _)| status == Status::Withdrawn);
        if gone || !kind.offered() || owners.iter().all(|owner| owner.id != giver) {
            return Err(OwnershipError::Gone);
        }
        // Handing over to a co-owner is fine: they carry on without the giver.
        let owns = owners.iter().find(|owner| owner.email == *to);
        if owns.is_some_and(|owner| kind == ProposalKind::CoOwner || owner.id == giver) {
            return Err(OwnershipError::AlreadyOwner);
        }
        // Expired offers must not block a new one.
        confirmation::forget_expired_offers(&mut transaction, now).await?;
        let kept = sql("insert into proposal (id, initiative, kind, person, email, why, made) \
             values ($1, $2, $3, $4, $5, '', $6) on conflict do nothing")
        .bind(id)
        .bind(initiative)
        .bind(kind.slug())
        .bind(giver)
        .bind(to.as_str())
        .bind(now)
        .execute(&mut transaction)
        .await?;
        if kept == 0 {
            return Err(OwnershipError::AlreadyOpen);
        }
        let link = Link { token, expires: Some(expires), ..Link::default() };
        confirmation::write(&mut transaction, link, &Subject::Offer(id.to_owned())).await?;
        audit::write(&mut transaction, Some(giver), AuditAct::Offered, Some(initiative), kind.slug(), now).await?;
        mail::write_with_link(&mut transaction, letter, id, token, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// An owner takes back what an owner offered. False when it is not there any more.
    pub async fn take_back(
        &self,
        (initiative, id): (InitiativeId, &str),
        owner: PersonId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let offer = proposal_for_owner(&mut transaction, (initiative, id), owner, now).await?;
        let Some(offer) = offer.filter(|offer| offer.kind.offered()) else { return Ok(false) };
        delete_proposal(&mut transaction, id).await?;
        mail::take_back(&mut transaction, id).await?;
        audit::write(&mut transaction, Some(owner), AuditAct::OfferTakenBack, Some(initiative), offer.kind.slug(), now)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The invited person accepts, by the hash of the token in their link. Works once. Returns the initiative.
    pub async fn accept(
        &self,
        token: &str,
        who: &Person,
        letter: &WriteMail<'_>,
        now: Moment,
    ) -> Result<InitiativeId, OwnershipError> {
        let mut transaction = self.write().await?;
        let link = confirmation::use_once(&mut transaction, Purpose::Offer, token, None, now).await?;
        let offer = behind(&mut transaction, link, now).await?.filter(|offer| offer.to == who.email.as_str());
        let Some(offer) = offer else { return Err(OwnershipError::Gone) };
        let initiative = offer.initiative;
        delete_proposal(&mut transaction, &offer.id).await?;
        owner::add(&mut transaction, initiative, who.id, offer.kind.slug(), now).await?;
        if offer.kind == ProposalKind::Handover {
            owner::remove(&mut transaction, initiative, offer.person.id).await?;
            audit::write(
                &mut transaction,
                Some(offer.person.id),
                AuditAct::NoOwner,
                Some(initiative),
                ProposalKind::Handover.slug(),
                now,
            )
            .await?;
        }
        send_notice(&mut transaction, who, initiative, OwnershipEvent::Yours, letter, now).await?;
        send_notice(&mut transaction, &offer.person, initiative, OwnershipEvent::Accepted(offer.kind), letter, now)
            .await?;
        transaction.commit().await?;
        Ok(initiative)
    }
}

/// The open offer that a link leads to.
async fn behind(
    connection: &mut Connection,
    link: Option<Subject>,
    now: Moment,
) -> Result<Option<Proposal>, StoreError> {
    let Some(Subject::Offer(id)) = link else { return Ok(None) };
    proposal(connection, &id, now).await
}
