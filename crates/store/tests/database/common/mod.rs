//! What the tests of the store share.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

pub mod busy;

use domain::{InitiativeContent, LngLat, Programme, Region, Sector, Stage};
use store::{DatabaseUrl, ImportRow, Store};
use tempfile::TempDir;
use territory::Located;

pub const NOW: &str = "2026-11-21T20:00:00Z";
pub const LATER: &str = "2026-11-22T20:00:00Z";

/// A store in a folder that goes when it is dropped.
pub async fn store() -> (Store, TempDir) {
    let folder = TempDir::new().unwrap();
    (Store::open(&DatabaseUrl::in_data_dir(folder.path())).await.unwrap(), folder)
}

pub fn row(key: &str, title: &str) -> ImportRow {
    ImportRow {
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
