//! The store on a real SQLite file and on a real PostgreSQL server: every test on both. One program, which is built in
//! the time of one.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

mod asking;
mod boards;
mod confirmation;
mod confirming;
mod drafts;
mod erase;
mod follow;
mod freshness;
mod full_export;
mod gathering;
mod gathering_after;
mod initiatives;
mod killed;
mod mail;
mod opening;
mod ownership;
mod pictures;
mod places;
mod published;
mod rights;
mod servers;
mod sessions;
mod versions;
