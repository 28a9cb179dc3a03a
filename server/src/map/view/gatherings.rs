//! Gatherings on the map: a second layer above the initiatives, and cards in the list.

use app::{
    map::{
        Kinds, Placed,
        marks::{self, Mark, MarkKind},
    },
    ui::{GatheringCard, Link},
};
use atlas::{Atlas, FacetCounts};
use domain::{Bbox, Kind, LngLat, Moment, PageState, Query, Sort, paths};
use export::Format;

use crate::{
    gathering_card::{card, counted, marker, noun},
    map::view::{
        PER_PAGE,
        markers::{self, PIN_LEVEL, Sheet},
    },
};

/// How many gatherings stand above the initiatives in the list.
const FEW: usize = 5;

/// How much of each kind a question finds; `None` of what it does not ask for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) initiatives: Option<usize>,
    pub(super) gatherings: Option<usize>,
}

impl Counts {
    pub(super) fn of(atlas: &Atlas, query: &Query) -> Self {
        Self {
            initiatives: query.asks(Kind::Initiative).then(|| atlas.matches(query).len()),
            gatherings: query.asks(Kind::Gathering).then(|| atlas.gatherings().matches(query).len()),
        }
    }

    pub(super) fn total(self) -> usize {
        self.initiatives.unwrap_or_default() + self.gatherings.unwrap_or_default()
    }

    /// The first number, and what follows it: "12", "initiatieven en 3 bijeenkomsten".
    pub(super) fn parts(self) -> (String, String) {
        match (self.initiatives, self.gatherings) {
            (Some(first), None) => (wording::thousands(first), wording::noun(first).to_owned()),
            (Some(first), Some(more)) => {
                (wording::thousands(first), format!("{} en {}", wording::noun(first), counted(more)))
            }
            (None, more) => {
                let more = more.unwrap_or_default();
                (wording::thousands(more), noun(more).to_owned())
            }
        }
    }

    /// "12 initiatieven en 3 bijeenkomsten".
    pub(super) fn words(self) -> String {
        let (first, rest) = self.parts();
        format!("{first} {rest}")
    }
}

/// What each choice of each facet would give, of all the kinds that are asked for.
pub(super) fn facets(atlas: &Atlas, query: &Query) -> FacetCounts {
    fn add<T>(to: &mut [(T, u32)], more: &[(T, u32)]) {
        to.iter_mut().zip(more).for_each(|(to, more)| to.1 += more.1);
    }
    let mut counts = atlas.facets(query);
    if query.asks(Kind::Gathering) {
        let more = atlas.gatherings().facets(query);
        add(&mut counts.regions, &more.regions);
        add(&mut counts.municipalities, &more.municipalities);
        add(&mut counts.themes, &more.themes);
        add(&mut counts.sectors, &more.sectors);
        add(&mut counts.stages, &more.stages);
        add(&mut counts.programmes, &more.programmes);
    }
    counts
}

/// What could be on the map besides what is; nothing to choose while there are no gatherings.
pub(super) fn kinds(atlas: &Atlas, query: &Query) -> Option<Kinds> {
    let gatherings = query.asks(Kind::Gathering);
    if atlas.gatherings().is_empty() && !gatherings {
        return None;
    }
    let both = Query { kinds: vec![Kind::Initiative, Kind::Gathering], ..query.clone() };
    let counts = Counts::of(atlas, &both);
    let counts = [counts.initiatives, counts.gatherings].map(|count| wording::thousands(count.unwrap_or_default()));
    Some(Kinds { initiatives: query.asks(Kind::Initiative), gatherings, counts })
}

/// The cards of a page of the list: all of them when nothing else is asked for, else the first ones above the initiatives.
/// What is over comes last, unless it is asked for by nearness or by words.
pub(super) fn cards(atlas: &Atlas, query: &Query, sort: Sort, page: usize, now: Moment) -> Vec<GatheringCard> {
    let index = atlas.gatherings();
    let mut ranked = index.ranked(query, &index.matches(query), sort);
    if sort == Sort::Auto && query.near.is_none() && query.text.is_none() {
        let (mut to_come, over): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|&at| index.at(at).content.ends > now);
        to_come.extend(over.into_iter().rev());
        ranked = to_come;
    }
    let shown: &[u32] = match (query.asks(Kind::Initiative), page) {
        (false, page) => ranked.chunks(PER_PAGE).nth(page).unwrap_or_default(),
        (true, 0) => &ranked[..ranked.len().min(FEW)],
        (true, _) => &[],
    };
    shown.iter().map(|&at| card(atlas, index.at(at), now, true)).collect()
}

