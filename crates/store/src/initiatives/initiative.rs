//! Initiatives: read all, import many, withdraw one.

use std::collections::{HashMap, HashSet};

use domain::{Initiative, InitiativeContent, LngLat, Programme, Region, Sector, Stage};
use futures_util::TryStreamExt as _;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection, query_builder::Separated, sqlite::SqliteRow};
use territory::Located;

use crate::{Store, StoreError, Submission, freshness, revision};

/// Rows per statement: SQLite takes 32,766 parameters, PostgreSQL twice that.
const ROWS_PER_INSERT: usize = 100;
/// Keys per question.
const KEYS_PER_SELECT: usize = 500;

/// In the order in which [`read`] expects them.
macro_rules! columns {
    () => {
        "id, key, title, summary, description, school, sectors, themes, stage, programme, website, \
         learning_question, outcomes, lon, lat, region, municipality, town, example, changed, period, site_code"
    };
}
pub(crate) use columns;

/// One initiative with its status, whatever that is.
pub(crate) const ONE: &str = concat!("select ", columns!(), ", status from initiative where id = $1");

/// What to keep of one initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    /// The sender's own key; a known one updates.
    pub key: Option<String>,
    /// What was sent in.
    pub content: InitiativeContent,
    /// Where it is.
    pub position: LngLat,
    /// Computed from the position.
    pub located: Located,
    /// An invented example.
    pub example: bool,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// New on the map.
    pub added: usize,
    /// Known by their key, and different from what was kept.
    pub updated: usize,
    /// Known by their key, and the same.
    pub unchanged: usize,
    /// Keys of initiatives that were withdrawn: they stay withdrawn, as they were.
    pub withdrawn: Vec<String>,
    /// Keys of initiatives that have, or had, an owner: they are kept here, and stay as they were.
    pub owned: Vec<String>,
}

impl Store {
    /// Every published initiative, by id.
    ///
    /// # Errors
    /// When the database can't be read, or holds a value this program doesn't know.
    pub async fn initiatives(&self) -> Result<Vec<Initiative>, StoreError> {
        let count: i64 = sqlx::query_scalar("select count(*) from initiative").fetch_one(&self.reader).await?;
        let mut out = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
        let mut rows =
            sqlx::query(concat!("select ", columns!(), " from initiative where status = 'gepubliceerd' order by id"))
                .fetch(&self.reader);
        while let Some(row) = rows.try_next().await? {
            out.push(read(&row)?);
        }
        Ok(out)
    }

    /// When each published initiative was first on the map, RFC 3339 in UTC, by id.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn first_published(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let known = "select id, published from initiative where status = 'gepubliceerd' and published is not null";
        Ok(sqlx::query_as(known).fetch_all(&self.reader).await?)
    }

    /// Whether there has never been an initiative.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let any: Option<i64> =
            sqlx::query_scalar("select id from initiative limit 1").fetch_optional(&self.reader).await?;
        Ok(any.is_none())
    }

    /// Whether the initiative was withdrawn.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn gone(&self, id: i64) -> Result<bool, StoreError> {
        let status: Option<String> = sqlx::query_scalar("select status from initiative where id = $1")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?;
        Ok(status.is_some_and(|status| status == "ingetrokken"))
    }

    /// Keeps a batch in one transaction: all of it or nothing. What stays the same keeps its `changed`, and an import
    /// that changes nothing leaves the revision alone.
    ///
    /// # Errors
    /// When a key comes twice, or the database can't be written.
    pub async fn import(&self, batch: &[ImportRow], now: &str) -> Result<ImportReport, StoreError> {
        self.import_watched(batch, now, &mut |_| ()).await
    }

    /// [`Store::import`], telling how many rows have been handled so far.
    ///
    /// # Errors
    /// As [`Store::import`].
    pub async fn import_watched(
        &self,
        batch: &[ImportRow],
        now: &str,
        watch: &mut (dyn FnMut(usize) + Send),
    ) -> Result<ImportReport, StoreError> {
        refuse_duplicates(batch)?;
        let mut transaction = self.write().await?;
        let mut report = ImportReport::default();
        let (mut new, mut handled, mut fresher) = (Vec::new(), 0, false);
        for rows in batch.chunks(KEYS_PER_SELECT) {
            let known = known(&mut transaction, rows).await?;
            for row in rows {
                match row.key.as_deref().and_then(|key| known.get(key)) {
                    None => new.push(row),
                    Some((_, Kept::Withdrawn)) => report.withdrawn.extend(row.key.clone()),
                    Some((_, Kept::Owned)) => report.owned.extend(row.key.clone()),
                    Some((stored, Kept::Imported)) if same(row, stored) => report.unchanged += 1,
                    Some((stored, Kept::Imported)) => {
                        // Borders can change where it is counted without the sender changing a thing.
                        let changed = if sent_the_same(row, stored) { &stored.changed } else { now };
                        update(&mut transaction, stored.id, row, changed).await?;
                        report.updated += 1;
                    }
                }
            }
            let imported = known.values().filter(|(_, kept)| matches!(kept, Kept::Imported));
            let seen: Vec<i64> = imported.map(|(stored, _)| stored.id).collect();
            fresher |= freshness::imported(&mut transaction, &seen, now).await?;
            handled += rows.len();
            watch(handled - new.len());
        }
        let mut id: i64 =
            sqlx::query_scalar("select coalesce(max(id), 0) from initiative").fetch_one(&mut *transaction).await?;
        for rows in new.chunks(ROWS_PER_INSERT) {
            insert(&mut transaction, &mut id, rows, now).await?;
            report.added += rows.len();
            watch(handled - new.len() + report.added);
        }
        if report.added + report.updated > 0 || fresher {
            revision::grow(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(report)
    }
}

fn refuse_duplicates(batch: &[ImportRow]) -> Result<(), StoreError> {
    let mut seen = HashSet::with_capacity(batch.len());
    match batch.iter().filter_map(|row| row.key.as_deref()).find(|key| !seen.insert(*key)) {
        Some(key) => Err(StoreError::DuplicateKey(key.to_owned())),
        None => Ok(()),
    }
}

fn sent_the_same(row: &ImportRow, stored: &Initiative) -> bool {
    row.content == stored.content && row.position == stored.position && row.example == stored.example
}

fn same(row: &ImportRow, stored: &Initiative) -> bool {
    sent_the_same(row, stored)
        && row.located.region == stored.region
        && row.located.municipality == stored.municipality
        && row.located.town == stored.town
}

/// Who decides what an initiative says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// The file it came from.
    Imported,
    /// Its owners: it has versions since somebody became one.
    Owned,
    /// Nobody any more.
    Withdrawn,
}

