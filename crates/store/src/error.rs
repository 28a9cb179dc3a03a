//! What can go wrong with the database, in Dutch: an operator reads these.

use std::path::PathBuf;

/// What a driver says.
pub type DriverError = Box<dyn std::error::Error + Send + Sync>;

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the database file can't be made.
    #[error("de map {} kan niet worden gemaakt: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file can't be opened.
    #[error("de database {} kan niet worden geopend: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the database says.
        source: DriverError,
    },
    /// The file is no database, or a damaged one.
    #[error("de database is beschadigd of is geen SQLite-bestand ({0}); zet een reservekopie terug")]
    Corrupt(String),
    /// A newer version of the program has changed the schema.
    #[error(
        "de database is van een nieuwere versie van innovatiekaart (schema {0}); gebruik die versie of een nieuwere"
    )]
    Newer(i64),
    /// A migration that was applied is not the one this program knows.
    #[error("het schema van de database past niet bij deze versie van innovatiekaart: {0}")]
    Migration(String),
    /// Others kept writing for too long, or got in the way: the same again may well succeed.
    #[error("de database is bezet door een ander programma; probeer het zo nog eens")]
    Busy,
    /// There is no room left.
    #[error("de schijf is vol; er is niets opgeslagen")]
    Full,
    /// Whoever makes the change may not, or no longer.
    #[error("dit mag niet, of niet meer")]
    NotAllowed,
    /// Another sending of the same form is being handled, or was.
    #[error("dit formulier is al verstuurd")]
    SentTwice,
    /// A stored value is not one this program knows.
    #[error("rij {id} heeft een onbekende waarde in {column}")]
    Value {
        /// The row's id or key.
        id: String,
        /// The column.
        column: String,
    },
    /// One key twice in one import.
    #[error("sleutel ‘{0}’ komt twee keer voor")]
    DuplicateKey(String),
    /// The PostgreSQL server is not there, or not as it should be.
    #[error(transparent)]
    Postgres(#[from] PostgresError),
    /// A row breaks a rule of the schema: a key twice, a null where none may be, a row that is referred to and not there.
    #[error("de database geeft een fout: {0}")]
    Constraint(DriverError),
    /// The operating system gives no random numbers.
    #[error("geen toevalsgetallen: {0}")]
    NoRandom(#[from] getrandom::Error),
    /// Anything else.
    #[error("de database geeft een fout: {0}")]
    Sql(DriverError),
}

/// What is wrong with a PostgreSQL server, in Dutch, with what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// The address can't be read.
    #[error(
        "het adres in --database-url is niet te lezen ({0}); schrijf het als postgres://GEBRUIKER:WACHTWOORD@MACHINE/DATABASE"
    )]
    Address(String),
    /// No connection can be made.
    #[error(
        "de databaseserver {server} is niet bereikbaar ({reason}); kijk of PostgreSQL daar draait en of het adres in \
         --database-url klopt"
    )]
    Unreachable {
        /// The host and the port.
        server: String,
        /// What the system says.
        reason: String,
    },
    /// The connection was lost, or the server stops or starts.
    #[error("de databaseserver is niet bereikbaar ({0}); probeer het zo nog eens")]
    Gone(String),
    /// The name or the password is wrong.
    #[error(
        "de databaseserver laat gebruiker ‘{0}’ niet toe; kijk naar de naam en het wachtwoord in --database-url en naar \
         pg_hba.conf"
    )]
    Refused(String),
    /// There is no such database.
    #[error(
        "de database ‘{0}’ bestaat niet; maak haar met: createdb --encoding=UTF8 --locale=C --template=template0 {0}"
    )]
    Missing(String),
    /// The server is older than the tests.
    #[error("de databaseserver is PostgreSQL {0}; nodig is versie 15 of nieuwer")]
    TooOld(i32),
    /// Text has another order than that of its bytes, or another encoding.
    #[error(
        "de database ‘{database}’ heeft {found}, en dat moet {wanted} zijn; maak een nieuwe met: createdb --encoding=UTF8 \
         --locale=C --template=template0 NAAM"
    )]
    Locale {
        /// Its name.
        database: String,
        /// What it has.
        found: String,
        /// What it should have.
        wanted: &'static str,
    },
    /// The user may not make tables.
    #[error(
        "de gebruiker in --database-url mag hier geen tabellen maken of wijzigen; geef dat recht met: grant usage, create \
         on schema public to GEBRUIKER"
    )]
    NoRights,
    /// A copy that only reads, or a server that was told to.
    #[error(
        "de databaseserver neemt alleen leesopdrachten aan; geef in --database-url het adres van de server waarop \
         geschreven wordt"
    )]
    ReadOnly,
    /// Something in between hands every transaction to another connection.
    #[error(
        "tussen innovatiekaart en PostgreSQL staat een pooler die per transactie verdeelt; geef in --database-url het \
         adres van PostgreSQL zelf, of zet de pooler op sessies (pool_mode = session)"
    )]
    Pooler,
    /// The clocks differ.
    #[error(
        "de klok van de databaseserver loopt {0:.0} seconden anders dan die van deze machine; zet beide gelijk, met NTP"
    )]
    Clocks(f64),
}
