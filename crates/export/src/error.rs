//! Why a file can't be written.

use std::io;

/// Why a file could not be written. What fails after the first bytes breaks the stream off, so that nobody takes a part
/// for the whole.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk is full or can't be read.
    #[error(transparent)]
    File(#[from] io::Error),
    /// The workbook can't be written.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The GeoPackage can't be written.
    #[error(transparent)]
    GeoPackage(#[from] sqlx::Error),
    /// The task that wrote it panicked or was stopped.
    #[error(transparent)]
    Aborted(#[from] tokio::task::JoinError),
    /// More initiatives than [`MOST_ROWS`](crate::MOST_ROWS), for a workbook.
    #[error("more initiatives than a sheet has rows")]
    TooManyRows,
    /// No file slot became free in time.
    #[error("too many files are being written")]
    Busy,
}
