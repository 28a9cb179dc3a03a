//! The programme of a gathering: made in the dark, published as a whole.

use domain::{
    AuditAct, Email, Gathering, GatheringId, InitiativeId, Moment, PersonId,
    gathering::{GatheringStatus, PitchState, Slot, SlotKind, programme::MAX_SLOTS},
};

use super::{error::GatheringError, row};
use crate::{
    Mail, Store, StoreError, audit,
    initiatives::initiative,
    mail,
    ownership::owner,
    revision,
    sql::{Connection, Row, Statement, sql},
};

/// A part of a programme, with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSlot {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub slot: Slot,
}

/// The offer of an owner to pitch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pitch {
    /// At which gathering.
    pub gathering: GatheringId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// What it is called.
    pub title: String,
    /// Its school; may be empty.
    pub school: String,
    /// Why they want to; may be empty.
    pub why: String,
    /// How the offer stands.
    pub state: PitchState,
}

/// What became of a pitch, since the programme was published last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PitchNews {
    /// Which initiative.
    pub initiative: InitiativeId,
    /// What it is called.
    pub title: String,
    /// When and where it is; `None` when it is no longer in the programme.
    pub slot: Option<Slot>,
    /// It was in the programme before.
    pub known: bool,
}

/// Where an initiative is or was pitched.
#[derive(Debug, Clone, PartialEq)]
pub struct Pitched {
    /// The gathering.
    pub gathering: Gathering,
    /// When.
    pub slot: Slot,
}

impl Store {
    /// An owner offers to pitch. Again is no mistake, also after taking it back.
    pub async fn offer_pitch(
        &self,
        id: GatheringId,
        initiative: InitiativeId,
        why: &str,
        person: PersonId,
        now: Moment,
    ) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status != GatheringStatus::Announced || now >= gathering.content.begins {
            return Err(GatheringError::NotAnnounced);
        }
        if !initiative::is_published(&mut transaction, initiative).await? {
            return Err(GatheringError::Gone);
        }
        let done = sql("insert into pitch (gathering, initiative, person, why, state, made) values ($1, $2, $3, $4, 'aangeboden', $5) \
             on conflict (gathering, initiative) do update set person = excluded.person, why = excluded.why, \
             state = 'aangeboden', made = excluded.made where pitch.state = 'ingetrokken'")
        .bind(id)
        .bind(initiative)
        .bind(person)
        .bind(why)
        .bind(now)
        .execute(&mut transaction)
        .await?;
        if done > 0 {
            let detail = format!("bijeenkomst {id} ‘{}’", gathering.content.title);
            let act = AuditAct::PitchOffered;
            audit::write(&mut transaction, Some(person), act, Some(initiative), &detail, now).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// An owner takes an offer back that is not decided yet.
    pub async fn withdraw_pitch(&self, id: GatheringId, initiative: InitiativeId) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let done = sql("update pitch set state = 'ingetrokken' where gathering = $1 and initiative = $2 \
             and state in ('aangeboden', 'ingetrokken')");
        if done.bind(id).bind(initiative).execute(&mut transaction).await? == 0 {
            return Err(GatheringError::Decided);
        }
        Ok(transaction.commit().await?)
    }

    /// The offers to pitch at a gathering, the oldest first; without those that were taken back.
    pub async fn pitches(&self, id: GatheringId) -> Result<Vec<Pitch>, StoreError> {
        let rows = pitches("where p.gathering = $1 and p.state <> 'ingetrokken' order by p.made, p.initiative");
        rows.bind(id).fetch_all(&self.reader).await?.iter().map(read_pitch).collect()
    }

    /// Where an initiative was offered, the newest first.
    pub async fn pitches_of(&self, initiative: InitiativeId) -> Result<Vec<Pitch>, StoreError> {
        let rows = pitches("where p.initiative = $1 order by p.made desc, p.gathering");
        rows.bind(initiative).fetch_all(&self.reader).await?.iter().map(read_pitch).collect()
    }

