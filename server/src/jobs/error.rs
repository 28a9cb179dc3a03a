//! Why the daily jobs failed.

use export::ArchiveError;
use pictures::PictureError;
use store::StoreError;

use crate::{follow::daily::FollowError, freshness::daily::FreshnessError};

/// Why the daily jobs failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Pictures(#[from] PictureError),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Follow(#[from] FollowError),
    #[error(transparent)]
    Freshness(#[from] FreshnessError),
}
