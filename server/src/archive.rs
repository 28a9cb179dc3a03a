//! The whole public dataset as files of a day, to see later how it was then.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use atlas::Atlas;
use axum::body::Body;
use domain::Query;
use futures_util::TryStreamExt as _;
use jiff::{ToSpan as _, civil::Date};
use object_store::{
    GetResult, ObjectMeta, ObjectStore, ObjectStoreExt as _, WriteMultipart, local::LocalFileSystem, path::Path as Name,
};

use crate::{
    formats::{self, Download, Format, FormatError, SCRATCH},
    selection::Selection,
};

/// The address of the list; that of a file is its name behind it.
pub(crate) const PATH: &str = "/export/archief/";
/// The folder in the data folder.
const FOLDER: &str = "archief";
/// What every file begins with; the day and the extension of its format follow.
const STEM: &str = "innovatiekaart-";
/// The formats that are kept.
pub(crate) const KEPT: [Format; 3] = [Format::Csv, Format::GeoJson, Format::GeoPackage];
/// How long every day is kept, in days.
const DAYS: i64 = 31;
/// How long the first of every month is kept, in months. Who is withdrawn is gone here too, after a while.
const MONTHS: i64 = 12;

/// Why a day was not kept, or can't be read.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub(crate) enum ArchiveError {
    #[error("het archief is niet bereikbaar: {0}")]
    Files(#[from] object_store::Error),
    #[error("het bestand van de dag kan niet worden gemaakt: {0}")]
    Making(#[from] FormatError),
    #[error("het bestand van de dag kan niet worden gemaakt: {0}")]
    Body(#[from] axum::Error),
}

/// A file of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) day: Date,
    pub(crate) format: Format,
    /// In bytes.
    pub(crate) size: u64,
}

impl File {
    /// `innovatiekaart-2026-11-25.geojson`.
    pub(crate) fn name(&self) -> String {
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

/// Only how we write it ourselves.
fn parse(file: &str) -> Option<(Date, Format)> {
    let (day, extension) = file.strip_prefix(STEM)?.split_once('.')?;
    let (day, format) = (day.parse().ok()?, Format::parse(extension)?);
    (name(day, format) == file).then_some((day, format))
}

/// The files of all days that are kept.
#[derive(Debug)]
pub(crate) struct Archive {
    files: LocalFileSystem,
    /// For files that are being made.
    scratch: PathBuf,
}

impl Archive {
    /// Opens the archive in a data folder; makes it when it is not there.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub(crate) fn open(data_dir: &Path) -> object_store::Result<Self> {
        let folder = data_dir.join(FOLDER);
        std::fs::create_dir_all(&folder)
            .map_err(|source| object_store::Error::Generic { store: FOLDER, source: source.into() })?;
        let files = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { files, scratch: data_dir.join(SCRATCH) })
    }

    /// Keeps what is public today, unless that was done, and lets go of what is too old. An empty map is not worth a file.
    ///
    /// # Errors
    /// When it can't be written; a file is there whole or not at all.
    pub(crate) async fn keep(&self, atlas: &Arc<Atlas>, site_url: &Arc<str>, today: Date) -> Result<(), ArchiveError> {
        let there = self.files().await?;
        for format in KEPT {
            if atlas.is_empty() || there.iter().any(|file| file.day == today && file.format == format) {
                continue;
            }
            let selection = Selection::of(Arc::clone(atlas), Query::default(), None);
            let name = name(today, format);
            let download =
                Download::new(selection, STEM.trim_end_matches('-'), Arc::clone(site_url), &format!("{PATH}{name}"));
            let body = formats::body(format, download, &self.scratch).await?;
            self.write(&name, body).await?;
        }
        for file in there.iter().filter(|file| past(file.day, today)) {
            self.files.delete(&file.name().into()).await?;
        }
        Ok(())
    }

    async fn write(&self, name: &str, body: Body) -> Result<(), ArchiveError> {
        let mut file = WriteMultipart::new(self.files.put_multipart(&name.into()).await?);
        let mut pieces = body.into_data_stream();
        loop {
            match pieces.try_next().await {
                Ok(Some(piece)) => {
                    // What is made faster than the disk takes it waits.
                    file.wait_for_capacity(1).await?;
                    file.put(piece);
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
    /// When they can't be reached.
    pub(crate) async fn files(&self) -> Result<Vec<File>, ArchiveError> {
        let all: Vec<ObjectMeta> = self.files.list(None).try_collect().await?;
        let mut files: Vec<File> = all.iter().filter_map(File::parse).collect();
        files.sort_by_key(|file| (std::cmp::Reverse(file.day), KEPT.iter().position(|kept| *kept == file.format)));
        Ok(files)
    }

    /// A file with its format; `None` when there is none of that name.
    ///
    /// # Errors
    /// When it can't be reached.
    pub(crate) async fn file(&self, name: &str) -> Result<Option<(Format, GetResult)>, ArchiveError> {
        let Some((_, format)) = parse(name) else { return Ok(None) };
        match self.files.get(&Name::from(name)).await {
            Ok(found) => Ok(Some((format, found))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether a day need not be kept any longer.
fn past(day: Date, today: Date) -> bool {
    let before = |span: jiff::Span| today.checked_sub(span).is_ok_and(|limit| day < limit);
    before(DAYS.days()) && (day.day() != 1 || before(MONTHS.months()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn archive_file_name_has_a_day_and_a_format() {
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
        let kept = |day: &str| !past(day.parse().unwrap(), jiff::civil::date(2026, 11, 25));
        for day in ["2026-11-25", "2026-10-25", "2026-10-01", "2025-12-01"] {
            assert!(kept(day), "{day}");
        }
        for day in ["2026-10-24", "2026-09-30", "2025-11-01"] {
            assert!(!kept(day), "{day}");
        }
    }
}
