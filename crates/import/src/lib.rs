//! Files into the store: rows are read, checked, located and stored in one transaction. Also the full export:
//! everything out of one database and into another.
//!
//! A file is refused as a whole when one row is wrong, unless the caller asks to skip bad rows. Every problem names its
//! line, its column and its reason, in Dutch.
//!
//! # From a file to the map
//!
//! 1. `innovatiekaart importeren initiatieven x.csv` opens a [`Source`] and calls [`initiatives()`].
//! 2. `csv.rs` or `geojson.rs` reads rows; `domain::InitiativeContent::parse` checks every field and reports all
//!    problems.
//! 3. `Territory::geocode` finds the point of a postcode or town; `Territory::locate` computes region, municipality and
//!    town. A position outside Limburg is an error that states the distance.
//! 4. The store writes the batch in one transaction and increments the revision. Rows that did not change keep their
//!    date. When the process is killed, all of it is stored or nothing.
//! 5. The server polls the revision twice a second, since an import is another process. When it grew, a new atlas is
//!    built and replaces the current one; running requests keep theirs. Open maps hear of it and ask for their view
//!    again.
//!
//! [`areas()`] replaces the borders and everything that follows from them, in one transaction, and reports what moved.
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
