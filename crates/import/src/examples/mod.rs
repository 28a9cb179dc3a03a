//! The invented examples that an operator can put on an empty map.

mod gatherings;

use domain::{Moment, board::Carrying, local_time};
use store::{Store, StoreError};
use territory::{Territory, TerritoryError};

use crate::{
    error::ImportError,
    initiatives::initiatives,
    schools::schools,
    settings::{Outcome, Settings},
    source::{Format, Source},
};

const FILE: &[u8] = include_bytes!("../../../../data/voorbeelden.csv");
const SCHOOLS: &[u8] = include_bytes!("../../../../data/voorbeeldscholen.csv");

/// The example board that carries the Werkplaats, since when, and when that agreement was signed.
const CARRIES: (&str, &str, &str) = ("Voorbeeldbestuur Noord", "2023-08-01", "2023-06-14");

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

/// Imports the examples, with their schools and boards, unless the database holds an initiative.
///
/// # Errors
/// When the database can't be used, or the file is not as it was shipped.
pub async fn import_examples(store: &Store, now: Moment) -> Result<(), ExamplesError> {
    if !store.is_empty().await? {
        tracing::info!("the database is not empty: no examples added");
        return Ok(());
    }
    let territory = Territory::shipped()?;
    let settings = Settings { skip_bad: false, example: true };
    let source = Source::from_bytes(Format::Csv, SCHOOLS.to_vec())?;
    accepted(&schools(&source, settings, store, &territory, &mut ()).await?)?;
    let (name, since, agreed_on) = CARRIES;
    let carrying = local_time::day(since).map(|since| Carrying { since, agreed_on: local_time::day(agreed_on) });
    if let Some(board) = store.boards().await?.iter().find(|board| board.name == name) {
        store.set_carrying(board.id, carrying, None, now).await?;
    }
    let source = Source::from_bytes(Format::Csv, FILE.to_vec())?;
    accepted(&initiatives(&source, settings, store, &territory, now, &mut ()).await?)?;
    gatherings::import(store, &territory, now).await
}

/// The first problem of a file, as an error.
fn accepted<R>(outcome: &Outcome<R>) -> Result<(), ExamplesError> {
    outcome.problems.first().map_or(Ok(()), |problem| Err(ExamplesError::Refused(problem.to_string())))
}
