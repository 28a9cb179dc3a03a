//! Registering, and everything one does with one's own registration.

use domain::{
    Email, Gathering, GatheringId, Moment, RegistrationId,
    gathering::{NewRegistration, RegistrationPhase, RegistrationState, Visibility},
    seats::{self, HOLD_MINUTES},
};

use super::{
    claims::{self, share_out},
    error::GatheringError,
    registration::{self, Registration, RegistrationNotice, WriteRegistrationMail},
    row, seat,
};
use crate::{
    Store, StoreError,
    confirmation::{self, Link, Subject},
    sql::{Connection, Transaction, list, sql},
};

/// What came of registering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// A mail asks to confirm the address.
    Unconfirmed(RegistrationId),
    /// There is a seat.
    Seated(RegistrationId),
    /// It waits in line.
    Waiting(RegistrationId),
    /// This address was registered already; nothing changed, and a mail with a link went there.
    Known(RegistrationId),
}

impl Store {
    /// Registers an address, once; `confirmed` when it is known to be theirs. Seats, when there are, are held until the
    /// address is confirmed.
    pub async fn register(
        &self,
        id: GatheringId,
        new: &NewRegistration,
        confirmed: bool,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<Registered, GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.registration(now) != RegistrationPhase::Open {
            return Err(GatheringError::Closed);
        }
        if let Some(capacity) = gathering.rules(new.attendance).capacity.filter(|capacity| new.persons > *capacity) {
            return Err(if capacity == 0 { GatheringError::Full } else { GatheringError::TooMany(capacity) });
        }
        share_out(&mut transaction, &gathering, None, letter, now).await?;
        if let Some(known) = active(&mut transaction, id, &new.email).await? {
            registration::tell(&mut transaction, &gathering, &known, RegistrationNotice::Known, letter, now).await?;
            transaction.commit().await?;
            return Ok(Registered::Known(known.id));
        }
        let fits = claims::fits(&mut transaction, &gathering, new.attendance, new.persons, now).await?;
        if !fits && !gathering.content.waiting_list {
            return Err(GatheringError::Full);
        }
        let made = insert(&mut transaction, id, new, now).await?;
        let registered = if confirmed {
            enter(&mut transaction, &gathering, made, letter, now).await?
        } else {
            let until = now.plus_seconds(HOLD_MINUTES * 60);
            sql("update registration set state = 'te-bevestigen', until = $1, holds = $2 where id = $3")
                .bind(until)
                .bind(i64::from(fits))
                .bind(made)
                .execute(&mut transaction)
                .await?;
            let notice = RegistrationNotice::Confirm { holds: fits };
            tell(&mut transaction, &gathering, made, notice, letter, now).await?;
            Registered::Unconfirmed(made)
        };
        transaction.commit().await?;
        Ok(registered)
    }

