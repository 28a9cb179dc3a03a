//! A registration: one claim on seats, by one address.

use domain::{
    Email, Gathering, GatheringId, Moment, RegistrationId,
    gathering::{Attendance, RegistrationState, Visibility},
};

use super::{claims, row, seat};
use crate::{
    Mail, Store, StoreError,
    confirmation::{self, Link, Subject},
    mail,
    sql::{Connection, Row, Statement, list, sql},
};

/// What [`read`] reads.
const COLUMNS: &str = "id, gathering, attendance, persons, state, until, holds, at_once, school, name, email, job_title, \
     colleagues, wishes, visibility, made, \
     (select string_agg(s.code, ' ' order by s.number) from seat s where s.registration = registration.id) as codes";

/// A registration as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// One number for its whole life.
    pub id: RegistrationId,
    /// For which gathering.
    pub gathering: GatheringId,
    /// How they take part.
    pub attendance: Attendance,
    /// How many persons.
    pub persons: u32,
    /// How it stands.
    pub state: RegistrationState,
    /// Until when seats are held or offered.
    pub until: Option<Moment>,
    /// Seats are held for it while its address is not confirmed.
    pub holds: bool,
    /// A freed seat is taken without asking.
    pub at_once: bool,
    /// The school or organisation.
    pub school: String,
    /// Who registered; empty once forgotten.
    pub name: String,
    /// Their address; `None` once forgotten.
    pub email: Option<Email>,
    /// What they do there; may be empty.
    pub job_title: String,
    /// The names of the others, as far as known.
    pub colleagues: Vec<String>,
    /// Of diet or access; may be empty.
    pub wishes: String,
    /// Who may read their names.
    pub visibility: Visibility,
    /// When it was made.
    pub made: Moment,
    /// What each of them shows to check in; empty without seats.
    pub codes: Vec<String>,
}

/// What somebody who registered is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationNotice {
    /// Confirm your address; whether seats are held meanwhile.
    Confirm {
        /// They are; otherwise they are to wait in line.
        holds: bool,
    },
    /// You were registered already.
    Known,
    /// You have a seat.
    Seated,
    /// You wait in line.
    Waiting {
        /// From 1.
        position: usize,
    },
    /// A seat fell free.
    Offered {
        /// Until when it waits for an answer.
        until: Moment,
    },
    /// An offer was not answered in time.
    Expired,
    /// You withdrew, or gave your seat to somebody else.
    Withdrawn,
    /// Somebody gave you their seat.
    HandedOver,
    /// The gathering moved.
    Moved,
    /// It is soon: do you still come?
    Reminder,
    /// What do you think of it? Its link is not to one's own registration.
    Evaluation,
    /// The gathering does not go on; whether there was a seat.
    Cancelled {
        /// There was: calendars are told.
        seated: bool,
    },
}

/// A mail with a link to one's own registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedMail {
    /// The mail.
    pub mail: Mail,
    /// Hash of the token in its link.
    pub token: String,
}

/// Writes the mail that tells something to who registered.
pub type WriteRegistrationMail<'a> =
    &'a (dyn Fn(&Gathering, &Registration, RegistrationNotice) -> LinkedMail + Send + Sync);

/// How the seats of a gathering stand, of those who take part in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    /// Of which gathering.
    pub gathering: GatheringId,
    /// Of those who take part like this.
    pub attendance: Attendance,
    /// Persons with a seat that is theirs, offered or held.
    pub taken: u32,
    /// Persons who wait in line.
    pub waiting: u32,
}

impl Store {
    /// One's own registration behind a mailed link, with its gathering and its place in line. Looking changes nothing.
    pub async fn registration(
        &self,
        token: &str,
        now: Moment,
    ) -> Result<Option<(Registration, Gathering, Option<usize>)>, StoreError> {
        let mut transaction = self.read().await?;
        let Some(registration) = behind(&mut transaction, token, now).await? else { return Ok(None) };
        let Some(gathering) = row::find(&mut transaction, registration.gathering).await? else { return Ok(None) };
        let claims = claims::of(&mut transaction, gathering.id, registration.attendance).await?;
        let position = domain::seats::position(&claims, registration.id);
        Ok(Some((registration, gathering, position)))
    }

    /// Every registration for a gathering, in the order of the line; those that are over last.
    pub async fn registrations(&self, gathering: GatheringId) -> Result<Vec<Registration>, StoreError> {
        let rows = select(
            "where gathering = $1 order by case when state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden') then 0 else 1 end, attendance desc, place",
        );
        rows.bind(gathering).fetch_all(&self.reader).await?.iter().map(read).collect()
    }

