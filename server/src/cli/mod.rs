//! The command line.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use domain::Moment;
use store::{DatabaseUrl, Store, StoreError};
use territory::{Territory, TerritoryError};

use crate::{application::StartError, clock::Clock};
use console::{CliError, Console};

pub mod admin;
mod bar;
pub mod console;
pub mod full_export;
pub mod import;
mod log;
mod manual;
mod mistake;
pub mod serve;
mod storage;
pub mod withdraw;

/// A command that could not do its work; the texts are Dutch, for on stderr.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Command(#[from] CliError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Territory(#[from] TerritoryError),
    #[error("er is geen database {}; klopt --data-dir?", .0.display())]
    NoDatabase(PathBuf),
    #[error("het systeem werkt niet mee: {0}")]
    System(#[from] io::Error),
}

impl Failure {
    fn exit_code(&self) -> u8 {
        if let Self::Command(error) = self { error.exit_code() } else { FAILED }
    }
}

/// The exit code when a command could not do its work.
const FAILED: u8 = 1;
/// The exit code when the command line can't be used.
const MISUSED: u8 = 2;

/// Onderwijsinnovatie in Limburg, van boven gezien.
///
/// De InnovatieKaart is één programma: het toont de kaart, bewaart wat erop staat en geeft de gegevens als open data.
/// Alles wat bewaard wordt staat in één map (--data-dir).
#[derive(Debug, Parser)]
#[command(name = "innovatiekaart", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, after_long_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    global: Global,

    /// Toont deze hulp; -h toont de korte
    #[arg(short, long, action = clap::ArgAction::Help, global = true, display_order = 900)]
    help: Option<bool>,

    /// Toont de versie
    #[arg(short = 'V', long, action = clap::ArgAction::Version, display_order = 901)]
    version: Option<bool>,

    #[command(subcommand)]
    command: Command,
}

/// What every command takes, before or after its name.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// De map waarin alles bewaard wordt; hij wordt gemaakt als hij er niet is
    ///
    /// Standaard ./var. Omgevingsvariabele: INNOVATIEKAART_DATA_DIR.
    #[arg(long, global = true, value_name = "MAP", env = "INNOVATIEKAART_DATA_DIR", default_value = "./var")]
    pub data_dir: PathBuf,

    /// Een andere database dan het bestand in de map
    ///
    /// Als sqlite:PAD, of als postgres://GEBRUIKER:WACHTWOORD@MACHINE/DATABASE voor PostgreSQL 15 of nieuwer. Standaard
    /// innovatiekaart.sqlite in de map van --data-dir.
    /// Omgevingsvariabele: INNOVATIEKAART_DATABASE_URL.
    #[arg(long, global = true, value_name = "URL", env = "INNOVATIEKAART_DATABASE_URL")]
    pub database_url: Option<DatabaseUrl>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start de kaart en blijft draaien tot Ctrl-C of SIGTERM
    ///
    /// Schrijft één regel op stdout zodra de kaart bereikbaar is: "luistert op http://ADRES:POORT". Bij Ctrl-C of
    /// SIGTERM mogen lopende verzoeken nog tien seconden doorgaan; daarna stopt het programma met code 0.
    ///
    /// Voor wie het draaiend houdt: /gezond zegt of het proces leeft, /klaar of het kan antwoorden, /metrics geeft
    /// tellers voor Prometheus. Zet er voor https een eigen webserver voor, en geef dan --url.
    #[command(after_long_help = "Voorbeelden:\n  \
            innovatiekaart serve --data-dir ./var --voorbeelden\n  \
            innovatiekaart serve --listen 0.0.0.0:8080 --url https://kaart.voorbeeld.nl --log-format json")]
    Serve(Box<serve::Serve>),
    Importeren(import::ImportArgs),
    Exporteren(full_export::ExportArgs),
    /// Maakt een reservekopie van alles in een nieuwe map
    ///
    /// Het mag terwijl de kaart draait: wat er staat, is van één moment. Dezelfde gegevens geven precies dezelfde
    /// bestanden, uit SQLite en uit PostgreSQL. In de map staan ook namen, e-mailadressen en wat nog niet openbaar is.
    #[command(after_help = "Uitkomst: 0 gemaakt; 1 niet gelukt, er is geen map; 2 verkeerd gebruik.")]
    Backup(full_export::FullExportArgs),
    /// Zet een reservekopie terug in een lege database
    ///
    /// Alles of niets: is er iets mis met de map, dan blijft de database leeg. De kopie mag uit SQLite komen en de
    /// database PostgreSQL zijn, of andersom. De map moet van dezelfde versie van het programma zijn.
    #[command(after_help = "Uitkomst: 0 hersteld; 1 niet gelukt, er is niets veranderd; 2 verkeerd gebruik.")]
    Herstellen(full_export::FullExportArgs),
    Intrekken(withdraw::WithdrawArgs),
    Beheerder(admin::AdminArgs),
}