/// The agenda of a question.
fn agenda_href(query: &Query) -> String {
    let pairs = query.about(Kind::Gathering).to_pairs();
    let pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| *name != "soort").collect();
    let encoded = domain::query::encode_pairs(&pairs);
    let mark = if encoded.is_empty() { "" } else { "?" };
    format!("{}{mark}{encoded}", paths::AGENDA)
}

/// The way to all of them by day, when gatherings are asked for.
pub(super) fn agenda(query: &Query) -> Option<Link> {
    let text = "Bekijk ze in de agenda".to_owned();
    query.asks(Kind::Gathering).then(|| Link { text, count: String::new(), href: agenda_href(query) })
}

/// Where one finds how to keep up with gatherings.
pub(super) fn follow(query: &Query) -> String {
    format!("{}#bijhouden", agenda_href(query))
}

/// Gatherings as files.
pub(super) fn downloads(query: &Query) -> Vec<Link> {
    let link = |text: &str, href| Link { text: text.to_owned(), count: String::new(), href };
    let gatherings = query.about(Kind::Gathering);
    let calendar = export::path(&gatherings, Format::Csv).replacen(".csv", ".ics", 1);
    vec![
        link("Bijeenkomsten: CSV (tabel)", export::path(&gatherings, Format::Csv)),
        link("Bijeenkomsten: GeoJSON (kaarten)", export::path(&gatherings, Format::GeoJson)),
        link("Bijeenkomsten: voor je agenda (ics)", calendar),
    ]
}

/// Where the gatherings are that have these markers.
pub(super) fn spots(atlas: &Atlas, cards: &[GatheringCard]) -> Vec<(i64, LngLat)> {
    let place = |card: &GatheringCard| {
        let gathering = atlas.gatherings().get(domain::GatheringId(-card.id))?;
        Some((card.id, gathering.venue.as_ref()?.position))
    };
    cards.iter().filter_map(place).collect()
}

/// The markers of a query at a zoom level, in reading order.
pub(super) fn marks(
    atlas: &Atlas,
    state: &PageState,
    query: &Query,
    [level, closest]: [u8; 2],
    view: Bbox,
    sheet: Sheet<'_>,
    now: Moment,
) -> Vec<Placed> {
    let index = atlas.gatherings();
    let marks = index.clusters(query, view, level).into_iter();
    let placed = |mark| match mark {
        atlas::Mark::Pin { index: at } => {
            let gathering = index.at(at);
            let card = card(atlas, gathering, now, true);
            let near = level >= PIN_LEVEL;
            let off = match (card.cancelled, card.over) {
                (true, _) => ", gaat niet door",
                (false, true) => ", geweest",
                (false, false) => "",
            };
            let when = wording::dates::span(gathering.content.begins, gathering.content.ends);
            let mark = Mark {
                name: format!("{}, {}, {when}, {}{off}", card.title, card.kind, card.place),
                href: card.href.clone(),
                neighbour: false,
                leaves: sheet.framed,
                kind: MarkKind::Gathering { id: card.id, near, cancelled: card.cancelled },
            };
            Some(Placed {
                key: format!("b{}{near}{off}", gathering.id),
                id: marker(gathering.id),
                position: gathering.venue.as_ref()?.position,
                svg: mark.svg(false, None),
                board: marks::gathering_board(&card),
                ..Placed::default()
            })
        }
        atlas::Mark::Cluster { position, count, bbox, name, opens, .. } => {
            // Only these: initiatives at the same place would stand in their way.
            let query = Query { bbox: Some(markers::grown(bbox)), ..query.about(Kind::Gathering) };
            let mut href = PageState { camera: None, page: 0, query, ..state.clone() }.at(sheet.page);
            // Where no zoom takes them apart, the list does.
            if opens.is_none_or(|zoom| zoom > closest) && sheet.page == markers::MAIN.page {
                href += markers::TO_LIST;
            }
            let name = format!("{} rond {name}", counted(count as usize));
            let kind = MarkKind::Gatherings { count };
            let mark = Mark { name, href, neighbour: false, leaves: false, kind };
            let [x, y] = <[f64; 2]>::from(position).map(|v| domain::geo::round(v, 5));
            let key = format!("b{level}/{x},{y}/{count}{:x}", markers::hash(&mark.href));
            Some(Placed { key, position, svg: mark.svg(false, None), ..Placed::default() })
        }
    };
    marks.filter_map(placed).collect()
}