    /// The registrations of an address that are not over, the first gathering first.
    pub async fn registrations_of(&self, email: &Email) -> Result<Vec<(Registration, Gathering)>, StoreError> {
        let mut transaction = self.read().await?;
        let rows = select(
            "where email = $1 and state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden') order by id",
        );
        let mut found = Vec::new();
        for row in rows.bind(email.as_str()).fetch_all(&mut transaction).await? {
            let registration = read(&row)?;
            if let Some(gathering) = row::find(&mut transaction, registration.gathering).await? {
                found.push((registration, gathering));
            }
        }
        found.sort_by_key(|(_, gathering)| gathering.content.begins);
        Ok(found)
    }

    /// How the seats of gatherings stand that anybody registered for.
    pub async fn seats(&self, now: Moment) -> Result<Vec<Seats>, StoreError> {
        let rows = sql("select gathering, attendance, \
             cast(coalesce(sum(case when state in ('ingeschreven', 'aangeboden') or holds = 1 and until > $1 then persons else 0 end), 0) as bigint) as taken, \
             cast(coalesce(sum(case when state = 'wachtlijst' then persons else 0 end), 0) as bigint) as waiting \
             from registration where state in ('te-bevestigen', 'ingeschreven', 'wachtlijst', 'aangeboden') \
             group by gathering, attendance order by gathering, attendance");
        let rows = rows.bind(now).fetch_all(&self.reader).await?;
        rows.iter()
            .map(|row| {
                Ok(Seats {
                    gathering: row.get("gathering")?,
                    attendance: row.parse("attendance", Attendance::parse)?,
                    taken: row.count("taken")?,
                    waiting: row.count("waiting")?,
                })
            })
            .collect()
    }
}

/// Registrations as they are kept; `which` says which.
pub(super) fn select(which: &str) -> Statement {
    sql(format!("select {COLUMNS} from registration {which}"))
}

/// The registration with this number.
pub(super) async fn find(connection: &mut Connection, id: RegistrationId) -> Result<Option<Registration>, StoreError> {
    select("where id = $1").bind(id).fetch_optional(connection).await?.as_ref().map(read).transpose()
}

/// The registration behind a mailed link.
pub(super) async fn behind(
    connection: &mut Connection,
    token: &str,
    now: Moment,
) -> Result<Option<Registration>, StoreError> {
    let link = confirmation::look(connection, domain::confirmation::Purpose::Registration, token, now).await?;
    let Some(Subject::Registration(id)) = link else { return Ok(None) };
    find(connection, id).await
}

/// Tells somebody who registered something, with a link to their registration. Nobody is told whose address is forgotten.
pub(super) async fn tell(
    connection: &mut Connection,
    gathering: &Gathering,
    registration: &Registration,
    notice: RegistrationNotice,
    letter: WriteRegistrationMail<'_>,
    now: Moment,
) -> Result<(), StoreError> {
    if registration.email.is_none() {
        return Ok(());
    }
    let LinkedMail { mail, token } = letter(gathering, registration, notice);
    if notice == RegistrationNotice::Withdrawn {
        // It leads nowhere: the registration is over, or somebody else's.
        return mail::write(connection, &mail, now).await;
    }
    let link = Link { token: &token, ..Link::default() };
    confirmation::write(connection, link, &Subject::Registration(registration.id)).await?;
    mail::write_with_link(connection, &mail, &format!("aanmelding/{}", registration.id), &token, now).await
}

/// How a registration stands from now on. With seats it has codes, and without them none.
pub(super) async fn stands(
    connection: &mut Connection,
    id: RegistrationId,
    state: RegistrationState,
    until: Option<Moment>,
    now: Moment,
) -> Result<(), StoreError> {
    sql("update registration set state = $1, until = $2, holds = 0 where id = $3")
        .bind(state.slug())
        .bind(until)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    seat::follow(connection, id, now).await
}

pub(super) fn read(row: &Row) -> Result<Registration, StoreError> {
    let email: Option<&str> = row.get("email")?;
    Ok(Registration {
        id: row.get("id")?,
        gathering: row.get("gathering")?,
        attendance: row.parse("attendance", Attendance::parse)?,
        persons: row.count("persons")?,
        state: row.parse("state", RegistrationState::parse)?,
        until: row.get("until")?,
        holds: row.flag("holds")?,
        at_once: row.flag("at_once")?,
        school: row.get("school")?,
        name: row.get("name")?,
        email: email.map(Email::parse).transpose().map_err(|_| row.wrong("email"))?,
        job_title: row.get("job_title")?,
        colleagues: row.parse("colleagues", list::read)?,
        wishes: row.get("wishes")?,
        visibility: row.parse("visibility", Visibility::parse)?,
        made: row.get("made")?,
        codes: row.get::<Option<&str>>("codes")?.unwrap_or_default().split_whitespace().map(str::to_owned).collect(),
    })
}
