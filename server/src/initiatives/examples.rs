//! The invented examples that `--voorbeelden` puts on an empty map.

use store::{Store, StoreError};
use territory::{Territory, TerritoryError};

use crate::{
    clock::Clock,
    import::{self, Format, ImportError, Settings, Source},
};

const FILE: &[u8] = include_bytes!("../../../data/voorbeelden.csv");

/// Why there are no examples.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ExamplesError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Territory(#[from] TerritoryError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error("{0}")]
    Refused(String),
}

/// Loads them, unless there is an initiative already.
pub(crate) async fn load_into_empty(store: &Store) -> Result<(), ExamplesError> {
    if !store.is_empty().await? {
        tracing::info!("the database is not empty: no examples added");
        return Ok(());
    }
    let territory = Territory::shipped()?;
    let source = Source::from_bytes(Format::Csv, FILE.to_vec())?;
    let settings = Settings { skip_bad: false, example: true };
    let outcome = import::initiatives(&source, settings, store, &territory, &Clock::System.text(), &mut ()).await?;
    match outcome.problems.first() {
        Some(problem) => Err(ExamplesError::Refused(problem.to_string())),
        None => Ok(()),
    }
}
