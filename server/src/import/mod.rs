//! Files into the store: read rows, check them, find out where they are, keep them in one transaction.
//!
//! A file is refused as a whole when one row is wrong, unless the caller asks to skip bad rows. Every problem names
//! its line, its column and its reason, in Dutch. Nothing here prints: the command line shows what comes back.

mod areas;
mod check;
mod csv;
mod error;
mod geojson;
mod initiatives;
mod problem;
mod progress;
mod row;
mod schools;
mod source;
#[cfg(test)]
mod tests;

pub use areas::areas;
pub use error::ImportError;
pub use initiatives::initiatives;
pub use problem::Problem;
pub use progress::Progress;
pub use schools::schools;
pub use source::{Format, Source};

/// How to treat a file of rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Keep the good rows although others are bad; otherwise one bad row refuses the file.
    pub skip_bad: bool,
    /// Everything in the file is an invented example.
    pub example: bool,
}

/// What came of a file of rows.
#[derive(Debug, Clone)]
pub struct Outcome<R> {
    /// Rows in the file, empty ones left out.
    pub rows: usize,
    /// Rows that were refused.
    pub refused: usize,
    /// Why, in the order of the file; a row may have several problems.
    pub problems: Vec<Problem>,
    /// What is odd but no reason to refuse, as Dutch sentences.
    pub warnings: Vec<String>,
    /// What the store did; `None` when nothing was kept because rows were refused.
    pub kept: Option<R>,
}
