//! Reads a full export into an empty database, all of it or nothing.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::Path,
};

use domain::Picture;
use pictures::Pictures;
use store::{FullImport, Store, Table};

use super::{Amount, Entry, FullExportError, LIST, List, PICTURES, TABLES};
use crate::progress::Progress;

/// Reads a folder that [`super::write`] wrote. Pictures come first: one that nothing refers to is deleted later, while
/// one that is missing would leave a broken page.
///
/// # Errors
/// When the folder is not as it was written or of another version, the database is not empty or can't be written, or
/// the pictures can't be kept.
pub async fn read(
    folder: &Path,
    store: &Store,
    pictures: &Pictures,
    progress: &mut dyn Progress,
) -> Result<Amount, FullExportError> {
    let none = || FullExportError::NoList(folder.to_owned());
    let list = fs::read(folder.join(LIST)).map_err(|_| none())?;
    let list: List = serde_json::from_slice(&list).map_err(|_| none())?;
    let mut filling = store.full_import().await?.ok_or(FullExportError::NotEmpty)?;
    if filling.schema != list.schema {
        return Err(FullExportError::Schema { found: list.schema, expected: filling.schema });
    }
    progress.begin("controleren", list.bestanden.len());
    for (done, entry) in list.bestanden.iter().enumerate() {
        check(folder, entry)?;
        progress.reach(done + 1);
    }
    let tables = std::mem::take(&mut filling.tables);
    let mut amount = Amount { pictures: keep_pictures(folder, &list, pictures, progress).await?, rows: 0 };
    progress.begin("tabellen", tables.len());
    for (done, table) in tables.iter().enumerate() {
        amount.rows += fill(folder, &list, &mut filling, table).await?;
        progress.reach(done + 1);
    }
    if !filling.commit().await? {
        return Err(FullExportError::Damaged(folder.join(TABLES)));
    }
    Ok(amount)
}

/// Checks that a file is there and unchanged.
fn check(folder: &Path, entry: &Entry) -> Result<(), FullExportError> {
    let path = folder.join(&entry.naam);
    let mut sum = blake3::Hasher::new();
    let file = File::open(&path).map_err(FullExportError::file(&path))?;
    std::io::copy(&mut BufReader::new(file), &mut sum).map_err(FullExportError::file(&path))?;
    if sum.finalize().to_hex().as_str() == entry.blake3 { Ok(()) } else { Err(FullExportError::Damaged(path)) }
}

async fn keep_pictures(
    folder: &Path,
    list: &List,
    pictures: &Pictures,
    progress: &mut dyn Progress,
) -> Result<usize, FullExportError> {
    // The list may come from anywhere: store nothing under a name that no picture has.
    let names: BTreeSet<&str> = list
        .bestanden
        .iter()
        .filter_map(|entry| entry.naam.strip_prefix(PICTURES)?.strip_prefix('/'))
        .filter(|name| Picture::parse_file(name).is_some())
        .collect();
    progress.begin("foto’s", names.len());
    for (done, name) in names.iter().enumerate() {
        let path = folder.join(PICTURES).join(name);
        pictures.put(name, fs::read(&path).map_err(FullExportError::file(&path))?).await?;
        progress.reach(done + 1);
    }
    Ok(names.len())
}

async fn fill(folder: &Path, list: &List, filling: &mut FullImport, table: &Table) -> Result<usize, FullExportError> {
    let name = format!("{TABLES}/{}.jsonl", table.name);
    let path = folder.join(&name);
    // The same schema has the same tables.
    if !list.bestanden.iter().any(|entry| entry.naam == name) {
        return Err(FullExportError::Damaged(path));
    }
    let file = BufReader::new(File::open(&path).map_err(FullExportError::file(&path))?);
    let mut rows = 0;
    for line in file.lines() {
        if !filling.row(table, &line.map_err(FullExportError::file(&path))?).await? {
            return Err(FullExportError::Damaged(path));
        }
        rows += 1;
    }
    Ok(rows)
}
