//! Files, feeds, the archive, and what search engines read.

mod archive;
mod export;
mod formats;
mod people;
mod search_engines;
