//! What the tests of the store share.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

pub mod busy;
pub mod gathering;
pub mod inside;

use domain::{InitiativeContent, LngLat, Moment, Programme, Region, Sector, Stage};
use store::{ConfirmLink, DatabaseUrl, ImportRow, SignInLink, Store};
use tempfile::TempDir;
use territory::Located;

use inside::Inside;

pub const NOW: Moment = at("2026-11-21T20:00:00Z");
pub const LATER: Moment = at("2026-11-22T20:00:00Z");

/// The moment with this text.
pub const fn at(text: &str) -> Moment {
    match Moment::parse(text) {
        Ok(moment) => moment,
        Err(_) => panic!("no moment"),
    }
}

/// Which database a test runs on: every test on both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// A database of a test. A file goes when this is dropped, a PostgreSQL database with its server.
pub struct Place {
    pub folder: TempDir,
    pub url: DatabaseUrl,
    address: String,
}

impl On {
    /// A database that doesn't exist yet, or is empty.
    pub async fn place(self) -> Place {
        let folder = TempDir::new().unwrap();
        let address = match self {
            Self::Sqlite => format!("sqlite:{}", folder.path().join("innovatiekaart.sqlite").display()),
            Self::Postgres => test_postgres::database_url().await,
        };
        Place { folder, url: address.parse().unwrap(), address }
    }

    /// An empty store.
    pub async fn store(self) -> (Store, Place) {
        let place = self.place().await;
        (Store::open(&place.url).await.unwrap(), place)
    }
}

impl Place {
    /// The same database, to look at everything in it.
    pub async fn inside(&self) -> Inside {
        Inside::open(&self.url, &self.address).await
    }

    /// Where it is, also for another process.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// A link to sign in with.
pub fn link(token: &str) -> SignInLink {
    SignInLink { token: token.to_owned(), code: format!("code {token}"), expires: LATER }
}

/// A link to confirm with; beside it the one to sign in with, of this token.
pub fn confirm(token: &str) -> ConfirmLink {
    ConfirmLink {
        token: format!("confirm {token}"),
        expires: LATER,
        browser: format!("browser {token}"),
        sign_in: link(token),
    }
}

pub fn row(key: &str, title: &str) -> ImportRow {
    ImportRow {
        given: domain::initiative::OPTIONAL.to_vec(),
        key: (!key.is_empty()).then(|| key.to_owned()),
        content: InitiativeContent {
            title: title.to_owned(),
            summary: "Eén ‘zin’ met \"tekens\" \\ en\ttabs".to_owned(),
            description: "Een alinea.\n\nNog een.".to_owned(),
            school: "De School".to_owned(),
            sectors: vec![Sector::Primary, Sector::Secondary],
            themes: vec!["steam".to_owned()],
            stage: Stage::Running,
            programme: Programme::Vrijplaats,
            website: Some("https://school.voorbeeld.nl/a?b=c".to_owned()),
            learning_question: String::new(),
            outcomes: vec!["Een \"film\"".to_owned(), "C:\\map".to_owned()],
            period: "schooljaar 2026-2027".to_owned(),
            site_code: Some("17JB00".to_owned()),
        },
        position: LngLat::new(5.706_412_345_678, 51.251_8).unwrap(),
        located: Located { region: Region::Mid, municipality: "Weert".to_owned(), town: "Weert".to_owned() },
        example: false,
    }
}

pub fn many(count: usize) -> Vec<ImportRow> {
    (0..count).map(|i| row(&format!("sleutel-{i}"), &format!("Initiatief {i}"))).collect()
}
