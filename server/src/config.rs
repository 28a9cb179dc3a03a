//! What an operator chooses, checked; every field has an option on the command line and an environment variable.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use domain::{Operator, WebAddress};
use openidconnect::ClientSecret;
use store::DatabaseUrl;

use pictures::Storage;

pub use crate::street_file::{StreetFile, StreetFileError};
use crate::{clock::Clock, mail::MailServer};

/// How the server runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address to listen on; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder for everything that is kept.
    pub data_dir: PathBuf,
    /// Another database than the file in `data_dir`.
    pub database_url: Option<DatabaseUrl>,
    /// The address visitors use, without a slash at the end; by default the address that is listened on.
    pub public_url: Option<String>,
    /// Fill an empty database with invented examples.
    pub examples: bool,
    /// Another MapLibre style than the one drawn from `data/`; an http or https address.
    pub map_style: Option<String>,
    /// A file of the operator with streets, over our own ground.
    pub street_file: Option<StreetFile>,
    /// Whose map that is, as its owner wants to be named.
    pub map_credit: Option<String>,
    /// Where mail goes.
    pub mail: MailServer,
    /// The address that mails come from.
    pub mail_from: String,
    /// Where pictures are kept; `None` for the folder `fotos` in the data folder.
    pub pictures: Option<Storage>,
    /// Where people can sign in besides by mail; `None` for nowhere.
    pub oidc: Option<Oidc>,
    /// Who has a role has to have a passkey.
    pub passkeys_required: bool,
    /// Which other sites may show the map in a frame.
    pub embedding: Embedding,
    /// Subdomains are reached over https only too (HSTS); counts when visitors come over https.
    pub hsts_subdomains: bool,
    /// A web server stands in front, which names the visitor in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Who offers the map.
    pub operator: Operator,
    /// Where somebody tells of a weak spot, as `mailto:` or `https:`.
    pub security_contact: Option<String>,
    /// What time it is.
    pub clock: Clock,
    /// What one visitor, or all together, may ask.
    pub limits: Limits,
}

impl Config {
    /// The defaults, with everything kept in `data_dir`, listening on a free port of this machine.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            data_dir: data_dir.into(),
            database_url: None,
            public_url: None,
            examples: false,
            map_style: None,
            street_file: None,
            map_credit: None,
            mail: MailServer::Folder,
            mail_from: "kaart@localhost".to_owned(),
            pictures: None,
            oidc: None,
            passkeys_required: false,
            embedding: Embedding::Anywhere,
            hsts_subdomains: false,
            behind_proxy: false,
            operator: Operator::default(),
            security_contact: None,
            clock: Clock::System,
            limits: Limits::default(),
        }
    }

    /// The address of the database: as given, or the file in the data folder.
    #[must_use]
    pub fn database(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| DatabaseUrl::in_data_dir(&self.data_dir))
    }

    /// Where pictures are kept: as chosen, or in the data folder.
    #[must_use]
    pub fn pictures(&self) -> Storage {
        self.pictures.clone().unwrap_or_else(|| Storage::Folder(self.data_dir.join("fotos")))
    }

    /// Scheme, host and port of the other map style, as a Content-Security-Policy names it.
    #[must_use]
    pub fn map_style_origin(&self) -> Option<String> {
        self.map_style.as_deref().and_then(origin)
    }

    /// Whose map lies underneath, when it is not ours: as the operator says it, or where it comes from.
    #[must_use]
    pub fn map_credit(&self) -> Option<String> {
        let usual = match &self.street_file {
            Some(_) => "© OpenStreetMap".to_owned(),
            None => self.map_style_origin()?,
        };
        Some(self.map_credit.clone().unwrap_or(usual))
    }
}

/// An OpenID Connect provider, such as SURFconext.
#[derive(Debug, Clone)]
pub struct Oidc {
    /// Its address, as it names itself.
    pub issuer: String,
    /// Under which name it knows us.
    pub client_id: String,
    /// What it knows us by.
    pub secret: ClientSecret,
    /// What it is called on the page.
    pub name: String,
    /// An address counts as its owner's also when the provider does not say so (`email_verified`).
    pub trusted: bool,
    /// What may stand behind the `@` of who comes from there; empty for anything.
    pub domains: Vec<String>,
}

