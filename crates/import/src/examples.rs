//! The invented examples that an operator can put on an empty map.

use domain::Moment;
use store::{Store, StoreError};
use territory::{Territory, TerritoryError};

use crate::{
    error::ImportError,
    initiatives::initiatives,
    settings::Settings,
    source::{Format, Source},
};

const FILE: &[u8] = include_bytes!("../../../data/voorbeelden.csv");

/// Why the examples can't be imported.
#[derive(Debug, thiserror::Error)]
pub enum ExamplesError {
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The shipped data can't be read.
    #[error(transparent)]
    Territory(#[from] TerritoryError),
    /// The file can't be used.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// One of them is refused.
    #[error("{0}")]
    Refused(String),
}

/// Imports the examples, unless the database holds an initiative.
///
/// # Errors
/// When the database can't be used, or the file is not as it was shipped.
pub async fn import_examples(store: &Store, now: Moment) -> Result<(), ExamplesError> {
    if !store.is_empty().await? {
        tracing::info!("the database is not empty: no examples added");
        return Ok(());
    }
    let territory = Territory::shipped()?;
    let source = Source::from_bytes(Format::Csv, FILE.to_vec())?;
    let settings = Settings { skip_bad: false, example: true };
    let outcome = initiatives(&source, settings, store, &territory, now, &mut ()).await?;
    match outcome.problems.first() {
        Some(problem) => Err(ExamplesError::Refused(problem.to_string())),
        None => Ok(()),
    }
}
