//! Where a command writes, and why it could not do its work.

use std::io::{self, Write};

use import::{ImportError, full_export::FullExportError};
use pictures::StorageError;
use store::StoreError;

/// Standard output and standard error, or what a test puts in their place.
pub struct Console<'a> {
    /// What the command brought.
    pub out: &'a mut dyn Write,
    /// What was refused, and warnings.
    pub err: &'a mut dyn Write,
}

impl std::fmt::Debug for Console<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Console")
    }
}

/// Why a command could not do its work, in Dutch.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// The file as a whole can't be used.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Not everything could be written or read.
    #[error(transparent)]
    FullExport(#[from] FullExportError),
    /// There is no place for pictures.
    #[error("foto’s kunnen niet worden bewaard: {0}")]
    Pictures(#[from] StorageError),
    /// Nothing can be shown.
    #[error("de uitvoer kan niet worden geschreven: {0}")]
    Output(#[from] io::Error),
}

impl CliError {
    /// 2 when the command was used wrongly, else 1.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        if matches!(self, Self::Import(ImportError::Extension { .. })) { 2 } else { 1 }
    }
}
