//! How a file of rows is treated, and the result.

use crate::problem::RowProblem;

/// How to treat a file of rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Store the good rows although others are bad; otherwise one bad row refuses the file.
    pub skip_bad: bool,
    /// Everything in the file is an invented example.
    pub example: bool,
}

/// The result of importing a file of rows.
#[derive(Debug, Clone)]
pub struct Outcome<R> {
    /// Rows in the file, not counting empty ones.
    pub rows: usize,
    /// Rows that were refused.
    pub refused: usize,
    /// The reasons, in the order of the file; a row may have several problems.
    pub problems: Vec<RowProblem>,
    /// Oddities that are no reason to refuse the file, as Dutch sentences.
    pub warnings: Vec<String>,
    /// The report of the store; `None` when nothing was stored because rows were refused.
    pub kept: Option<R>,
}
