//! Initiatives as cards.

use app::ui::{Card, Distance};
use atlas::Atlas;
use domain::{Initiative, LngLat};

use crate::lookup::path_of;

/// How far `to` is from `from`, and which way.
fn distance(from: LngLat, to: LngLat) -> Distance {
    Distance {
        text: wording::kilometres(from.distance_km(to)),
        direction: wording::direction(from.bearing_to(to)).to_owned(),
    }
}

/// The card of an initiative on the map, with its distance when there is a point to measure from.
pub(crate) fn card(atlas: &Atlas, index: u32, from: Option<LngLat>) -> Card {
    card_of(atlas, atlas.at(index), from)
}

/// The card of an initiative, on the map or not.
pub(crate) fn card_of(atlas: &Atlas, initiative: &Initiative, from: Option<LngLat>) -> Card {
    let content = &initiative.content;
    let vocabulary = atlas.territory().vocabulary();
    let themes = content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok());
    Card {
        id: initiative.id.0,
        href: path_of(initiative),
        title: content.title.clone(),
        school: wording::school(initiative),
        municipality: initiative.municipality.clone(),
        position: initiative.position,
        programme: content.programme,
        stage: content.stage,
        sectors: content.sectors.clone(),
        themes: themes.map(|theme| theme.label.clone()).collect(),
        example: initiative.example,
        faded: atlas.faded(initiative.id),
        adopters: atlas.adopters(initiative.id).len(),
        picture: atlas.picture(initiative.id).cloned(),
        distance: from.map(|from| distance(from, initiative.position)),
    }
}