/// Which other sites may show the map in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Embedding {
    /// `overal`: any site; there is nothing on it that is not public.
    Anywhere,
    /// `nergens`: none.
    Nowhere,
    /// Those with one of these origins.
    Origins(Vec<String>),
}

impl Embedding {
    /// Reads `overal`, `nergens`, or origins with commas or spaces between.
    ///
    /// # Errors
    /// What is no origin, as it was given.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text.trim() {
            "overal" => return Ok(Self::Anywhere),
            "nergens" => return Ok(Self::Nowhere),
            _ => {}
        }
        let named = text.split([',', ' ']).filter(|part| !part.is_empty());
        let origins = named.map(|part| {
            let bare = WebAddress::parse(part).is_ok_and(|address| address.is_origin());
            origin(part).filter(|_| bare).ok_or_else(|| part.to_owned())
        });
        match origins.collect::<Result<Vec<_>, _>>()? {
            none if none.is_empty() => Err(text.to_owned()),
            origins => Ok(Self::Origins(origins)),
        }
    }

    /// The sources of `frame-ancestors` in a Content-Security-Policy; `None` when nobody may. Our own page shows what it
    /// looks like.
    #[must_use]
    pub fn ancestors(&self) -> Option<String> {
        match self {
            Self::Anywhere => Some("*".to_owned()),
            Self::Nowhere => None,
            Self::Origins(origins) => Some(format!("'self' {}", origins.join(" "))),
        }
    }
}

/// `https://host:port` of an http or https address, in the one form that browsers send and that is safe in a header; `None`
/// when it is no such address.
#[must_use]
pub fn origin(url: &str) -> Option<String> {
    let scheme = url.trim().split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    let address = WebAddress::parse(url).ok().filter(|_| matches!(&*scheme, "http" | "https"))?;
    Some(address.origin())
}

/// Bounds on what visitors may ask. Sizes are in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest path with query: 414 beyond it.
    pub uri: usize,
    /// All header names and values together: 431 beyond it.
    pub headers: usize,
    /// The largest request body: 413 beyond it.
    pub body: usize,
    /// The largest picture.
    pub picture: usize,
    /// The largest body of a form with a picture: what is beyond [`Limits::picture`] is read to its end, so that the
    /// browser hears why it is refused, and kept nowhere. 413 without a word beyond it.
    pub upload: usize,
    /// How long a body may take to come in, whatever its size: 408 beyond it.
    pub body_patience: Duration,
    /// How much longer it may take for its size, in bytes per second.
    pub body_rate: u64,
    /// How long sending a form with a picture may take, and making the picture: 503 beyond it.
    pub upload_timeout: Duration,
    /// How long a connection may take to send the head of a request.
    pub head_timeout: Duration,
    /// How long an answer may take to begin: 503 beyond it.
    pub answer_timeout: Duration,
    /// How long a connection may take nothing of what it is sent.
    pub write_timeout: Duration,
    /// How long running requests may go on after the signal to stop.
    pub drain: Duration,
    /// Connections at the same time; others wait in the queue of the operating system.
    pub connections: usize,
    /// What one visitor may have of it at the same time.
    pub per_visitor: PerVisitor,
    /// Requests that compute at the same time: 503 with Retry-After beyond it.
    pub computing: usize,
    /// Workbooks and GeoPackages that are made at the same time; others wait for a moment, then 503.
    pub file_slots: usize,
    /// Mails to addresses that somebody only typed, of all visitors together in an hour: 503 beyond it.
    pub mails_to_strangers: u32,
    /// How long the map stays the same before downloads of whole regions are made ready.
    pub quiet: Duration,
}

/// What one visitor may have under way at the same time: a connection that is one too many is closed, a request is answered with
/// 429. A school is often one visitor.
#[derive(Debug, Clone, Copy)]
pub struct PerVisitor {
    /// Connections; behind a web server they are all its own, and not counted.
    pub connections: usize,
    /// Bodies that come in.
    pub bodies: usize,
    /// Pictures that come in, or wait until they are made smaller.
    pub uploads: usize,
    /// Drawings that are made, or wait for it.
    pub drawings: usize,
    /// Open maps that wait for news.
    pub listeners: usize,
}

impl Default for PerVisitor {
    fn default() -> Self {
        Self { connections: 64, bodies: 32, uploads: 8, drawings: 8, listeners: 64 }
    }
}

