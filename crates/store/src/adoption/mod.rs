//! "Wij doen dit ook": who took over from whom, asked by one side and confirmed by the other.

use domain::{Adoption, AuditAct, Email, InvalidAdoption, Region};

use crate::{
    Mail, Status, Store, StoreError, audit, mail,
    ownership::owner,
    revision,
    sql::{Connection, Row, Statement, sql},
};

/// One of both sides of an adoption, as it stands on the other's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The initiative.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its school; may be empty.
    pub school: String,
    /// Its town.
    pub town: String,
    /// Where it is.
    pub region: Region,
    /// Whether it is on the map.
    pub public: bool,
    /// Whether anybody owns it.
    pub owned: bool,
}

/// An adoption as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAdoption {
    /// Who took it over.
    pub adopter: Side,
    /// Where it began.
    pub source: Side,
    /// When it was asked.
    pub asked: String,
    /// The source has confirmed it.
    pub confirmed: bool,
}

/// What is done with an adoption that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The source confirms it.
    Yes,
    /// The source refuses it.
    No,
    /// Either side ends it, or the adopter takes the request back.
    End,
}

/// Why an adoption could not be asked or answered.
#[derive(Debug, thiserror::Error)]
pub enum AdoptionError {
    /// One of both is not on the map, or an example.
    #[error("Een van beide staat niet meer op de kaart.")]
    NotPublic,
    /// The rule says no.
    #[error(transparent)]
    Rule(#[from] InvalidAdoption),
    /// Somebody else answered first.
    #[error("Hier is al op geantwoord. Kijk hoe het nu staat.")]
    Answered,
    /// It can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Everything that is kept of an adoption, both sides with their columns under a prefix.
fn select(which: &str) -> Statement {
    let side = |alias: &str, prefix: &str| {
        format!(
            "{alias}.id as {prefix}_id, {alias}.title as {prefix}_title, {alias}.school as {prefix}_school, \
             {alias}.town as {prefix}_town, {alias}.region as {prefix}_region, {alias}.status as {prefix}_status, \
             (select count(*) from owner where owner.initiative = {alias}.id) as {prefix}_owners"
        )
    };
    sql(format!(
        "select {}, {}, a.asked, a.confirmed \
         from adoption a join initiative c on c.id = a.adopter join initiative s on s.id = a.source {which}",
        side("c", "adopter"),
        side("s", "source")
    ))
}

impl Store {
    /// Keeps that one initiative took over from another, until the source answers; `letter` writes the mail to each of
    /// its owners. Without an owner an editor answers.
    pub async fn ask_adoption(
        &self,
        new: Adoption,
        person: i64,
        letter: impl Fn(&Email) -> Mail,
        now: &str,
    ) -> Result<(), AdoptionError> {
        let mut transaction = self.write().await?;
        let public: i64 =
            sql("select count(*) from initiative where id in ($1, $2) and status = 'gepubliceerd' and example = 0")
                .bind(new.adopter)
                .bind(new.source)
                .scalar(&mut transaction)
                .await?;
        new.check(&all(&mut transaction).await?)?;
        if public != 2 {
            return Err(AdoptionError::NotPublic);
        }
        sql("insert into adoption (adopter, source, asked) values ($1, $2, $3)")
            .bind(new.adopter)
            .bind(new.source)
            .bind(now)
            .execute(&mut transaction)
            .await?;
        for email in owner::addresses(&mut transaction, new.source).await? {
            mail::write(&mut transaction, &letter(&email), now).await?;
        }
        let detail = format!("van {}", new.source);
        audit::write(&mut transaction, Some(person), AuditAct::AdoptionAsked, Some(new.adopter), &detail, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Answers or ends an adoption; of several answers at once, one wins. `letter` writes the mail to each owner of the
    /// adopter; none when a side ends it.
    pub async fn answer_adoption(
        &self,
        Adoption { adopter, source }: Adoption,
        answer: Answer,
        person: i64,
        letter: impl Fn(&Email) -> Mail,
        now: &str,
    ) -> Result<(), AdoptionError> {
        let mut transaction = self.write().await?;
        let (statement, act) = match answer {
            Answer::Yes => (
                sql("update adoption set confirmed = $3 where adopter = $1 and source = $2 and confirmed is null"),
                AuditAct::AdoptionConfirmed,
            ),
            Answer::No => (
                sql("delete from adoption where adopter = $1 and source = $2 and confirmed is null"),
                AuditAct::AdoptionRefused,
            ),
            Answer::End => (sql("delete from adoption where adopter = $1 and source = $2"), AuditAct::AdoptionEnded),
        };
        let statement = statement.bind(adopter).bind(source);
        let statement = if answer == Answer::Yes { statement.bind(now) } else { statement };
        let done = statement.execute(&mut transaction).await?;
        if done == 0 {
            return Err(AdoptionError::Answered);
        }
        if answer != Answer::No {
            revision::grow(&mut transaction).await?;
        }
        if answer != Answer::End {
            for email in owner::addresses(&mut transaction, adopter).await? {
                mail::write(&mut transaction, &letter(&email), now).await?;
            }
        }
        let detail = format!("van {source}");
        audit::write(&mut transaction, Some(person), act, Some(adopter), &detail, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Every adoption that is confirmed: what the map shows, as far as both are on it.
    pub async fn adoptions(&self) -> Result<Vec<Adoption>, StoreError> {
        let rows =
            sql("select adopter, source from adoption where confirmed is not null order by confirmed, adopter, source")
                .fetch_all(&self.reader)
                .await?;
        rows.iter().map(link).collect()
    }

    /// Every adoption that an initiative has a side in, confirmed or waiting.
    pub async fn adoptions_of(&self, initiative: i64) -> Result<Vec<KeptAdoption>, StoreError> {
        let rows = select("where a.adopter = $1 or a.source = $1 order by a.asked, a.adopter, a.source");
        rows.bind(initiative).fetch_all(&self.reader).await?.iter().map(kept).collect()
    }

    /// What waits for an editor, since nobody owns the source, the oldest first.
    pub async fn ownerless_adoptions(&self) -> Result<Vec<KeptAdoption>, StoreError> {
        let rows = select(
            "where a.confirmed is null and s.status = 'gepubliceerd' \
             and not exists (select 1 from owner where owner.initiative = a.source) order by a.asked, a.adopter, a.source",
        );
        rows.fetch_all(&self.reader).await?.iter().map(kept).collect()
    }
}

async fn all(connection: &mut Connection) -> Result<Vec<Adoption>, StoreError> {
    sql("select adopter, source from adoption").fetch_all(connection).await?.iter().map(link).collect()
}

fn link(row: &Row) -> Result<Adoption, StoreError> {
    Ok(Adoption { adopter: row.get("adopter")?, source: row.get("source")? })
}

fn kept(row: &Row) -> Result<KeptAdoption, StoreError> {
    Ok(KeptAdoption {
        adopter: side(row, "adopter")?,
        source: side(row, "source")?,
        asked: row.get("asked")?,
        confirmed: row.get::<Option<&str>>("confirmed")?.is_some(),
    })
}

/// The side whose columns begin with this prefix.
fn side(row: &Row, prefix: &str) -> Result<Side, StoreError> {
    let column = |name: &str| format!("{prefix}_{name}");
    Ok(Side {
        id: row.get(&column("id"))?,
        title: row.get(&column("title"))?,
        school: row.get(&column("school"))?,
        town: row.get(&column("town"))?,
        region: Region::parse(row.get(&column("region"))?).map_err(|_| row.wrong("region"))?,
        public: row.get::<&str>(&column("status"))? == Status::Published.slug(),
        owned: row.get::<i64>(&column("owners"))? > 0,
    })
}