    /// The organiser says no, as long as the programme has no place for it. Told to nobody before the programme is published.
    pub async fn decline_pitch(&self, id: GatheringId, initiative: InitiativeId) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let done = sql("update pitch set state = 'afgewezen' where gathering = $1 and initiative = $2 \
             and state in ('aangeboden', 'afgewezen')");
        if done.bind(id).bind(initiative).execute(&mut transaction).await? == 0 {
            return Err(GatheringError::Decided);
        }
        Ok(transaction.commit().await?)
    }

    /// A part more, in the programme that is being made. A pitch is accepted with it.
    pub async fn add_slot(&self, id: GatheringId, slot: &Slot, now: Moment) -> Result<(), GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status == GatheringStatus::Cancelled || now >= gathering.content.ends {
            return Err(GatheringError::NotAnnounced);
        }
        let count: i64 = sql("select count(*) from slot where gathering = $1 and published = 0")
            .bind(id)
            .scalar(&mut transaction)
            .await?;
        if usize::try_from(count).unwrap_or_default() >= MAX_SLOTS {
            return Err(GatheringError::LongProgramme);
        }
        if let Some(initiative) = slot.initiative {
            let accepted = sql("update pitch set state = 'geaccepteerd' where gathering = $1 and initiative = $2 \
                 and state in ('aangeboden', 'afgewezen')");
            if accepted.bind(id).bind(initiative).execute(&mut transaction).await? == 0 {
                return Err(GatheringError::Decided);
            }
        }
        insert(&mut transaction, id, slot, false).await?;
        Ok(transaction.commit().await?)
    }

    /// A part less, in the programme that is being made; a pitch waits for a decision again. Again is no mistake.
    pub async fn remove_slot(&self, id: GatheringId, slot: i64) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let removed = sql("delete from slot where id = $1 and gathering = $2 and published = 0 returning initiative");
        let removed = removed.bind(slot).bind(id).fetch_optional(&mut transaction).await?;
        if let Some(initiative) =
            removed.map(|row| row.get::<Option<InitiativeId>>("initiative")).transpose()?.flatten()
        {
            sql("update pitch set state = 'aangeboden' where gathering = $1 and initiative = $2")
                .bind(id)
                .bind(initiative)
                .execute(&mut transaction)
                .await?;
        }
        transaction.commit().await
    }

    /// The programme that everybody reads, or the one that is being made, in its order.
    pub async fn programme(&self, id: GatheringId, published: bool) -> Result<Vec<KeptSlot>, StoreError> {
        slots(&mut *self.read().await?, id, published).await
    }

    /// Publishes the programme as it is: owners of a pitch that is new, elsewhere or gone are told, and nobody else.
    /// Gives how many pitches that were.
    pub async fn publish_programme(
        &self,
        id: GatheringId,
        person: PersonId,
        letter: impl Fn(&Gathering, &PitchNews, &Email) -> Mail,
        now: Moment,
    ) -> Result<usize, GatheringError> {
        let mut transaction = self.write().await?;
        let gathering = row::find(&mut transaction, id).await?.ok_or(GatheringError::Gone)?;
        if gathering.status != GatheringStatus::Announced || now >= gathering.content.ends {
            return Err(GatheringError::NotAnnounced);
        }
        let (read, made) = (slots(&mut transaction, id, true).await?, slots(&mut transaction, id, false).await?);
        let news = news(&mut transaction, &read, &made).await?;
        sql("delete from slot where gathering = $1 and published = 1").bind(id).execute(&mut transaction).await?;
        for kept in &made {
            insert(&mut transaction, id, &kept.slot, true).await?;
        }
        for one in &news {
            for email in owner::addresses(&mut transaction, one.initiative).await? {
                mail::write(&mut transaction, &letter(&gathering, one, &email), now).await?;
            }
        }
        revision::grow(&mut transaction).await?;
        let detail = format!("bijeenkomst {id} ‘{}’", gathering.content.title);
        audit::write(&mut transaction, Some(person), AuditAct::ProgrammePublished, None, &detail, now).await?;
        transaction.commit().await?;
        Ok(news.len())
    }

    /// Where an initiative is or was pitched, by what is published; not where it is cancelled. The last first.
    pub async fn pitched(&self, initiative: InitiativeId) -> Result<Vec<Pitched>, StoreError> {
        let mut transaction = self.read().await?;
        let rows = sql("select id, gathering, begins, ends, kind, title, room, initiative from slot \
             where initiative = $1 and published = 1 order by begins desc, id");
        let mut pitched = Vec::new();
        for found in rows.bind(initiative).fetch_all(&mut transaction).await? {
            let gathering = row::find(&mut transaction, found.get("gathering")?).await?;
            if let Some(gathering) = gathering.filter(|one| one.status == GatheringStatus::Announced) {
                pitched.push(Pitched { gathering, slot: read_slot(&found)?.slot });
            }
        }
        Ok(pitched)
    }
}

