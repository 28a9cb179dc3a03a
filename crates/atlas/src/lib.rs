//! The read side: an immutable snapshot in memory that answers every query.
//!
//! An [`Atlas`] is built from all published initiatives and replaced as a whole when something changes. An *index* is
//! the number of an initiative in one atlas; indexes are in the order of ids.
//!
//! Knows the domain and the territory. It must not know the store, HTTP or how anything is shown.
#![allow(clippy::cast_possible_truncation, reason = "an atlas holds fewer than 2^26 initiatives; coordinates fit")]

mod adoptions;
#[cfg(feature = "bench-support")]
pub mod bench_support;
mod clusters;
mod facets;
mod feature;
mod matches;
mod order;
mod selection;
mod spatial;
mod text;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use domain::{Bbox, Initiative, InitiativeId, LngLat, Picture, Programme, Query, Sort, synonyms::Synonym};
use moka::sync::Cache;
use territory::Territory;

use crate::adoptions::Adoptions;
use crate::clusters::{Pyramid, Seen, Spots, Stand, Tally};
pub use crate::facets::FacetCounts;
use crate::facets::Facets;
use crate::feature::Features;
pub use crate::matches::Matches;
use crate::order::Order;
pub use crate::selection::Selection;
use crate::spatial::{Spatial, overlap};
use crate::text::{Hits, TextIndex};

/// Memory for the clusters of filtered queries, in bytes.
const CLUSTERS_CACHE: u64 = 128 << 20;

/// Memory for the results of text searches, in bytes.
const HITS_CACHE: u64 = 32 << 20;

/// All published initiatives at one moment. Immutable and cheap to share.
pub struct Atlas {
    inner: Arc<Inner>,
    /// Ids of initiatives that nobody has confirmed for a long time.
    faded: HashSet<InitiativeId>,
    adoptions: Adoptions,
    /// The month in which each initiative was first published, by id.
    months: HashMap<InitiativeId, i32>,
    /// The first picture of each initiative that has any, by id.
    pictures: HashMap<InitiativeId, Picture>,
    schools: Vec<SchoolSite>,
    /// What words mean, by the folded word.
    synonyms: HashMap<String, String>,
}

/// A school site of the register, whether it has an initiative or not.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolSite {
    /// What the school is called.
    pub name: String,
    /// Where it is.
    pub position: LngLat,
}

/// A mark on the map.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// One initiative.
    Pin {
        /// Its index.
        index: u32,
    },
    /// Two or more initiatives that are too close together to be drawn apart.
    Cluster {
        /// Its position, which depends on the filter and the zoom, never on the view.
        position: LngLat,
        /// The number of its members in the view.
        count: u32,
        /// The number of those in each programme, in the order of [`Programme::ALL`].
        programmes: [u32; 3],
        /// The box around its members in the view.
        bbox: Bbox,
        /// The zoom at which it splits; `None` when it never does.
        opens: Option<u8>,
        /// The name of a town near it.
        name: String,
    },
}

struct Inner {
    revision: i64,
    territory: Arc<Territory>,
    initiatives: Vec<Initiative>,
    positions: Arc<[LngLat]>,
    spatial: Spatial,
    /// The position of the programme of each spot in [`Programme::ALL`].
    programmes: Vec<u8>,
    facets: Facets,
    features: Features,
    // The rest is built in the background, or on first use.
    text: OnceLock<TextIndex>,
    newest: OnceLock<Order>,
    town: OnceLock<Order>,
    pyramid: OnceLock<Pyramid>,
    /// The clusters of filtered queries, by the query without its box.
    pyramids: Cache<String, Arc<Pyramid>>,
    hits: Cache<String, Arc<Hits>>,
}

