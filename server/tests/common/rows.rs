//! What is imported: initiatives that nobody owns, and schools.

use domain::{InitiativeContent, LngLat, Programme, Region, Sector, Stage};
use store::{ImportRow, School};
use territory::Located;

/// An initiative of De Proefschool in Weert, under the key that an import knows it by.
pub fn row(key: &str, title: &str) -> ImportRow {
    ImportRow {
        given: domain::initiative::OPTIONAL.to_vec(),
        key: Some(key.to_owned()),
        content: InitiativeContent {
            title: title.to_owned(),
            summary: "Leerlingen bouwen samen een robot.".to_owned(),
            description: "Eerste alinea.\n\nTweede alinea.".to_owned(),
            school: "De Proefschool".to_owned(),
            sectors: vec![Sector::Primary],
            themes: vec!["steam".to_owned()],
            stage: Stage::Running,
            programme: Programme::Vrijplaats,
            website: None,
            learning_question: String::new(),
            outcomes: Vec::new(),
            period: String::new(),
            site_code: None,
        },
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        located: Located { region: Region::Mid, municipality: "Weert".to_owned(), town: "Weert".to_owned() },
        example: false,
    }
}

/// De Proefschool in the register of schools; its site is deproef.nl.
pub fn school() -> School {
    School {
        site_code: "17JB00".into(),
        brin: "17JB".into(),
        name: "De Proefschool".into(),
        kind: "Basisschool".into(),
        street: "Proefstraat 1".into(),
        postcode: "6001AA".into(),
        town: "Weert".into(),
        website: Some("https://www.deproef.nl".into()),
        position: LngLat::new(5.7064, 51.2518).unwrap(),
        region: Region::Mid,
        municipality: "Weert".into(),
        board: None,
        example: false,
    }
}
