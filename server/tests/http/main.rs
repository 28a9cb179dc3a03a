//! The product over HTTP: the real server on a free port with a database of its own. One program, which is built in the
//! time of one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, clippy::print_stdout, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod about;
mod accounts;
mod adoption;
mod agenda;
mod api;
mod asvs;
mod board;
mod figures;
mod first_day;
mod follow;
mod freshness;
mod full_export;
mod fuzz;
mod gathering;
mod headers;
mod initiatives;
mod invisible;
mod kill;
mod limits;
mod logs;
mod mail;
mod map;
mod nouns;
mod open_data;
mod ownership;
mod pictures;
mod posters;
mod process;
mod questions;
mod races;
mod reports;
mod review;
mod roles;
mod submit;
mod twice;
mod visitors;
