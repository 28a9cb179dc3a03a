//! From a question to everything the main page shows.

mod camera;
mod cards;
mod empty;
mod facets;
mod free_area;
mod gatherings;
mod labels;
mod markers;

use std::{cmp::Reverse, collections::HashMap};

use app::{
    map::{Address, Choice, Circle, Frame, Listing, RadiusChoice, RegionShare, View},
    ui::Link,
};
use atlas::Atlas;
use domain::{
    Bbox, Camera, Initiative, Kind, Moment, Near, PageState, Query, Region, Sort, geo::NEAREST_ZOOM, paths,
    query::encode_pairs,
};
use export::Format;

use crate::{
    adoption,
    lookup::path_of,
    map::{embed::EMBED, share::SHARE},
};

use self::free_area::Over;

pub(crate) use cards::{card, card_of};
pub(crate) use labels::{all as labels, few as few_names};

/// How many cards stand on one page of the list.
pub(crate) const PER_PAGE: usize = 25;

/// How many initiatives stand in the list of a frame.
const FRAMED: usize = 25;

/// From this many initiatives on, nobody reads a list: first choose a region.
const MANY: usize = 150;

/// How near a map about one initiative may be, as zoom levels.
const ABOUT_LEVELS: std::ops::RangeInclusive<u8> = 10..=14;

/// The map's size on the visitor's screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Screen {
    /// Width.
    pub(crate) width: f64,
    /// Height.
    pub(crate) height: f64,
    /// Nobody measured it.
    pub(crate) guessed: bool,
    /// How near its ground has something to show, as a zoom.
    pub(crate) deepest: f64,
    /// When it is looked at: gatherings are to come, or over.
    pub(crate) now: Moment,
}

impl Screen {
    /// The map on a laptop.
    pub(crate) const WIDE: Self =
        Self { width: 1015.0, height: 730.0, guessed: true, deepest: NEAREST_ZOOM, now: Moment::MIN };
    /// The map on a phone, above the list.
    pub(crate) const PHONE: Self =
        Self { width: 390.0, height: 342.0, guessed: true, deepest: NEAREST_ZOOM, now: Moment::MIN };
}

