//! What a driver says, as an error of the store.

use sqlx::{error::ErrorKind, migrate::MigrateError, postgres::PgDatabaseError};

use crate::{PostgresError, StoreError};

/// The primary result code of SQLite, the low byte of what it gives: <https://sqlite.org/rescode.html>.
fn sqlite_code(error: &sqlx::Error) -> Option<u32> {
    error.as_database_error().and_then(|error| error.code()?.parse::<u32>().ok()).map(|code| code & 0xff)
}

/// Whether another connection of a SQLite file is writing.
pub(super) fn is_busy(error: &sqlx::Error) -> bool {
    matches!(sqlite_code(error), Some(5 | 6))
}

/// The code of a PostgreSQL error: <https://www.postgresql.org/docs/15/errcodes-appendix.html>.
pub(super) fn postgres_code(error: &sqlx::Error) -> Option<&str> {
    error.as_database_error()?.try_downcast_ref::<PgDatabaseError>().map(PgDatabaseError::code)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if error.as_database_error().is_some_and(|error| error.kind() != ErrorKind::Other) {
            return Self::Constraint(error.into());
        }
        if let Some(code) = postgres_code(&error) {
            return match code {
                // Serialization failure, deadlock, lock not available, too many connections.
                "40001" | "40P01" | "55P03" | "53300" => Self::Busy,
                "53100" => Self::Full,
                // The server shuts down, crashed, or is starting.
                "57P01" | "57P02" | "57P03" => PostgresError::Gone(error.to_string()).into(),
                "25006" => PostgresError::ReadOnly.into(),
                "42501" => PostgresError::NoRights.into(),
                // A prepared statement that is unknown, or known already: the connection is not ours alone.
                "26000" | "42P05" => PostgresError::Pooler.into(),
                _ => Self::Sql(error.into()),
            };
        }
        match (&error, sqlite_code(&error)) {
            (_, Some(5 | 6)) => Self::Busy,
            (_, Some(11 | 26)) => Self::Corrupt(error.as_database_error().map(ToString::to_string).unwrap_or_default()),
            (_, Some(13)) => Self::Full,
            (sqlx::Error::PoolTimedOut, _) => Self::Busy,
            (sqlx::Error::Io(source), _) => PostgresError::Gone(source.to_string()).into(),
            _ => Self::Sql(error.into()),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => source.into(),
            other => Self::Migration(other.to_string()),
        }
    }
}