    /// The address is confirmed: the seats that were held are theirs, or they join the line. Again is no mistake.
    pub async fn confirm_registration(
        &self,
        token: &str,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let (mut transaction, gathering, own) = self.own(token, letter, now).await?;
        if own.state == RegistrationState::Registered || own.state == RegistrationState::Waiting {
            return Ok(());
        }
        if own.state != RegistrationState::Unconfirmed {
            // What ran out a moment ago is kept so.
            transaction.commit().await?;
            return Err(GatheringError::Over);
        }
        if own.holds {
            registration::stands(&mut transaction, own.id, RegistrationState::Registered, None, now).await?;
            tell(&mut transaction, &gathering, own.id, RegistrationNotice::Seated, letter, now).await?;
        } else {
            // Whoever came later and confirmed sooner stays before them: their place is told only now.
            sql("update registration set state = 'wachtlijst', until = null, place = (select max(place) + 1 from registration r \
                 where r.gathering = $1) where id = $2")
            .bind(gathering.id)
            .bind(own.id)
            .execute(&mut transaction)
            .await?;
            enter(&mut transaction, &gathering, own.id, letter, now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// A seat that was offered is taken. Again is no mistake.
    pub async fn accept_seat(
        &self,
        token: &str,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let (mut transaction, gathering, own) = self.own(token, letter, now).await?;
        match own.state {
            RegistrationState::Registered => return Ok(()),
            RegistrationState::Offered => {
                registration::stands(&mut transaction, own.id, RegistrationState::Registered, None, now).await?;
                tell(&mut transaction, &gathering, own.id, RegistrationNotice::Seated, letter, now).await?;
            }
            _ => {
                transaction.commit().await?;
                return Err(GatheringError::Over);
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Whoever registered does not come, or refuses a seat; what falls free goes to the next. Again is no mistake.
    pub async fn withdraw_registration(
        &self,
        token: &str,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let (mut transaction, gathering, own) = self.own(token, letter, now).await?;
        if own.state == RegistrationState::Withdrawn {
            return Ok(());
        }
        if !own.state.active() || now >= gathering.content.begins {
            transaction.commit().await?;
            return Err(GatheringError::Over);
        }
        registration::stands(&mut transaction, own.id, RegistrationState::Withdrawn, None, now).await?;
        if own.state == RegistrationState::Registered {
            registration::tell(&mut transaction, &gathering, &own, RegistrationNotice::Withdrawn, letter, now).await?;
        }
        share_out(&mut transaction, &gathering, None, letter, now).await?;
        Ok(transaction.commit().await?)
    }

    /// Somebody else takes the seats over, at the same place; the links of who had them work no longer.
    pub async fn hand_over(
        &self,
        token: &str,
        (name, email): (&str, &Email),
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let (mut transaction, gathering, own) = self.own(token, letter, now).await?;
        if own.state != RegistrationState::Registered || now >= gathering.content.begins {
            return Err(GatheringError::Over);
        }
        if active(&mut transaction, gathering.id, email).await?.is_some() {
            return Err(GatheringError::Known);
        }
        confirmation::end_registration(&mut transaction, own.id).await?;
        seat::renew(&mut transaction, own.id, now).await?;
        sql(
            "update registration set name = $1, email = $2, job_title = '', wishes = '', visibility = $3 where id = $4",
        )
        .bind(name)
        .bind(email.as_str())
        .bind(Visibility::Nobody.slug())
        .bind(own.id)
        .execute(&mut transaction)
        .await?;
        registration::tell(&mut transaction, &gathering, &own, RegistrationNotice::Withdrawn, letter, now).await?;
        tell(&mut transaction, &gathering, own.id, RegistrationNotice::HandedOver, letter, now).await?;
        Ok(transaction.commit().await?)
    }

    /// What is known of a registration changes; it may be for fewer persons, never for more.
    pub async fn change_registration(
        &self,
        token: &str,
        new: &NewRegistration,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let (mut transaction, gathering, own) = self.own(token, letter, now).await?;
        if !own.state.active() || now >= gathering.content.begins {
            return Err(GatheringError::Over);
        }
        if new.persons > own.persons {
            return Err(GatheringError::TooMany(own.persons));
        }
        sql("update registration set persons = $1, name = $2, job_title = $3, school = $4, colleagues = $5, wishes = $6, \
             visibility = $7, at_once = $8 where id = $9")
        .bind(i64::from(new.persons))
        .bind(&*new.name)
        .bind(&*new.job_title)
        .bind(&*new.school)
        .bind(list::write(&new.colleagues))
        .bind(&*new.wishes)
        .bind(new.visibility.slug())
        .bind(i64::from(new.at_once))
        .bind(own.id)
        .execute(&mut transaction)
        .await?;
        seat::follow(&mut transaction, own.id, now).await?;
        share_out(&mut transaction, &gathering, None, letter, now).await?;
        Ok(transaction.commit().await?)
    }

    /// One more link to the registration of an address that is known to be theirs; `token` is the hash of its secret. False when
    /// it is somebody else's.
    pub async fn link_registration(&self, id: RegistrationId, email: &Email, token: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let own = registration::find(&mut transaction, id).await?;
        if own.and_then(|own| own.email).as_ref() != Some(email) {
            return Ok(false);
        }
        let link = Link { token, ..Link::default() };
        confirmation::write(&mut transaction, link, &Subject::Registration(id)).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The registration behind a link, in a transaction in which what ran out has ended.
    async fn own(
        &self,
        token: &str,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(Transaction, Gathering, Registration), GatheringError> {
        let mut transaction = self.write().await?;
        let own = registration::behind(&mut transaction, token, now).await?.ok_or(GatheringError::Gone)?;
        let gathering = row::find(&mut transaction, own.gathering).await?.ok_or(GatheringError::Gone)?;
        share_out(&mut transaction, &gathering, None, letter, now).await?;
        let own = registration::find(&mut transaction, own.id).await?.ok_or(GatheringError::Gone)?;
        Ok((transaction, gathering, own))
    }
}

/// Somebody at the end of the line, whose address is known to be theirs, gets a seat or waits; they are told.
async fn enter(
    connection: &mut Connection,
    gathering: &Gathering,
    id: RegistrationId,
    letter: WriteRegistrationMail<'_>,
    now: Moment,
) -> Result<Registered, StoreError> {
    share_out(connection, gathering, Some(id), letter, now).await?;
    let Some(entered) = registration::find(connection, id).await? else { return Ok(Registered::Seated(id)) };
    let claims = claims::of(connection, gathering.id, entered.attendance).await?;
    let Some(position) = seats::position(&claims, id) else { return Ok(Registered::Seated(id)) };
    let notice = RegistrationNotice::Waiting { position };
    registration::tell(connection, gathering, &entered, notice, letter, now).await?;
    Ok(Registered::Waiting(id))
}

/// As [`registration::tell`], about a registration as it is kept.
async fn tell(
    connection: &mut Connection,
    gathering: &Gathering,
    id: RegistrationId,
    notice: RegistrationNotice,
    letter: WriteRegistrationMail<'_>,
    now: Moment,
) -> Result<(), StoreError> {
    match registration::find(connection, id).await? {
        Some(kept) => registration::tell(connection, gathering, &kept, notice, letter, now).await,
        None => Ok(()),
    }
}

/// The registration of an address for a gathering that is not over.
async fn active(
    connection: &mut Connection,
    gathering: GatheringId,
    email: &Email,
) -> Result<Option<Registration>, StoreError> {
    let row = registration::select(
        "where gathering = $1 and email = $2 and state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden')",
    );
    let row = row.bind(gathering).bind(email.as_str()).fetch_optional(connection).await?;
    row.as_ref().map(registration::read).transpose()
}

/// A new registration at the end of the line.
async fn insert(
    connection: &mut Connection,
    gathering: GatheringId,
    new: &NewRegistration,
    now: Moment,
) -> Result<RegistrationId, StoreError> {
    let id: RegistrationId = sql("select coalesce(max(id), 0) + 1 from registration").scalar(&mut *connection).await?;
    sql("insert into registration (id, gathering, place, attendance, persons, state, until, holds, at_once, school, name, \
         email, job_title, colleagues, wishes, visibility, made) values ($1, $2, \
         (select coalesce(max(place), 0) + 1 from registration where gathering = $2), $3, $4, 'wachtlijst', null, 0, $5, $6, \
         $7, $8, $9, $10, $11, $12, $13)")
    .bind(id)
    .bind(gathering)
    .bind(new.attendance.slug())
    .bind(i64::from(new.persons))
    .bind(i64::from(new.at_once))
    .bind(&*new.school)
    .bind(&*new.name)
    .bind(new.email.as_str())
    .bind(&*new.job_title)
    .bind(list::write(&new.colleagues))
    .bind(&*new.wishes)
    .bind(new.visibility.slug())
    .bind(now)
    .execute(connection)
    .await?;
    Ok(id)
}