/// Everything the page shows for this state.
pub(crate) fn build(atlas: &Atlas, state: &PageState, mut notices: Vec<String>, screen: Screen) -> View {
    let query = &state.query;
    let matches = atlas.matches(query);
    if !matches.is_empty() {
        notices.extend(query.text.iter().flat_map(|text| atlas.corrections(text)).map(corrected));
    }
    // What has to be on the map, wherever it is drawn.
    let over = if screen.guessed && query.bbox.is_some() { Over::guessed_page(screen) } else { Over::page(screen) };
    let camera = match state.camera {
        Some(camera) => camera.kept(screen.deepest),
        None => camera::fitted(atlas, query, &matches, screen, &over),
    };
    let markers = markers::all(atlas, state, camera, screen, markers::MAIN);
    let (lines, any_lines) = adoption::lines(atlas, query, markers::around(camera, screen));
    let labels = labels::all(atlas, camera, screen, &markers);
    let mut ranked = atlas.ranked(query, &matches, state.sort);
    let addresses =
        if query.bbox.is_some_and(Bbox::is_one_place) { by_address(atlas, &mut ranked) } else { Vec::new() };
    let counts = gatherings::Counts::of(atlas, query);
    // Gatherings beside initiatives stand above the first page of those.
    let paged = counts.initiatives.unwrap_or_else(|| counts.total());
    let page = state.page.min(paged.saturating_sub(1) / PER_PAGE);
    let shown = ranked.iter().skip(page * PER_PAGE).take(PER_PAGE);
    let cards: Vec<_> = shown.map(|&index| card(atlas, index, query.near.map(|n| n.point))).collect();
    let circle = circle(atlas, query);
    let met = gatherings::cards(atlas, query, state.sort, page, screen.now);
    let (first, noun) = counts.parts();
    let place = wording::where_phrase(atlas, query);
    let spots = cards.iter().map(|card| (card.id, card.position)).chain(gatherings::spots(atlas, &met)).collect();
    let listing = Listing {
        count: first,
        noun,
        place: place.clone(),
        radius: radius(atlas, state),
        active: active(atlas, state),
        cards,
        gatherings: met,
        agenda: gatherings::agenda(query),
        kinds: gatherings::kinds(atlas, query),
        addresses,
        page_text: page_text(page, paged),
        previous: if page > 0 { page_href(state, page - 1) } else { String::new() },
        next: if (page + 1) * PER_PAGE < paged { page_href(state, page + 1) } else { String::new() },
        lines: (any_lines || state.lines).then_some(state.lines),
        sorts: sorts(state),
        notices,
        empty: (counts.total() == 0).then(|| empty::help(atlas, state)),
        neighbours: neighbours(atlas, state),
        regions: if counts.total() < MANY { Vec::new() } else { regions(atlas, state) },
        downloads: downloads(query),
        follow: if query.asks(Kind::Initiative) { follow(query) } else { gatherings::follow(query) },
        share: PageState { page: 0, query: query.about(Kind::Initiative), ..state.clone() }.at(SHARE),
    };
    View {
        pairs: state.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        camera,
        deepest: screen.deepest,
        fitted: state.camera.is_none(),
        status: match atlas.is_empty() && counts.total() == 0 && query.asks(Kind::Initiative) {
            true => "Er staat nog niets op de kaart".to_owned(),
            false => format!("{} {place}{}", counts.words(), near_what(atlas, query)),
        },
        markers,
        labels,
        drawn: borders(atlas, camera, screen) + &drawn(query, if state.lines { lines } else { String::new() }),
        circle,
        facets: facets::all(atlas, query),
        spots,
        list: listing.html(),
        camera_links: steps(camera, screen)
            .map(|camera| state.seen_by(camera).href())
            .into_iter()
            .chain([whole(state)])
            .collect(),
        no_circle: state.asking(Query { near: None, ..query.clone() }).href(),
        styles: Vec::new(),
    }
}

/// The map in a frame on another site: a picture of the same question, whose links stay in the frame.
pub(crate) fn framed(atlas: &Atlas, state: &PageState, screen: Screen, about: Option<&Initiative>) -> Frame {
    let query = &state.query;
    let matches = atlas.matches(query);
    let camera = match (state.camera, about) {
        (Some(camera), _) => camera.kept(screen.deepest),
        (None, Some(initiative)) => Camera { centre: initiative.position, zoom: apart(atlas, query, initiative) },
        (None, None) => camera::fitted(atlas, query, &matches, screen, &Over::frame(screen)),
    };
    let page = about.map_or_else(|| EMBED.to_owned(), |initiative| format!("{EMBED}/{}", initiative.id));
    // The frame may be larger than was said, or nobody said how large it is.
    let drawn_for = Screen {
        width: screen.width.max(Screen::WIDE.width),
        height: screen.height.max(Screen::WIDE.height),
        ..screen
    };
    let sheet = markers::Sheet { page: EMBED, framed: true, about: about.map(|initiative| initiative.id) };
    let mut markers = markers::all(atlas, state, camera, drawn_for, sheet);
    // Half a signpost at the edge says nothing.
    let whole = |x: f64| (-screen.width / 2.0..=screen.width / 2.0 - markers::SIGNPOST_WIDTH).contains(&x);
    markers.retain(|marker| !markers::is_signpost(marker) || whole(camera.project(marker.position).0));
    let labels = labels::all(atlas, camera, drawn_for, &markers);
    let (lines, _) = adoption::lines(atlas, query, markers::around(camera, drawn_for));
    let (text, more) = match about {
        Some(initiative) => (initiative.content.title.clone(), path_of(initiative)),
        None => (with_filters(atlas, query, matches.len()), state.href()),
    };
    let ranked = atlas.ranked(query, &matches, state.sort);
    let listed = ranked.iter().take(if about.is_some() { 0 } else { FRAMED }).map(|&index| Link {
        text: atlas.at(index).content.title.clone(),
        count: wording::whereabouts(atlas.at(index)),
        href: atlas.path(index),
    });
    Frame {
        text,
        list: listed.collect(),
        more,
        camera,
        screen: [screen.width, screen.height],
        drawn: drawn(query, if state.lines { lines } else { String::new() }),
        circle: circle(atlas, query),
        markers,
        labels,
        camera_links: steps(camera, screen).map(|camera| state.seen_by(camera).at(&page)).into(),
        notices: Vec::new(),
    }
}

