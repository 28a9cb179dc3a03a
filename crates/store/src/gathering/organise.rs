//! What organisers do: making a gathering, announcing, changing and cancelling it.

use domain::{
    AuditAct, Gathering, GatheringContent, GatheringId, Moment, PersonId,
    gathering::{Attendance, GatheringStatus, RegistrationState, Venue},
};
use futures_util::TryStreamExt as _;

use super::{
    claims::share_out,
    error::GatheringError,
    programme,
    registration::{self, RegistrationNotice, WriteRegistrationMail},
    row,
};
use crate::{
    Store, StoreError, audit, revision,
    sql::{Connection, sql},
};

/// A gathering that is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewGathering {
    /// What its organiser says.
    pub content: GatheringContent,
    /// Where it is held; `None` for online only.
    pub venue: Option<Venue>,
    /// Another of the series that it is to be in.
    pub series: Option<GatheringId>,
    /// An invented example.
    pub example: bool,
}

impl Store {
    /// Every gathering on the agenda, the first first; also those that do not go on.
    pub async fn gatherings(&self) -> Result<Vec<Gathering>, StoreError> {
        self.gatherings_where("status <> 'concept' and listed = 1").await
    }

    /// Every gathering of organisers, drafts too, the last first.
    pub async fn all_gatherings(&self) -> Result<Vec<Gathering>, StoreError> {
        let mut all = self.gatherings_where("initiative is null").await?;
        all.reverse();
        Ok(all)
    }

    pub(super) async fn gatherings_where(&self, which: &str) -> Result<Vec<Gathering>, StoreError> {
        let rows = sql(format!("select {} from gathering where {which} order by begins, id", row::columns()));
        let mut rows = rows.fetch(&self.reader);
        let mut gatherings = Vec::new();
        while let Some(row) = rows.try_next().await? {
            gatherings.push(row::read(&row)?);
        }
        Ok(gatherings)
    }

    /// The gathering with this number, whatever its status.
    pub async fn gathering(&self, id: GatheringId) -> Result<Option<Gathering>, StoreError> {
        row::find(&mut *self.read().await?, id).await
    }

