//! Boards of schools.
//!
//! # From the register to the page
//! 1. `innovatiekaart importeren scholen` reads of each site which board it has (`crates/import/src/schools.rs`); the store
//!    gives boards a number of their own (`crates/store/src/board`).
//! 2. `overview.rs` puts a board, its schools and the initiatives of those schools together: by site code, from one snapshot.
//! 3. `page.rs` shows the list and one board; the API has the same as `besturen` (`api/collections/boards.rs`).
//! 4. An organiser says on the page of a board since when it carries the Werkplaats (`carry.rs`). That is checked in
//!    `domain::board`, allowed or refused in the transaction that keeps it, and logged.

pub(crate) mod carry;
mod linked_data;
mod overview;
pub(crate) mod page;

pub(crate) use overview::{Overview, all, path_of};
