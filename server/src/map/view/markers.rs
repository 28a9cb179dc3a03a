//! What stands on the map: pins, clusters, the neighbours' outlines, the regions' signposts.

use app::map::{
    Placed,
    marks::{self, Mark, MarkKind},
};
use atlas::Atlas;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::{Bbox, Camera, Initiative, InitiativeId, Kind, LngLat, PageState, Programme, Query, Region};

use crate::map::view::{Screen, gatherings};

/// The zoom level from which a pin's tip is the place; further out an initiative is a dot.
pub(crate) const PIN_LEVEL: u8 = 9;

/// The zoom level from which initiatives at one address stand in a ring around it, and how many fit in one.
const RING_LEVEL: u8 = 15;
const RING: u32 = 12;

/// Where the signposts stand: east of the province, beside their region (longitude, latitude).
const SIGNPOSTS: [(f64, f64); 3] = [(6.31, 51.45), (6.31, 51.19), (6.31, 50.93)];

/// How far apart two marks are at least, in CSS pixels, so that each can be seen and touched.
const APART: f64 = 44.0;

/// Half a mark, in CSS pixels.
const MARK: f64 = 26.0;

/// How far the widest signpost reaches to the right of where it stands, in CSS pixels.
pub(crate) const SIGNPOST_WIDTH: f64 = 150.0;

/// The end of an address that leads to the list: `start.js` brings people there.
pub(super) const TO_LIST: &str = "#lijst";

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
    let closest = Camera { zoom: screen.deepest, ..camera }.level();
    let mut markers = marks(atlas, state, &here, [level, closest], area, sheet, None);
    let Query { kinds, text, from, until, .. } = here.clone();
    let everywhere = Query { kinds, text, from, until, ..Query::default() };
    if here != everywhere {
        let mut neighbours = marks(atlas, state, &everywhere, [level, closest], area, sheet, Some(&here));
        // They are many, and in the way of nothing that was asked for.
        neighbours.retain(|neighbour| distance(neighbour.position, level, &markers) >= APART);
        markers.extend(neighbours);
    }
    // Row by row, as one reads.
    #[allow(clippy::cast_possible_truncation, reason = "rows of a screen")]
    let row = |m: &Placed| (camera.project(m.position).1 / 44.0).floor() as i64;
    let in_rows = |markers: &mut Vec<Placed>| {
        markers.sort_by(|a, b| row(a).cmp(&row(b)).then(a.position.lon().total_cmp(&b.position.lon())));
    };
    in_rows(&mut markers);
    let mut above = gatherings::marks(atlas, state, &here, [level, closest], area, sheet, screen.now);
    in_rows(&mut above);
    markers.extend(above);
    // What it is about stands by itself, on top, also where it is one of a cluster.
    if let Some(id) = sheet.about
        && !markers.iter().any(|marker| marker.id == id.0)
        && let Some(index) = atlas.index_of(id)
    {
        markers.push(pin(atlas, index, level, sheet, false, None));
    }
    // A list to visit is what it is; how much of it lies where says nothing.
    if level < PIN_LEVEL && state.query.saved.is_empty() && state.query.asks(Kind::Initiative) {
        markers.extend(signposts(atlas, state, sheet));
    }
    markers
}

/// What the camera shows and a quarter more on every side, so that a small pan finds its markers there.
pub(crate) fn around(camera: Camera, screen: Screen) -> Bbox {
    camera.bounds(screen.width * 1.5, screen.height * 1.5)
}

