//! `innovatiekaart serve`

use std::{
    io::{self, Write as _},
    net::{IpAddr, SocketAddr},
    process::ExitCode,
};

use clap::{Args, ValueEnum};
use domain::{ContactAddress, Email, Operator, WebAddress, private_address::is_private};
use jiff::SignedDuration;
use openidconnect::ClientSecret;

use super::{Failure, log, storage::StorageArgs};
use crate::{
    application::Application,
    clock::Clock,
    config::{self, Config, Embedding, Oidc, StreetFile},
    mail::{MailServer, MailServerError},
};

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Tekst,
    /// For programs.
    Json,
}

/// The options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Het adres en de poort om op te luisteren; met poort 0 kiest het systeem een vrije
    ///
    /// Standaard 127.0.0.1:3000. Omgevingsvariabele: INNOVATIEKAART_LISTEN.
    #[arg(long, value_name = "ADRES:POORT", env = "INNOVATIEKAART_LISTEN", default_value = "127.0.0.1:3000",
          value_parser = listen_address)]
    pub listen: SocketAddr,

    /// Het adres waarop bezoekers de kaart vinden, zoals https://kaart.voorbeeld.nl
    ///
    /// Staat in links en in de open data. Begint het met https, dan krijgt elk antwoord ook een HSTS-header.
    /// Standaard http:// met het adres van --listen. Omgevingsvariabele: INNOVATIEKAART_URL.
    #[arg(long, value_name = "URL", env = "INNOVATIEKAART_URL", value_parser = site_url)]
    pub url: Option<String>,

    /// De mailserver: smtps://naam:wachtwoord@host of smtp://host:poort
    ///
    /// Een naam of wachtwoord gaat alleen over TLS: met smtps://, met ?tls=required, of naar deze machine zelf.
    /// Zonder deze optie gaat er geen mail weg: elke mail komt als bestand (.eml) in de map uit van --data-dir. Zet een
    /// wachtwoord liever in de omgevingsvariabele: INNOVATIEKAART_MAIL.
    #[arg(long, value_name = "URL", env = "INNOVATIEKAART_MAIL", value_parser = mail_server, hide_env_values = true)]
    pub mail: Option<MailServer>,

    /// Het adres waar mail van de kaart vandaan komt
    ///
    /// Standaard kaart@ met de naam van --url. Omgevingsvariabele: INNOVATIEKAART_MAIL_VAN.
    #[arg(long, value_name = "ADRES", env = "INNOVATIEKAART_MAIL_VAN", value_parser = sender)]
    pub mail_van: Option<String>,

    #[command(flatten)]
    pub(super) storage: StorageArgs,

    /// Het adres (issuer) van een OpenID Connect-dienst waarmee mensen ook kunnen inloggen, zoals SURFconext
    ///
    /// Zonder deze optie logt iedereen in met een link per mail. Geef er --oidc-client-id en --oidc-geheim bij.
    /// Het adres om naar terug te sturen is dat van --url met /inloggen/oidc/terug erachter.
    /// Omgevingsvariabele: INNOVATIEKAART_OIDC_ISSUER.
    #[arg(long, value_name = "URL", env = "INNOVATIEKAART_OIDC_ISSUER", value_parser = issuer,
          requires = "oidc_client_id", requires = "oidc_geheim")]
    pub oidc_issuer: Option<String>,

    /// De naam waaronder die dienst de kaart kent
    ///
    /// Omgevingsvariabele: INNOVATIEKAART_OIDC_CLIENT_ID.
    #[arg(long, value_name = "ID", env = "INNOVATIEKAART_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    pub oidc_client_id: Option<String>,

    /// Het geheim waarmee de kaart zich daar bekendmaakt
    ///
    /// Zet het liever in de omgevingsvariabele: INNOVATIEKAART_OIDC_GEHEIM.
    #[arg(long, value_name = "GEHEIM", env = "INNOVATIEKAART_OIDC_GEHEIM", requires = "oidc_issuer",
          value_parser = secret, hide_env_values = true)]
    pub oidc_geheim: Option<ClientSecret>,

    /// Hoe die dienst heet op de pagina om in te loggen
    ///
    /// Standaard ‘je school’. Omgevingsvariabele: INNOVATIEKAART_OIDC_NAAM.
    #[arg(
        long,
        value_name = "NAAM",
        env = "INNOVATIEKAART_OIDC_NAAM",
        requires = "oidc_issuer",
        default_value = "je school"
    )]
    pub oidc_naam: String,

    /// Vertrouw e-mailadressen van die dienst ook als hij niet zegt dat ze gecontroleerd zijn (email_verified)
    ///
    /// Alleen als de school of instelling die adressen zelf uitgeeft. Zegt de dienst dat een adres niet gecontroleerd
    /// is, dan komt er niemand mee binnen. Omgevingsvariabele: INNOVATIEKAART_OIDC_VERTROUWD=true.
    #[arg(long, env = "INNOVATIEKAART_OIDC_VERTROUWD")]
    pub oidc_vertrouwd: bool,

    /// Alleen adressen met een van deze domeinen achter de @ komen via die dienst binnen, met komma’s ertussen
    ///
    /// Zonder deze optie elk adres dat de dienst doorgeeft. Een domein eronder telt niet mee. Omgevingsvariabele:
    /// INNOVATIEKAART_OIDC_DOMEINEN.
    #[arg(long, value_name = "DOMEINEN", env = "INNOVATIEKAART_OIDC_DOMEINEN", requires = "oidc_issuer",
          value_delimiter = ',', value_parser = mail_domain)]
    pub oidc_domeinen: Vec<String>,

    /// Wie een rol heeft, moet ook een passkey hebben
    ///
    /// Zonder deze optie vragen we een passkey alleen aan wie er zelf een maakte. Kan alleen als --url met https begint.
    /// Omgevingsvariabele: INNOVATIEKAART_PASSKEYS_VERPLICHT=true.
    #[arg(long, env = "INNOVATIEKAART_PASSKEYS_VERPLICHT", requires = "url")]
    pub passkeys_verplicht: bool,

    /// Zeg browsers dat ook alles onder dit adres alleen via https te bereiken is (HSTS met includeSubDomains)
    ///
    /// Alleen als --url met https begint, en alleen als elk subdomein ervan https heeft: browsers onthouden het een jaar.
    /// Omgevingsvariabele: INNOVATIEKAART_HSTS_SUBDOMEINEN=true.
    #[arg(long, env = "INNOVATIEKAART_HSTS_SUBDOMEINEN", requires = "url")]
    pub hsts_subdomeinen: bool,

    /// Er staat een webserver voor, die het adres van de bezoeker achteraan in X-Forwarded-For zet
    ///
    /// Nodig om te tellen hoe vaak één bezoeker iets doet. Zet dit alleen aan als die webserver er echt staat: anders
    /// kan elke bezoeker een ander adres opgeven. Omgevingsvariabele: INNOVATIEKAART_ACHTER_PROXY=true.
    #[arg(long, env = "INNOVATIEKAART_ACHTER_PROXY")]
    pub achter_proxy: bool,

    /// De organisatie die deze kaart aanbiedt, zoals die genoemd wil worden
    ///
    /// Staat onder elke pagina, in mails, op posters en in de catalogus. Omgevingsvariabele: INNOVATIEKAART_ORGANISATIE.
    #[arg(long, value_name = "NAAM", env = "INNOVATIEKAART_ORGANISATIE", value_parser = Operator::parse_name)]
    pub organisatie: Option<String>,

    /// Waar mensen met vragen terechtkunnen: een e-mailadres, of een pagina met https
    ///
    /// Staat op dezelfde plaatsen, en bij privacy en toegankelijkheid. Omgevingsvariabele: INNOVATIEKAART_CONTACT.
    #[arg(long, value_name = "ADRES", env = "INNOVATIEKAART_CONTACT", value_parser = ContactAddress::parse)]
    pub contact: Option<ContactAddress>,

    /// Het adres van de toegankelijkheidsverklaring, die de wet van overheden en scholen vraagt
    ///
    /// Staat op /toegankelijkheid. Omgevingsvariabele: INNOVATIEKAART_TOEGANKELIJKHEIDSVERKLARING.
    #[arg(long, value_name = "URL", env = "INNOVATIEKAART_TOEGANKELIJKHEIDSVERKLARING", value_parser = web_address)]
    pub toegankelijkheidsverklaring: Option<String>,

    /// Waar iemand een zwakke plek meldt: een e-mailadres, of een pagina met https
    ///
    /// Komt in /.well-known/security.txt, dat overheden en besturen horen te hebben. Zonder deze optie is dat bestand er
    /// niet. Omgevingsvariabele: INNOVATIEKAART_CONTACT_BEVEILIGING.
    #[arg(long, value_name = "ADRES", env = "INNOVATIEKAART_CONTACT_BEVEILIGING", value_parser = ContactAddress::parse)]
    pub contact_beveiliging: Option<ContactAddress>,

    /// Welke andere sites de kaart mogen laten zien in een eigen pagina: overal, nergens, of adressen
    ///
    /// Geef adressen van sites met een komma ertussen: https://school.nl,https://bestuur.nl. Alleen /embed mag dan in hun
    /// pagina staan; alle andere pagina's nooit. Standaard overal. Omgevingsvariabele: INNOVATIEKAART_INBEDDEN.
    #[arg(long, value_name = "WAAR", env = "INNOVATIEKAART_INBEDDEN", default_value = "overal", value_parser = embedding)]
    pub inbedden: Embedding,

    /// Zet verzonnen voorbeelden op een lege kaart
    ///
    /// Ze zijn als voorbeeld gemerkt. Staat er al iets op de kaart, dan gebeurt er niets.
    /// Omgevingsvariabele: INNOVATIEKAART_VOORBEELDEN=true.
    #[arg(long, env = "INNOVATIEKAART_VOORBEELDEN")]
    pub voorbeelden: bool,

    /// Het adres van een andere kaartstijl (MapLibre) dan de eigen getekende kaart
    ///
    /// De browser van een bezoeker haalt hem daar op; dat adres komt in de Content-Security-Policy.
    /// Omgevingsvariabele: INNOVATIEKAART_KAARTSTIJL.
    #[arg(long, value_name = "URL", env = "INNOVATIEKAART_KAARTSTIJL", value_parser = web_address, group = "straten")]
    pub kaartstijl: Option<String>,

    /// Een bestand met straten (PMTiles) om op de eigen getekende kaart te leggen
    ///
    /// Deze server geeft het door: bezoekers vragen niets bij een ander. Zie de handleiding voor hoe u het maakt.
    /// Omgevingsvariabele: INNOVATIEKAART_ONDERGROND.
    #[arg(long, value_name = "BESTAND", env = "INNOVATIEKAART_ONDERGROND", value_parser = street_file, group = "straten")]
    pub ondergrond: Option<StreetFile>,

    /// Wie de eigenaar van die kaart is, zoals die genoemd wil worden
    ///
    /// Staat onder aan de kaart. Standaard het adres waar de kaart vandaan komt. Omgevingsvariabele: INNOVATIEKAART_KAARTBRON.
    #[arg(long, value_name = "TEKST", env = "INNOVATIEKAART_KAARTBRON", requires = "straten")]
    pub kaartbron: Option<String>,

    /// Doet alsof het zoveel dagen later is; alleen om te proberen wat een jaar brengt
    ///
    /// Zet dit nooit aan op een echte kaart: wat later verloopt, verloopt dan nu.
    /// Omgevingsvariabele: INNOVATIEKAART_KLOK_VOORUIT.
    #[arg(long, value_name = "DAGEN", env = "INNOVATIEKAART_KLOK_VOORUIT", hide = true,
          value_parser = clap::value_parser!(u16))]
    pub klok_vooruit: Option<u16>,

    /// Hoe het logboek eruitziet: tekst of json
    ///
    /// Het logboek gaat naar stderr; adressen van bezoekers staan er niet in. RUST_LOG kiest wat erin komt
    /// (RUST_LOG=server=debug). Standaard tekst. Omgevingsvariabele: INNOVATIEKAART_LOG_FORMAT.
    #[arg(long, value_name = "VORM", env = "INNOVATIEKAART_LOG_FORMAT", default_value = "tekst")]
    pub log_format: LogFormat,

    /// Hoeveel verbindingen er tegelijk open mogen zijn; andere wachten
    ///
    /// Standaard 960, net onder de 1024 open bestanden die een proces meestal mag hebben.
    /// Omgevingsvariabele: INNOVATIEKAART_MAX_VERBINDINGEN.
    #[arg(long, value_name = "AANTAL", env = "INNOVATIEKAART_MAX_VERBINDINGEN", default_value = "960",
          value_parser = clap::value_parser!(u32).range(1..))]
    pub max_verbindingen: u32,
}

