//! The server of the InnovatieKaart: what runs.

mod application;
pub mod basemap;
pub mod cli;
pub mod clock;
pub mod config;
mod examples;
pub mod http;
pub mod import;
mod pages;
#[allow(dead_code, unused_imports, unreachable_pub, reason = "signing in and the desk use the rest")]
mod people;
pub mod post;
mod snapshot;

pub use application::{Application, StartError, open_store};
pub use config::Config;
