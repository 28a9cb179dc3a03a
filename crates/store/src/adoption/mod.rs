//! "Wij doen dit ook": who took over from whom, asked by one side and confirmed by the other.

use domain::{Adoption, Email, InvalidAdoption, Region};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

use crate::{Mail, ReviewError, Store, StoreError, audit, mail, ownership::reach, revision};

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

/// Why an adoption could not be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdoptionError {
    /// One of both is not on the map, or an example.
    NotPublic,
    /// The rule says no.
    Rule(InvalidAdoption),
}

/// The columns of both sides, seven for each.
const KEPT: &str = "select a.adopter, c.title, c.school, c.town, c.region, c.status, \
     (select count(*) from owner where owner.initiative = a.adopter), \
     a.source, s.title, s.school, s.town, s.region, s.status, \
     (select count(*) from owner where owner.initiative = a.source), a.asked, a.confirmed \
     from adoption a join initiative c on c.id = a.adopter join initiative s on s.id = a.source";

impl Store {
    /// Keeps that one initiative took over from another, until the source answers; `letter` writes the mail to each of
    /// its owners. Without an owner an editor answers.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn ask_adoption(
        &self,
        new: Adoption,
        person: i64,
        letter: impl Fn(&Email) -> Mail,
        now: &str,
    ) -> Result<Result<(), AdoptionError>, StoreError> {
        let mut transaction = self.write().await?;
        let public: i64 = sqlx::query_scalar(
            "select count(*) from initiative where id in ($1, $2) and status = 'gepubliceerd' and example = 0",
        )
        .bind(new.adopter)
        .bind(new.source)
        .fetch_one(&mut *transaction)
        .await?;
        if let Err(refused) = new.check(&all(&mut transaction).await?) {
            return Ok(Err(AdoptionError::Rule(refused)));
        }
        if public != 2 {
            return Ok(Err(AdoptionError::NotPublic));
        }
        sqlx::query("insert into adoption (adopter, source, asked) values ($1, $2, $3)")
            .bind(new.adopter)
            .bind(new.source)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        for email in reach::owners(&mut transaction, new.source).await? {
            mail::write(&mut transaction, &letter(&email), now).await?;
        }
        let detail = format!("van {}", new.source);
        audit::write(&mut transaction, Some(person), "overname gevraagd", Some(new.adopter), &detail, now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Answers or ends an adoption; of several answers at once, one wins. `letter` writes the mail to each owner of the
    /// adopter; none when a side ends it.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn answer_adoption(
        &self,
        Adoption { adopter, source }: Adoption,
        answer: Answer,
        person: i64,
        letter: impl Fn(&Email) -> Mail,
        now: &str,
    ) -> Result<Result<(), ReviewError>, StoreError> {
        let mut transaction = self.write().await?;
        let (statement, act) = match answer {
            Answer::Yes => (
                sqlx::query(
                    "update adoption set confirmed = $3 where adopter = $1 and source = $2 and confirmed is null",
                ),
                "overname bevestigd",
            ),
            Answer::No => (
                sqlx::query("delete from adoption where adopter = $1 and source = $2 and confirmed is null"),
                "overname geweigerd",
            ),
            Answer::End => {
                (sqlx::query("delete from adoption where adopter = $1 and source = $2"), "overname beëindigd")
            }
        };
        let statement = statement.bind(adopter).bind(source);
        let statement = if answer == Answer::Yes { statement.bind(now) } else { statement };
        let done = statement.execute(&mut *transaction).await?.rows_affected();
        if done == 0 {
            return Ok(Err(ReviewError::Overtaken));
        }
        if answer != Answer::No {
            revision::grow(&mut transaction).await?;
        }
        if answer != Answer::End {
            for email in reach::owners(&mut transaction, adopter).await? {
                mail::write(&mut transaction, &letter(&email), now).await?;
            }
        }
        let detail = format!("van {source}");
        audit::write(&mut transaction, Some(person), act, Some(adopter), &detail, now).await?;
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Every adoption that is confirmed: what the map shows, as far as both are on it.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn adoptions(&self) -> Result<Vec<Adoption>, StoreError> {
        let rows = sqlx::query(
            "select adopter, source from adoption where confirmed is not null order by confirmed, adopter, source",
        )
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(link).collect()
    }

    /// Every adoption that an initiative has a side in, confirmed or waiting.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn adoptions_of(&self, initiative: i64) -> Result<Vec<KeptAdoption>, StoreError> {
        let statement = format!("{KEPT} where a.adopter = $1 or a.source = $1 order by a.asked, a.adopter, a.source");
        let rows = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(initiative).fetch_all(&self.reader).await?;
        rows.iter().map(kept).collect()
    }

    /// What waits for an editor, since nobody owns the source, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn ownerless_adoptions(&self) -> Result<Vec<KeptAdoption>, StoreError> {
        let statement = format!(
            "{KEPT} where a.confirmed is null and s.status = 'gepubliceerd' \
             and not exists (select 1 from owner where owner.initiative = a.source) order by a.asked, a.adopter, a.source"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(statement)).fetch_all(&self.reader).await?;
        rows.iter().map(kept).collect()
    }
}

async fn all(connection: &mut SqliteConnection) -> Result<Vec<Adoption>, StoreError> {
    sqlx::query("select adopter, source from adoption").fetch_all(connection).await?.iter().map(link).collect()
}

fn link(row: &SqliteRow) -> Result<Adoption, StoreError> {
    Ok(Adoption { adopter: row.try_get(0)?, source: row.try_get(1)? })
}

fn kept(row: &SqliteRow) -> Result<KeptAdoption, StoreError> {
    let asked = row.try_get(14)?;
    let confirmed = row.try_get::<Option<&str>, _>(15)?.is_some();
    Ok(KeptAdoption { adopter: side(row, 0)?, source: side(row, 7)?, asked, confirmed })
}

fn side(row: &SqliteRow, first: usize) -> Result<Side, StoreError> {
    let id: i64 = row.try_get(first)?;
    let wrong = |_| StoreError::Value { id: id.to_string(), column: "region" };
    Ok(Side {
        id,
        title: row.try_get(first + 1)?,
        school: row.try_get(first + 2)?,
        town: row.try_get(first + 3)?,
        region: Region::parse(row.try_get(first + 4)?).map_err(wrong)?,
        public: row.try_get::<&str, _>(first + 5)? == "gepubliceerd",
        owned: row.try_get::<i64, _>(first + 6)? > 0,
    })
}
