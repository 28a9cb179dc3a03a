//! Which database: an address, checked.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// The name of the database file in the data directory.
const FILE_NAME: &str = "innovatiekaart.sqlite";

/// The address of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Location);

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Location {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL server.
    Server(ServerAddress),
}

/// The address of a database on a PostgreSQL server. It may hold a password, so it is never shown whole.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ServerAddress(String);

/// Why an address can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseUrlError {
    /// Neither a path nor an address that starts with `sqlite:` or `postgres://`.
    #[error(
        "‘{0}’ is geen adres van een database; schrijf het als sqlite:map/bestand.sqlite of als \
         postgres://GEBRUIKER:WACHTWOORD@MACHINE/DATABASE"
    )]
    Unknown(String),
    /// The file must outlive the process and be shared by several connections.
    #[error("een database in het geheugen kan niet; geef de naam van een bestand")]
    Memory,
    /// There is no file name.
    #[error("de naam van het bestand ontbreekt")]
    Empty,
}

impl DatabaseUrl {
    /// The default: the database file in the data directory.
    #[must_use]
    pub fn in_data_dir(data_dir: &Path) -> Self {
        Self(Location::File(data_dir.join(FILE_NAME)))
    }

    /// The database file; `None` for a server.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Location::File(path) => Some(path),
            Location::Server(_) => None,
        }
    }

    pub(crate) fn location(&self) -> &Location {
        &self.0
    }
}

impl ServerAddress {
    /// With the password.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    /// Reads `sqlite:PATH`, `sqlite://PATH`, a plain path, or `postgres://...`.
    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let text = text.trim();
        let scheme = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if matches!(scheme.as_str(), "postgres" | "postgresql")
            && let Some(rest) = text.get(scheme.len()..).and_then(|rest| rest.strip_prefix("://"))
        {
            return Ok(Self(Location::Server(ServerAddress(format!("{scheme}://{rest}")))));
        }
        let path = match text.strip_prefix("sqlite:") {
            Some(rest) => rest.strip_prefix("//").unwrap_or(rest),
            None if text.contains("://") => {
                // An address may hold a password: only its kind is repeated.
                return Err(DatabaseUrlError::Unknown(format!("{scheme}://…")));
            }
            None if matches!(scheme.as_str(), "postgres" | "postgresql") && text.contains(':') => {
                return Err(DatabaseUrlError::Unknown(format!("{scheme}:…")));
            }
            None => text,
        };
        if path.contains(":memory:") || path.contains("mode=memory") {
            return Err(DatabaseUrlError::Memory);
        }
        if path.contains('?') {
            return Err(DatabaseUrlError::Unknown(text.to_owned()));
        }
        if path.is_empty() {
            return Err(DatabaseUrlError::Empty);
        }
        Ok(Self(Location::File(PathBuf::from(path))))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Location::File(path) => write!(f, "sqlite:{}", path.display()),
            Location::Server(address) => write!(f, "{address:?}"),
        }
    }
}

impl fmt::Debug for ServerAddress {
    /// Without what stands before the `@` or after a `?`: the password may be there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.split('?').next().unwrap_or_default();
        match (shown.split_once("://"), shown.rsplit_once('@')) {
            (Some((scheme, _)), Some((_, place))) => write!(f, "{scheme}://…@{place}"),
            _ => f.write_str(shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("sqlite:var/kaart.sqlite", "var/kaart.sqlite")]
    #[case("sqlite://var/kaart.sqlite", "var/kaart.sqlite")]
    #[case("sqlite:///var/kaart.sqlite", "/var/kaart.sqlite")]
    #[case(" /var/kaart.sqlite ", "/var/kaart.sqlite")]
    #[case("kaart.sqlite", "kaart.sqlite")]
    fn reads_files(#[case] text: &str, #[case] path: &str) {
        assert_eq!(
            text.parse::<DatabaseUrl>().map(|url| url.file().map(Path::to_owned)),
            Ok(Some(PathBuf::from(path)))
        );
    }

    #[rstest]
    #[case("postgres:u:geheim@h/d", DatabaseUrlError::Unknown("postgres:…".to_owned()))]
    #[case("mysql://u:geheim@h/d", DatabaseUrlError::Unknown("mysql://…".to_owned()))]
    #[case("sqlite:kaart.sqlite?mode=rwc", DatabaseUrlError::Unknown("sqlite:kaart.sqlite?mode=rwc".to_owned()))]
    #[case("sqlite::memory:", DatabaseUrlError::Memory)]
    #[case("sqlite:", DatabaseUrlError::Empty)]
    #[case("", DatabaseUrlError::Empty)]
    fn refuses(#[case] text: &str, #[case] error: DatabaseUrlError) {
        assert_eq!(text.parse::<DatabaseUrl>(), Err(error));
    }

    #[test]
    fn shown_as_it_is_read() {
        let url = DatabaseUrl::in_data_dir(Path::new("var"));
        assert_eq!(url.to_string(), "sqlite:var/innovatiekaart.sqlite");
        assert_eq!(url.to_string().parse(), Ok(url));
    }

    #[rstest]
    #[case("postgres://anna:geheim@db.school.nl:5432/kaart", "postgres://…@db.school.nl:5432/kaart")]
    #[case("POSTGRESQL://anna:ge@heim@db.school.nl/kaart", "postgresql://…@db.school.nl/kaart")]
    #[case("postgres:///kaart?host=/run/postgresql&password=geheim", "postgres:///kaart")]
    fn a_server_is_shown_without_its_password(#[case] text: &str, #[case] shown: &str) {
        let url: DatabaseUrl = text.parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(url.to_string(), shown);
        assert!(!format!("{url:?}").contains("heim"), "{url:?}");
        assert_eq!(url.file(), None);
    }
}