/// The zoom from which an initiative stands by itself, when it ever does.
fn apart(atlas: &Atlas, query: &Query, initiative: &Initiative) -> f64 {
    let own = atlas.index_of(initiative.id);
    let here = Bbox::around_circle(initiative.position, 1.0);
    let alone = |level: &u8| {
        let marks = atlas.clusters(query, here, *level);
        marks.iter().any(|mark| matches!(mark, atlas::Mark::Pin { index } if Some(*index) == own))
    };
    ABOUT_LEVELS.into_iter().find(alone).map_or(12.0, f64::from)
}

/// Puts what is of one school together, the school with the most first; otherwise they keep their order.
fn by_address(atlas: &Atlas, ranked: &mut [u32]) -> Vec<Address> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for &index in &*ranked {
        *counts.entry(wording::school(atlas.at(index))).or_default() += 1;
    }
    ranked.sort_by_cached_key(|&index| {
        let school = wording::school(atlas.at(index));
        (Reverse(counts.get(&school).copied()), school)
    });
    let mut addresses: Vec<_> = counts.into_iter().collect();
    addresses.sort();
    addresses.into_iter().map(|(school, count)| Address { school, count: wording::thousands(count) }).collect()
}

/// The cameras after each `CameraStep`, in their order.
fn steps(camera: Camera, Screen { width, height, deepest, .. }: Screen) -> [Camera; 6] {
    [
        camera.zoomed((camera.zoom + 1.0).min(deepest), 0.0, 0.0),
        camera.zoomed(camera.zoom - 1.0, 0.0, 0.0),
        camera.moved(0.0, -height / 2.0),
        camera.moved(width / 2.0, 0.0),
        camera.moved(0.0, height / 2.0),
        camera.moved(-width / 2.0, 0.0),
    ]
    .map(|camera| camera.kept(deepest))
}

/// "13 initiatieven in Limburg: Digitalisering".
fn with_filters(atlas: &Atlas, query: &Query, count: usize) -> String {
    let what = result_phrase(atlas, query, count);
    match wording::filters(atlas, query) {
        filters if filters.is_empty() => what,
        filters => format!("{what}: {filters}"),
    }
}

/// "37 initiatieven in Midden-Limburg".
pub(crate) fn result_phrase(atlas: &Atlas, query: &Query, count: usize) -> String {
    format!("{} {}", wording::initiatives(count), wording::where_phrase(atlas, query))
}

/// The same question, asked of all of Limburg.
fn whole(state: &PageState) -> String {
    let query =
        Query { bbox: None, near: None, regions: Vec::new(), municipalities: Vec::new(), ..state.query.clone() };
    state.asking(query).href()
}

/// Distances that one cycles, walks or drives for: in km.
const STOPS: [f64; 4] = [5.0, 10.0, 15.0, 25.0];

/// The circles that are looked at for what lies just outside: radii in km.
const WIDER: [f64; 8] = [5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0];

/// The radius of the circle, with the same question for others.
fn radius(atlas: &Atlas, state: &PageState) -> Option<RadiusChoice> {
    let near = state.query.near?;
    let km = near.radius_km?;
    let stop = |km: f64| {
        let query = Query { near: Some(Near { radius_km: Some(km), ..near }), bbox: None, ..state.query.clone() };
        let count = gatherings::Counts::of(atlas, &query).words();
        Link { text: km.to_string(), count, href: state.asking(query).href() }
    };
    let more = more_around(atlas, state, near, km);
    Some(RadiusChoice { km, cycling: wording::cycling(km), stops: STOPS.map(stop).into(), more })
}

