//! Claims on the seats of a gathering, and sharing them out: part of every transaction that changes who takes part.

use domain::{
    Gathering, GatheringId, Moment, RegistrationId,
    gathering::{Attendance, GatheringStatus, RegistrationState},
    seats::{self, Change, Claim, Standing, allocate},
};

use super::{
    error::GatheringError,
    registration::{self, RegistrationNotice, WriteRegistrationMail},
    row,
};
use crate::{
    Store, StoreError,
    sql::{Connection, sql},
};

impl Store {
    /// The gatherings in which something ran out, or in which a seat is to be shared out, at `now`.
    pub async fn gatherings_due(&self, now: Moment) -> Result<Vec<GatheringId>, StoreError> {
        let mut transaction = self.read().await?;
        let mut due: Vec<GatheringId> = sql("select distinct gathering from registration where until <= $1 \
             and state in ('te-bevestigen', 'aangeboden') order by gathering")
        .bind(now)
        .scalars(&mut transaction)
        .await?;
        let waiting: Vec<GatheringId> = sql("select distinct r.gathering from registration r \
             join gathering g on g.id = r.gathering where r.state = 'wachtlijst' and g.status = 'aangekondigd' \
             and g.begins > $1 order by r.gathering")
        .bind(now)
        .scalars(&mut transaction)
        .await?;
        for id in waiting {
            let Some(gathering) = row::find(&mut transaction, id).await? else { continue };
            for attendance in Attendance::ALL {
                let claims = of(&mut transaction, id, *attendance).await?;
                if !due.contains(&id) && !allocate(&gathering.rules(*attendance), &claims, now).is_empty() {
                    due.push(id);
                }
            }
        }
        Ok(due)
    }

    /// Shares out the seats of a gathering, and tells whom it concerns. Doing it twice is doing it once.
    pub async fn share_out_seats(
        &self,
        id: GatheringId,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        share_out(&mut transaction, &gathering, None, letter, now).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// The claims of those who take part in one way, in the order of the line.
pub(super) async fn of(
    connection: &mut Connection,
    gathering: GatheringId,
    attendance: Attendance,
) -> Result<Vec<Claim>, StoreError> {
    let rows =
        sql("select id, persons, state, until, at_once from registration where gathering = $1 and attendance = $2 \
         and (state in ('ingeschreven', 'wachtlijst', 'aangeboden') or state = 'te-bevestigen' and holds = 1) \
         order by place");
    let rows = rows.bind(gathering).bind(attendance.slug()).fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            let until = || row.get::<Option<Moment>>("until")?.ok_or_else(|| row.wrong("until"));
            Ok(Claim {
                id: row.get("id")?,
                units: row.count("persons")?,
                standing: match row.parse("state", RegistrationState::parse)? {
                    RegistrationState::Unconfirmed => Standing::Held { until: until()? },
                    RegistrationState::Offered => Standing::Offered { until: until()? },
                    RegistrationState::Waiting => Standing::Waiting,
                    _ => Standing::Seated,
                },
                at_once: row.flag("at_once")?,
            })
        })
        .collect()
}

/// Whether somebody at the end of the line would get a seat now.
pub(super) async fn fits(
    connection: &mut Connection,
    gathering: &Gathering,
    attendance: Attendance,
    persons: u32,
    now: Moment,
) -> Result<bool, StoreError> {
    let mut claims = of(connection, gathering.id, attendance).await?;
    let id = RegistrationId(i64::MAX);
    claims.push(Claim { id, units: persons, standing: Standing::Waiting, at_once: true });
    Ok(allocate(&gathering.rules(attendance), &claims, now).contains(&(id, Change::Seated)))
}

/// Ends what ran out and shares out what is free, by [`seats::allocate`]; whom it concerns is told. `present` is asking
/// right now, and gets a seat without an offer.
pub(super) async fn share_out(
    connection: &mut Connection,
    gathering: &Gathering,
    present: Option<RegistrationId>,
    letter: WriteRegistrationMail<'_>,
    now: Moment,
) -> Result<(), StoreError> {
    // Nothing was held for them, so nobody waits for what becomes of them.
    sql("update registration set state = 'vervallen', until = null where gathering = $1 and state = 'te-bevestigen' \
         and holds = 0 and until <= $2")
    .bind(gathering.id)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    if gathering.status != GatheringStatus::Announced {
        return Ok(());
    }
    for attendance in Attendance::ALL {
        let mut claims = of(connection, gathering.id, *attendance).await?;
        claims.iter_mut().filter(|claim| Some(claim.id) == present).for_each(|claim| claim.at_once = true);
        for (id, change) in seats::allocate(&gathering.rules(*attendance), &claims, now) {
            let (state, until, notice) = match change {
                Change::Lapsed => (RegistrationState::Lapsed, None, None),
                Change::Expired => (RegistrationState::Expired, None, Some(RegistrationNotice::Expired)),
                Change::Seated => (RegistrationState::Registered, None, Some(RegistrationNotice::Seated)),
                Change::Offered { until } => {
                    (RegistrationState::Offered, Some(until), Some(RegistrationNotice::Offered { until }))
                }
            };
            registration::stands(connection, id, state, until, now).await?;
            if let (Some(notice), Some(changed)) = (notice, registration::find(connection, id).await?) {
                registration::tell(connection, gathering, &changed, notice, letter, now).await?;
            }
        }
    }
    Ok(())
}
