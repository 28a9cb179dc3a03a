//! Fresh or fading: who was asked whether something still holds, what they answered, and what has faded.

use std::collections::HashSet;

use domain::{Email, Initiative, Stage};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use crate::{Mail, Person, Store, StoreError, audit, initiatives::initiative, mail, revision};

/// When the initiative was last confirmed: published, changed, or said to be still true.
macro_rules! confirmed {
    () => {
        "case when coalesce(f.confirmed, '') > i.changed then f.confirmed else i.changed end"
    };
}

/// Everything on the map that can fade. What is finished does not, nor do invented examples.
macro_rules! perishable {
    () => {
        " from initiative i left join freshness f on f.initiative = i.id \
         where i.status = 'gepubliceerd' and i.example = 0 and i.stage <> 'afgerond'"
    };
}

/// What has faded since it was last confirmed.
macro_rules! is_faded {
    () => {
        concat!("coalesce(f.faded, '') > ", confirmed!())
    };
}

/// Something that was confirmed some time ago, and has not faded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aging {
    /// The initiative.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// When it was last confirmed.
    pub confirmed: String,
    /// How often its owners were asked since.
    pub reminders: u32,
    /// When last; empty for never.
    pub reminded: String,
    /// Who can be asked.
    pub owners: Vec<Person>,
}

/// A letter to an owner, with a link of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Who.
    pub person: i64,
    /// Hash of the token in the link.
    pub token: String,
    /// The mail.
    pub letter: Mail,
}

/// Something that has faded, for the editors.
#[derive(Debug, Clone, PartialEq)]
pub struct Faded {
    /// As it is public.
    pub initiative: Initiative,
    /// When it was last confirmed.
    pub confirmed: String,
    /// Since when it has faded.
    pub since: String,
}

/// How an initiative on the map stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// The initiative.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// When it was last confirmed.
    pub confirmed: String,
    /// Whether it has faded since.
    pub faded: bool,
    /// Whether it is finished: then it is not asked about any more.
    pub finished: bool,
}

