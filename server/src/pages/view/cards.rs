//! Initiatives as cards.

use app::view::{Card, Distance};
use atlas::Atlas;
use domain::LngLat;

use super::words;

/// How far `to` is from `from`, and which way.
fn distance(from: LngLat, to: LngLat) -> Distance {
    Distance {
        text: words::kilometres(from.distance_km(to)),
        direction: words::direction(from.bearing_to(to)).to_owned(),
    }
}

/// The card of an initiative, with its distance when there is a point to measure from.
pub(in crate::pages) fn card(atlas: &Atlas, index: u32, from: Option<LngLat>) -> Card {
    let initiative = atlas.at(index);
    let content = &initiative.content;
    let vocabulary = atlas.territory().vocabulary();
    let themes = content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok());
    Card {
        id: initiative.id,
        href: atlas.path(index),
        title: content.title.clone(),
        school: school(initiative),
        municipality: initiative.municipality.clone(),
        position: initiative.position,
        programme: content.programme,
        stage: content.stage,
        sectors: content.sectors.clone(),
        themes: themes.map(|theme| theme.label.clone()).collect(),
        example: initiative.example,
        distance: from.map(|from| distance(from, initiative.position)),
    }
}

/// The school, or the town when no school was named.
pub(super) fn school(initiative: &domain::Initiative) -> String {
    let school = &initiative.content.school;
    if school.is_empty() { initiative.town.clone() } else { school.clone() }
}
