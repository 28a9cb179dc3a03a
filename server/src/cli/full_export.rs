//! `innovatiekaart backup` and `herstellen`; `exporteren alles` and `importeren alles` do the same, to move or to leave.

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Subcommand};
use import::full_export::{self, Amount};
use pictures::{Pictures, StorageError};
use store::Store;

use super::{
    bar::Bar,
    console::{CliError, Console},
    storage::StorageArgs,
};
use crate::Config;

/// Schrijft weg wat er bewaard wordt.
#[derive(Debug, Args)]
pub struct ExportArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Schrijft alles weg in een nieuwe map: elke tabel als tekst, elke foto als bestand
    ///
    /// Bedoeld om mee te verhuizen of te vertrekken; ‘importeren alles’ leest de map weer in. Dezelfde gegevens geven
    /// precies dezelfde bestanden. Het mag terwijl de kaart draait: wat er staat, is van één moment.
    ///
    /// In de map staan ook namen, e-mailadressen en wat nog niet openbaar is. Alleen wie dit uitvoert mag erin kijken.
    #[command(after_help = "Uitkomst: 0 weggeschreven; 1 niet gelukt, er is geen map; 2 verkeerd gebruik.")]
    Alles(FullExportArgs),
}

/// A folder with everything.
#[derive(Debug, Args)]
pub(super) struct FullExportArgs {
    /// De map
    #[arg(value_name = "MAP")]
    folder: PathBuf,
    #[command(flatten)]
    storage: StorageArgs,
}

impl FullExportArgs {
    fn pictures(&self, config: &Config) -> Result<Pictures, StorageError> {
        let storage = self.storage.foto_opslag.clone();
        Pictures::open(&storage.unwrap_or_else(|| config.pictures()))
    }
}

/// Runs `exporteren`.
///
/// # Errors
/// When it can't be read or written, or nothing can be shown.
pub async fn export(
    args: &ExportArgs,
    config: &Config,
    store: &Store,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    let What::Alles(args) = &args.what;
    write(args, config, store, console, "weggeschreven").await
}

/// Runs `backup`.
///
/// # Errors
/// When it can't be read or written, or nothing can be shown.
pub(super) async fn backup(
    args: &FullExportArgs,
    config: &Config,
    store: &Store,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    write(args, config, store, console, "reservekopie").await
}

async fn write(
    args: &FullExportArgs,
    config: &Config,
    store: &Store,
    console: &mut Console<'_>,
    done: &str,
) -> Result<ExitCode, CliError> {
    let mut bar = Bar::default();
    let amount = full_export::write(&args.folder, store, &args.pictures(config)?, &mut bar).await?;
    drop(bar);
    writeln!(console.out, "{done} in {}: {}", args.folder.display(), in_words(amount))?;
    Ok(ExitCode::SUCCESS)
}

/// Runs `importeren alles`.
///
/// # Errors
/// When the folder or the database can't be used, or nothing can be shown.
pub(super) async fn import(
    args: &FullExportArgs,
    config: &Config,
    store: &Store,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    read(args, config, store, console, "ingelezen").await
}

/// Runs `herstellen`.
///
/// # Errors
/// When the folder or the database can't be used, or nothing can be shown.
pub(super) async fn restore(
    args: &FullExportArgs,
    config: &Config,
    store: &Store,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    read(args, config, store, console, "hersteld").await
}

async fn read(
    args: &FullExportArgs,
    config: &Config,
    store: &Store,
    console: &mut Console<'_>,
    done: &str,
) -> Result<ExitCode, CliError> {
    let mut bar = Bar::default();
    let amount = full_export::read(&args.folder, store, &args.pictures(config)?, &mut bar).await?;
    drop(bar);
    writeln!(console.out, "{done}: {}", in_words(amount))?;
    Ok(ExitCode::SUCCESS)
}

fn in_words(Amount { rows, pictures }: Amount) -> String {
    let (row, picture) =
        (if rows == 1 { "rij" } else { "rijen" }, if pictures == 1 { "fotobestand" } else { "fotobestanden" });
    format!("{rows} {row}, {pictures} {picture}")
}
