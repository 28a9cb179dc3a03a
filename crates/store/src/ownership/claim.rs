//! Asking to become an owner: claiming what nobody owns, or joining who owns it.

use domain::{AuditAct, ProposalKind};

use super::{
    Letter, OwnershipError, OwnershipEvent, Proposal, close, one, one_for, open, owner, public, read, school_proof,
    tell,
};
use crate::{
    Person, Store, StoreError, audit,
    sql::{Connection, sql},
};

impl Store {
    /// Somebody says that an initiative of nobody is of their school. True when their address proves it: then it is
    /// theirs at once. Else an editor decides. `id` is a new random text.
    pub async fn claim(
        &self,
        initiative: i64,
        who: &Person,
        why: &str,
        id: &str,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<bool, OwnershipError> {
        let mut transaction = self.write().await?;
        let claimed = public(&mut transaction, initiative).await?.filter(|initiative| !initiative.example);
        let Some(claimed) = claimed else { return Err(OwnershipError::Gone) };
        if owner::any(&mut transaction, initiative).await? {
            return Err(OwnershipError::Changed);
        }
        let proven = school_proof::of_school(&mut transaction, &who.email, &claimed).await?;
        if proven {
            grant(&mut transaction, initiative, who, "claim, door het adres", letter, now).await?;
        } else if !ask(&mut transaction, (id, initiative, ProposalKind::Claim), who.id, why, now).await? {
            return Err(OwnershipError::Open);
        }
        transaction.commit().await?;
        Ok(proven)
    }

    /// An editor grants a claim (without a reason), or refuses it because. Granting ends the other claims.
    pub async fn settle_claim(
        &self,
        id: &str,
        editor: i64,
        refused: Option<&str>,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        let Some(claim) = one(&mut transaction, id, now).await?.filter(|q| q.kind == ProposalKind::Claim) else {
            return Err(OwnershipError::Gone);
        };
        if owner::involved(&mut transaction, editor, claim.initiative).await? {
            return Err(OwnershipError::OwnWork);
        }
        let about = Some(claim.initiative);
        if let Some(reason) = refused {
            close(&mut transaction, id).await?;
            audit::write(&mut transaction, Some(editor), AuditAct::ClaimRefused, about, reason, now).await?;
            let told = OwnershipEvent::Refused(reason.to_owned());
            tell(&mut transaction, &claim.person, claim.initiative, told, letter, now).await?;
        } else {
            if owner::any(&mut transaction, claim.initiative).await? {
                return Err(OwnershipError::Changed);
            }
            audit::write(&mut transaction, Some(editor), AuditAct::ClaimGranted, about, "", now).await?;
            let how = "claim, door de redactie";
            grant(&mut transaction, claim.initiative, &claim.person, how, letter, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Somebody asks the owners of an initiative to own it with them; every owner is told. `id` is a new random text.
    pub async fn ask_to_join(
        &self,
        initiative: i64,
        who: &Person,
        why: &str,
        id: &str,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        if public(&mut transaction, initiative).await?.is_none() {
            return Err(OwnershipError::Gone);
        }
        let owners = owner::all(&mut transaction, initiative).await?;
        if owners.is_empty() {
            return Err(OwnershipError::Changed);
        }
        if owners.iter().any(|owner| owner.id == who.id) {
            return Err(OwnershipError::Owner);
        }
        if !ask(&mut transaction, (id, initiative, ProposalKind::Join), who.id, why, now).await? {
            return Err(OwnershipError::Open);
        }
        for owner in &owners {
            tell(&mut transaction, owner, initiative, OwnershipEvent::Asked, letter, now).await?;
        }
        audit::write(&mut transaction, Some(who.id), AuditAct::AskedToJoin, Some(initiative), "", now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// An owner says yes or no to somebody who asks to join.
    pub async fn answer(
        &self,
        (initiative, id): (i64, &str),
        owner: i64,
        yes: bool,
        letter: &Letter<'_>,
        now: &str,
    ) -> Result<(), OwnershipError> {
        let mut transaction = self.write().await?;
        let asked = one_for(&mut transaction, (initiative, id), owner, now).await?;
        let Some(asked) = asked.filter(|asked| asked.kind == ProposalKind::Join) else {
            return Err(OwnershipError::Gone);
        };
        close(&mut transaction, id).await?;
        if yes {
            owner::add(&mut transaction, initiative, asked.person.id, "erbij, op eigen vraag", now).await?;
        } else {
            audit::write(&mut transaction, Some(owner), AuditAct::JoinRefused, Some(initiative), "", now).await?;
        }
        let told = if yes { OwnershipEvent::Yours } else { OwnershipEvent::Declined };
        tell(&mut transaction, &asked.person, initiative, told, letter, now).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// The claimant owns it; who claimed it too is told.
async fn grant(
    connection: &mut Connection,
    initiative: i64,
    who: &Person,
    how: &str,
    letter: &Letter<'_>,
    now: &str,
) -> Result<(), StoreError> {
    let claims = open("q.kind = 'claim' and q.initiative = $2");
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
    connection: &mut Connection,
    (id, initiative, kind): (&str, i64, ProposalKind),
    person: i64,
    why: &str,
    now: &str,
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