/// "nog 4 binnen 20 km": the first wider circle that holds more; nothing when none does, or when it holds nothing now, for
/// then the list says so.
fn more_around(atlas: &Atlas, state: &PageState, near: Near, km: f64) -> Option<Link> {
    let within =
        |km: f64| Query { near: Some(Near { radius_km: Some(km), ..near }), bbox: None, ..state.query.clone() };
    let found = |query: &Query| gatherings::Counts::of(atlas, query).total();
    let now = found(&within(km));
    // A piece of the map cuts the circle off: then a wider one says nothing.
    let wider = WIDER.into_iter().filter(|wider| *wider > km && now > 0 && state.query.bbox.is_none());
    wider.map(|km| (km, within(km))).find_map(|(km, query)| {
        let more = found(&query).saturating_sub(now);
        let text = || format!("nog {} binnen {}", wording::thousands(more), wording::kilometres(km));
        (more > 0).then(|| Link { text: text(), count: String::new(), href: state.asking(query).href() })
    })
}

/// That another word was looked for than was typed.
fn corrected((typed, taken): (String, String)) -> String {
    format!("We vonden niets met ‘{typed}’. Je ziet wat er is met ‘{taken}’ of een woord dat erop lijkt.")
}

fn circle(atlas: &Atlas, query: &Query) -> Option<Circle> {
    query.near.map(|near| Circle { centre: near.point, km: near.radius_km, name: wording::point_name(atlas, near) })
}

