//! Which database: an address, checked.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

/// The name of the database file in the data directory.
const FILE_NAME: &str = "innovatiekaart.sqlite";

/// The address of a database: for now a SQLite file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrl(PathBuf);

/// Why an address can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseUrlError {
    /// PostgreSQL is not there yet.
    #[error("PostgreSQL komt later; gebruik nu een SQLite-bestand, zoals sqlite:var/innovatiekaart.sqlite")]
    PostgresLater,
    /// Neither a path nor an address that starts with `sqlite:`.
    #[error("‘{0}’ is geen adres van een SQLite-bestand; schrijf het als sqlite:map/bestand.sqlite")]
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
        Self(data_dir.join(FILE_NAME))
    }

    /// The database file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    /// Reads `sqlite:PATH`, `sqlite://PATH` or a plain path.
    fn from_str(text: &str) -> Result<Self, DatabaseUrlError> {
        let text = text.trim();
        let scheme = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if text.contains(':') && matches!(scheme.as_str(), "postgres" | "postgresql") {
            return Err(DatabaseUrlError::PostgresLater);
        }
        let path = match text.strip_prefix("sqlite:") {
            Some(rest) => rest.strip_prefix("//").unwrap_or(rest),
            None if text.contains("://") => {
                // An address may hold a password: only its kind is repeated.
                return Err(DatabaseUrlError::Unknown(format!("{scheme}://…")));
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
        Ok(Self(PathBuf::from(path)))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sqlite:{}", self.0.display())
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
        assert_eq!(text.parse::<DatabaseUrl>().map(|url| url.path().to_owned()), Ok(PathBuf::from(path)));
    }

    #[rstest]
    #[case("postgres://u:geheim@h/d", DatabaseUrlError::PostgresLater)]
    #[case("POSTGRESQL://h/d", DatabaseUrlError::PostgresLater)]
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
}
