//! Fresh or fading: who was asked whether something still holds, what they answered, and what has faded.

use std::collections::HashSet;

use domain::{AuditAct, Initiative, InitiativeId, Moment, PersonId, Stage, confirmation::Purpose};

use crate::{
    Mail, Person, Store, StoreError,
    accounts::person,
    audit,
    confirmation::{self, Link, Subject},
    initiatives::{content, initiative},
    mail, revision,
    sql::{Connection, Row, sql},
};

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
    pub id: InitiativeId,
    /// Its title.
    pub title: String,
    /// When it was last confirmed.
    pub confirmed: Moment,
    /// How often its owners were asked since.
    pub reminders: u32,
    /// When last; `None` for never.
    pub reminded: Option<Moment>,
    /// Who can be asked.
    pub owners: Vec<Person>,
}

/// A letter to an owner, with a link of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Who.
    pub person: PersonId,
    /// Hash of the token in the link.
    pub token: String,
    /// Until when that works, as long as the mail has not left.
    pub expires: Moment,
    /// The mail.
    pub letter: Mail,
}

/// Something that has faded, for the editors.
#[derive(Debug, Clone, PartialEq)]
pub struct Faded {
    /// As it is public.
    pub initiative: Initiative,
    /// When it was last confirmed.
    pub confirmed: Moment,
    /// Since when it has faded.
    pub since: Moment,
}

/// How an initiative on the map stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// The initiative.
    pub id: InitiativeId,
    /// Its title.
    pub title: String,
    /// When it was last confirmed.
    pub confirmed: Moment,
    /// Whether it has faded since.
    pub faded: bool,
    /// Whether it is finished: then it is not asked about any more.
    pub finished: bool,
}

