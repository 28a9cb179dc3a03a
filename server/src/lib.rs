//! The server of the InnovatieKaart: what runs.

mod application;
pub mod cli;
pub mod clock;
pub mod config;
mod figures;
mod following;
mod freshness;
mod housekeeping;
pub mod http;
mod pages;
pub mod people;
pub mod post;
mod snapshot;
mod web;

pub use application::{Application, StartError, open_store};
pub use config::Config;
