//! Imports: many initiatives at once, known again by their key.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{Initiative, InitiativeContent, InitiativeId, LngLat, Moment};
use territory::Located;

use crate::{
    Store, StoreError, freshness,
    initiatives::{
        content,
        initiative::{self, NewRow},
    },
    revision,
    sql::{Connection, sql},
};

/// Rows per statement: SQLite takes 32,766 values, PostgreSQL twice that.
const ROWS_PER_INSERT: usize = 100;
/// Keys per question.
const KEYS_PER_SELECT: usize = 500;

/// What to keep of one initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    /// The sender's own key; a known one updates.
    pub key: Option<String>,
    /// What was sent in.
    pub content: InitiativeContent,
    /// The fields that were in the file, empty or not; the others stay as they are stored.
    pub given: Vec<&'static str>,
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
    /// The fields that were emptied because they are empty in the file, each with how often.
    pub emptied: BTreeMap<&'static str, usize>,
}

impl Store {
    /// Keeps a batch in one transaction: all of it or nothing. What stays the same keeps its `changed`, and an import
    /// that changes nothing leaves the revision alone.
    ///
    /// # Errors
    /// When a key comes twice, or the database can't be written.
    pub async fn import(&self, batch: &[ImportRow], now: Moment) -> Result<ImportReport, StoreError> {
        self.import_watched(batch, now, &mut |_| ()).await
    }

    /// [`Store::import`], telling how many rows have been handled so far.
    ///
    /// # Errors
    /// As [`Store::import`].
    pub async fn import_watched(
        &self,
        batch: &[ImportRow],
        now: Moment,
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
                    Some((_, Keeper::Nobody)) => report.withdrawn.extend(row.key.clone()),
                    Some((_, Keeper::Owners)) => report.owned.extend(row.key.clone()),
                    Some((stored, Keeper::File)) => {
                        let mut row = row.clone();
                        row.content.keep_absent(&row.given, &stored.content);
                        if same(&row, stored) {
                            report.unchanged += 1;
                            continue;
                        }
                        for field in row.content.emptied(&stored.content) {
                            *report.emptied.entry(field).or_default() += 1;
                        }
                        // Borders can change where it is counted without the sender changing a thing.
                        let changed = if sent_the_same(&row, stored) { stored.changed } else { now };
                        initiative::update(&mut transaction, stored.id, new_row(&row), changed).await?;
                        report.updated += 1;
                    }
                }
            }
            let imported = known.values().filter(|(_, keeper)| matches!(keeper, Keeper::File));
            let seen: Vec<InitiativeId> = imported.map(|(stored, _)| stored.id).collect();
            fresher |= freshness::imported(&mut transaction, &seen, now).await?;
            handled += rows.len();
            watch(handled - new.len());
        }
        let mut id = initiative::last_id(&mut transaction).await?;
        for rows in new.chunks(ROWS_PER_INSERT) {
            initiative::insert(&mut transaction, &mut id, rows.iter().map(|row| new_row(row)), now).await?;
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

fn new_row(row: &ImportRow) -> NewRow<'_> {
    let ImportRow { key, content, position, located, example, .. } = row;
    NewRow { key: key.as_deref(), content, position: *position, located, example: *example }
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
enum Keeper {
    /// The file it came from.
    File,
    /// Its owners: it has versions since somebody became one.
    Owners,
    /// Nobody any more: it was withdrawn.
    Nobody,
}

/// What is kept under the keys of these rows, and who decides on it.
async fn known(
    connection: &mut Connection,
    rows: &[ImportRow],
) -> Result<HashMap<String, (Initiative, Keeper)>, StoreError> {
    let keys: Vec<&str> = rows.iter().filter_map(|row| row.key.as_deref()).collect();
    let mut known = HashMap::new();
    if keys.is_empty() {
        return Ok(known);
    }
    let mut statement = sql(format!(
        "select {}, status, (select count(*) from version where version.initiative = initiative.id) as versions \
         from initiative where key in ",
        initiative::columns()
    ));
    statement.push_list(keys);
    for row in statement.fetch_all(connection).await? {
        let initiative = content::read(&row)?;
        let keeper = match (row.get("status")?, row.get::<i64>("versions")?) {
            ("ingetrokken", _) => Keeper::Nobody,
            (_, 0) => Keeper::File,
            _ => Keeper::Owners,
        };
        if let Some(key) = initiative.key.clone() {
            known.insert(key, (initiative, keeper));
        }
    }
    Ok(known)
}
