//! Who was there: checked in at the door by volunteers, or noted afterwards by the organiser.

use domain::{
    AuditAct, Gathering, GatheringId, Moment, PersonId, RegistrationId,
    gathering::{CheckInPhase, GatheringStatus},
};

use super::{
    error::GatheringError,
    organise::note,
    row,
    seat::{self, Seat},
};
use crate::{
    Store, StoreError,
    sql::{Connection, Transaction, sql},
};

/// What came of checking somebody in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckedIn {
    /// They were not there yet.
    Now(Seat),
    /// They were checked in before; the seat says when.
    Already(Seat),
}

/// What an organiser says of one seat: whether they were there.
pub type PresenceNote = (RegistrationId, u32, bool);

impl Store {
    /// The key of the address where people are checked in; `None` while there is none.
    pub async fn check_in_key(&self, id: GatheringId) -> Result<Option<String>, StoreError> {
        let key = sql("select check_in from gathering where id = $1").bind(id).fetch_optional(&self.reader).await?;
        key.map_or(Ok(None), |row| row.get("check_in"))
    }

    /// The gathering whose people are checked in with this key.
    pub async fn gathering_to_check_in(&self, id: GatheringId, key: &str) -> Result<Option<Gathering>, StoreError> {
        let mut transaction = self.read().await?;
        if !opens(&mut transaction, id, key).await? {
            return Ok(None);
        }
        row::find(&mut transaction, id).await
    }

    /// Gives a gathering a key to check people in with; the one of before opens nothing any more.
    pub async fn set_check_in_key(
        &self,
        id: GatheringId,
        key: &str,
        person: PersonId,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status != GatheringStatus::Announced || now >= gathering.check_in_ends() {
            return Err(GatheringError::NoCheckIn);
        }
        sql("update gathering set check_in = $1 where id = $2").bind(key).bind(id).execute(&mut transaction).await?;
        note(&mut transaction, Some(person), AuditAct::CheckInAddress, &gathering, "", now).await?;
        Ok(transaction.commit().await?)
    }

    /// Checks in whoever has this code. Again is no mistake, and changes nothing.
    pub async fn check_in(
        &self,
        id: GatheringId,
        key: &str,
        code: &str,
        now: Moment,
    ) -> Result<CheckedIn, GatheringError> {
        let (mut transaction, _, seat) = self.at_the_door(id, key, code, now).await?;
        if seat.present.is_some() {
            return Ok(CheckedIn::Already(seat));
        }
        seat::present(&mut transaction, (seat.registration, seat.number), Some(now)).await?;
        transaction.commit().await?;
        Ok(CheckedIn::Now(Seat { present: Some(now), ..seat }))
    }

    /// Whoever has this code was not there after all. The log keeps it. Again is no mistake.
    pub async fn undo_check_in(
        &self,
        id: GatheringId,
        key: &str,
        code: &str,
        now: Moment,
    ) -> Result<Seat, GatheringError> {
        let (mut transaction, gathering, seat) = self.at_the_door(id, key, code, now).await?;
        if let Some(since) = seat.present {
            seat::present(&mut transaction, (seat.registration, seat.number), None).await?;
            let which = format!("plek {} van aanmelding {}, ingecheckt om {since}", seat.number, seat.registration);
            note(&mut transaction, None, AuditAct::CheckInUndone, &gathering, &which, now).await?;
        }
        transaction.commit().await?;
        Ok(Seat { present: None, ..seat })
    }

    /// The seat with a code, in a transaction in which people may be checked in with this key.
    async fn at_the_door(
        &self,
        id: GatheringId,
        key: &str,
        code: &str,
        now: Moment,
    ) -> Result<(Transaction, Gathering, Seat), GatheringError> {
        let mut transaction = self.write().await?;
        if !opens(&mut transaction, id, key).await? {
            return Err(GatheringError::Gone);
        }
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.check_in(now) != CheckInPhase::Open {
            return Err(GatheringError::NoCheckIn);
        }
        let seat = seat::with_code(&mut transaction, id, code).await?.ok_or(GatheringError::UnknownCode)?;
        Ok((transaction, gathering, seat))
    }

    /// Notes who was there and who was not. What is so already stays as it is. Gives how many changed.
    pub async fn note_presence(
        &self,
        id: GatheringId,
        notes: &[PresenceNote],
        person: PersonId,
        now: Moment,
    ) -> Result<usize, GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if !gathering.lists_presence(now) {
            return Err(GatheringError::NoPresence);
        }
        let seats = seat::of(&mut transaction, id).await?;
        let other = |seat: &&Seat| notes.contains(&(seat.registration, seat.number, seat.present.is_none()));
        let changed: Vec<&Seat> = seats.iter().filter(other).collect();
        for seat in &changed {
            let present = if seat.present.is_none() { Some(now) } else { None };
            seat::present(&mut transaction, (seat.registration, seat.number), present).await?;
        }
        if !changed.is_empty() {
            let came = changed.iter().filter(|seat| seat.present.is_none()).count();
            let which = format!("{came} aanwezig, {} niet", changed.len() - came);
            note(&mut transaction, Some(person), AuditAct::PresenceNoted, &gathering, &which, now).await?;
        }
        let changed = changed.len();
        transaction.commit().await?;
        Ok(changed)
    }
}

/// Whether people are checked in with this key.
async fn opens(connection: &mut Connection, id: GatheringId, key: &str) -> Result<bool, StoreError> {
    sql("select 1 from gathering where id = $1 and check_in = $2 and status = 'aangekondigd'")
        .bind(id)
        .bind(key)
        .exists(connection)
        .await
}
