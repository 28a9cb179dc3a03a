//! Review: who looks at a version that waits, what is decided, and how a decision is taken back.

mod decision;
pub(crate) mod lock;
mod undo_snapshot;

pub use lock::ReviewLock;

/// Why nothing was decided or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewError {
    /// Somebody else was first: there is a newer version, or it has been decided.
    Overtaken,
    /// Nobody decides on own work.
    OwnWork,
    /// Another editor looks at it.
    Held,
    /// There is no such version.
    Unknown,
}