pub(super) async fn run(mut config: Config, options: Serve) -> Result<ExitCode, Failure> {
    log::start(options.log_format);
    config.listen = options.listen;
    config.mail = options.mail.unwrap_or(MailServer::Folder);
    config.mail_from = options.mail_van.unwrap_or_else(|| usual_sender(options.url.as_deref()));
    config.pictures = options.storage.foto_opslag;
    if let (Some(issuer), Some(client_id), Some(secret)) =
        (options.oidc_issuer, options.oidc_client_id, options.oidc_geheim)
    {
        let (name, trusted, domains) = (options.oidc_naam, options.oidc_vertrouwd, options.oidc_domeinen);
        config.oidc = Some(Oidc { issuer, client_id, secret, name, trusted, domains });
    }
    if let Some(days) = options.klok_vooruit {
        tracing::warn!(days, "the clock is ahead");
        config.clock = Clock::Ahead(SignedDuration::from_hours(24 * i64::from(days)));
    }
    config.passkeys_required = options.passkeys_verplicht;
    config.embedding = options.inbedden;
    config.hsts_subdomains = options.hsts_subdomeinen;
    config.behind_proxy = options.achter_proxy;
    config.operator = Operator {
        name: options.organisatie.unwrap_or_default(),
        contact: options.contact,
        statement: options.toegankelijkheidsverklaring.unwrap_or_default(),
    };
    config.security_contact = options.contact_beveiliging.map(|contact| contact.href().to_owned());
    config.public_url = options.url;
    config.examples = options.voorbeelden;
    config.map_style = options.kaartstijl;
    config.street_file = options.ondergrond;
    config.map_credit = options.kaartbron;
    config.limits.connections = usize::try_from(options.max_verbindingen).unwrap_or(usize::MAX);

    // Before the line below: who sends a signal as soon as it is read, must find us listening.
    let stop = stop_signal()?;
    let application = Application::build(config).await?;
    let mut out = io::stdout().lock();
    writeln!(out, "luistert op {}", application.local_url())?;
    out.flush()?;
    drop(out);
    application.run(stop).await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Ready when the operator (Ctrl-C) or the system (SIGTERM) says stop.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: running requests may finish");
    })
}

