//! Why a drawing can't be made.

use territory::TerritoryError;
use tokio::task::JoinError;

/// Why a drawing can't be made; the messages are for the log.
#[derive(Debug, thiserror::Error)]
pub enum DrawingError {
    /// The SVG that was written is malformed.
    #[error("the drawing can't be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The drawing has no size.
    #[error("the drawing has no pixels")]
    Empty,
    /// Another page was asked for than these.
    #[error("there are only {0} pages")]
    Page(usize),
    /// It can't be written as PNG or PDF.
    #[error("the drawing can't be written: {0}")]
    Write(String),
    /// The data of the ground can't be read.
    #[error(transparent)]
    Ground(#[from] TerritoryError),
    /// Too many requests wait for a drawing.
    #[error("too many drawings are being made")]
    Busy,
    /// The task that drew it panicked or was stopped.
    #[error(transparent)]
    Aborted(#[from] JoinError),
}
