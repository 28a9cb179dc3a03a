//! The product over HTTP: the real server on a free port with a database of its own. One program, which is built in the
//! time of one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr, clippy::print_stdout, missing_docs)]

#[path = "../common/mod.rs"]
mod common;

mod adopting;
mod api;
mod archive;
mod asking;
mod clusters;
mod consent;
mod desk;
mod drafts;
mod embed;
mod everything;
mod export;
mod features;
mod figures;
mod following;
mod formats;
mod fotos;
mod freshness;
mod headers;
mod killed;
mod limits;
mod live;
mod logs;
mod mine;
mod oidc;
mod one_query;
mod ownership;
mod pages;
mod pictures;
mod placing;
mod post;
mod poster;
mod problems;
mod process;
mod roles;
mod search_engines;
mod sharing;
mod sign_in;
