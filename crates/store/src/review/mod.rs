//! Review: who looks at a version that waits, what is decided, and how a decision is taken back.

mod decision;
pub(crate) mod lock;
mod undo_snapshot;

pub use lock::ReviewLock;

use crate::StoreError;

/// Why nothing was decided or changed.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// There is a newer version, or it has been decided.
    #[error("een ander was eerder")]
    Overtaken,
    /// Nobody decides on own work.
    #[error("dit is eigen werk")]
    OwnWork,
    /// Nobody puts a text on the map alone that they changed much themselves.
    #[error("dit is eigen tekst")]
    OwnText,
    /// Another editor looks at it.
    #[error("een andere redacteur bekijkt dit")]
    Held,
    /// There is no such version.
    #[error("deze versie is er niet")]
    Unknown,
    /// It can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}
