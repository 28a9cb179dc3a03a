//! What can go wrong with the database, in Dutch: an operator reads these.

use std::path::PathBuf;

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the database file can't be made.
    #[error("de map {} kan niet worden gemaakt: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file can't be opened.
    #[error("de database {} kan niet worden geopend: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the database says.
        source: sqlx::Error,
    },
    /// The file is no database, or a damaged one.
    #[error("de database is beschadigd of is geen SQLite-bestand ({0}); zet een reservekopie terug")]
    Corrupt(String),
    /// A newer version of the program has changed the schema.
    #[error(
        "de database is van een nieuwere versie van innovatiekaart (schema {0}); gebruik die versie of een nieuwere"
    )]
    Newer(i64),
    /// A migration that was applied is not the one this program knows.
    #[error("het schema van de database past niet bij deze versie van innovatiekaart: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// Another process kept writing for longer than the busy timeout.
    #[error("de database is bezet door een ander programma; probeer het zo nog eens")]
    Busy,
    /// There is no room left.
    #[error("de schijf is vol; er is niets opgeslagen")]
    Full,
    /// A stored value is not one this program knows.
    #[error("rij {id} heeft een onbekende waarde in {column}")]
    Value {
        /// The row's id or key.
        id: String,
        /// The column.
        column: &'static str,
    },
    /// One key twice in one import.
    #[error("sleutel ‘{0}’ komt twee keer voor")]
    DuplicateKey(String),
    /// Anything else.
    #[error("de database geeft een fout: {0}")]
    Sql(sqlx::Error),
}

/// The primary result code of SQLite, the low byte of what it gives: <https://sqlite.org/rescode.html>.
fn code(error: &sqlx::Error) -> Option<u32> {
    error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok()).map(|code| code & 0xff)
}

/// Whether another connection is writing.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    matches!(code(error), Some(5 | 6))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match code(&error) {
            Some(5 | 6) => Self::Busy,
            Some(11 | 26) => Self::Corrupt(error.as_database_error().map(ToString::to_string).unwrap_or_default()),
            Some(13) => Self::Full,
            _ => Self::Sql(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        use sqlx::migrate::MigrateError;
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => source.into(),
            other => Self::Migration(other),
        }
    }
}