/// Ready when the operator says stop (Ctrl-C).
#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

fn mail_server(text: &str) -> Result<MailServer, String> {
    MailServer::parse(text).map_err(|error| match error {
        MailServerError::OpenPassword => error.to_string(),
        _ => "moet een adres zijn zoals smtps://naam:wachtwoord@mail.voorbeeld.nl".to_owned(),
    })
}

fn embedding(text: &str) -> Result<Embedding, String> {
    Embedding::parse(text).map_err(|part| {
        format!(
            "kies overal, nergens, of adressen van sites zoals https://school.nl, zonder pad; dit is het niet: {part}"
        )
    })
}

fn sender(text: &str) -> Result<String, String> {
    match Email::parse(text) {
        Ok(email) => Ok(email.to_string()),
        Err(reason) => Err(reason.to_owned()),
    }
}

/// `kaart@` the host of the address; a number is no name that mail comes from.
fn usual_sender(url: Option<&str>) -> String {
    let host = url.and_then(|url| url.split_once("://")).map_or("", |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    let named = host.parse::<IpAddr>().is_err() && sender(&format!("kaart@{host}")).is_ok();
    format!("kaart@{}", if named { host } else { "localhost" })
}

fn listen_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "moet een IP-adres en een poort zijn, zoals 127.0.0.1:3000 of [::]:3000".to_owned())
}

