//! The migrations: one numbering for both databases. A released one never changes: a database remembers its checksum.

use std::borrow::Cow;

use sqlx::migrate::{Migrate, Migration, MigrationType, Migrator};

use super::{Pool, postgres};
use crate::StoreError;

/// A migration that runs on both databases.
macro_rules! both {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../migrations/", $name, ".sql")),
            include_str!(concat!("../../migrations/", $name, ".sql")),
        )
    };
}

/// Number and name, the text for SQLite, and the text for PostgreSQL.
const MIGRATIONS: &[(&str, &str, &str)] = &[
    both!("0001_start"),
    both!("0002_placing"),
    both!("0003_desk"),
    both!("0004_mail_headers"),
    both!("0005_pictures"),
    both!("0006_ownership"),
    both!("0007_freshness"),
    both!("0008_asking"),
    both!("0009_people"),
    both!("0010_published"),
    both!("0011_review_lock"),
    both!("0012_confirmation"),
    both!("0013_pressed_twice"),
    both!("0014_answered_form"),
    both!("0015_mail_that_waits"),
    both!("0016_identity"),
    both!("0017_audit_about"),
    both!("0018_draft_browser"),
    both!("0019_amended_by"),
    both!("0020_passkey"),
    both!("0023_told"),
    both!("0024_confirm"),
    both!("0025_synonyms"),
    both!("0026_gathering"),
    both!("0027_board"),
    both!("0028_programme"),
    both!("0029_attendance"),
    both!("0030_visit"),
];

/// Brings the schema up to date. In a transaction: of two processes that open a new database at once, the second one
/// waits, then finds it done.
pub(super) async fn run(pool: &Pool) -> Result<(), StoreError> {
    match pool {
        Pool::Sqlite(pool) => {
            let mut transaction = pool.begin_with("begin immediate").await?;
            migrate(&mut *transaction, |(_, sqlite, _)| sqlite).await?;
            transaction.commit().await?;
        }
        Pool::Postgres(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(postgres::MIGRATION_LOCK).execute(&mut *transaction).await?;
            migrate(&mut *transaction, |(_, _, postgres)| postgres).await?;
            transaction.commit().await?;
        }
    }
    Ok(())
}

async fn migrate<C: Migrate>(
    connection: &mut C,
    text: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str,
) -> Result<(), StoreError> {
    let migrations = MIGRATIONS.iter().filter_map(|migration| {
        let (number, name) = migration.0.split_once('_')?;
        let kind = MigrationType::Simple;
        let text = sqlx::SqlStr::from_static(text(migration));
        Some(Migration::new(number.parse().ok()?, Cow::Owned(name.replace('_', " ")), kind, text, false))
    });
    let mut migrator = Migrator::with_migrations(migrations.collect());
    migrator.set_locking(false);
    migrator.run_direct(None, connection, false).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_file_is_run_in_its_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .map(|file| file.split('.').next().unwrap().to_owned())
            .collect();
        files.sort_unstable();
        files.dedup();
        assert_eq!(files, MIGRATIONS.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
        let numbers: Vec<&str> = MIGRATIONS.iter().map(|(name, ..)| &name[..5]).collect();
        assert!(
            numbers.is_sorted_by(|one, next| one < next) && numbers.iter().all(|n| n.ends_with('_')),
            "{numbers:?}"
        );
    }
}
