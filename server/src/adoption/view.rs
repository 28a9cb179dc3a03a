//! Who took over from whom: on the public page, on the map and on the owners' page.

use app::{
    adoption::{AdoptionAction, AdoptionLine, AdoptionLink, Adoptions, lines},
    ui::schools,
};
use atlas::Atlas;
use domain::{Bbox, Camera, Initiative, InitiativeId, LngLat, PageState, Query, paths};
use store::{KeptAdoption, Side};

use crate::lookup::path_of;

/// The screen for which "Toon op de kaart" makes room, in CSS pixels: a laptop's, with air around.
const SCREEN: (f64, f64) = (1015.0, 730.0);
const AIR: f64 = 110.0;

/// The zoom beyond which it does not go in.
const CLOSE: f64 = 11.0;

/// "‘Robots in de klas’ van De Proefschool in Weert".
pub(crate) fn whose(initiative: &Initiative) -> String {
    in_words(&initiative.content.title, &initiative.content.school, &initiative.town)
}

fn in_words(title: &str, school: &str, town: &str) -> String {
    if school.is_empty() { format!("‘{title}’ in {town}") } else { format!("‘{title}’ van {school} in {town}") }
}

/// What the public page says; `ask` is where to say "wij doen dit ook".
pub(crate) fn adopted(atlas: &Atlas, initiative: &Initiative, ask: String) -> Adoptions {
    let also = |index: u32| {
        let one = atlas.at(index);
        AdoptionLink {
            href: path_of(one),
            title: one.content.title.clone(),
            school: wording::school(one),
            town: one.town.clone(),
        }
    };
    let others = atlas.sources(initiative.id).chain(atlas.adopters(initiative.id));
    let around = Bbox::around(others.map(|index| atlas.at(index).position).chain([initiative.position]));
    let camera = around.map(|bbox| Camera::fit(bbox, SCREEN.0, SCREEN.1, AIR, CLOSE));
    Adoptions {
        sources: atlas.sources(initiative.id).map(also).collect(),
        adopters: atlas.adopters(initiative.id).map(also).collect(),
        map: PageState { lines: true, camera, ..PageState::default() }.href(),
        ask,
    }
}

/// The lines to and from one initiative.
pub(crate) fn own_lines(atlas: &Atlas, initiative: &Initiative) -> String {
    let here = initiative.position;
    let to = atlas.adopters(initiative.id).map(|index| (atlas.at(index).position, here));
    let from = atlas.sources(initiative.id).map(|index| (here, atlas.at(index).position));
    lines::svg(to.chain(from))
}

/// Those who took it over, and those it was taken over from.
pub(crate) fn others<'a>(atlas: &'a Atlas, initiative: &Initiative) -> Vec<&'a Initiative> {
    atlas.adopters(initiative.id).chain(atlas.sources(initiative.id)).map(|index| atlas.at(index)).collect()
}

/// Under the small map; empty when nobody took it over.
pub(crate) fn caption(atlas: &Atlas, initiative: &Initiative) -> String {
    match atlas.adopters(initiative.id).len() {
        0 => String::new(),
        count => format!("Begonnen in {}. {}.", initiative.town, schools(count)),
    }
}

/// The lines of which a question finds both ends, as far as they pass through `view`; and whether there are any at all.
pub(crate) fn lines(atlas: &Atlas, query: &Query, view: Bbox) -> (String, bool) {
    if atlas.adoptions().is_empty() {
        return (String::new(), false);
    }
    // What lies outside a chosen piece of the map stays in sight, as the markers do.
    let matches = atlas.matches(&Query { bbox: None, ..query.clone() });
    let both = atlas.adoptions().iter().filter(|(a, b)| matches.contains(*a) && matches.contains(*b));
    let ends: Vec<_> = both.map(|&(a, b)| (atlas.at(a).position, atlas.at(b).position)).collect();
    let seen = |&&(a, b): &&(LngLat, LngLat)| Bbox::around([a, b]).is_some_and(|bbox| bbox.intersects(view));
    (lines::svg(ends.iter().filter(seen).copied()), !ends.is_empty())
}

/// What the owners of one of both sides see, and can do.
pub(crate) fn owned(adoptions: &[KeptAdoption], own: InitiativeId) -> Vec<AdoptionLine> {
    let line = |adoption: &KeptAdoption| {
        let host = adoption.source.id == own;
        let other = if host { &adoption.adopter } else { &adoption.source };
        let (state, act) = match (host, adoption.confirmed) {
            (true, true) => ("doet dit ook.", AdoptionAction::End),
            (true, false) => ("zegt: wij doen dit ook. Klopt dat?", AdoptionAction::Answer),
            (false, true) => ("is waar jullie het van overnamen.", AdoptionAction::End),
            (false, false) if other.owned => {
                ("moet nog bevestigen dat jullie het overnamen.", AdoptionAction::TakeBack)
            }
            (false, false) => {
                ("is waar jullie het van overnamen; de redactie bevestigt dat nog.", AdoptionAction::TakeBack)
            }
        };
        AdoptionLine {
            who: side(other),
            href: href(other),
            state,
            action: format!("{}/ook/{}", paths::own(own), other.id),
            act,
        }
    };
    adoptions.iter().map(line).collect()
}

/// A side of an adoption in words.
pub(crate) fn side(side: &Side) -> String {
    in_words(&side.title, &side.school, &side.town)
}

/// Its page; empty when it is not on the map.
pub(crate) fn href(side: &Side) -> String {
    if side.public { paths::initiative(side.id) } else { String::new() }
}
