//! What stands on the map: pins, clusters, the neighbours' outlines, the regions' signposts.

use app::map::{
    Placed,
    marks::{self, Mark, MarkKind},
};
use atlas::Atlas;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::{Bbox, Camera, Initiative, InitiativeId, LngLat, PageState, Programme, Query, Region};

use crate::map::view::Screen;

/// The zoom level from which a pin's tip is the place; further out an initiative is a dot.
pub(crate) const PIN_LEVEL: u8 = 9;

/// The zoom level from which initiatives at one address stand in a ring around it, and how many fit in one.
const RING_LEVEL: u8 = 15;
const RING: u32 = 12;

/// Where the signposts stand: east of the province, beside their region (longitude, latitude).
const SIGNPOSTS: [(f64, f64); 3] = [(6.31, 51.45), (6.31, 51.19), (6.31, 50.93)];

/// How far the widest signpost reaches to the right of where it stands, in CSS pixels.
pub(crate) const SIGNPOST_WIDTH: f64 = 150.0;

/// Which page the markers stand on: where those that are no initiative lead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet<'a> {
    /// Its address, without a question.
    pub(crate) page: &'a str,
    /// It may stand in a frame on another site: an initiative opens beside it.
    pub(crate) framed: bool,
    /// The initiative it is about; ringed.
    pub(crate) about: Option<InitiativeId>,
}

/// The main page.
pub(crate) const MAIN: Sheet<'static> = Sheet { page: "/", framed: false, about: None };

/// Everything in and around what the camera shows, in reading order.
pub(crate) fn all(atlas: &Atlas, state: &PageState, camera: Camera, screen: Screen, sheet: Sheet<'_>) -> Vec<Placed> {
    let area = around(camera, screen);
    // What lies outside a chosen piece of the map stays in sight; the list says what was chosen.
    let here = Query { bbox: None, ..state.query.clone() };
    let level = camera.level();
    let mut markers = marks(atlas, state, &here, level, area, sheet, false);
    if !here.regions.is_empty() {
        let others = Region::ALL.iter().copied().filter(|r| !here.regions.contains(r)).collect::<Vec<_>>();
        if !others.is_empty() {
            let next_door = Query { regions: others, ..here.clone() };
            markers.extend(marks(atlas, state, &next_door, level, area, sheet, true));
        }
    }
    // Row by row, as one reads.
    #[allow(clippy::cast_possible_truncation, reason = "rows of a screen")]
    let row = |m: &Placed| (camera.project(m.position).1 / 44.0).floor() as i64;
    markers.sort_by(|a, b| row(a).cmp(&row(b)).then(a.position.lon().total_cmp(&b.position.lon())));
    // What it is about stands by itself, on top, also where it is one of a cluster.
    if let Some(id) = sheet.about
        && !markers.iter().any(|marker| marker.id == id.0)
        && let Some(index) = atlas.index_of(id)
    {
        markers.push(pin(atlas, index, level, sheet, false, None));
    }
    if level < PIN_LEVEL {
        markers.extend(signposts(atlas, state, sheet));
    }
    markers
}

/// What the camera shows and a quarter more on every side, so that a small pan finds its markers there.
pub(crate) fn around(camera: Camera, screen: Screen) -> Bbox {
    camera.bounds(screen.width * 1.5, screen.height * 1.5)
}

fn marks(
    atlas: &Atlas,
    state: &PageState,
    query: &Query,
    level: u8,
    view: Bbox,
    sheet: Sheet<'_>,
    neighbour: bool,
) -> Vec<Placed> {
    let mut markers = Vec::new();
    for mark in atlas.clusters(query, view, level) {
        match mark {
            atlas::Mark::Pin { index } => markers.push(pin(atlas, index, level, sheet, neighbour, None)),
            // What never comes apart stands in a ring, once one is near enough to see it.
            atlas::Mark::Cluster { bbox, opens: None, count, .. } if level >= RING_LEVEL && count <= RING => {
                let members = atlas.matches(&Query { bbox: Some(grown(bbox)), ..query.clone() });
                let ring = members.iter().zip(0..).map(|(index, i)| (index, ring_offset(i, count)));
                markers.extend(ring.map(|(index, offset)| pin(atlas, index, level, sheet, neighbour, Some(offset))));
            }
            atlas::Mark::Cluster { position, count, programmes, bbox, name, .. } => {
                let query = Query { bbox: Some(grown(bbox)), ..query.clone() };
                let href = PageState { camera: None, page: 0, query, ..state.clone() }.at(sheet.page);
                let name = format!("{count} initiatieven rond {name}: {}", mix_words(programmes));
                let kind = MarkKind::Cluster { count, mix: programmes };
                let mark = Mark { name, href, neighbour, leaves: false, kind };
                let [x, y] = <[f64; 2]>::from(position).map(|v| domain::geo::round(v, 5));
                // The address too: another question gives the same cluster another link.
                let key = format!("{level}/{x},{y}/{count}{neighbour}{:x}", hash(&mark.href));
                markers.push(Placed { key, position, neighbour, svg: mark.svg(false, None), ..Placed::default() });
            }
        }
    }
    markers
}