/// The longest address that is read, in kB of 1024 bytes.
pub(crate) const MAX_URI_KB: usize = 8;
/// The largest headers that are read, together, in kB of 1024 bytes.
pub(crate) const MAX_HEADERS_KB: usize = 16;

impl Default for Limits {
    fn default() -> Self {
        Self {
            uri: MAX_URI_KB * 1024,
            headers: MAX_HEADERS_KB * 1024,
            body: 512 * 1024,
            picture: domain::picture::MAX_FILE_MB * 1024 * 1024,
            upload: 64 * 1024 * 1024,
            body_patience: Duration::from_secs(10),
            body_rate: 8 * 1024,
            upload_timeout: Duration::from_secs(120),
            head_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            drain: Duration::from_secs(10),
            // Below the usual limit of 1024 open files.
            connections: 960,
            per_visitor: PerVisitor::default(),
            computing: 512,
            file_slots: 2,
            mails_to_strangers: 600,
            quiet: Duration::from_secs(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manual_says_what_the_limits_are() {
        let manual = include_str!("../../docs/beheer.md");
        let (limits, kb, mb) = (Limits::default(), 1024, 1024 * 1024);
        for row in [
            format!("| lengte van een adres | {} KB |", limits.uri / kb),
            format!("| headers samen | {} KB |", limits.headers / kb),
            format!("| inhoud van een verzoek | {} KB |", limits.body / kb),
            format!("| een foto | {} MB |", limits.picture / mb),
            format!("| een formulier met een foto erin | {} MB,", limits.upload / mb),
            format!("| tijd om een verzoek te versturen | {} tellen |", limits.head_timeout.as_secs()),
            format!("| tijd tot een antwoord begint | {} tellen |", limits.answer_timeout.as_secs()),
            format!("| bezoeker die niets aanneemt | {} tellen |", limits.write_timeout.as_secs()),
            format!("| verbindingen tegelijk | {} ", limits.connections),
            format!("| verbindingen van één bezoeker | {};", limits.per_visitor.connections),
            format!("tegelijk binnenkomen | 16; {} per bezoeker |", limits.per_visitor.uploads),
            format!("tegelijk binnenkomen | {} per bezoeker |", limits.per_visitor.bodies),
            format!("2, en 14 die wachten; samen {} per bezoeker |", limits.per_visitor.drawings),
            format!("de helft van die verbindingen; {} per bezoeker |", limits.per_visitor.listeners),
            format!(
                "| {} tellen, en een tel meer per {} KB |",
                limits.body_patience.as_secs(),
                limits.body_rate / 1024
            ),
            format!("| verzoeken die rekenen tegelijk | {} |", limits.computing),
            format!("| na SIGTERM | {} tellen |", limits.drain.as_secs()),
        ] {
            assert!(manual.contains(&row), "docs/beheer.md has no row {row}");
        }
    }

    #[test]
    fn embedding_sites_are_named_by_their_origin() {
        let parse = Embedding::parse;
        assert_eq!(parse("overal"), Ok(Embedding::Anywhere));
        assert_eq!(parse(" nergens "), Ok(Embedding::Nowhere));
        let two = vec!["https://school.nl".to_owned(), "http://localhost:8080".to_owned()];
        assert_eq!(parse("https://School.nl/, http://localhost:8080"), Ok(Embedding::Origins(two)));
        for bad in [
            "",
            " , ",
            "school.nl",
            "https://school.nl/kaart",
            "https://*.school.nl",
            "https://a.nl;script-src",
            "overal, https://a.nl",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        let two = parse("https://a.nl https://b.nl").map(|sites| sites.ancestors());
        assert_eq!(two, Ok(Some("'self' https://a.nl https://b.nl".to_owned())));
        assert_eq!(Embedding::Nowhere.ancestors(), None);
    }

    #[test]
    fn origin_is_scheme_host_and_port() {
        let found = |url| origin(url).unwrap_or_default();
        assert_eq!(found("https://kaart.nl:8443/stijl.json?x=1"), "https://kaart.nl:8443");
        assert_eq!(found("https://Kaart.NL:443"), "https://kaart.nl");
        assert_eq!(found("http://[::1]:3000"), "http://[::1]:3000");
        for bad in ["ftp://kaart.nl", "https://", "https://a b/", "https://a;script-src *", "kaart.nl"] {
            assert_eq!(origin(bad), None, "{bad}");
        }
    }
}
