//! `innovatiekaart intrekken`.

use std::process::ExitCode;

use clap::Args;
use domain::{InitiativeId, Moment};
use store::Store;

use super::console::{CliError, Console};

/// Haalt een initiatief van de kaart.
///
/// De pagina van het initiatief antwoordt daarna met 410 (verdwenen). Het nummer wordt niet opnieuw gebruikt, en
/// opnieuw inlezen zet het initiatief niet terug.
#[derive(Debug, Args)]
#[command(after_help = "Uitkomst: 0 ingetrokken (ook als het dat al was); 1 onbekend nummer; 2 verkeerd gebruik.")]
pub struct WithdrawArgs {
    /// Het nummer: in /initiatieven/17/robots-in-de-klas is dat 17
    #[arg(value_name = "NUMMER", value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,
}

/// Runs the command.
///
/// # Errors
/// When the database can't be written, or nothing can be shown.
pub async fn run(
    args: &WithdrawArgs,
    store: &Store,
    now: Moment,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    let id = InitiativeId(args.id);
    if store.withdraw(id, now).await? {
        writeln!(console.out, "initiatief {id} is ingetrokken")?;
        return Ok(ExitCode::SUCCESS);
    }
    if store.gone(id).await? {
        writeln!(console.out, "initiatief {id} was al ingetrokken")?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(console.err, "initiatief {id} bestaat niet")?;
    Ok(ExitCode::FAILURE)
}
