//! Writes a full export. The folder has another name until it is complete, so there is never half of one.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use futures_util::TryStreamExt as _;
use pictures::Pictures;
use store::{FullExport, Store, Table};

use super::{Amount, Entry, FullExportError, LIST, List, PICTURES, READ_ME, TABLES};
use crate::progress::Progress;

/// Writes everything to a new folder that only the current user may read.
///
/// # Errors
/// When the folder exists or can't be written, or the database or the pictures can't be read.
pub async fn write(
    folder: &Path,
    store: &Store,
    pictures: &Pictures,
    progress: &mut dyn Progress,
) -> Result<Amount, FullExportError> {
    // An empty folder is replaced.
    match fs::remove_dir(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) => return Err(FullExportError::Taken(folder.to_owned())),
    }
    let unfinished = unfinished(folder);
    let outcome = write_to(&unfinished, store, pictures, progress).await;
    match &outcome {
        Ok(_) => fs::rename(&unfinished, folder).map_err(FullExportError::file(folder))?,
        // The first error is the one to report.
        Err(_) => _ = fs::remove_dir_all(&unfinished),
    }
    outcome
}

fn unfinished(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.onaf", std::process::id()));
    folder.with_file_name(name)
}

async fn write_to(
    folder: &Path,
    store: &Store,
    pictures: &Pictures,
    progress: &mut dyn Progress,
) -> Result<Amount, FullExportError> {
    for folder in [folder, &folder.join(TABLES), &folder.join(PICTURES)] {
        make(folder).map_err(FullExportError::file(folder))?;
    }
    let mut whole = store.full_export().await?;
    let tables = std::mem::take(&mut whole.tables);
    let (mut files, mut amount) = (Vec::new(), Amount::default());
    progress.begin("tabellen", tables.len());
    for (done, table) in tables.iter().enumerate() {
        let (entry, rows) = write_table(folder, &mut whole, table).await?;
        files.push(entry);
        amount.rows += rows;
        progress.reach(done + 1);
    }
    let names = pictures.names().await?;
    progress.begin("foto’s", names.len());
    for (done, name) in names.into_iter().enumerate() {
        let contents = match pictures.file(&name).await {
            // Deleted since the names were read: what is kept may still change.
            Err(object_store::Error::NotFound { .. }) => continue,
            found => found?,
        };
        let (mut file, mut contents) = (Checked::create(folder, format!("{PICTURES}/{name}"))?, contents.into_stream());
        while let Some(piece) = contents.try_next().await? {
            file.write(&piece)?;
        }
        files.push(file.finish()?);
        amount.pictures += 1;
        progress.reach(done + 1);
    }
    let list = List { schema: whole.schema, bestanden: files };
    let list = serde_json::to_string_pretty(&list).unwrap_or_default() + "\n";
    for (name, contents) in [(LIST, &*list), READ_ME] {
        let mut file = Checked::create(folder, name.to_owned())?;
        file.write(contents.as_bytes())?;
        file.finish()?;
    }
    Ok(amount)
}

async fn write_table(folder: &Path, whole: &mut FullExport, table: &Table) -> Result<(Entry, usize), FullExportError> {
    let mut file = Checked::create(folder, format!("{TABLES}/{}.jsonl", table.name))?;
    let mut rows = 0;
    whole
        .rows(table, |line| {
            rows += 1;
            file.write(line.as_bytes())?;
            file.write(b"\n")
        })
        .await?;
    Ok((file.finish()?, rows))
}

/// Creates a folder that only its owner may read: it will hold personal data.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file whose checksum is computed while it is written.
struct Checked {
    path: PathBuf,
    name: String,
    file: BufWriter<File>,
    sum: blake3::Hasher,
}

impl Checked {
    fn create(folder: &Path, name: String) -> Result<Self, FullExportError> {
        let path = folder.join(&name);
        let file = BufWriter::new(File::create(&path).map_err(FullExportError::file(&path))?);
        Ok(Self { path, name, file, sum: blake3::Hasher::new() })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), FullExportError> {
        self.sum.update(bytes);
        self.file.write_all(bytes).map_err(FullExportError::file(&self.path))
    }

    /// Syncs the file to disk.
    fn finish(self) -> Result<Entry, FullExportError> {
        let file = self.file.into_inner().map_err(|error| FullExportError::file(&self.path)(error.into_error()))?;
        file.sync_all().map_err(FullExportError::file(&self.path))?;
        Ok(Entry { naam: self.name, blake3: self.sum.finalize().to_hex().to_string() })
    }
}
