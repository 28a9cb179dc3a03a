//! Everything in one folder, to leave with or to move: every table as lines of JSON, every picture as a file, and a
//! list of what there is. The same database gives the same bytes.

mod read;
mod write;

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use store::StoreError;

pub(crate) use read::read;
pub(crate) use write::write;

/// The list of what there is.
const LIST: &str = "inhoud.json";
/// The folder of the tables, each `{name}.jsonl`.
const TABLES: &str = "tabellen";
/// The folder of the pictures.
const PICTURES: &str = "fotos";
/// What it is, for who finds the folder.
const READ_ME: (&str, &str) = ("LEESMIJ.txt", include_str!("LEESMIJ.txt"));

/// What there is in such a folder.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct List {
    /// The number of the last migration: only a program with the same one can read it.
    schema: i64,
    /// Tables, then pictures, by name.
    bestanden: Vec<Entry>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    /// Path within the folder, with `/`.
    naam: String,
    /// Of its contents, in hexadecimal digits.
    blake3: String,
}

/// How much was written or read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) rows: usize,
    pub(crate) pictures: usize,
}

/// Why it could not be done, in Dutch.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum WholeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("de foto’s zijn niet bereikbaar: {0}")]
    Pictures(#[from] object_store::Error),
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("de map {} bestaat al; kies een nieuwe", .0.display())]
    Taken(PathBuf),
    #[error("{}: dit is geen map die ‘exporteren alles’ heeft gemaakt", .0.display())]
    NoList(PathBuf),
    #[error(
        "deze map heeft schema {found}, dit programma {expected}; lees haar in met dezelfde versie van innovatiekaart, en werk daarna bij"
    )]
    Schema { found: i64, expected: i64 },
    #[error("{} is niet zoals het werd weggeschreven; er is niets ingelezen", .0.display())]
    Damaged(PathBuf),
    #[error("er staat al iets in de database; inlezen kan alleen in een lege")]
    NotEmpty,
}

impl WholeError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<'_> {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