/// Moves the programme that is being made along with its gathering.
pub(super) async fn shift(connection: &mut Connection, id: GatheringId, seconds: i64) -> Result<(), StoreError> {
    for KeptSlot { id: number, slot } in slots(connection, id, false).await? {
        sql("update slot set begins = $1, ends = $2 where id = $3")
            .bind(slot.begins.plus_seconds(seconds))
            .bind(slot.ends.plus_seconds(seconds))
            .bind(number)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// What its owners are told of each initiative whose part is another than before.
async fn news(connection: &mut Connection, read: &[KeptSlot], made: &[KeptSlot]) -> Result<Vec<PitchNews>, StoreError> {
    let of = |slots: &[KeptSlot], initiative| {
        slots.iter().map(|kept| &kept.slot).find(|slot| slot.initiative == Some(initiative)).cloned()
    };
    let mut initiatives: Vec<InitiativeId> = read.iter().chain(made).filter_map(|kept| kept.slot.initiative).collect();
    initiatives.sort_unstable();
    initiatives.dedup();
    let mut news = Vec::new();
    for initiative in initiatives {
        let (before, slot) = (of(read, initiative), of(made, initiative));
        if before != slot {
            let title: Option<String> = sql("select title from initiative where id = $1")
                .bind(initiative)
                .scalar_optional(&mut *connection)
                .await?;
            news.push(PitchNews { initiative, title: title.unwrap_or_default(), slot, known: before.is_some() });
        }
    }
    Ok(news)
}

async fn slots(connection: &mut Connection, id: GatheringId, published: bool) -> Result<Vec<KeptSlot>, StoreError> {
    let rows = sql("select id, begins, ends, kind, title, room, initiative from slot \
         where gathering = $1 and published = $2 order by begins, ends, room, id");
    rows.bind(id).bind(i64::from(published)).fetch_all(connection).await?.iter().map(read_slot).collect()
}

async fn insert(connection: &mut Connection, id: GatheringId, slot: &Slot, published: bool) -> Result<(), StoreError> {
    sql("insert into slot (id, gathering, published, begins, ends, kind, title, room, initiative) \
         values ((select coalesce(max(id), 0) + 1 from slot), $1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(id)
    .bind(i64::from(published))
    .bind(slot.begins)
    .bind(slot.ends)
    .bind(slot.kind.slug())
    .bind(&*slot.title)
    .bind(&*slot.room)
    .bind(slot.initiative)
    .execute(connection)
    .await?;
    Ok(())
}

fn read_slot(row: &Row) -> Result<KeptSlot, StoreError> {
    Ok(KeptSlot {
        id: row.get("id")?,
        slot: Slot {
            begins: row.get("begins")?,
            ends: row.get("ends")?,
            kind: row.parse("kind", SlotKind::parse)?,
            title: row.get("title")?,
            room: row.get("room")?,
            initiative: row.get("initiative")?,
        },
    })
}

/// Offers as they are kept; `which` says which.
fn pitches(which: &str) -> Statement {
    sql(format!(
        "select p.gathering, p.initiative, p.why, p.state, i.title, i.school from pitch p \
         join initiative i on i.id = p.initiative {which}"
    ))
}

fn read_pitch(row: &Row) -> Result<Pitch, StoreError> {
    Ok(Pitch {
        gathering: row.get("gathering")?,
        initiative: row.get("initiative")?,
        title: row.get("title")?,
        school: row.get("school")?,
        why: row.get("why")?,
        state: row.parse("state", PitchState::parse)?,
    })
}