impl Store {
    /// What was last confirmed before `before` and has not faded yet, with who can be asked.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn aging(&self, before: &str) -> Result<Vec<Aging>, StoreError> {
        let rows = sqlx::query(concat!(
            "select a.id, a.title, a.confirmed, a.reminders, a.reminded, p.id, p.email, p.name from (select i.id, i.title, ",
            confirmed!(),
            " as confirmed, case when f.reminded > ",
            confirmed!(),
            " then f.reminders else 0 end as reminders, coalesce(f.reminded, '') as reminded",
            perishable!(),
            " and not ",
            is_faded!(),
            ") a left join owner o on o.initiative = a.id left join person p on p.id = o.person and p.email is not null \
             where a.confirmed < $1 order by a.id, p.id",
        ))
        .bind(before)
        .fetch_all(&self.reader)
        .await?;
        let mut aging: Vec<Aging> = Vec::new();
        for row in &rows {
            let id: i64 = row.try_get(0)?;
            let owner = owner(row, 5)?;
            match aging.last_mut().filter(|last| last.id == id) {
                Some(last) => last.owners.extend(owner),
                None => aging.push(Aging {
                    id,
                    title: row.try_get(1)?,
                    confirmed: row.try_get(2)?,
                    reminders: u32::try_from(row.try_get::<i64, _>(3)?).unwrap_or(u32::MAX),
                    reminded: row.try_get(4)?,
                    owners: owner.into_iter().collect(),
                }),
            }
        }
        Ok(aging)
    }

    /// Writes one round of mails to the owners. False when something happened since it was read: then nothing is
    /// written. The first round ends the links of the year before.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remind(&self, aging: &Aging, reminders: &[Reminder], now: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let done = sqlx::query(concat!(
            "insert into freshness (initiative, confirmed, reminders, reminded, faded) \
             select i.id, coalesce(f.confirmed, ''), $1, $2, coalesce(f.faded, '')",
            perishable!(),
            " and i.id = $3 and ",
            confirmed!(),
            " = $4 and coalesce(f.reminded, '') = $5 \
             on conflict (initiative) do update set reminders = excluded.reminders, reminded = excluded.reminded",
        ))
        .bind(i64::from(aging.reminders) + 1)
        .bind(now)
        .bind(aging.id)
        .bind(&*aging.confirmed)
        .bind(&*aging.reminded)
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        if aging.reminders == 0 {
            sqlx::query("delete from freshness_link where initiative = $1")
                .bind(aging.id)
                .execute(&mut *transaction)
                .await?;
        }
        for Reminder { person, token, letter } in reminders {
            sqlx::query("insert into freshness_link (token, initiative, person) values ($1, $2, $3)")
                .bind(token)
                .bind(aging.id)
                .bind(person)
                .execute(&mut *transaction)
                .await?;
            mail::write(&mut transaction, letter, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Lets fade what has not been confirmed since it was read, in one transaction. Gives how many.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn fade(&self, fading: &[Aging], now: &str) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let mut faded = 0;
        for Aging { id, confirmed, .. } in fading {
            let done = sqlx::query(concat!(
                "insert into freshness (initiative, confirmed, reminders, reminded, faded) \
                 select i.id, coalesce(f.confirmed, ''), coalesce(f.reminders, 0), coalesce(f.reminded, ''), $1",
                perishable!(),
                " and i.id = $2 and ",
                confirmed!(),
                " = $3 on conflict (initiative) do update set faded = excluded.faded",
            ))
            .bind(now)
            .bind(id)
            .bind(confirmed)
            .execute(&mut *transaction)
            .await?;
            faded += done.rows_affected();
        }
        if faded > 0 {
            revision::grow(&mut transaction).await?;
            transaction.commit().await?;
        }
        Ok(faded)
    }

    /// The ids of everything on the map that has faded.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn faded_ids(&self) -> Result<HashSet<i64>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(concat!("select i.id", perishable!(), " and ", is_faded!()))
            .fetch_all(&self.reader)
            .await?;
        Ok(ids.into_iter().collect())
    }

    /// Everything that has faded, the longest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn faded(&self) -> Result<Vec<Faded>, StoreError> {
        let rows = sqlx::query(concat!(
            "select ",
            initiative::columns!(),
            ", ",
            confirmed!(),
            ", f.faded",
            perishable!(),
            " and ",
            is_faded!(),
            " order by f.faded, i.id"
        ))
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Faded { initiative: initiative::read(row)?, confirmed: row.try_get(22)?, since: row.try_get(23)? })
            })
            .collect()
    }

    /// Who owns an initiative and can be reached.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn reachable_owners(&self, initiative: i64) -> Result<Vec<Person>, StoreError> {
        let rows = sqlx::query(
            "select p.id, p.email, p.name from owner o join person p on p.id = o.person \
             where o.initiative = $1 and p.email is not null order by p.id",
        )
        .bind(initiative)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().filter_map(|row| owner(row, 0).transpose()).collect()
    }

    /// How an initiative stands; `None` when it is not on the map.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn freshness(&self, initiative: i64) -> Result<Option<Freshness>, StoreError> {
        let row = sqlx::query(concat!(
            "select i.id, i.title, ",
            confirmed!(),
            ", coalesce(f.faded, ''), i.stage from initiative i left join freshness f on f.initiative = i.id \
             where i.id = $1 and i.status = 'gepubliceerd'"
        ))
        .bind(initiative)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|row| {
            let (confirmed, faded): (String, String) = (row.try_get(2)?, row.try_get(3)?);
            let finished = row.try_get::<&str, _>(4)? == Stage::Finished.slug();
            Ok(Freshness {
                id: row.try_get(0)?,
                title: row.try_get(1)?,
                faded: faded > confirmed && !finished,
                confirmed,
                finished,
            })
        })
        .transpose()
    }

    /// Which initiative a mailed link asks about, and whom. Looking changes nothing.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn asked_by(&self, token: &str) -> Result<Option<(i64, i64)>, StoreError> {
        let row = sqlx::query("select initiative, person from freshness_link where token = $1")
            .bind(token)
            .fetch_optional(&self.reader)
            .await?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
    }

    /// Somebody says that it still holds; it is fresh at once. `detail` is for the log. False when it is not on the map.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn still_true(&self, id: i64, person: i64, detail: &str, now: &str) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let on_map: Option<i64> =
            sqlx::query_scalar("select id from initiative where id = $1 and status = 'gepubliceerd'")
                .bind(id)
                .fetch_optional(&mut *transaction)
                .await?;
        if on_map.is_none() {
            return Ok(false);
        }
        if any_faded(&mut transaction, &[id]).await? {
            revision::grow(&mut transaction).await?;
        }
        sqlx::query(
            "insert into freshness (initiative, confirmed, reminders, reminded, faded) values ($1, $2, 0, '', '') \
             on conflict (initiative) do update set confirmed = excluded.confirmed",
        )
        .bind(id)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        audit::write(&mut transaction, Some(person), "klopt nog", Some(id), detail, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Part of an import: it contained these, and that confirms those that nobody owns. True when one of them had faded.
pub(crate) async fn imported(connection: &mut SqliteConnection, ids: &[i64], now: &str) -> Result<bool, StoreError> {
    if ids.is_empty() {
        return Ok(false);
    }
    let faded = any_faded(connection, ids).await?;
    let statement = format!(
        "insert into freshness (initiative, confirmed, reminders, reminded, faded) \
         select i.id, $1, 0, '', '' from initiative i where i.id in ({}) \
         and not exists (select 1 from owner o where o.initiative = i.id) \
         on conflict (initiative) do update set confirmed = excluded.confirmed",
        listed(ids)
    );
    sqlx::query(sqlx::AssertSqlSafe(statement)).bind(now).execute(connection).await?;
    Ok(faded)
}

async fn any_faded(connection: &mut SqliteConnection, ids: &[i64]) -> Result<bool, StoreError> {
    let statement =
        format!(concat!("select i.id", perishable!(), " and ", is_faded!(), " and i.id in ({}) limit 1"), listed(ids));
    let one: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(statement)).fetch_optional(connection).await?;
    Ok(one.is_some())
}

/// Numbers need no escaping.
fn listed(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// The owner in these three columns; `None` when there is none who can be reached.
fn owner(row: &SqliteRow, first: usize) -> Result<Option<Person>, StoreError> {
    let Some(id) = row.try_get::<Option<i64>, _>(first)? else { return Ok(None) };
    let email =
        Email::parse(row.try_get(first + 1)?).map_err(|_| StoreError::Value { id: id.to_string(), column: "email" })?;
    Ok(Some(Person { id, email, name: row.try_get(first + 2)? }))
}