/// What is kept under the keys of these rows, and who decides on it.
async fn known(
    connection: &mut SqliteConnection,
    rows: &[ImportRow],
) -> Result<HashMap<String, (Initiative, Kept)>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(concat!(
        "select ",
        columns!(),
        ", status, (select count(*) from version where version.initiative = initiative.id) \
         from initiative where key in ("
    ));
    let mut keys = query.separated(", ");
    let mut any = false;
    for key in rows.iter().filter_map(|row| row.key.as_deref()) {
        keys.push_bind(key);
        any = true;
    }
    query.push(")");
    let mut known = HashMap::new();
    if any {
        let mut stored = query.build().fetch(connection);
        while let Some(row) = stored.try_next().await? {
            let initiative = read(&row)?;
            let kept = match (row.try_get::<&str, _>(22)?, row.try_get::<i64, _>(23)?) {
                ("ingetrokken", _) => Kept::Withdrawn,
                (_, 0) => Kept::Imported,
                _ => Kept::Owned,
            };
            if let Some(key) = initiative.key.clone() {
                known.insert(key, (initiative, kept));
            }
        }
    }
    Ok(known)
}

async fn insert(
    connection: &mut SqliteConnection,
    last_id: &mut i64,
    rows: &[&ImportRow],
    now: &str,
) -> Result<(), StoreError> {
    let mut query =
        QueryBuilder::<Sqlite>::new(concat!("insert into initiative (", columns!(), ", status, published) "));
    query.push_values(rows, |mut values, row| {
        *last_id += 1;
        let content = &row.content;
        values.push_bind(*last_id).push_bind(row.key.as_deref());
        push_content(&mut values, content);
        values
            .push_bind(row.position.lon())
            .push_bind(row.position.lat())
            .push_bind(row.located.region.slug())
            .push_bind(&*row.located.municipality)
            .push_bind(&*row.located.town)
            .push_bind(i64::from(row.example))
            .push_bind(now)
            .push_bind(&*content.period)
            .push_bind(content.site_code.as_deref())
            .push_bind("gepubliceerd")
            .push_bind(now);
    });
    query.build().execute(connection).await?;
    Ok(())
}

/// Title to outcomes, in the order of [`columns`].
pub(crate) fn push_content(values: &mut Separated<'_, Sqlite, &'static str>, content: &InitiativeContent) {
    values
        .push_bind(content.title.clone())
        .push_bind(content.summary.clone())
        .push_bind(content.description.clone())
        .push_bind(content.school.clone())
        .push_bind(slugs_json(content.sectors.iter().map(|s| s.slug())))
        .push_bind(list_json(&content.themes))
        .push_bind(content.stage.slug())
        .push_bind(content.programme.slug())
        .push_bind(content.website.clone())
        .push_bind(content.learning_question.clone())
        .push_bind(list_json(&content.outcomes));
}