    /// Makes a draft. One of a series is in the series of the other.
    pub async fn make_gathering(&self, new: &NewGathering, now: Moment) -> Result<GatheringId, GatheringError> {
        let mut transaction = self.write().await?;
        let series = match new.series {
            None => None,
            Some(other) => Some(row::find(&mut transaction, other).await?.ok_or(GatheringError::Gone)?.series),
        };
        let what = (&new.content, new.venue.as_ref());
        let id = row::insert(&mut transaction, what, series, None, new.example, now).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Puts a draft on the agenda. Again is no mistake.
    pub async fn announce_gathering(
        &self,
        id: GatheringId,
        person: Option<PersonId>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        match gathering.status {
            GatheringStatus::Announced => return Ok(()),
            GatheringStatus::Cancelled => return Err(GatheringError::Announced),
            GatheringStatus::Draft if gathering.content.begins <= now => return Err(GatheringError::NotAnnounced),
            GatheringStatus::Draft => {}
        }
        status(&mut transaction, &gathering, GatheringStatus::Announced, "", now).await?;
        sql("update gathering set announced_by = $1 where id = $2")
            .bind(person)
            .bind(id)
            .execute(&mut transaction)
            .await?;
        note(&mut transaction, person, AuditAct::GatheringAnnounced, &gathering, "", now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes what is said about a gathering, as it was when it was `seen`. When it was announced and begin, end, place or
    /// mode are others, everybody with a seat, an offer or a place in line is told, once. Gives whether they were.
    pub async fn change_gathering(
        &self,
        seen: &Gathering,
        content: &GatheringContent,
        venue: Option<&Venue>,
        person: PersonId,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<bool, GatheringError> {
        let mut transaction = self.write().await?;
        let before = row::find(&mut transaction, seen.id).await?.ok_or(GatheringError::Gone)?;
        if before != *seen {
            return Err(GatheringError::Changed);
        }
        let announced = match before.status {
            GatheringStatus::Draft => false,
            GatheringStatus::Announced if now < before.content.ends => true,
            _ => return Err(GatheringError::NotAnnounced),
        };
        for attendance in Attendance::ALL.iter().filter(|one| !content.attendances().contains(one)) {
            let used = sql("select 1 from registration where gathering = $1 and attendance = $2 \
                 and state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden') limit 1");
            if used.bind(before.id).bind(attendance.slug()).exists(&mut transaction).await? {
                return Err(GatheringError::InUse(*attendance));
            }
        }
        let moved = announced && moved(&before, content, venue);
        let sequence = before.sequence + u32::from(moved);
        row::update(&mut transaction, before.id, (content, venue), sequence, now).await?;
        let later = content.begins.seconds() - before.content.begins.seconds();
        programme::shift(&mut transaction, before.id, later).await?;
        if announced {
            revision::grow(&mut transaction).await?;
            let after = row::find(&mut transaction, before.id).await?.ok_or(GatheringError::Gone)?;
            if moved {
                tell_all(&mut transaction, &after, |_| RegistrationNotice::Moved, letter, now).await?;
            }
            share_out(&mut transaction, &after, None, letter, now).await?;
            let detail = if moved { "verplaatst" } else { "" };
            note(&mut transaction, Some(person), AuditAct::GatheringChanged, &after, detail, now).await?;
        }
        transaction.commit().await?;
        Ok(moved)
    }

    /// The gathering does not go on: everybody with a seat, an offer or a place in line is told, once. Again is no mistake.
    pub async fn cancel_gathering(
        &self,
        id: GatheringId,
        reason: &str,
        person: PersonId,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        match gathering.status {
            GatheringStatus::Cancelled => return Ok(()),
            GatheringStatus::Announced if now < gathering.content.ends => {}
            _ => return Err(GatheringError::NotAnnounced),
        }
        status(&mut transaction, &gathering, GatheringStatus::Cancelled, reason, now).await?;
        let after = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        let notice = |state| RegistrationNotice::Cancelled { seated: state == RegistrationState::Registered };
        tell_all(&mut transaction, &after, notice, letter, now).await?;
        sql("update registration set state = 'geannuleerd', until = null, holds = 0 where gathering = $1 \
             and state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden')")
        .bind(id)
        .execute(&mut transaction)
        .await?;
        sql("delete from seat where registration in (select id from registration where gathering = $1)")
            .bind(id)
            .execute(&mut transaction)
            .await?;
        note(&mut transaction, Some(person), AuditAct::GatheringCancelled, &after, "", now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Throws a draft away.
    pub async fn delete_gathering(&self, id: GatheringId) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status != GatheringStatus::Draft {
            return Err(GatheringError::Announced);
        }
        // The next of the series is the first from now on.
        sql("update gathering set series = (select min(id) from gathering g where g.series = $1 and g.id <> $1) \
             where series = $1 and id <> $1")
        .bind(id)
        .execute(&mut transaction)
        .await?;
        sql("delete from slot where gathering = $1").bind(id).execute(&mut transaction).await?;
        sql("delete from gathering where id = $1").bind(id).execute(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Whether what calendars hold is another: SEQUENCE (RFC 5545, 3.8.7.4) grows.
fn moved(before: &Gathering, content: &GatheringContent, venue: Option<&Venue>) -> bool {
    let place = |content: &GatheringContent| (content.location.clone(), content.address.clone());
    let position = |venue: Option<&Venue>| venue.map(|venue| venue.position);
    let old = &before.content;
    (old.begins, old.ends, old.mode) != (content.begins, content.ends, content.mode)
        || place(old) != place(content)
        || position(before.venue.as_ref()) != position(venue)
}

async fn status(
    connection: &mut Connection,
    gathering: &Gathering,
    status: GatheringStatus,
    reason: &str,
    now: Moment,
) -> Result<(), StoreError> {
    let sequence = gathering.sequence + u32::from(status == GatheringStatus::Cancelled);
    sql("update gathering set status = $1, reason = $2, sequence = $3, changed = $4 where id = $5")
        .bind(status.slug())
        .bind(reason)
        .bind(i64::from(sequence))
        .bind(now)
        .bind(gathering.id)
        .execute(&mut *connection)
        .await?;
    revision::grow(connection).await
}

/// Who did what with a gathering, in the log; `more` may be empty.
pub(super) async fn note(
    connection: &mut Connection,
    person: Option<PersonId>,
    act: AuditAct,
    gathering: &Gathering,
    more: &str,
    now: Moment,
) -> Result<(), StoreError> {
    let colon = if more.is_empty() { "" } else { ": " };
    let detail = format!("bijeenkomst {} ‘{}’{colon}{more}", gathering.id, gathering.content.title);
    audit::write(connection, person, act, None, &detail, now).await
}

/// Tells everybody with a seat, an offer or a place in line.
async fn tell_all(
    connection: &mut Connection,
    gathering: &Gathering,
    notice: impl Fn(RegistrationState) -> RegistrationNotice,
    letter: WriteRegistrationMail<'_>,
    now: Moment,
) -> Result<(), StoreError> {
    let rows = registration::select(
        "where gathering = $1 and state in ('ingeschreven', 'wachtlijst', 'aangeboden') order by place",
    );
    for row in rows.bind(gathering.id).fetch_all(&mut *connection).await? {
        let one = registration::read(&row)?;
        registration::tell(connection, gathering, &one, notice(one.state), letter, now).await?;
    }
    Ok(())
}