/// "5 Marktplaats, 4 Vrijplaats".
fn mix_words(mix: [u32; 3]) -> String {
    let parts = Programme::ALL.iter().zip(mix).filter(|&(_, n)| n > 0);
    parts.map(|(programme, n)| format!("{n} {}", programme.label())).collect::<Vec<_>>().join(", ")
}

/// Where the `i`th of `count` stands in a ring, in CSS pixels from its middle.
#[allow(clippy::cast_possible_truncation, reason = "some tens of pixels")]
fn ring_offset(i: u32, count: u32) -> (i32, i32) {
    let radius = f64::from(count).max(3.0) * 44.0 / std::f64::consts::TAU;
    let (sin, cos) = (f64::from(i) / f64::from(count) * std::f64::consts::TAU).sin_cos();
    ((radius * sin).round() as i32, (-radius * cos).round() as i32)
}

/// A cluster's box as an address carries it: rounded outwards, so that no member falls off.
fn grown(bbox: Bbox) -> Bbox {
    let [a, b, c, d] = <[f64; 4]>::from(bbox);
    let down = |v: f64| (v * 1e5).floor() / 1e5;
    let up = |v: f64| (v * 1e5).ceil() / 1e5;
    Bbox::try_from([down(a), down(b), up(c), up(d)]).unwrap_or(bbox)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn pin(atlas: &Atlas, index: u32, level: u8, sheet: Sheet<'_>, neighbour: bool, offset: Option<(i32, i32)>) -> Placed {
    let Initiative { id, position, content, example, .. } = atlas.at(index);
    let near = level >= PIN_LEVEL;
    let (programme, school) = (content.programme, wording::school(atlas.at(index)));
    let faded = atlas.faded(*id);
    let state = if faded { ", verbleekt: al lang niet bevestigd" } else { "" };
    let mark = Mark {
        name: format!("{}, {}, {school}{state}", content.title, programme.label()),
        href: atlas.path(index),
        neighbour,
        leaves: sheet.framed,
        kind: MarkKind::Pin { id: id.0, programme, near, faded },
    };
    Placed {
        key: format!("i{id}{near}{neighbour}{faded}{offset:?}"),
        id: id.0,
        position: *position,
        neighbour,
        svg: mark.svg(sheet.about == Some(*id), offset),
        board: marks::board(programme, content.title.clone(), mark.href, school, *example, faded),
    }
}

/// One for each region, with what one would find there; the chosen one leads back.
fn signposts(atlas: &Atlas, state: &PageState, sheet: Sheet<'_>) -> Vec<Placed> {
    let everywhere = Query { regions: Vec::new(), bbox: None, ..state.query.clone() };
    Region::ALL
        .iter()
        .zip(SIGNPOSTS)
        .filter_map(|(&region, (lon, lat))| {
            let there = Query { regions: vec![region], ..everywhere.clone() };
            let mut mix = [0; 3];
            for (slot, (programme, count)) in mix.iter_mut().zip(atlas.facets(&there).programmes) {
                // What is not asked for is not counted.
                let asked = there.programmes.is_empty() || there.programmes.contains(&programme);
                *slot = if asked { count } else { 0 };
            }
            let count = atlas.matches(&there).len();
            let chosen = state.query.regions.contains(&region);
            let (does, query) =
                if chosen { ("Laat heel Limburg zien", everywhere.clone()) } else { ("Ga erheen", there) };
            let holds = if atlas.is_empty() { String::new() } else { format!(": {}", wording::initiatives(count)) };
            let mark = Mark {
                name: format!("{}{holds}. {does}", region.label()),
                href: state.asking(query).at(sheet.page),
                neighbour: false,
                leaves: false,
                kind: MarkKind::Signpost { region, count, mix },
            };
            Some(Placed {
                key: format!("{}-{count}-{chosen}-{:x}", region.slug(), hash(&mark.href)),
                position: LngLat::new(lon, lat).ok()?,
                svg: mark.svg(chosen, None),
                ..Placed::default()
            })
        })
        .collect()
}

/// Whether a marker is a region's signpost: the only ones that are neither an initiative nor a cluster.
pub(crate) fn is_signpost(marker: &Placed) -> bool {
    marker.id == 0 && !marker.is_cluster()
}
