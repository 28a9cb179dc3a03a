//! The full export: everything in one folder, to move to another server. Every table is lines of JSON, every picture a
//! file, and a list names them all. The same database gives the same bytes.

mod read;
mod write;

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use store::StoreError;

pub use read::read;
pub use write::write;

/// The list of files.
const LIST: &str = "inhoud.json";
/// The folder of the tables, each `{name}.jsonl`.
const TABLES: &str = "tabellen";
/// The folder of the pictures.
const PICTURES: &str = "fotos";
/// An explanation for people who find the folder.
const READ_ME: (&str, &str) = ("LEESMIJ.txt", include_str!("LEESMIJ.txt"));

/// The contents of the folder.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct List {
    /// The number of the last migration: only a program with the same number can read the folder.
    schema: i64,
    /// Tables, then pictures, by name.
    bestanden: Vec<Entry>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    /// Path within the folder, with `/`.
    naam: String,
    /// The checksum of its contents, in hexadecimal digits.
    blake3: String,
}

/// The amount that was written or read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Rows of all tables.
    pub rows: usize,
    /// Files of pictures.
    pub pictures: usize,
}

/// Why everything could not be written or read; the messages are Dutch, for an operator.
#[derive(Debug, thiserror::Error)]
pub enum FullExportError {
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The pictures can't be reached.
    #[error("de foto’s zijn niet bereikbaar: {0}")]
    Pictures(#[from] object_store::Error),
    /// A file can't be written or read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The folder exists.
    #[error("de map {} bestaat al; kies een nieuwe", .0.display())]
    Taken(PathBuf),
    /// The folder has no list.
    #[error("{}: dit is geen map die ‘exporteren alles’ heeft gemaakt", .0.display())]
    NoList(PathBuf),
    /// The folder was written by another version.
    #[error(
        "deze map heeft schema {found}, dit programma {expected}; lees haar in met dezelfde versie van innovatiekaart, en werk daarna bij"
    )]
    Schema {
        /// The schema of the folder.
        found: i64,
        /// The schema of this program.
        expected: i64,
    },
    /// A file has changed since it was written.
    #[error("{} is niet zoals het werd weggeschreven; er is niets ingelezen", .0.display())]
    Damaged(PathBuf),
    /// The database is not empty.
    #[error("er staat al iets in de database; inlezen kan alleen in een lege")]
    NotEmpty,
}

impl FullExportError {
    fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<'_> {
        move |source| Self::File { path: path.to_owned(), source }
    }
}