/// The borders of the municipalities, from nearby.
fn borders(atlas: &Atlas, camera: Camera, screen: Screen) -> String {
    let ground = drawing::basemap::basemap(atlas.territory());
    let d = ground.map(|ground| ground.municipal_borders(markers::around(camera, screen), camera.level()));
    match d {
        Ok(d) if !d.is_empty() => format!(r#"<path class="municipality-border" d="{d}"/>"#),
        _ => String::new(),
    }
}

/// ", rond Roermond": which part of the map it is, for who hears it.
fn near_what(atlas: &Atlas, query: &Query) -> String {
    let part = query.bbox.filter(|bbox| !bbox.is_one_place());
    let point = part.map(|bbox| Near { point: bbox.centre(), radius_km: None });
    point.map(|near| format!(", rond {}", wording::point_name(atlas, near))).unwrap_or_default()
}

/// The outlines of chosen regions, and the lines.
fn drawn(query: &Query, lines: String) -> String {
    let outline = |region: &Region| format!(r##"<use class="region-choice" href="#land-{}"/>"##, region.slug());
    query.regions.iter().map(outline).chain([lines]).collect()
}

fn page_href(state: &PageState, page: usize) -> String {
    PageState { page, ..state.clone() }.href()
}

/// These initiatives to take along: as files, and on paper.
fn downloads(query: &Query) -> Vec<Link> {
    let link = |text: &str, href| Link { text: text.to_owned(), count: String::new(), href };
    let more = if query.asks(Kind::Gathering) { gatherings::downloads(query) } else { Vec::new() };
    if !query.asks(Kind::Initiative) {
        return more;
    }
    let query = &query.about(Kind::Initiative);
    let files = Format::ALL.into_iter().map(|format| link(format.label(), export::path(query, format))).chain(more);
    let pages = [
        link("Poster (om op te hangen)", at(paths::POSTER, query)),
        link("Cijfers (om te vergelijken)", at(paths::FIGURES, query)),
    ];
    files.chain(pages).collect()
}

/// The address of another page for this question.
fn at(path: &str, query: &Query) -> String {
    match encode_pairs(&query.to_pairs()) {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// The whole address of the picture that goes with a link to this question.
pub(crate) fn picture(site_url: &str, query: &Query) -> String {
    site_url.to_owned() + &at("/deelbeeld/limburg.png", &query.about(Kind::Initiative))
}

/// Where one asks to follow this question. A point to sort by changes nothing of what fits.
pub(crate) fn follow(query: &Query) -> String {
    at(paths::FOLLOW, &followed(query))
}

/// The question as it is followed: without a point that only sorts.
pub(crate) fn followed(query: &Query) -> Query {
    Query { near: query.near.filter(|near| near.radius_km.is_some()), ..query.about(Kind::Initiative) }
}

/// One chip for each filter that is on; it leads to the same question without it.
fn active(atlas: &Atlas, state: &PageState) -> Vec<Link> {
    chips(atlas, &state.query, |without| state.asking(without).href())
}

/// One chip for each filter of a query; `href` is where the query without it stands.
pub(crate) fn chips(atlas: &Atlas, query: &Query, href: impl Fn(Query) -> String) -> Vec<Link> {
    wording::filters_one_by_one(atlas, query)
        .into_iter()
        .map(|(text, without)| Link { text: wording::capitalised(&text), count: String::new(), href: href(without) })
        .collect()
}

fn page_text(page: usize, count: usize) -> String {
    if count <= PER_PAGE {
        return String::new();
    }
    let from = page * PER_PAGE + 1;
    let [from, to, count] = [from, (from + PER_PAGE - 1).min(count), count].map(wording::thousands);
    format!("{from} tot en met {to} van {count}")
}

fn sorts(state: &PageState) -> Vec<Choice> {
    let query = &state.query;
    let auto = match (query.near.is_some(), query.text.is_some()) {
        (true, _) => "dichtbij eerst",
        (false, true) => "best passend eerst",
        (false, false) if !query.saved.is_empty() => "als route",
        (false, false) if !query.asks(Kind::Initiative) => "op datum",
        (false, false) => "nieuwste eerst",
    };
    let all =
        [("", auto, Sort::Auto), ("nieuw", "nieuwste eerst", Sort::Newest), ("plaats", "op plaatsnaam", Sort::Town)];
    all.into_iter()
        .filter(|(_, label, sort)| *sort != Sort::Newest || *label != auto)
        .map(|(value, label, sort)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            count: String::new(),
            on: state.sort == sort,
        })
        .collect()
}

/// The other regions than the chosen one, with what one would find there.
fn neighbours(atlas: &Atlas, state: &PageState) -> Vec<Link> {
    if state.query.regions.is_empty() {
        return Vec::new();
    }
    let all = by_region(atlas, state).into_iter();
    all.filter(|(region, ..)| !state.query.regions.contains(region)).map(|(_, _, link)| link).collect()
}

/// How everything lies over the regions; nothing when one has been chosen, or a place.
fn regions(atlas: &Atlas, state: &PageState) -> Vec<RegionShare> {
    let Query { regions, municipalities, near, bbox, .. } = &state.query;
    if !regions.is_empty() || !municipalities.is_empty() || near.is_some() || bbox.is_some() {
        return Vec::new();
    }
    let all = by_region(atlas, state);
    let most = all.iter().map(|(_, count, _)| *count).max().unwrap_or_default().max(1);
    let share = |(region, count, link): (Region, u32, Link)| RegionShare {
        slug: region.slug(),
        link,
        percent: 100.0 * f64::from(count) / f64::from(most),
    };
    all.into_iter().map(share).collect()
}

/// What one would find in each region.
fn by_region(atlas: &Atlas, state: &PageState) -> Vec<(Region, u32, Link)> {
    let everywhere = Query { regions: Vec::new(), bbox: None, ..state.query.clone() };
    let link = |region: Region, count: u32| Link {
        text: region.short().to_owned(),
        count: wording::thousands(count as usize),
        href: state.asking(Query { regions: vec![region], ..everywhere.clone() }).href(),
    };
    let counts = gatherings::facets(atlas, &everywhere).regions.into_iter();
    counts.map(|(region, count)| (region, count, link(region, count))).collect()
}
