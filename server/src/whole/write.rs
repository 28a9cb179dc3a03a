//! `exporteren alles`: the folder is written under another name first, so there is never half of one.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use futures_util::TryStreamExt as _;
use store::{FullExport, Store, Table};

use super::{Amount, Entry, LIST, List, PICTURES, READ_ME, TABLES, WholeError};
use crate::{import::Progress, pictures::Pictures};

/// Writes everything to a folder that is not there yet; only who runs this may read it.
///
/// # Errors
/// When the folder is there already or can't be written, or the database or the pictures can't be read.
pub(crate) async fn write(
    folder: &Path,
    store: &Store,
    pictures: &Pictures,
    progress: &mut dyn Progress,
) -> Result<Amount, WholeError> {
    // An empty folder counts as none.
    match fs::remove_dir(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(_) => return Err(WholeError::Taken(folder.to_owned())),
    }
    let unfinished = unfinished(folder);
    let outcome = write_to(&unfinished, store, pictures, progress).await;
    match &outcome {
        Ok(_) => fs::rename(&unfinished, folder).map_err(WholeError::file(folder))?,
        // What went wrong is what there is to say.
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
) -> Result<Amount, WholeError> {
    for folder in [folder, &folder.join(TABLES), &folder.join(PICTURES)] {
        make(folder).map_err(WholeError::file(folder))?;
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
        let mut file = Checked::create(folder, format!("{PICTURES}/{name}"))?;
        let mut contents = pictures.file(&name).await?.into_stream();
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

async fn write_table(folder: &Path, whole: &mut FullExport, table: &Table) -> Result<(Entry, usize), WholeError> {
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

/// Makes a folder that only its owner may look into: there are people in it.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file whose contents are counted together as they are written.
struct Checked {
    path: PathBuf,
    name: String,
    file: BufWriter<File>,
    sum: blake3::Hasher,
}

impl Checked {
    fn create(folder: &Path, name: String) -> Result<Self, WholeError> {
        let path = folder.join(&name);
        let file = BufWriter::new(File::create(&path).map_err(WholeError::file(&path))?);
        Ok(Self { path, name, file, sum: blake3::Hasher::new() })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), WholeError> {
        self.sum.update(bytes);
        self.file.write_all(bytes).map_err(WholeError::file(&self.path))
    }

    /// What was written is on the disk when this comes back.
    fn finish(self) -> Result<Entry, WholeError> {
        let file = self.file.into_inner().map_err(|error| WholeError::file(&self.path)(error.into_error()))?;
        file.sync_all().map_err(WholeError::file(&self.path))?;
        Ok(Entry { naam: self.name, blake3: self.sum.finalize().to_hex().to_string() })
    }
}
