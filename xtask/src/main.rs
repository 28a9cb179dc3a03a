//! `cargo xtask`: everything that builds, runs and tests the InnovatieKaart.
#![allow(clippy::print_stdout, reason = "a command line tool speaks through standard output")]

mod bench;
mod circles;
mod notices;
mod pack;
mod progress;
mod purpose;
mod repo;
mod serve;
mod site;
mod test;
mod tools;
mod wasm;

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{progress::Progress, purpose::Purpose, repo::Repo, test::Step};

/// Builds, runs and tests the InnovatieKaart.
///
/// What is missing is installed on the way: the wasm target (rustup), the browser packages (npm ci) and, for the tests,
/// Chromium and PostgreSQL (apt-get, as root). What is unchanged is not built again.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and start the server on http://127.0.0.1:3000, with example initiatives
    ///
    /// The data is kept in ./var. Ctrl-C lets the server finish what it is doing and then stops it.
    #[command(after_help = "Examples:\n  cargo xtask run\n  cargo xtask run -- --listen 0.0.0.0:8080")]
    Run {
        /// More arguments for `innovatiekaart serve`; they go before the defaults
        #[arg(last = true, value_name = "SERVE ARGUMENTS")]
        serve: Vec<OsString>,
    },
    /// Run every check, the cheap ones first, and stop at the first that fails
    #[command(after_help = "Examples:\n  cargo xtask test\n  cargo xtask test --only fmt clippy\n\n\
        A step that needs another one (browser needs site and server) brings it along.")]
    Test {
        /// Only these steps, and what they need
        #[arg(long, value_name = "STEP", num_args = 1.., value_enum)]
        only: Vec<Step>,
    },
    /// Build the release: one file, target/release/innovatiekaart, with the browser files inside
    Build,
    /// Build only the browser files (target/site/pkg) and print their sizes
    Site,
    /// Measure: the criterion benches of the atlas, then atlas and service beside the libraries of node
    Bench,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = Repo::open().and_then(|repo| match cli.command {
        Command::Run { serve } => serve::run(&repo, &serve),
        Command::Test { only } => test::run(&repo, &only),
        Command::Build => serve::build(&repo),
        Command::Site => site::build(&repo, Purpose::Ship, &Progress::new()).and_then(|site| site.print_sizes()),
        Command::Bench => bench::run(&repo),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