fn issuer(text: &str) -> Result<String, String> {
    let text = web_address(text)?;
    if is_private(&text) { Ok(text) } else { Err("moet met https:// beginnen".to_owned()) }
}

/// As it stands behind the `@` of an address that was read.
fn mail_domain(text: &str) -> Result<String, String> {
    let address = Email::parse(&format!("x@{}", text.trim().trim_start_matches('@')));
    address.map(|address| address.host().to_owned()).map_err(|_| "moet een domein zijn, zoals school.nl".to_owned())
}

#[allow(clippy::unnecessary_wraps, reason = "clap asks for it")]
fn secret(text: &str) -> Result<ClientSecret, String> {
    Ok(ClientSecret::new(text.to_owned()))
}

fn street_file(path: &str) -> Result<StreetFile, String> {
    StreetFile::open(path.as_ref()).map_err(|error| error.to_string())
}

fn web_address(text: &str) -> Result<String, String> {
    match config::origin(text) {
        Some(_) => WebAddress::parse(text).map(|address| address.as_str().to_owned()),
        None => match WebAddress::parse(text) {
            Err(reason) if text.contains("://") => Err(reason),
            _ => Err("moet een adres zijn dat met https:// of http:// begint".to_owned()),
        },
    }
}

/// In the one form that browsers send: in lower case, without the usual port, accents as they go over the wire.
pub(super) fn site_url(text: &str) -> Result<String, String> {
    let text = web_address(text)?;
    let address = WebAddress::parse(&text)?;
    if address.is_origin() {
        Ok(address.origin())
    } else {
        Err("mag geen pad hebben; de kaart staat op de voorkant van een adres".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_comes_from_the_host_of_the_site() {
        for (url, from) in [
            (None, "kaart@localhost"),
            (Some("https://kaart.voorbeeld.nl"), "kaart@kaart.voorbeeld.nl"),
            (Some("http://kaart.voorbeeld.nl:8080"), "kaart@kaart.voorbeeld.nl"),
            (Some("http://192.0.2.1:3000"), "kaart@localhost"),
            (Some("http://[::1]:3000"), "kaart@localhost"),
        ] {
            assert_eq!(usual_sender(url), from, "{url:?}");
        }
    }

    #[test]
    fn oidc_issuer_needs_tls() {
        assert!(issuer("https://connect.voorbeeld.nl").is_ok() && issuer("http://127.0.0.1:8080/a").is_ok());
        for bad in ["http://connect.voorbeeld.nl", "http://localhost.kwaad.nl", "connect.voorbeeld.nl", ""] {
            assert!(issuer(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn public_url_has_no_path() {
        assert_eq!(site_url("https://kaart.nl/"), Ok("https://kaart.nl".to_owned()));
        for bad in ["https://kaart.nl/kaart", "kaart.nl", "https://", "https://kaart.nl?x"] {
            assert!(site_url(bad).is_err(), "{bad}");
        }
    }
}