impl Atlas {
    /// Builds a snapshot. `site_url` has no slash at the end. The parts that are not needed at once (text search,
    /// clusters, orders) are built by a background thread; a query that needs them earlier waits.
    #[must_use]
    pub fn build(mut initiatives: Vec<Initiative>, territory: Arc<Territory>, revision: i64, site_url: &str) -> Self {
        initiatives.sort_by_key(|initiative| initiative.id);
        // Index the rounded position that we publish, so that a query at a published coordinate finds its initiative.
        initiatives.iter_mut().for_each(|initiative| initiative.position = initiative.position.rounded());
        let positions: Arc<[LngLat]> = initiatives.iter().map(|initiative| initiative.position).collect();
        let spatial = Spatial::build(&positions);
        let programme = |index: u32| match initiatives[index as usize].content.programme {
            Programme::Marktplaats => 0,
            Programme::Vrijplaats => 1,
            Programme::Buitenplaats => 2,
        };
        let inner = Arc::new(Inner {
            revision,
            positions,
            programmes: spatial.indexes().iter().map(|&index| programme(index)).collect(),
            features: Features::write(&initiatives, spatial.indexes(), site_url),
            spatial,
            facets: Facets::build(&initiatives, territory.vocabulary()),
            initiatives,
            territory,
            text: OnceLock::new(),
            newest: OnceLock::new(),
            town: OnceLock::new(),
            pyramid: OnceLock::new(),
            pyramids: Cache::builder()
                .max_capacity(CLUSTERS_CACHE)
                .weigher(|key: &String, pyramid: &Arc<Pyramid>| (key.len() + pyramid.size()) as u32)
                .build(),
            hits: Cache::builder()
                .max_capacity(HITS_CACHE)
                .weigher(|key: &String, hits: &Arc<Hits>| (key.len() + hits.size() + 64) as u32)
                .build(),
        });
        let warm = Arc::clone(&inner);
        // If the thread can't start, the first query does the work.
        let _ = std::thread::Builder::new().name("atlas".to_owned()).spawn(move || {
            // Stop when the snapshot has already been replaced.
            warm.warm_up(|| Arc::strong_count(&warm) > 1);
        });
        Self {
            inner,
            faded: HashSet::new(),
            adoptions: Adoptions::default(),
            months: HashMap::new(),
            pictures: HashMap::new(),
            schools: Vec::new(),
            synonyms: HashMap::new(),
        }
    }

    /// Adds the ids of faded initiatives: those that nobody has confirmed for a long time.
    #[must_use]
    pub fn with_faded(mut self, faded: HashSet<InitiativeId>) -> Self {
        self.faded = faded;
        self
    }

    /// Adds the month in which each initiative was first published, by id: see [`Self::month`].
    #[must_use]
    pub fn with_months(mut self, months: HashMap<InitiativeId, i32>) -> Self {
        self.months = months;
        self
    }

    /// Adds the first picture of each initiative that has any, by id.
    #[must_use]
    pub fn with_pictures(mut self, pictures: HashMap<InitiativeId, Picture>) -> Self {
        self.pictures = pictures;
        self
    }

    /// Adds the school sites of the register, which a map names from close by.
    #[must_use]
    pub fn with_schools(mut self, schools: Vec<SchoolSite>) -> Self {
        self.schools = schools;
        self
    }

    /// Adds words that people type, with the name of what they mean.
    #[must_use]
    pub fn with_synonyms(mut self, synonyms: Vec<Synonym>) -> Self {
        self.synonyms = synonyms.into_iter().map(|one| (territory::fold(&one.word), one.meaning)).collect();
        self
    }

    /// What a folded word means on this map, when it is another name for something.
    #[must_use]
    pub fn synonym(&self, folded: &str) -> Option<&str> {
        self.synonyms.get(folded).map(String::as_str)
    }

    /// The school sites of the register, in no order that means something.
    #[must_use]
    pub fn schools(&self) -> &[SchoolSite] {
        &self.schools
    }

    /// Waits until everything that is built in the background is complete.
    pub fn wait(&self) {
        self.inner.warm_up(|| true);
    }

    /// The number of initiatives that a text finds, without the cache. For measuring.
    #[cfg(feature = "bench-support")]
    #[must_use]
    pub fn search_anew(&self, text: &str) -> usize {
        self.inner.text().search(text).indexes().count()
    }

