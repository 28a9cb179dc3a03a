//! Files into the store: rows are read, checked, located and stored in one transaction. Also the full export:
//! everything out of one database and into another.
//!
//! A file is refused as a whole when one row is wrong, unless the caller asks to skip bad rows. Every problem names its
//! line, its column and its reason, in Dutch.
//!
//! Knows the domain, the territory, the store and the pictures. It must not know HTTP, HTML or the time of day, and it
//! does not print: progress and results go to the caller.

mod areas;
mod check;
mod csv;
mod error;
mod examples;
pub mod full_export;
mod geojson;
mod initiatives;
mod problem;
mod progress;
mod row;
mod schools;
mod settings;
mod source;
#[cfg(test)]
mod tests;

pub use areas::areas;
pub use error::ImportError;
pub use examples::{ExamplesError, import_examples};
pub use initiatives::initiatives;
pub use problem::RowProblem;
pub use progress::Progress;
pub use schools::schools;
pub use settings::{Outcome, Settings};
pub use source::{Format, Source};
