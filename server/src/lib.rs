//! The server of the InnovatieKaart: addresses, mail, daily jobs and the command line.

#![recursion_limit = "256"]
#![allow(missing_docs, reason = "a program: only its tests import it")]

mod about;
pub mod accounts;
mod adoption;
mod agenda;
mod api;
mod application;
mod audience;
mod board;
pub mod cli;
pub mod clock;
pub mod config;
mod figures;
mod follow;
mod frames;
mod freshness;
mod gathering;
mod gathering_card;
mod initiatives;
mod jobs;
mod lookup;
pub mod mail;
mod map;
mod open_data;
mod ownership;
mod posters;
mod questions;
mod reports;
mod review;
mod routes;
mod schools;
pub mod snapshot;
pub mod state;
mod street_file;
mod submit;
pub mod web;

pub use application::{Application, StartError, open_store};
pub use config::Config;