    /// The revision of the store that this snapshot shows.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.inner.revision
    }

    /// The number of initiatives.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.initiatives.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.initiatives.is_empty()
    }

    /// The last change of any initiative, RFC 3339; `None` for an empty map.
    #[must_use]
    pub fn last_change(&self) -> Option<&str> {
        self.inner.newest().first().map(|index| &*self.at(index).changed)
    }

    /// The territory in which the initiatives are located.
    #[must_use]
    pub fn territory(&self) -> &Arc<Territory> {
        &self.inner.territory
    }

    /// The initiative with this id.
    #[must_use]
    pub fn get(&self, id: InitiativeId) -> Option<&Initiative> {
        self.index_of(id).map(|index| self.at(index))
    }

    /// Whether the initiative with this id has faded: nobody has confirmed it for a long time.
    #[must_use]
    pub fn faded(&self, id: InitiativeId) -> bool {
        self.faded.contains(&id)
    }

    /// The month in which the initiative with this id was first published, counted from January of the year 0; `None`
    /// when it is unknown.
    #[must_use]
    pub fn month(&self, id: InitiativeId) -> Option<i32> {
        self.months.get(&id).copied()
    }

    /// The first picture of the initiative with this id; `None` when it has none.
    #[must_use]
    pub fn picture(&self, id: InitiativeId) -> Option<&Picture> {
        self.pictures.get(&id)
    }

    /// The index of the initiative with this id.
    #[must_use]
    pub fn index_of(&self, id: InitiativeId) -> Option<u32> {
        self.inner.index_of(id)
    }

    /// The index of the first initiative with a larger id. Works for ids that no longer exist.
    #[must_use]
    pub fn first_after(&self, id: InitiativeId) -> u32 {
        self.inner.initiatives.partition_point(|initiative| initiative.id <= id) as u32
    }

    /// The initiative at an index.
    ///
    /// # Panics
    /// When there is no such index.
    #[must_use]
    pub fn at(&self, index: u32) -> &Initiative {
        &self.inner.initiatives[index as usize]
    }

    /// The initiatives that a query finds.
    #[must_use]
    pub fn matches(&self, query: &Query) -> Matches {
        self.inner.matches(query)
    }

    /// The words of a text that occur nowhere, each with the word that was taken for it; without case and accents.
    #[must_use]
    pub fn corrections(&self, text: &str) -> Vec<(String, String)> {
        self.inner.text().corrections(text)
    }

    /// The matches in the order of the list. `Sort::Auto` sorts by distance when the query has a centre, else by how
    /// well the text matches, else along the saved ones, else the newest first.
    #[must_use]
    pub fn ranked(&self, query: &Query, matches: &Matches, sort: Sort) -> Vec<u32> {
        let inner = &*self.inner;
        match (sort, query.near, &query.text) {
            (Sort::Town, ..) => inner.town().sorted(matches),
            (Sort::Auto, Some(near), _) => {
                let distance = |index: u32| inner.positions[index as usize].distance_km(near.point);
                let mut list: Vec<(f64, u32)> = matches.iter().map(|index| (distance(index), index)).collect();
                list.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                list.into_iter().map(|(_, index)| index).collect()
            }
            (Sort::Auto, None, Some(text)) => {
                let hits = inner.hits(text);
                let mut list = inner.newest().sorted(matches);
                list.sort_by(|&a, &b| hits.score(b).total_cmp(&hits.score(a)));
                list
            }
            (Sort::Auto, None, None) if !query.saved.is_empty() => inner.route(matches),
            (Sort::Newest, ..) | (Sort::Auto, None, None) => inner.newest().sorted(matches),
        }
    }

    /// For each value of each facet, the number of initiatives if it were the only choice in its facet.
    #[must_use]
    pub fn facets(&self, query: &Query) -> FacetCounts {
        let inner = &*self.inner;
        inner.facets.count(query, inner.territory.vocabulary(), |query| inner.matches(query))
    }

    /// The marks of the matches in `view`, at a whole zoom level. The pins and the counts of the clusters add up to the
    /// number of matches there.
    #[must_use]
    pub fn clusters(&self, query: &Query, view: Bbox, zoom: u8) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.inner.look(query, view, zoom, |pyramid, seen, view| {
            marks.extend(match seen {
                Seen::Spot(spot) => Some(Mark::Pin { index: self.inner.spatial.indexes()[spot as usize] }),
                Seen::Node { id, members, .. } => self.inner.cluster(pyramid, id, members, view),
            });
        });
        marks
    }

    /// Writes the marks of [`Self::clusters`] as GeoJSON features with commas between them; `pin` adds the feature of a
    /// pin, by its index. Returns the number of initiatives and of features.
    pub fn write_clusters(
        &self,
        query: &Query,
        view: Bbox,
        zoom: u8,
        out: &mut Vec<u8>,
        mut pin: impl FnMut(&mut Vec<u8>, u32),
    ) -> (u64, usize) {
        let inner = &*self.inner;
        let (mut matched, mut returned) = (0, 0);
        inner.look(query, view, zoom, |pyramid, seen, view| {
            if returned > 0 {
                out.push(b',');
            }
            returned += 1;
            let (id, members, whole) = match seen {
                Seen::Spot(spot) => {
                    matched += 1;
                    return pin(out, inner.spatial.indexes()[spot as usize]);
                }
                Seen::Node { id, members, whole } => (id, members, whole),
            };
            matched += u64::from(members.count);
            let write = |out: &mut Vec<u8>| {
                inner.cluster(pyramid, id, members, view).iter().for_each(|mark| feature::write_cluster(out, mark));
            };
            // Only the clusters of the unfiltered map are worth keeping as text.
            if whole && inner.pyramid.get().is_some_and(|everyone| std::ptr::eq(everyone, pyramid)) {
                out.extend_from_slice(pyramid.drawn(id, || {
                    let mut drawn = Vec::new();
                    write(&mut drawn);
                    drawn.into()
                }));
            } else {
                write(out);
            }
        });
        (matched, returned)
    }

    /// The `k` initiatives nearest to a point, the nearest first, with their great-circle distance in km. `except` is
    /// the id of one to leave out.
    #[must_use]
    pub fn nearest(&self, point: LngLat, k: usize, except: Option<InitiativeId>) -> Vec<(u32, f64)> {
        let except = except.and_then(|id| self.index_of(id));
        self.inner.spatial.nearest(point, k, |index| Some(index) != except)
    }

    /// An initiative as a GeoJSON Feature. It ends in `}}`, so that `,"afstand_km":1.234` can be inserted as a last
    /// property.
    ///
    /// # Panics
    /// When there is no such index.
    #[must_use]
    pub fn feature(&self, index: u32) -> &[u8] {
        self.inner.features.get(index)
    }

    /// The address of the page of an initiative: `/initiatieven/{id}/{slug}`.
    ///
    /// # Panics
    /// When there is no such index.
    #[must_use]
    pub fn path(&self, index: u32) -> String {
        feature::path(self.at(index))
    }

    /// A title as part of an address; never empty.
    #[must_use]
    pub fn slug_of(title: &str) -> String {
        feature::slug_of(title)
    }
}

