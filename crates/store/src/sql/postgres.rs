//! Opening a PostgreSQL database, and what has to be right with it before anything is kept in it.

use std::{
    str::FromStr as _,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::{Pool, error::postgres_code};
use crate::{PostgresError, StoreError, url::ServerAddress};

/// Makes writers wait for each other, as SQLite does: what one reads, no other changes before it has committed.
pub(super) const LOCK: &str = "select number from revision where id = 1 for update";
/// Begins to read the database as it is at one moment.
pub(super) const SNAPSHOT: &str = "begin isolation level repeatable read read only";
/// Gives the room of deleted rows back.
pub(super) const SETTLE: &str = "vacuum";
/// One process at a time brings the schema up to date. Any number will do, as long as it stays the same.
pub(super) const MIGRATION_LOCK: &str = "select pg_advisory_xact_lock(20261129)";

/// The oldest version that the tests run on.
const OLDEST: i32 = 15;
/// Orders of text that are the order of its bytes, as in SQLite.
const BYTE_ORDER: [&str; 4] = ["C", "POSIX", "C.UTF-8", "C.utf8"];
/// How far the clocks of both machines may be apart, in seconds.
const CLOCKS_APART: f64 = 5.0;
/// How long a writer waits for another one, unless the address says otherwise.
const LOCK_TIMEOUT: &str = "10s";
/// How long to wait for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many reads may run at a time.
const READERS: u32 = 8;

/// The writer and the readers of a database, once everything is right with it.
pub(super) async fn open(address: &ServerAddress) -> Result<(Pool, Pool), StoreError> {
    let mut options = PgConnectOptions::from_str(address.as_str())
        .map_err(|error| PostgresError::Address(error.to_string()))?
        .application_name("innovatiekaart")
        .options([("synchronous_commit", "on"), ("TimeZone", "UTC")])
        .disable_statement_logging();
    if !options.get_options().is_some_and(|chosen| chosen.contains("lock_timeout")) {
        options = options.options([("lock_timeout", LOCK_TIMEOUT)]);
    }
    let connected = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options)).await;
    let connected = connected.unwrap_or_else(|late| Err(sqlx::Error::Io(late.into())));
    let mut connection = connected.map_err(|error| unconnected(error, &options))?;
    check(&mut connection).await?;
    connection.close().await?;
    let pool = || PgPoolOptions::new().acquire_timeout(PATIENCE);
    let writer = pool().max_connections(1).connect_lazy_with(options.clone());
    let reading = options.options([("default_transaction_read_only", "on")]);
    let reader = pool().max_connections(READERS).connect_lazy_with(reading);
    Ok((Pool::Postgres(writer), Pool::Postgres(reader)))
}

/// Why there is no connection.
fn unconnected(error: sqlx::Error, options: &PgConnectOptions) -> StoreError {
    let server = match options.get_socket() {
        Some(path) => path.display().to_string(),
        None => format!("{}:{}", options.get_host(), options.get_port()),
    };
    let database = || options.get_database().unwrap_or_else(|| options.get_username()).to_owned();
    match (postgres_code(&error), &error) {
        (Some("28P01" | "28000"), _) => PostgresError::Refused(options.get_username().to_owned()).into(),
        (Some("3D000"), _) => PostgresError::Missing(database()).into(),
        // "unsupported startup parameter"
        (Some("08P01"), _) => PostgresError::Pooler.into(),
        (None, sqlx::Error::Io(source)) => PostgresError::Unreachable { server, reason: source.to_string() }.into(),
        (None, sqlx::Error::Tls(source)) => PostgresError::Unreachable { server, reason: source.to_string() }.into(),
        _ => error.into(),
    }
}

/// Whether this is a database that keeps everything as SQLite does.
async fn check(connection: &mut PgConnection) -> Result<(), StoreError> {
    let version: i32 = sqlx::query_scalar("select cast(current_setting('server_version_num') as integer) / 10000")
        .fetch_one(&mut *connection)
        .await?;
    if version < OLDEST {
        return Err(PostgresError::TooOld(version).into());
    }
    let (database, encoding, provider, collation, ctype): (String, String, String, String, String) = sqlx::query_as(
        "select cast(datname as text), cast(pg_encoding_to_char(encoding) as text), cast(datlocprovider as text), \
         datcollate, datctype from pg_database where datname = current_database()",
    )
    .fetch_one(&mut *connection)
    .await?;
    if encoding != "UTF8" {
        return Err(PostgresError::Locale { database, found: encoding, wanted: "UTF8" }.into());
    }
    // Its built-in orders (since version 17) are all by code point.
    let ordered = provider == "b" || provider == "c" && BYTE_ORDER.contains(&&*collation);
    if !ordered || !BYTE_ORDER.contains(&&*ctype) {
        let found = if provider == "i" { "een sortering van ICU".to_owned() } else { format!("sortering {collation}") };
        return Err(PostgresError::Locale { database, found, wanted: "C" }.into());
    }
    let reads_only: bool =
        sqlx::query_scalar("select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on'")
            .fetch_one(&mut *connection)
            .await?;
    if reads_only {
        return Err(PostgresError::ReadOnly.into());
    }
    let may_create: bool =
        sqlx::query_scalar("select coalesce(has_schema_privilege(current_schema(), 'create'), false)")
            .fetch_one(&mut *connection)
            .await?;
    if !may_create {
        return Err(PostgresError::NoRights.into());
    }
    let theirs: f64 = sqlx::query_scalar("select cast(extract(epoch from clock_timestamp()) as double precision)")
        .fetch_one(connection)
        .await?;
    let ours = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64();
    if (theirs - ours).abs() > CLOCKS_APART {
        return Err(PostgresError::Clocks((theirs - ours).abs()).into());
    }
    Ok(())
}
