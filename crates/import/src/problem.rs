//! A problem with a row.

use std::fmt;

/// A line, perhaps a column, and a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The line where the row starts, counted from 1.
    pub line: u64,
    /// The column (CSV) or property (GeoJSON); `None` when the row as a whole is wrong.
    pub column: Option<String>,
    /// A Dutch sentence part.
    pub reason: String,
}

impl RowProblem {
    /// A problem with one column.
    pub(crate) fn new(line: u64, column: impl Into<String>, reason: impl ToString) -> Self {
        Self { line, column: Some(column.into()), reason: reason.to_string() }
    }

    /// A problem with the row as a whole.
    pub(crate) fn row(line: u64, reason: impl ToString) -> Self {
        Self { line, column: None, reason: reason.to_string() }
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Some(column) => write!(f, "regel {}, kolom {column}: {}", self.line, self.reason),
            None => write!(f, "regel {}: {}", self.line, self.reason),
        }
    }
}