impl Inner {
    /// Builds the remaining parts, unless the snapshot has been replaced meanwhile.
    fn warm_up(&self, needed: impl Fn() -> bool) {
        let steps: [fn(&Self); 4] =
            [|all| _ = all.pyramid(), |all| _ = all.newest(), |all| _ = all.text(), |all| _ = all.town()];
        steps.iter().take_while(|_| needed()).for_each(|step| step(self));
    }

    fn matches(&self, query: &Query) -> Matches {
        let near = query.near.map(|near| near.point);
        let positions = Arc::clone(&self.positions);
        let at = |index: u32| self.positions[index as usize];
        let circle = query.near.and_then(|near| Some((near.point, near.radius_km?)));
        let placed = match (circle, query.bbox) {
            (Some((centre, radius_km)), bbox) => {
                let mut list = self.spatial.in_circle(centre, radius_km);
                list.retain(|&index| bbox.is_none_or(|bbox| bbox.contains(at(index))));
                Some(list)
            }
            (None, Some(bbox)) if !self.spatial.all_inside(bbox) => Some(self.spatial.in_bbox(bbox)),
            (None, _) => None,
        };
        let placed = if query.saved.is_empty() { placed } else { Some(self.saved(query, placed)) };
        let hits = query.text.as_ref().map(|text| self.hits(text));
        let list = match (placed, hits) {
            (Some(mut list), Some(hits)) => {
                list.retain(|&index| hits.score(index) > 0.0);
                Some(list)
            }
            (placed, None) => placed,
            (None, Some(hits)) => Some(hits.indexes().collect()),
        };
        match list {
            None if !Facets::asked(query) => Matches::all(near, positions),
            None => Matches::of_bits(self.facets.bits(query), near, positions),
            Some(mut list) => {
                if Facets::asked(query) && list.len() > self.initiatives.len() / 64 {
                    let bits = self.facets.bits(query);
                    list.retain(|&index| bits.contains(index as usize));
                } else if Facets::asked(query) {
                    list.retain(|&index| self.facets.has(query, index));
                }
                Matches::of(list, near, positions)
            }
        }
    }