const AFTER_HELP: &str = "Elke opdracht heeft een eigen bladzij: innovatiekaart serve --help\n\n\
    Uitkomst: 0 gelukt; 1 niet gelukt, op stderr staat waarom; 2 verkeerd gebruik.";

/// Reads the arguments, runs the command, and says what went wrong.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match read(arguments) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return fail(&mistake::in_dutch(&error), MISUSED),
        Err(help) => return if help.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) },
    };
    let outcome = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(run(cli)),
        Err(error) => Err(error.into()),
    };
    outcome.unwrap_or_else(|failure| fail(&failure.to_string(), failure.exit_code()))
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let matches = manual::in_dutch(Cli::command()).try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
}

async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let mut config = crate::config::Config::new(cli.global.data_dir);
    config.database_url = cli.global.database_url;
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut console = Console { out: &mut out, err: &mut err };
    match cli.command {
        Command::Serve(options) => serve::run(config, *options).await,
        Command::Importeren(options) => {
            let store = crate::application::open_store(&config).await?;
            let territory = territory(&store).await?;
            Ok(import::run(&options, &config, &store, &territory, now(), &mut console).await?)
        }
        Command::Exporteren(options) => {
            let store = existing_store(&config).await?;
            Ok(full_export::export(&options, &config, &store, &mut console).await?)
        }
        Command::Backup(options) => {
            let store = existing_store(&config).await?;
            Ok(full_export::backup(&options, &config, &store, &mut console).await?)
        }
        Command::Herstellen(options) => {
            let store = crate::application::open_store(&config).await?;
            Ok(full_export::restore(&options, &config, &store, &mut console).await?)
        }
        Command::Intrekken(options) => {
            let store = crate::application::open_store(&config).await?;
            Ok(withdraw::run(&options, &store, now(), &mut console).await?)
        }
        Command::Beheerder(options) => {
            let store = crate::application::open_store(&config).await?;
            Ok(admin::run(&options, &store, &config.clock, &mut console).await?)
        }
    }
}

/// The store, when there is one: opening a file that is not there makes it, and a copy of nothing looks like a copy.
async fn existing_store(config: &crate::Config) -> Result<Store, Failure> {
    if let Some(file) = config.database().file().filter(|file| !file.exists()) {
        return Err(Failure::NoDatabase(file.to_owned()));
    }
    Ok(crate::application::open_store(config).await?)
}

/// The shipped territory, with the borders that were imported.
async fn territory(store: &Store) -> Result<Territory, Failure> {
    let (shipped, areas) = (Territory::shipped()?, store.areas().await?);
    Ok(if areas.is_empty() { shipped } else { shipped.with_areas(areas) })
}

/// This moment.
pub(crate) fn now() -> Moment {
    Clock::System.moment()
}

fn fail(reason: &str, code: u8) -> ExitCode {
    // Without a stderr there is nobody to tell.
    let _ = writeln!(io::stderr(), "innovatiekaart: {reason}");
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn command_line_is_consistent() {
        manual::in_dutch(Cli::command()).debug_assert();
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in ["innovatiekaart --data-dir x serve", "innovatiekaart serve --data-dir x"] {
            let cli = read(line.split(' ').map(OsString::from)).unwrap();
            assert_eq!(cli.global.data_dir, PathBuf::from("x"));
        }
    }
}
