//! What people see: Leptos pages, the map, the list.
//!
//! Everything is complete HTML before any script runs. One island, [`map::Explorer`], wakes in the browser; the other
//! pages send no wasm to work with. The server hands over what to show; nothing here does I/O, except that
//! the island asks the server for the next [`map::View`] by a server function.

#![recursion_limit = "256"]
#![allow(unreachable_pub, missing_docs, reason = "the component macro makes public types that nobody names")]

pub mod map;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod about;
#[cfg(feature = "ssr")]
pub mod accounts;
#[cfg(feature = "ssr")]
pub mod adoption;
#[cfg(feature = "ssr")]
pub mod agenda;
#[cfg(feature = "ssr")]
pub mod board;
#[cfg(feature = "ssr")]
pub mod figures;
#[cfg(feature = "ssr")]
pub mod follow;
#[cfg(feature = "ssr")]
pub mod frames;
#[cfg(feature = "ssr")]
pub mod freshness;
#[cfg(feature = "ssr")]
pub mod gathering;
#[cfg(feature = "ssr")]
pub mod initiatives;
#[cfg(feature = "ssr")]
pub mod open_data;
#[cfg(feature = "ssr")]
pub mod ownership;
#[cfg(feature = "ssr")]
pub mod posters;
#[cfg(feature = "ssr")]
pub mod questions;
#[cfg(feature = "ssr")]
pub mod reports;
#[cfg(feature = "ssr")]
pub mod review;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod submit;
