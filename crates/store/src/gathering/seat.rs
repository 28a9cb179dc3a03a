//! The seats of a registration, one for each person, with the code that they show at the door.

use domain::{
    Gathering, GatheringId, Moment, RegistrationId,
    gathering::{
        Attendance, RegistrationState,
        check_in::{CODE_SIGNS, PROOF_SIGNS, code_of, holder},
    },
};

use super::{registration, row};
use crate::{
    Store, StoreError,
    sql::{Connection, Row, list, sql},
};

/// What [`read`] reads.
const SELECT: &str = "select s.registration, s.number, s.code, s.proof, s.present, r.name, r.colleagues, r.school, r.attendance \
     from seat s join registration r on r.id = s.registration";

/// A seat, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Of which registration.
    pub registration: RegistrationId,
    /// From 1: of whoever registered, then of the others.
    pub number: u32,
    /// What they show at the door; empty once names are forgotten.
    pub code: String,
    /// What their certificate is found by; empty once names are forgotten.
    pub proof: String,
    /// When they were checked in.
    pub present: Option<Moment>,
    /// Whose it is.
    pub name: String,
    /// Of which school or organisation.
    pub school: String,
    /// How they take part.
    pub attendance: Attendance,
}

impl Store {
    /// The seats of a gathering whose names are known, by name.
    pub async fn gathering_seats(&self, gathering: GatheringId) -> Result<Vec<Seat>, StoreError> {
        of(&mut *self.read().await?, gathering).await
    }

    /// How many were there; also once names are forgotten.
    pub async fn attendance(&self, gathering: GatheringId) -> Result<i64, StoreError> {
        sql("select count(*) from seat s join registration r on r.id = s.registration where r.gathering = $1 \
             and r.state = 'ingeschreven' and s.present is not null")
        .bind(gathering)
        .scalar(&self.reader)
        .await
    }

    /// The seats of one registration.
    pub async fn seats_of_registration(&self, id: RegistrationId) -> Result<Vec<Seat>, StoreError> {
        let rows = sql(format!("{SELECT} where s.registration = $1 order by s.number"));
        rows.bind(id).fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// The seat with this code, and its gathering.
    pub async fn scanned_seat(&self, code: &str) -> Result<Option<(Seat, Gathering)>, StoreError> {
        self.seat_by("code", code).await
    }

    /// The seat with a certificate of this code, and its gathering.
    pub async fn proven_seat(&self, proof: &str) -> Result<Option<(Seat, Gathering)>, StoreError> {
        self.seat_by("proof", proof).await
    }

    async fn seat_by(&self, column: &'static str, code: &str) -> Result<Option<(Seat, Gathering)>, StoreError> {
        let mut transaction = self.read().await?;
        let found = sql(format!("{SELECT} where s.{column} = $1 and r.state = 'ingeschreven' and r.name <> ''"));
        let found = found.bind(code).fetch_optional(&mut transaction).await?.as_ref().map(read).transpose()?;
        let Some(seat) = found else { return Ok(None) };
        let registration = registration::find(&mut transaction, seat.registration).await?;
        let Some(registration) = registration else { return Ok(None) };
        Ok(row::find(&mut transaction, registration.gathering).await?.map(|gathering| (seat, gathering)))
    }
}

/// The seats of a gathering whose names are known, by name.
pub(super) async fn of(connection: &mut Connection, gathering: GatheringId) -> Result<Vec<Seat>, StoreError> {
    let rows = sql(format!("{SELECT} where r.gathering = $1 and r.state = 'ingeschreven' and r.name <> ''"));
    let rows = rows.bind(gathering).fetch_all(connection).await?;
    let mut seats = rows.iter().map(read).collect::<Result<Vec<Seat>, _>>()?;
    seats.sort_by_cached_key(|seat| (seat.name.to_lowercase(), seat.registration, seat.number));
    Ok(seats)
}

/// The seat of a gathering with this code.
pub(super) async fn with_code(
    connection: &mut Connection,
    gathering: GatheringId,
    code: &str,
) -> Result<Option<Seat>, StoreError> {
    let found =
        sql(format!("{SELECT} where s.code = $1 and r.gathering = $2 and r.state = 'ingeschreven' and r.name <> ''"));
    let found = found.bind(code).bind(gathering).fetch_optional(connection).await?;
    found.as_ref().map(read).transpose()
}

/// Whoever sits there is there from `present`, or not.
pub(super) async fn present(
    connection: &mut Connection,
    (registration, number): (RegistrationId, u32),
    present: Option<Moment>,
) -> Result<(), StoreError> {
    sql("update seat set present = $1 where registration = $2 and number = $3")
        .bind(present)
        .bind(registration)
        .bind(i64::from(number))
        .execute(connection)
        .await?;
    Ok(())
}

/// A registration has as many seats as it has persons, while it has any. Those that it has keep their codes.
pub(super) async fn follow(connection: &mut Connection, id: RegistrationId, now: Moment) -> Result<(), StoreError> {
    let Some(registration) = registration::find(connection, id).await? else { return Ok(()) };
    let seated = registration.state == RegistrationState::Registered;
    let persons = if seated { registration.persons } else { 0 };
    sql("delete from seat where registration = $1 and number > $2")
        .bind(id)
        .bind(i64::from(persons))
        .execute(&mut *connection)
        .await?;
    let last: i64 = sql("select coalesce(max(number), 0) from seat where registration = $1")
        .bind(id)
        .scalar(&mut *connection)
        .await?;
    for number in (1..=persons).filter(|number| i64::from(*number) > last) {
        insert(connection, id, number, now).await?;
    }
    Ok(())
}

/// The seats are somebody else's: the codes of before are worth nothing.
pub(super) async fn renew(connection: &mut Connection, id: RegistrationId, now: Moment) -> Result<(), StoreError> {
    sql("delete from seat where registration = $1").bind(id).execute(&mut *connection).await?;
    follow(connection, id, now).await
}

async fn insert(connection: &mut Connection, id: RegistrationId, number: u32, now: Moment) -> Result<(), StoreError> {
    loop {
        let (Some(code), Some(proof)) = (random(CODE_SIGNS)?, random(PROOF_SIGNS)?) else { continue };
        let made = sql("insert into seat (registration, number, code, proof, present, made) \
             values ($1, $2, $3, $4, null, $5) on conflict do nothing")
        .bind(id)
        .bind(i64::from(number))
        .bind(code)
        .bind(proof)
        .bind(now)
        .execute(&mut *connection)
        .await?;
        // Somebody else may have that code.
        if made > 0 {
            return Ok(());
        }
    }
}

/// A code that nobody can guess; `None` once in a very long while.
fn random(signs: usize) -> Result<Option<String>, StoreError> {
    let mut bytes = [0_u8; 2 * PROOF_SIGNS];
    getrandom::fill(&mut bytes)?;
    Ok(code_of(&bytes, signs))
}

fn read(row: &Row) -> Result<Seat, StoreError> {
    let (name, number): (&str, _) = (row.get("name")?, row.count("number")?);
    let colleagues: Vec<String> = row.parse("colleagues", list::read)?;
    Ok(Seat {
        registration: row.get("registration")?,
        number,
        code: row.get::<Option<String>>("code")?.unwrap_or_default(),
        proof: row.get::<Option<String>>("proof")?.unwrap_or_default(),
        present: row.get("present")?,
        name: holder(name, &colleagues, number),
        school: row.get("school")?,
        attendance: row.parse("attendance", Attendance::parse)?,
    })
}