impl Store {
    /// What was last confirmed before `before` and has not faded yet, with who can be asked.
    pub async fn aging(&self, before: Moment) -> Result<Vec<Aging>, StoreError> {
        let rows = sql(concat!(
            "select a.id as initiative, a.title, a.confirmed, a.reminders, a.reminded, p.id, p.email, p.name from (select i.id, i.title, ",
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
            let id: InitiativeId = row.get("initiative")?;
            let owner = owner(row)?;
            match aging.last_mut().filter(|last| last.id == id) {
                Some(last) => last.owners.extend(owner),
                None => aging.push(Aging {
                    id,
                    title: row.get("title")?,
                    confirmed: row.get("confirmed")?,
                    reminders: row.count("reminders")?,
                    reminded: row.get("reminded")?,
                    owners: owner.into_iter().collect(),
                }),
            }
        }
        Ok(aging)
    }

    /// Writes one round of mails to the owners. False when something happened since it was read: then nothing is
    /// written. The first round ends the links of the year before.
    pub async fn remind(&self, aging: &Aging, reminders: &[Reminder], now: Moment) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let done = sql(concat!(
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
        .bind(aging.confirmed)
        .bind(aging.reminded.as_deref().unwrap_or_default())
        .execute(&mut transaction)
        .await?;
        if done == 0 {
            return Ok(false);
        }
        if aging.reminders == 0 {
            confirmation::end_still_true(&mut transaction, aging.id, None).await?;
        }
        for Reminder { person, token, expires, letter } in reminders {
            let link = Link { token, expires: Some(*expires), ..Link::default() };
            let subject = Subject::StillTrue { initiative: aging.id, owner: *person };
            confirmation::write(&mut transaction, link, &subject).await?;
            mail::write_with_link(&mut transaction, letter, "", token, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Lets fade what has not been confirmed since it was read, in one transaction. Gives how many.
    pub async fn fade(&self, fading: &[Aging], now: Moment) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let mut faded = 0;
        for Aging { id, confirmed, .. } in fading {
            let done = sql(concat!(
                "insert into freshness (initiative, confirmed, reminders, reminded, faded) \
                 select i.id, coalesce(f.confirmed, ''), coalesce(f.reminders, 0), coalesce(f.reminded, ''), $1",
                perishable!(),
                " and i.id = $2 and ",
                confirmed!(),
                " = $3 on conflict (initiative) do update set faded = excluded.faded",
            ))
            .bind(now)
            .bind(*id)
            .bind(*confirmed)
            .execute(&mut transaction)
            .await?;
            faded += done;
        }
        if faded > 0 {
            revision::grow(&mut transaction).await?;
            transaction.commit().await?;
        }
        Ok(faded)
    }

    /// The ids of everything on the map that has faded.
    pub async fn faded_ids(&self) -> Result<HashSet<InitiativeId>, StoreError> {
        let ids: Vec<InitiativeId> =
            sql(concat!("select i.id", perishable!(), " and ", is_faded!())).scalars(&self.reader).await?;
        Ok(ids.into_iter().collect())
    }

    /// Everything that has faded, the longest first.
    pub async fn faded(&self) -> Result<Vec<Faded>, StoreError> {
        let columns = content::content_columns_of("i");
        let rows = sql(format!(
            concat!(
                "select i.id, i.key, {}, i.example, i.changed, ",
                confirmed!(),
                " as confirmed, f.faded",
                perishable!(),
                " and ",
                is_faded!(),
                " order by f.faded, i.id"
            ),
            columns
        ))
        .fetch_all(&self.reader)
        .await?;
        rows.iter()
            .map(|row| {
                let initiative = content::read(row)?;
                Ok(Faded { initiative, confirmed: row.get("confirmed")?, since: row.get("faded")? })
            })
            .collect()
    }

    /// Who owns an initiative and can be reached.
    pub async fn reachable_owners(&self, initiative: InitiativeId) -> Result<Vec<Person>, StoreError> {
        let rows = sql("select p.id, p.email, p.name from owner o join person p on p.id = o.person \
             where o.initiative = $1 and p.email is not null order by p.id")
        .bind(initiative)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(person::read).collect()
    }

    /// How an initiative stands; `None` when it is not on the map.
    pub async fn freshness(&self, initiative: InitiativeId) -> Result<Option<Freshness>, StoreError> {
        let row = sql(concat!(
            "select i.id, i.title, ",
            confirmed!(),
            " as confirmed, coalesce(f.faded, '') as faded, i.stage from initiative i left join freshness f on f.initiative = i.id \
             where i.id = $1 and i.status = 'gepubliceerd'"
        ))
        .bind(initiative)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|row| {
            let (confirmed, faded): (Moment, Option<Moment>) = (row.get("confirmed")?, row.get("faded")?);
            let finished = row.get::<&str>("stage")? == Stage::Finished.slug();
            Ok(Freshness {
                id: row.get("id")?,
                title: row.get("title")?,
                faded: faded > Some(confirmed) && !finished,
                confirmed,
                finished,
            })
        })
        .transpose()
    }

    /// Which initiative a mailed link asks about, and whom. Looking changes nothing.
    pub async fn asked_by(&self, token: &str, now: Moment) -> Result<Option<(InitiativeId, PersonId)>, StoreError> {
        Ok(match confirmation::look(&mut *self.read().await?, Purpose::StillTrue, token, now).await? {
            Some(Subject::StillTrue { initiative, owner }) => Some((initiative, owner)),
            _ => None,
        })
    }

    /// Somebody says that it still holds; it is fresh at once. `detail` is for the log. False when it is not on the map.
    pub async fn still_true(
        &self,
        id: InitiativeId,
        person: PersonId,
        detail: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        if !initiative::is_published(&mut transaction, id).await? {
            return Ok(false);
        }
        if any_faded(&mut transaction, &[id]).await? {
            revision::grow(&mut transaction).await?;
        }
        sql("insert into freshness (initiative, confirmed, reminders, reminded, faded) values ($1, $2, 0, '', '') \
             on conflict (initiative) do update set confirmed = excluded.confirmed")
        .bind(id)
        .bind(now)
        .execute(&mut transaction)
        .await?;
        audit::write(&mut transaction, Some(person), AuditAct::StillTrue, Some(id), detail, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// Part of an import: it contained these, and that confirms those that nobody owns. True when one of them had faded.
pub(crate) async fn imported(
    connection: &mut Connection,
    ids: &[InitiativeId],
    now: Moment,
) -> Result<bool, StoreError> {
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
    sql(statement).bind(now).execute(connection).await?;
    Ok(faded)
}

async fn any_faded(connection: &mut Connection, ids: &[InitiativeId]) -> Result<bool, StoreError> {
    let statement =
        format!(concat!("select i.id", perishable!(), " and ", is_faded!(), " and i.id in ({}) limit 1"), listed(ids));
    sql(statement).exists(connection).await
}

/// Numbers need no escaping.
fn listed(ids: &[InitiativeId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// The owner of a row; `None` when there is none who can be reached.
fn owner(row: &Row) -> Result<Option<Person>, StoreError> {
    if row.get::<Option<PersonId>>("id")?.is_none() {
        return Ok(None);
    }
    person::read(row).map(Some)
}
