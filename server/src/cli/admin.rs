//! `innovatiekaart beheerder`.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use domain::{Email, Role, Scope};
use store::{Membership, Store};

use super::{
    console::{CliError, Console},
    serve::site_url,
};
use crate::{accounts, clock::Clock};

/// Maakt iemand beheerder van de kaart, of toont wie het zijn.
#[derive(Debug, Args)]
pub struct AdminArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Maakt iemand beheerder, en schrijft een uitnodiging per e-mail
    ///
    /// Een beheerder mag alles, ook anderen een rol geven. De mail verwijst naar de pagina om in te loggen; er staat
    /// geen geheim in. Hij gaat weg zodra de kaart draait. Nog eens uitnodigen mag: dat schrijft de mail opnieuw.
    #[command(after_help = "Uitkomst: 0 gelukt; 1 niet gelukt, op stderr staat waarom; 2 verkeerd gebruik.")]
    Uitnodigen {
        /// Het e-mailadres waarmee iemand inlogt
        #[arg(value_name = "E-MAIL", value_parser = email)]
        email: Email,

        /// Het adres waarop bezoekers de kaart vinden, zoals bij serve; het staat in de mail
        ///
        /// Standaard http://127.0.0.1:3000. Omgevingsvariabele: INNOVATIEKAART_URL.
        #[arg(long, value_name = "URL", env = "INNOVATIEKAART_URL", default_value = "http://127.0.0.1:3000",
              value_parser = site_url)]
        url: String,
    },
    /// Wist de passkeys van iemand die ze kwijt is
    ///
    /// Een andere beheerder kan het ook, op /redactie/leden; dit is voor de laatste. Wie het is, is daarna overal uitgelogd.
    #[command(after_help = "Uitkomst: 0 gelukt; 1 niet gelukt, op stderr staat waarom; 2 verkeerd gebruik.")]
    PasskeysWissen {
        /// Het e-mailadres waarmee iemand inlogt
        #[arg(value_name = "E-MAIL", value_parser = email)]
        email: Email,
    },
    /// Toont wie beheerder zijn, één adres per regel
    Lijst,
}

/// Runs the command.
///
/// # Errors
/// When the database can't be read or written, or nothing can be shown.
pub async fn run(
    args: &AdminArgs,
    store: &Store,
    clock: &Clock,
    console: &mut Console<'_>,
) -> Result<ExitCode, CliError> {
    match &args.what {
        What::Uitnodigen { email, url } => {
            let admin = Membership { role: Role::Admin, scope: Scope::Everywhere, until: None };
            let letter = accounts::mails::invited(url, email, Role::Admin.label(), None, None);
            store.invite_member(email, &admin, &letter, clock.moment()).await?;
            writeln!(console.out, "{email} is beheerder; in de uitnodiging staat {url}/inloggen")?;
        }
        What::PasskeysWissen { email } => {
            let cleared = match store.person_with(email).await? {
                Some(person) => store.clear_passkeys(person.id, None, clock.moment()).await?,
                None => 0,
            };
            writeln!(console.out, "{email}: passkeys gewist: {cleared}")?;
        }
        What::Lijst => {
            let today = clock.today().to_string();
            for member in store.members().await?.into_iter().filter(|m| m.membership.role == Role::Admin) {
                if member.membership.until.as_ref().is_none_or(|until| *until >= today) {
                    writeln!(console.out, "{}", member.person.email)?;
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn email(text: &str) -> Result<Email, String> {
    Email::parse(text).map_err(str::to_owned)
}
