//! Members of the desk: who may do something beyond their own initiatives.

use domain::{AuditAct, Email, Moment, PersonId, Region, Role, Scope};

use super::{Person, person};
use crate::{
    Mail, Store, StoreError, audit, mail,
    sql::{Connection, Row, sql},
};

/// What a person may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// As what.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// The last day, `YYYY-MM-DD`; `None` for no end.
    pub until: Option<String>,
}

/// A member of the desk, for the list of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub membership: Membership,
    /// They have a passkey.
    pub passkey: bool,
}

impl Store {
    /// What the person may do on `day` (`YYYY-MM-DD`): what has ended is not in it.
    pub async fn memberships(&self, person: PersonId, day: &str) -> Result<Vec<Membership>, StoreError> {
        let rows = sql(
            "select role, region, until from member where person = $1 and (until = '' or until >= $2) order by role",
        )
        .bind(person)
        .bind(day)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(membership).collect()
    }

    /// Everybody with a role, by address; also who no longer has it.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let rows = sql("select p.id, p.email, p.name, m.role, m.region, m.until, \
             cast(case when exists (select 1 from passkey k where k.person = p.id) then 1 else 0 end as bigint) as passkey \
             from member m join person p on p.id = m.person \
             where p.email is not null order by p.email, m.role, m.region")
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                let (person, membership) = (person::read(row)?, membership(row)?);
                Ok(Member { person, membership, passkey: row.flag("passkey")? })
            })
            .collect()
    }

    /// Lets somebody do something, or changes until when; the person is made when not known.
    pub async fn appoint(&self, email: &Email, as_: &Membership, now: Moment) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::known_or_new(&mut transaction, email, now).await?;
        enrol(&mut transaction, person.id, as_).await?;
        transaction.commit().await?;
        Ok(person)
    }

    /// As [`Store::appoint`], by an admin: with a line in the log, and a mail. `None`, and nothing changes, when it is the
    /// admin's own role: another admin says so.
    pub async fn appoint_by(
        &self,
        email: &Email,
        as_: &Membership,
        admin: PersonId,
        letter: &Mail,
        now: Moment,
    ) -> Result<Option<Person>, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::known_or_new(&mut transaction, email, now).await?;
        if person.id == admin {
            return Ok(None);
        }
        enrol(&mut transaction, person.id, as_).await?;
        let (act, detail) = (AuditAct::Invited, membership_nl(as_));
        audit::write_about(&mut transaction, Some(admin), act, None, Some(person.id), &detail, now).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(Some(person))
    }

    /// Ends a membership at once. False when there is no such one, or when it is the admin's own: another admin says so.
    pub async fn dismiss(
        &self,
        person: PersonId,
        role: Role,
        scope: Scope,
        admin: PersonId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        if person == admin {
            return Ok(false);
        }
        let mut transaction = self.write().await?;
        let done = sql("delete from member where person = $1 and role = $2 and region = $3")
            .bind(person)
            .bind(role.slug())
            .bind(scope.slug())
            .execute(&mut transaction)
            .await?;
        if done == 0 {
            return Ok(false);
        }
        let (act, detail) = (AuditAct::Dismissed, membership_nl(&Membership { role, scope, until: None }));
        audit::write_about(&mut transaction, Some(admin), act, None, Some(person), &detail, now).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Tells a member what waits, once a day (`YYYY-MM-DD`).
    pub async fn tell_member(&self, person: PersonId, letter: &Mail, day: &str, now: Moment) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let untold = sql("update member set told = $1 where person = $2 and told <> $1")
            .bind(day)
            .bind(person)
            .execute(&mut transaction)
            .await?;
        if untold > 0 {
            mail::write(&mut transaction, letter, now).await?;
        }
        transaction.commit().await
    }

    /// Lets somebody do something, and writes the mail that says so, in one transaction; the person is made when not
    /// known.
    pub async fn invite_member(
        &self,
        email: &Email,
        as_: &Membership,
        letter: &Mail,
        now: Moment,
    ) -> Result<Person, StoreError> {
        let mut transaction = self.write().await?;
        let person = person::known_or_new(&mut transaction, email, now).await?;
        enrol(&mut transaction, person.id, as_).await?;
        let (act, detail) = (AuditAct::Invited, format!("{}, op de server zelf", membership_nl(as_)));
        audit::write_about(&mut transaction, None, act, None, Some(person.id), &detail, now).await?;
        mail::write(&mut transaction, letter, now).await?;
        transaction.commit().await?;
        Ok(person)
    }
}

/// "redacteur in Midden-Limburg, tot en met 2027-07-31".
fn membership_nl(membership: &Membership) -> String {
    let place = membership.scope.region().map_or("alle regio’s", Region::label);
    let until = membership.until.as_ref().map(|day| format!(", tot en met {day}")).unwrap_or_default();
    format!("{} in {place}{until}", membership.role.slug())
}

/// Part of the transaction that lets somebody do something.
async fn enrol(connection: &mut Connection, person: PersonId, as_: &Membership) -> Result<(), StoreError> {
    sql("insert into member (person, role, region, until) values ($1, $2, $3, $4) \
         on conflict (person, role, region) do update set until = excluded.until")
    .bind(person)
    .bind(as_.role.slug())
    .bind(as_.scope.slug())
    .bind(as_.until.as_deref().unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(())
}

fn membership(row: &Row) -> Result<Membership, StoreError> {
    let until: String = row.get("until")?;
    Ok(Membership {
        role: row.parse("role", Role::parse)?,
        scope: row.parse("region", Scope::parse)?,
        until: (!until.is_empty()).then_some(until),
    })
}
