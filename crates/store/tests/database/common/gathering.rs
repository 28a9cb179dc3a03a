//! A gathering, and who registers for it.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use domain::{
    Gathering, GatheringContent, LngLat, Region, Vocabulary,
    gathering::{NewRegistration, RawGathering, RawRegistration, Venue},
};
use jiff::civil::date;
use store::{LinkedMail, Mail, NewGathering, Registration, RegistrationNotice, Store};

use super::NOW;

/// A gathering with this many seats for the public, and a waiting list; announced.
pub async fn announced(store: &Store, seats: u32) -> Gathering {
    let id = store.make_gathering(&new(seats), NOW).await.unwrap();
    store.announce_gathering(id, None, NOW).await.unwrap();
    store.gathering(id).await.unwrap().unwrap()
}

pub fn new(seats: u32) -> NewGathering {
    NewGathering { content: content(seats), venue: Some(venue()), series: None, example: false }
}

pub fn content(seats: u32) -> GatheringContent {
    let raw = RawGathering {
        titel: "Marktplaats".into(),
        soort_bijeenkomst: "marktplaats".into(),
        datum: "2027-01-19".into(),
        begin: "14:00".into(),
        einde: "17:00".into(),
        vorm: "hybride".into(),
        plekken: (seats + 2).to_string(),
        gereserveerd: "2".into(),
        plaats: "Weert".into(),
        aanmelden_tot: "2027-01-12".into(),
        aanmelden_vanaf: "2026-11-01".into(),
        wachtlijst: "ja".into(),
        ..RawGathering::default()
    };
    GatheringContent::parse(&raw, &Vocabulary::new(Vec::new()), date(2026, 11, 21)).unwrap().0
}

pub fn venue() -> Venue {
    let position = LngLat::new(5.706_4, 51.251_8).unwrap();
    Venue { position, region: Region::Mid, municipality: "Weert".into(), town: "Weert".into() }
}

pub fn group(name: &str, persons: u32) -> NewRegistration {
    let raw = RawRegistration {
        naam: name.into(),
        email: format!("{name}@school.nl"),
        school: "De Proefschool".into(),
        vorm: "op-locatie".into(),
        personen: persons.to_string(),
        wensen: "vegetarisch".into(),
        ..RawRegistration::default()
    };
    NewRegistration::parse(&raw, &content(1)).unwrap()
}

/// Every mail has the notice as its subject, and as its token who and how many there were before.
pub fn letter(_: &Gathering, registration: &Registration, notice: RegistrationNotice) -> LinkedMail {
    let recipient = registration.email.as_ref().unwrap().to_string();
    let subject = format!("{notice:?}");
    let token = format!("{} {subject}", registration.name);
    LinkedMail { mail: Mail { recipient, subject, ..Mail::default() }, token }
}
