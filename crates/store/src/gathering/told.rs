//! What people are told when its hour has come, each of them once: a reminder, a question afterwards, a nudge.

use domain::{Email, Gathering, GatheringId, Moment, gathering::GatheringStatus, local_time::shown_at};

use super::{
    error::GatheringError,
    evaluation,
    registration::{self, Registration, RegistrationNotice, WriteRegistrationMail},
    report, row,
};
use crate::{
    Mail, Store, StoreError, mail,
    sql::{Connection, Statement, sql},
};

/// Days around a gathering in which anybody may be told anything.
const DAYS: i64 = 20;

/// What there is to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Whoever has a seat: do you still come?
    Reminder,
    /// Whoever was there: what do you think of it?
    Evaluation,
    /// Whoever announced it, so many days after the end: is there a report?
    Report(i64),
}

/// Writes the mail to whoever announced a gathering.
pub type WriteNudge<'a> = &'a (dyn Fn(&Gathering, &Email) -> Mail + Send + Sync);

impl Telling {
    /// As the ledger knows it. A gathering that moved to another day is told of again.
    fn thing(self, gathering: &Gathering) -> String {
        match self {
            Self::Reminder => format!("herinnering {}", shown_at(gathering.content.begins).date()),
            Self::Evaluation => "evaluatie".to_owned(),
            Self::Report(days) => format!("verslag {days}"),
        }
    }
}

impl Store {
    /// What is to be told at `now`, to anybody who was not.
    pub async fn tellings_due(&self, now: Moment) -> Result<Vec<(GatheringId, Telling)>, StoreError> {
        let mut transaction = self.read().await?;
        let around = sql(format!(
            "select {} from gathering where status = 'aangekondigd' and begins < $1 and ends > $2 order by id",
            row::columns()
        ));
        let rows = around.bind(now.plus_seconds(DAYS * 86_400)).bind(now.plus_seconds(-DAYS * 86_400));
        let rows = rows.fetch_all(&mut transaction).await?;
        let mut due = Vec::new();
        for row in &rows {
            let gathering = row::read(row)?;
            for telling in hours(&mut transaction, &gathering, now).await? {
                let anybody = match telling {
                    Telling::Report(_) => announcer(&mut transaction, &gathering, telling).await?.is_some(),
                    _ => !untold(&mut transaction, &gathering, telling).await?.is_empty(),
                };
                if anybody {
                    due.push((gathering.id, telling));
                }
            }
        }
        Ok(due)
    }

    /// Tells whoever registered, as far as its hour has come and they were not told. Doing it twice is doing it once.
    pub async fn tell_registered(
        &self,
        id: GatheringId,
        telling: Telling,
        letter: WriteRegistrationMail<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if !hours(&mut transaction, &gathering, now).await?.contains(&telling) {
            return Ok(());
        }
        for one in untold(&mut transaction, &gathering, telling).await? {
            sql("insert into registration_told (registration, thing, at) values ($1, $2, $3)")
                .bind(one.id)
                .bind(telling.thing(&gathering))
                .bind(now)
                .execute(&mut transaction)
                .await?;
            if telling == Telling::Evaluation {
                let linked = letter(&gathering, &one, RegistrationNotice::Evaluation);
                evaluation::insert_link(&mut transaction, &linked.token, id).await?;
                mail::write(&mut transaction, &linked.mail, now).await?;
            } else {
                let notice = RegistrationNotice::Reminder;
                registration::tell(&mut transaction, &gathering, &one, notice, letter, now).await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    /// Asks whoever announced a gathering for the report that is not there. Doing it twice is doing it once.
    pub async fn nudge_report(
        &self,
        id: GatheringId,
        telling: Telling,
        letter: WriteNudge<'_>,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if !hours(&mut transaction, &gathering, now).await?.contains(&telling) {
            return Ok(());
        }
        if let Some(email) = announcer(&mut transaction, &gathering, telling).await? {
            sql("insert into gathering_told (gathering, thing, at) values ($1, $2, $3)")
                .bind(id)
                .bind(telling.thing(&gathering))
                .bind(now)
                .execute(&mut transaction)
                .await?;
            mail::write(&mut transaction, &letter(&gathering, &email), now).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// What its hour has come of, and has not gone by.
async fn hours(connection: &mut Connection, gathering: &Gathering, now: Moment) -> Result<Vec<Telling>, StoreError> {
    let mut hours = Vec::new();
    if gathering.status != GatheringStatus::Announced {
        return Ok(hours);
    }
    if (gathering.reminds()..gathering.content.begins).contains(&now) {
        hours.push(Telling::Reminder);
    }
    if (gathering.evaluates()..gathering.evaluation_closes()).contains(&now)
        && evaluation::evaluated(connection, gathering.id).await?
    {
        hours.push(Telling::Evaluation);
    }
    if let Some(days) = gathering.report_nudge(now)
        && report::find(connection, gathering.id).await?.is_none()
    {
        hours.push(Telling::Report(days));
    }
    Ok(hours)
}

/// Who has a seat, or was there, and was not told.
async fn untold(
    connection: &mut Connection,
    gathering: &Gathering,
    telling: Telling,
) -> Result<Vec<Registration>, StoreError> {
    let which = match telling {
        // Who got a seat after that hour knows.
        Telling::Reminder => "(select min(s.made) from seat s where s.registration = registration.id) < $3",
        // Everybody with a seat, when nobody was checked in.
        _ => {
            "(exists (select 1 from seat s where s.registration = registration.id and s.present is not null) \
             or not exists (select 1 from seat s join registration r on r.id = s.registration where r.gathering = $1 \
             and s.present is not null)) and made < $3"
        }
    };
    let rows = registration::select(&format!(
        "where gathering = $1 and state = 'ingeschreven' and email is not null and {which} \
         and not exists (select 1 from registration_told t where t.registration = registration.id and t.thing = $2) \
         order by place"
    ));
    let before = if telling == Telling::Reminder { gathering.reminds() } else { gathering.content.ends };
    let rows: Statement = rows.bind(gathering.id).bind(telling.thing(gathering)).bind(before);
    rows.fetch_all(connection).await?.iter().map(registration::read).collect()
}

/// Who announced it and was not told; nobody when they are gone.
async fn announcer(
    connection: &mut Connection,
    gathering: &Gathering,
    telling: Telling,
) -> Result<Option<Email>, StoreError> {
    let row = sql("select p.email from gathering g join person p on p.id = g.announced_by where g.id = $1 \
         and p.email is not null and not exists (select 1 from gathering_told t where t.gathering = g.id and t.thing = $2)");
    let row = row.bind(gathering.id).bind(telling.thing(gathering)).fetch_optional(connection).await?;
    row.map(|row| row.parse("email", Email::parse)).transpose()
}