    /// The initiatives that a query names, in as far as they are among those.
    fn saved(&self, query: &Query, among: Option<Vec<u32>>) -> Vec<u32> {
        let mut list: Vec<u32> = query.saved.iter().filter_map(|&id| self.index_of(id)).collect();
        list.retain(|index| among.as_ref().is_none_or(|among| among.contains(index)));
        list
    }

    /// The index of an initiative.
    fn index_of(&self, id: InitiativeId) -> Option<u32> {
        self.initiatives.binary_search_by_key(&id, |i| i.id).ok().map(|index| index as u32)
    }

    /// A way along some initiatives, each time to the nearest that is left; it begins in the north.
    fn route(&self, matches: &Matches) -> Vec<u32> {
        let at = |index: u32| self.positions[index as usize];
        let mut left: Vec<u32> = matches.iter().collect();
        let mut route = Vec::with_capacity(left.len());
        let mut here = left.iter().map(|&index| at(index)).max_by(|a, b| a.lat().total_cmp(&b.lat()));
        while let Some(point) = here {
            let far = |index: u32| point.distance_km(at(index));
            let next = left.iter().enumerate().min_by(|a, b| far(*a.1).total_cmp(&far(*b.1)).then(a.1.cmp(b.1)));
            here = next.map(|(place, _)| place).map(|place| {
                let index = left.swap_remove(place);
                route.push(index);
                at(index)
            });
        }
        route
    }

    /// Calls `visit` with the pyramid of a query and the part of the view that the query covers.
    fn look(&self, query: &Query, view: Bbox, zoom: u8, mut visit: impl FnMut(&Pyramid, Seen, Bbox)) {
        let Some(view) = query.bbox.map_or(Some(view), |bbox| overlap(bbox, view)) else { return };
        let rest = Query { bbox: None, near: query.near.filter(|near| near.radius_km.is_some()), ..query.clone() };
        let cached;
        let pyramid = if rest.is_empty() {
            self.pyramid()
        } else {
            cached = self.filtered(&rest);
            &*cached
        };
        pyramid.view(self.spots(), view, zoom).into_iter().for_each(|seen| visit(pyramid, seen, view));
    }

    fn cluster(&self, pyramid: &Pyramid, id: u32, members: Tally, view: Bbox) -> Option<Mark> {
        let Stand { position, bbox, opens } = pyramid.stand(id, members, view)?;
        let name = self.territory.name_for(bbox, position).to_owned();
        let (count, programmes) = (members.count, members.programmes);
        Some(Mark::Cluster { position, count, programmes, bbox, opens, name })
    }

    fn hits(&self, text: &str) -> Arc<Hits> {
        self.hits.get_with_by_ref(text, || Arc::new(self.text().search(text)))
    }

    fn text(&self) -> &TextIndex {
        self.text.get_or_init(|| TextIndex::build(&self.initiatives, self.territory.vocabulary()))
    }

    fn newest(&self) -> &Order {
        self.newest.get_or_init(|| Order::newest(&self.initiatives))
    }

    fn town(&self) -> &Order {
        self.town.get_or_init(|| Order::town(&self.initiatives))
    }

    fn spots(&self) -> Spots<'_> {
        Spots { points: self.spatial.points(), programmes: &self.programmes }
    }

    /// The clusters of all initiatives.
    fn pyramid(&self) -> &Pyramid {
        self.pyramid.get_or_init(|| Pyramid::build(self.spots(), |_| true))
    }

    /// The clusters of the matches of a query without a box.
    fn filtered(&self, query: &Query) -> Arc<Pyramid> {
        // The key has every parameter in full: rounding, as in addresses, would confuse circles.
        let key = format!("{query:?}");
        self.pyramids.get_with(key, || {
            let matches = self.matches(query);
            let indexes = self.spatial.indexes();
            Arc::new(Pyramid::build(self.spots(), |spot| matches.contains(indexes[spot as usize])))
        })
    }
}