/// An initiative that is not public yet; gives its id.
pub(crate) async fn begin(
    connection: &mut SqliteConnection,
    sending: &Submission,
    now: &str,
) -> Result<i64, StoreError> {
    let mut last: i64 =
        sqlx::query_scalar("select coalesce(max(id), 0) from initiative").fetch_one(&mut *connection).await?;
    let row = ImportRow {
        key: None,
        content: sending.content.clone(),
        position: sending.position,
        located: sending.located.clone(),
        example: false,
    };
    insert(connection, &mut last, &[&row], now).await?;
    sqlx::query("update initiative set status = 'concept', published = null where id = $1")
        .bind(last)
        .execute(connection)
        .await?;
    Ok(last)
}

/// Puts a version that was cleared on the map.
pub(crate) async fn publish(
    connection: &mut SqliteConnection,
    cleared: &Initiative,
    now: &str,
) -> Result<(), StoreError> {
    let Initiative { id, content, position, region, municipality, town, .. } = cleared;
    let located = Located { region: *region, municipality: municipality.clone(), town: town.clone() };
    let row = ImportRow { key: None, content: content.clone(), position: *position, located, example: false };
    update(connection, *id, &row, now).await?;
    sqlx::query("update initiative set status = 'gepubliceerd', published = coalesce(published, $1) where id = $2")
        .bind(now)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

async fn update(connection: &mut SqliteConnection, id: i64, row: &ImportRow, changed: &str) -> Result<(), StoreError> {
    let content = &row.content;
    sqlx::query(
        "update initiative set title = $1, summary = $2, description = $3, school = $4, sectors = $5, themes = $6, \
         stage = $7, programme = $8, website = $9, learning_question = $10, outcomes = $11, lon = $12, lat = $13, \
         region = $14, municipality = $15, town = $16, example = $17, changed = $18, period = $19, site_code = $20 \
         where id = $21",
    )
    .bind(&*content.title)
    .bind(&*content.summary)
    .bind(&*content.description)
    .bind(&*content.school)
    .bind(slugs_json(content.sectors.iter().map(|s| s.slug())))
    .bind(list_json(&content.themes))
    .bind(content.stage.slug())
    .bind(content.programme.slug())
    .bind(content.website.as_deref())
    .bind(&*content.learning_question)
    .bind(list_json(&content.outcomes))
    .bind(row.position.lon())
    .bind(row.position.lat())
    .bind(row.located.region.slug())
    .bind(&*row.located.municipality)
    .bind(&*row.located.town)
    .bind(i64::from(row.example))
    .bind(changed)
    .bind(&*content.period)
    .bind(content.site_code.as_deref())
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Slugs need no escaping.
fn slugs_json<'a>(slugs: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = slugs.map(|slug| format!("\"{slug}\"")).collect();
    format!("[{}]", quoted.join(","))
}

fn list_json(values: &[String]) -> String {
    serde_json::Value::from(values).to_string()
}

/// Reads a row of [`columns`]. By position and without checking types: there may be 100,000 of them at a start.
pub(crate) fn read(row: &SqliteRow) -> Result<Initiative, StoreError> {
    let text = |index: usize| row.try_get_unchecked::<String, _>(index);
    let slice = |index: usize| row.try_get_unchecked::<&str, _>(index);
    let id: i64 = row.try_get_unchecked(0)?;
    let wrong = |column| StoreError::Value { id: id.to_string(), column };
    let list = |index, column| match slice(index)? {
        "[]" => Ok(Vec::new()),
        json => serde_json::from_str::<Vec<String>>(json).map_err(|_| wrong(column)),
    };
    let content = InitiativeContent {
        title: text(2)?,
        summary: text(3)?,
        description: text(4)?,
        school: text(5)?,
        sectors: sectors(slice(6)?).ok_or_else(|| wrong("sectors"))?,
        themes: list(7, "themes")?,
        stage: Stage::parse(slice(8)?).map_err(|_| wrong("stage"))?,
        programme: Programme::parse(slice(9)?).map_err(|_| wrong("programme"))?,
        website: row.try_get_unchecked(10)?,
        learning_question: text(11)?,
        outcomes: list(12, "outcomes")?,
        period: text(20)?,
        site_code: row.try_get_unchecked(21)?,
    };
    Ok(Initiative {
        id,
        key: row.try_get_unchecked(1)?,
        content,
        position: LngLat::new(row.try_get_unchecked(13)?, row.try_get_unchecked(14)?).map_err(|_| wrong("lon, lat"))?,
        region: Region::parse(slice(15)?).map_err(|_| wrong("region"))?,
        municipality: text(16)?,
        town: text(17)?,
        example: row.try_get_unchecked::<i64, _>(18)? != 0,
        changed: text(19)?,
    })
}

/// The sectors in a JSON list of slugs; `None` when it is no such list.
fn sectors(json: &str) -> Option<Vec<Sector>> {
    let slugs: Vec<&str> = serde_json::from_str(json).ok()?;
    slugs.into_iter().map(|slug| Sector::parse(slug).ok()).collect()
}
