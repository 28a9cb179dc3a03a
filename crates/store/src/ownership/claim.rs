//! Asking to become an owner: claiming an initiative that nobody owns, or joining its owners.

use domain::{AuditAct, InitiativeId, Moment, PersonId, ProposalKind};

use super::{
    OwnershipError, OwnershipEvent, Proposal, WriteMail, delete_proposal, open_proposals, owner, proposal,
    proposal_for_owner, public_initiative, read_proposal, school_proof, send_notice,
};
use crate::{
    Person, Store, StoreError, audit,
    sql::{Connection, sql},
};

impl Store {
    /// Claims an initiative that nobody owns. True when the address proves that they belong to the school: it is theirs at
    /// once. Otherwise an editor decides. `id` is a new random text.
    pub async fn claim(
        &self,
        initiative: InitiativeId,
        who: &Person,
        why: &str,
        id: &str,
        letter: &WriteMail<'_>,
        now: Moment,
    ) -> Result<bool, OwnershipError> {
        let mut transaction = self.write().await?;
        let claimed = public_initiative(&mut transaction, initiative).await?.filter(|initiative| !initiative.example);
        let Some(claimed) = claimed else { return Err(OwnershipError::Gone) };
        if owner::any(&mut transaction, initiative).await? {
            return Err(OwnershipError::OwnerChanged);
        }
        let proven = school_proof::of_school(&mut transaction, &who.email, &claimed).await?;
        if proven {
            grant(&mut transaction, initiative, who, "claim, door het adres", letter, now).await?;
        } else if !ask(&mut transaction, (id, initiative, ProposalKind::Claim), who.id, why, now).await? {
            return Err(OwnershipError::AlreadyOpen);
        }
        transaction.commit().await?;
        Ok(proven)
    }

    /// An editor grants a claim, which ends the other claims on it, or refuses it and says why.
    pub async fn settle_claim(
        &self,
        id: &str,
        editor: PersonId,
        refused: Option<&str>,
        letter: &WriteMail<'_>,
        now: Moment,
    ) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        let Some(claim) = proposal(&mut transaction, id, now).await?.filter(|q| q.kind == ProposalKind::Claim) else {
            return Err(OwnershipError::Gone);
        };
        if owner::involved(&mut transaction, editor, claim.initiative).await? {
            return Err(OwnershipError::OwnWork);
        }
        let (initiative, claimant) = (Some(claim.initiative), Some(claim.person.id));
        if let Some(reason) = refused {
            delete_proposal(&mut transaction, id).await?;
            let act = AuditAct::ClaimRefused;
            audit::write_about(&mut transaction, Some(editor), act, initiative, claimant, reason, now).await?;
            let told = OwnershipEvent::ClaimRefused(reason.to_owned());
            send_notice(&mut transaction, &claim.person, claim.initiative, told, letter, now).await?;
        } else {
            if owner::any(&mut transaction, claim.initiative).await? {
                return Err(OwnershipError::OwnerChanged);
            }
            let act = AuditAct::ClaimGranted;
            audit::write_about(&mut transaction, Some(editor), act, initiative, claimant, "", now).await?;
            let how = "claim, door de redactie";
            grant(&mut transaction, claim.initiative, &claim.person, how, letter, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Somebody asks the owners of an initiative to own it with them; every owner is told. `id` is a new random text.
    pub async fn ask_to_join(
        &self,
        initiative: InitiativeId,
        who: &Person,
        why: &str,
        id: &str,
        letter: &WriteMail<'_>,
        now: Moment,
    ) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        if public_initiative(&mut transaction, initiative).await?.is_none() {
            return Err(OwnershipError::Gone);
        }
        let owners = owner::all(&mut transaction, initiative).await?;
        if owners.is_empty() {
            return Err(OwnershipError::OwnerChanged);
        }
        if owners.iter().any(|owner| owner.id == who.id) {
            return Err(OwnershipError::AlreadyOwner);
        }
        if !ask(&mut transaction, (id, initiative, ProposalKind::Join), who.id, why, now).await? {
            return Err(OwnershipError::AlreadyOpen);
        }
        for owner in &owners {
            send_notice(&mut transaction, owner, initiative, OwnershipEvent::Asked, letter, now).await?;
        }
        audit::write(&mut transaction, Some(who.id), AuditAct::AskedToJoin, Some(initiative), "", now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// An owner says yes or no to somebody who asks to join.
    pub async fn answer(
        &self,
        (initiative, id): (InitiativeId, &str),
        owner: PersonId,
        yes: bool,
        letter: &WriteMail<'_>,
        now: Moment,
    ) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        let asked = proposal_for_owner(&mut transaction, (initiative, id), owner, now).await?;
        let Some(asked) = asked.filter(|asked| asked.kind == ProposalKind::Join) else {
            return Err(OwnershipError::Gone);
        };
        delete_proposal(&mut transaction, id).await?;
        if yes {
            owner::add(&mut transaction, initiative, asked.person.id, "erbij, op eigen vraag", now).await?;
        } else {
            let (act, about) = (AuditAct::JoinRefused, Some(asked.person.id));
            audit::write_about(&mut transaction, Some(owner), act, Some(initiative), about, "", now).await?;
        }
        let told = if yes { OwnershipEvent::Yours } else { OwnershipEvent::JoinDeclined };
        send_notice(&mut transaction, &asked.person, initiative, told, letter, now).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Makes the claimant the owner, and tells the others who claimed it.
async fn grant(
    connection: &mut Connection,
    initiative: InitiativeId,
    who: &Person,
    how: &str,
    letter: &WriteMail<'_>,
    now: Moment,
) -> Result<(), StoreError> {
    let claims = open_proposals("q.kind = 'claim' and q.initiative = $2");
    let claims = claims.bind(now).bind(initiative).fetch_all(&mut *connection).await?;
    for claim in claims.iter().map(read_proposal) {
        let Proposal { id, person, .. } = claim?;
        delete_proposal(connection, &id).await?;
        if person.id != who.id {
            send_notice(connection, &person, initiative, OwnershipEvent::Overtaken, letter, now).await?;
        }
    }
    owner::add(connection, initiative, who.id, how, now).await?;
    send_notice(connection, who, initiative, OwnershipEvent::Yours, letter, now).await
}

/// Stores a claim or a request to join. False when the same one is already open. Replaces the person's earlier proposal of
/// the other kind, which became pointless when the initiative got or lost an owner.
async fn ask(
    connection: &mut Connection,
    (id, initiative, kind): (&str, InitiativeId, ProposalKind),
    person: PersonId,
    why: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    sql("delete from proposal where initiative = $1 and person = $2 and email = '' and kind <> $3")
        .bind(initiative)
        .bind(person)
        .bind(kind.slug())
        .execute(&mut *connection)
        .await?;
    let kept = sql("insert into proposal (id, initiative, kind, person, email, why, made) \
         values ($1, $2, $3, $4, '', $5, $6) on conflict do nothing")
    .bind(id)
    .bind(initiative)
    .bind(kind.slug())
    .bind(person)
    .bind(why)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(kept > 0)
}
