//! The archive: the whole public dataset of earlier days, as files.

use std::{path::Path, sync::Arc};

use atlas::{Atlas, Selection};
use domain::Query;
use futures_util::TryStreamExt as _;
use jiff::{ToSpan as _, civil::Date};
use object_store::{
    GetResult, ObjectMeta, ObjectStore, ObjectStoreExt as _, WriteMultipart, local::LocalFileSystem, path::Path as Name,
};

use crate::{chunks::ByteStream, downloads::Downloads, error::ExportError, format::Format};

/// The address of the list of files; a file has its name appended.
pub const PATH: &str = "/export/archief/";
/// The folder in the data folder.
const FOLDER: &str = "archief";
/// The start of every file name; the day and the extension follow.
const STEM: &str = "innovatiekaart-";
/// The formats that are kept.
pub const KEPT: [Format; 3] = [Format::Csv, Format::GeoJson, Format::GeoPackage];
/// How long every day is kept, in days.
const DAYS: i64 = 31;
/// How long the first day of every month is kept, in months. So a withdrawn initiative disappears here too, in time.
const MONTHS: i64 = 12;

/// Why a file of the archive can't be written or read; the messages are Dutch, for an operator.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The folder can't be reached.
    #[error("het archief is niet bereikbaar: {0}")]
    Files(#[from] object_store::Error),
    /// The file of the day can't be written.
    #[error("het bestand van de dag kan niet worden gemaakt: {0}")]
    Export(#[from] ExportError),
}

/// A file of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// The day it shows, by the calendar of Limburg.
    pub day: Date,
    /// Its format.
    pub format: Format,
    /// In bytes.
    pub size: u64,
}

impl File {
    /// `innovatiekaart-2026-11-25.geojson`.
    #[must_use]
    pub fn name(&self) -> String {
        name(self.day, self.format)
    }

    fn parse(meta: &ObjectMeta) -> Option<Self> {
        let (day, format) = parse(meta.location.filename()?)?;
        Some(Self { day, format, size: meta.size })
    }
}

fn name(day: Date, format: Format) -> String {
    format!("{STEM}{day}.{}", format.extension())
}

/// Reads a file name, only as [`name`] writes it.
fn parse(file: &str) -> Option<(Date, Format)> {
    let (day, extension) = file.strip_prefix(STEM)?.split_once('.')?;
    let (day, format) = (day.parse().ok()?, Format::parse(extension)?);
    (name(day, format) == file).then_some((day, format))
}

/// The files of all days that are kept.
#[derive(Debug)]
pub struct Archive {
    files: LocalFileSystem,
    downloads: Downloads,
}

impl Archive {
    /// Opens the archive in a data folder; creates it when it is not there.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn open(data_dir: &Path, downloads: Downloads) -> object_store::Result<Self> {
        let folder = data_dir.join(FOLDER);
        std::fs::create_dir_all(&folder)
            .map_err(|source| object_store::Error::Generic { store: FOLDER, source: source.into() })?;
        let files = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { files, downloads })
    }

    /// Writes the files of today, unless they are there, and deletes files that are too old. An empty map gets no file.
    ///
    /// # Errors
    /// When a file can't be written; a file is never there in part.
    pub async fn keep(&self, atlas: &Arc<Atlas>, today: Date) -> Result<(), ArchiveError> {
        let there = self.files().await?;
        for format in KEPT {
            if atlas.is_empty() || there.iter().any(|file| file.day == today && file.format == format) {
                continue;
            }
            let selection = Selection::of(Arc::clone(atlas), Query::default(), None);
            let name = name(today, format);
            let layer = STEM.trim_end_matches('-');
            let download = self.downloads.download(selection, layer, &format!("{PATH}{name}"));
            let bytes = self.downloads.in_background(format, download).await?;
            self.write(&name, bytes).await?;
        }
        for file in there.iter().filter(|file| is_expired(file.day, today)) {
            self.files.delete(&file.name().into()).await?;
        }
        Ok(())
    }

    async fn write(&self, name: &str, mut bytes: ByteStream) -> Result<(), ArchiveError> {
        let mut file = WriteMultipart::new(self.files.put_multipart(&name.into()).await?);
        loop {
            match bytes.try_next().await {
                Ok(Some(chunk)) => {
                    // Wait for the disk when it is slower than the writer.
                    file.wait_for_capacity(1).await?;
                    file.put(chunk);
                }
                Ok(None) => break,
                Err(error) => {
                    file.abort().await?;
                    return Err(error.into());
                }
            }
        }
        file.finish().await?;
        Ok(())
    }

    /// Every file, the newest day first.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub async fn files(&self) -> Result<Vec<File>, ArchiveError> {
        let all: Vec<ObjectMeta> = self.files.list(None).try_collect().await?;
        let mut files: Vec<File> = all.iter().filter_map(File::parse).collect();
        files.sort_by_key(|file| (std::cmp::Reverse(file.day), KEPT.iter().position(|kept| *kept == file.format)));
        Ok(files)
    }

    /// A file with its format; `None` when there is none of that name.
    ///
    /// # Errors
    /// When the folder can't be read.
    pub async fn file(&self, name: &str) -> Result<Option<(Format, GetResult)>, ArchiveError> {
        let Some((_, format)) = parse(name) else { return Ok(None) };
        match self.files.get(&Name::from(name)).await {
            Ok(found) => Ok(Some((format, found))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether a day is too old to be kept.
fn is_expired(day: Date, today: Date) -> bool {
    let before = |span: jiff::Span| today.checked_sub(span).is_ok_and(|limit| day < limit);
    before(DAYS.days()) && (day.day() != 1 || before(MONTHS.months()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn archive_names_have_a_day_and_a_format() {
        let day = jiff::civil::date(2026, 11, 25);
        assert_eq!(parse("innovatiekaart-2026-11-25.geojson"), Some((day, Format::GeoJson)));
        for other in [
            "innovatiekaart-2026-11-31.geojson",
            "innovatiekaart-20261125.geojson",
            "innovatiekaart-2026-11-25.exe",
            "x",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn archive_keeps_a_month_of_days_and_a_year_of_months() {
        let kept = |day: &str| !is_expired(day.parse().unwrap(), jiff::civil::date(2026, 11, 25));
        for day in ["2026-11-25", "2026-10-25", "2026-10-01", "2025-12-01"] {
            assert!(kept(day), "{day}");
        }
        for day in ["2026-10-24", "2026-09-30", "2025-11-01"] {
            assert!(!kept(day), "{day}");
        }
    }
}