/// The marks of a query at a zoom level, on a map whose closest level is another. With `asked` they are outlines of what another query leaves out.
fn marks(
    atlas: &Atlas,
    state: &PageState,
    query: &Query,
    [level, closest]: [u8; 2],
    view: Bbox,
    sheet: Sheet<'_>,
    asked: Option<&Query>,
) -> Vec<Placed> {
    let found = atlas.clusters(query, view, level);
    let places: Vec<LngLat> = found.iter().map(|mark| position(atlas, mark)).collect();
    let neighbour = asked.is_some();
    let mut markers = Vec::new();
    for (at, mark) in found.into_iter().enumerate() {
        match mark {
            atlas::Mark::Pin { index } => {
                let is_asked = asked.is_some_and(|asked| found_at(atlas, asked, places[at]).contains(&index));
                markers.extend((!is_asked).then(|| pin(atlas, index, level, sheet, neighbour, None)));
            }
            // What never comes apart stands in a ring, once one is near enough to see it and where there is room.
            atlas::Mark::Cluster { bbox, opens, count, .. }
                if opens.is_none_or(|zoom| zoom > closest) && fits_in_ring(count, level, at, &places) =>
            {
                let here = |query: &Query| atlas.matches(&Query { bbox: Some(grown(bbox)), ..query.clone() });
                let asked: Vec<u32> = asked.map(|asked| here(asked).iter().collect()).unwrap_or_default();
                let members = here(query);
                let members = members.iter().zip(0..).filter(|(index, _)| !asked.contains(index));
                let ring = members.map(|(index, i)| (index, ring_offset(i, count)));
                markers.extend(ring.map(|(index, offset)| pin(atlas, index, level, sheet, neighbour, Some(offset))));
            }
            atlas::Mark::Cluster { position, count, programmes, bbox, name, opens } => {
                let bbox = Some(grown(bbox));
                let asked = asked.map(|asked| atlas.matches(&Query { bbox, ..asked.clone() }).len());
                let count = count.saturating_sub(asked.map_or(0, |asked| u32::try_from(asked).unwrap_or(u32::MAX)));
                if count == 0 {
                    continue;
                }
                let query = Query { bbox, ..query.clone() };
                let mut href = PageState { camera: None, page: 0, query, ..state.clone() }.at(sheet.page);
                // Where no zoom takes them apart, and no ring does, the list does.
                let one_place = opens.is_none_or(|zoom| zoom > closest) && (count > RING || level >= closest);
                if one_place && sheet.page == MAIN.page {
                    href += TO_LIST;
                }
                let (many, whereabouts) =
                    (wording::initiatives(count as usize), if one_place { "op één plek bij" } else { "rond" });
                let name = match asked {
                    Some(_) => format!("{many} hierbuiten, {whereabouts} {name}"),
                    None => format!("{many} {whereabouts} {name}: {}", mix_words(programmes)),
                };
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

/// What a query finds at a place.
fn found_at(atlas: &Atlas, query: &Query, place: LngLat) -> Vec<u32> {
    let here = Bbox::around([place]);
    atlas.matches(&Query { bbox: here, ..query.clone() }).iter().collect()
}

/// Where a mark stands.
pub(crate) fn position(atlas: &Atlas, mark: &atlas::Mark) -> LngLat {
    match mark {
        atlas::Mark::Pin { index } => atlas.at(*index).position,
        atlas::Mark::Cluster { position, .. } => *position,
    }
}

/// How far the nearest of some markers is at this level, in CSS pixels.
fn distance(from: LngLat, level: u8, markers: &[Placed]) -> f64 {
    markers.iter().map(|marker| pixels(from, marker.position, level)).fold(f64::INFINITY, f64::min)
}

/// How far apart two positions are at this level, in CSS pixels.
fn pixels(a: LngLat, b: LngLat, level: u8) -> f64 {
    let (x, y) = Camera { centre: a, zoom: f64::from(level) }.project(b);
    x.hypot(y)
}

/// Whether there is room for a ring of `count` around the mark `at` of these places.
fn fits_in_ring(count: u32, level: u8, at: usize, places: &[LngLat]) -> bool {
    let reach = ring_radius(count) + 2.0 * MARK;
    let is_clear = |(i, place): (usize, &LngLat)| i == at || pixels(places[at], *place, level) >= reach;
    level >= RING_LEVEL && count <= RING && places.iter().enumerate().all(is_clear)
}

/// "5 Marktplaats, 4 Vrijplaats".
fn mix_words(mix: [u32; 3]) -> String {
    let parts = Programme::ALL.iter().zip(mix).filter(|&(_, n)| n > 0);
    parts.map(|(programme, n)| format!("{n} {}", programme.label())).collect::<Vec<_>>().join(", ")
}

/// The radius of a ring in which `count` stand side by side, in CSS pixels.
fn ring_radius(count: u32) -> f64 {
    f64::from(count).max(3.0) * APART / std::f64::consts::TAU
}

/// Where the `i`th of `count` stands in a ring, in CSS pixels from its middle.
#[allow(clippy::cast_possible_truncation, reason = "some tens of pixels")]
fn ring_offset(i: u32, count: u32) -> (i32, i32) {
    let radius = ring_radius(count);
    let (sin, cos) = (f64::from(i) / f64::from(count) * std::f64::consts::TAU).sin_cos();
    ((radius * sin).round() as i32, (-radius * cos).round() as i32)
}

/// A cluster's box as an address carries it: rounded outwards, so that no member falls off.
pub(super) fn grown(bbox: Bbox) -> Bbox {
    let [a, b, c, d] = <[f64; 4]>::from(bbox);
    let down = |v: f64| (v * 1e5).floor() / 1e5;
    let up = |v: f64| (v * 1e5).ceil() / 1e5;
    Bbox::try_from([down(a), down(b), up(c), up(d)]).unwrap_or(bbox)
}

pub(super) fn hash(text: &str) -> u64 {
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

/// Whether a marker is a region's signpost: the only ones that are neither one thing nor a cluster.
pub(crate) fn is_signpost(marker: &Placed) -> bool {
    marker.id == 0 && !marker.is_cluster()
}
