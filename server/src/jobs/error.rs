//! Why the daily jobs failed.

use store::StoreError;

use crate::{
    archive::ArchiveError, follow::daily::FollowError, freshness::daily::FreshnessError, pictures::PictureError,
};

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
