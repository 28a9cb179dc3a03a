//! Review: who looks at a version that waits, what is decided, and how a decision is taken back.

mod decision;
pub(crate) mod lock;
pub(crate) mod undo_snapshot;

pub use lock::ReviewLock;
