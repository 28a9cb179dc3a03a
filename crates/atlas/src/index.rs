//! All things of one kind at one moment, and every answer about them.

use std::sync::{Arc, OnceLock};

use domain::{Bbox, LngLat, Query, Sort};
use moka::sync::Cache;
use territory::Territory;

use crate::clusters::{Pyramid, Seen, Spots, Stand, Tally};
use crate::entry::Entry;
use crate::facets::{FacetCounts, Facets};
use crate::feature;
use crate::mark::Mark;
use crate::matches::Matches;
use crate::order::Order;
use crate::spatial::{Spatial, overlap};
use crate::text::{Hits, TextIndex};

/// Memory for the clusters of filtered queries, in bytes.
const CLUSTERS_CACHE: u64 = 128 << 20;

/// Memory for the results of text searches, in bytes.
const HITS_CACHE: u64 = 32 << 20;

/// All things of one kind at one moment. What a query does not ask for by its kind, it does not find.
pub struct Index<T: Entry> {
    inner: Arc<Inner<T>>,
}

struct Inner<T> {
    territory: Arc<Territory>,
    entries: Vec<T>,
    positions: Arc<[Option<LngLat>]>,
    spatial: Spatial,
    /// The class of each spot.
    classes: Vec<u8>,
    facets: Facets,
    // The rest is built in the background, or on first use.
    text: OnceLock<TextIndex>,
    newest: OnceLock<Order>,
    /// By time; of what has one.
    first: OnceLock<Order>,
    town: OnceLock<Order>,
    pyramid: OnceLock<Pyramid>,
    /// The clusters of filtered queries, by the query without its box.
    pyramids: Cache<String, Arc<Pyramid>>,
    hits: Cache<String, Arc<Hits>>,
}

impl<T: Entry> Index<T> {
    /// Indexes things. The parts that are not needed at once (text search, clusters, orders) are built by a background
    /// thread; a query that needs them earlier waits.
    pub(crate) fn build(mut entries: Vec<T>, territory: Arc<Territory>) -> Self {
        entries.sort_by_key(Entry::id);
        let positions: Arc<[Option<LngLat>]> = entries.iter().map(Entry::position).collect();
        let spatial = Spatial::build(&positions);
        let inner = Arc::new(Inner {
            positions,
            classes: spatial.indexes().iter().map(|&index| entries[index as usize].class()).collect(),
            spatial,
            facets: Facets::build(&entries, territory.vocabulary()),
            entries,
            territory,
            text: OnceLock::new(),
            newest: OnceLock::new(),
            first: OnceLock::new(),
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
        Self { inner }
    }

    /// The indexes in an order in which neighbours on the map are neighbours, of what has a position.
    pub(crate) fn along_map(&self) -> &[u32] {
        self.inner.spatial.indexes()
    }

    /// Everything, by id.
    #[must_use]
    pub fn all(&self) -> &[T] {
        &self.inner.entries
    }

    /// Waits until everything that is built in the background is complete.
    pub fn wait(&self) {
        self.inner.warm_up(|| true);
    }

    /// How many a text finds, without the cache. For measuring.
    #[cfg(feature = "bench-support")]
    #[must_use]
    pub fn search_anew(&self, text: &str) -> usize {
        self.inner.text().search(text).indexes().count()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.entries.is_empty()
    }

    /// The last change of any of them, RFC 3339; `None` when there are none.
    #[must_use]
    pub fn last_change(&self) -> Option<&str> {
        self.inner.newest().head().map(|index| &**self.at(index).changed())
    }

    /// The one with this id.
    #[must_use]
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.index_of(id).map(|index| self.at(index))
    }

    /// The index of the one with this id.
    #[must_use]
    pub fn index_of(&self, id: T::Id) -> Option<u32> {
        self.inner.index_of(id)
    }

    /// The index of the first with a larger id. Works for ids that no longer exist.
    #[must_use]
    pub fn first_after(&self, id: T::Id) -> u32 {
        self.inner.entries.partition_point(|entry| entry.id() <= id) as u32
    }

    /// The one at an index.
    ///
    /// # Panics
    /// When there is no such index.
    #[must_use]
    pub fn at(&self, index: u32) -> &T {
        &self.inner.entries[index as usize]
    }

    /// What a query finds.
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
    /// well the text matches, else along the saved ones, else by time what has one, and the newest first what has none. What
    /// has no position comes last by distance.
    #[must_use]
    pub fn ranked(&self, query: &Query, matches: &Matches, sort: Sort) -> Vec<u32> {
        let inner = &*self.inner;
        match (sort, query.near, &query.text) {
            (Sort::Town, ..) => inner.town().sorted(matches),
            (Sort::Auto, Some(near), _) => {
                let distance =
                    |index: u32| inner.positions[index as usize].map_or(f64::INFINITY, |at| at.distance_km(near.point));
                let mut list: Vec<(f64, u32)> = matches.iter().map(|index| (distance(index), index)).collect();
                list.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                list.into_iter().map(|(_, index)| index).collect()
            }
            (Sort::Auto, None, Some(text)) => {
                let hits = inner.hits(text);
                let mut list = inner.usual().sorted(matches);
                list.sort_by(|&a, &b| hits.score(b).total_cmp(&hits.score(a)));
                list
            }
            (Sort::Auto, None, None) if !query.saved.is_empty() => inner.route(matches),
            (Sort::Auto, None, None) => inner.usual().sorted(matches),
            (Sort::Newest, ..) => inner.newest().sorted(matches),
        }
    }

    /// For each value of each facet, how many there would be if it were the only choice in its facet.
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
    /// pin, by its index. Returns how many they stand for, and the number of features.
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
                inner
                    .cluster(pyramid, id, members, view)
                    .iter()
                    .for_each(|mark| feature::write_cluster(out, mark, T::KIND, T::CLASSES));
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

    /// The `k` nearest to a point, the nearest first, with their great-circle distance in km. `except` is
    /// the id of one to leave out.
    #[must_use]
    pub fn nearest(&self, point: LngLat, k: usize, except: Option<T::Id>) -> Vec<(u32, f64)> {
        let except = except.and_then(|id| self.index_of(id));
        self.inner.spatial.nearest(point, k, |index| Some(index) != except)
    }
}

impl<T: Entry> Inner<T> {
    /// Builds the remaining parts, unless the snapshot has been replaced meanwhile.
    fn warm_up(&self, needed: impl Fn() -> bool) {
        let steps: [fn(&Self); 4] =
            [|all| _ = all.pyramid(), |all| _ = all.usual(), |all| _ = all.text(), |all| _ = all.town()];
        steps.iter().take_while(|_| needed()).for_each(|step| step(self));
    }

    fn matches(&self, query: &Query) -> Matches {
        if !query.asks(T::KIND) {
            return Matches::of(Vec::new(), None, Arc::clone(&self.positions));
        }
        let near = query.near.map(|near| near.point);
        let positions = Arc::clone(&self.positions);
        let inside = |bbox: Bbox, index: u32| self.positions[index as usize].is_some_and(|at| bbox.contains(at));
        let circle = query.near.and_then(|near| Some((near.point, near.radius_km?)));
        let placed = match (circle, query.bbox) {
            (Some((centre, radius_km)), bbox) => {
                let mut list = self.spatial.in_circle(centre, radius_km);
                list.retain(|&index| bbox.is_none_or(|bbox| inside(bbox, index)));
                Some(list)
            }
            (None, Some(bbox)) if !self.all_inside(bbox) => Some(self.spatial.in_bbox(bbox)),
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
        let list = if T::KIND.timed() { self.in_time(query, list) } else { list };
        match list {
            None if !Facets::asked(query) => Matches::all(near, positions),
            None => Matches::of_bits(self.facets.bits(query), near, positions),
            Some(mut list) => {
                if Facets::asked(query) && list.len() > self.entries.len() / 64 {
                    let bits = self.facets.bits(query);
                    list.retain(|&index| bits.contains(index as usize));
                } else if Facets::asked(query) {
                    list.retain(|&index| self.facets.has(query, index));
                }
                Matches::of(list, near, positions)
            }
        }
    }

    /// Whether everything has a position in the box.
    fn all_inside(&self, bbox: Bbox) -> bool {
        self.spatial.points().len() == self.entries.len() && self.spatial.all_inside(bbox)
    }

    /// What is going on at some moment of the days that a query asks for, in as far as it is among those.
    fn in_time(&self, query: &Query, among: Option<Vec<u32>>) -> Option<Vec<u32>> {
        let (first, too_late) = match query.period() {
            (None, None) => return among,
            period => period,
        };
        let fits = |index: &u32| {
            self.entries[*index as usize].period().is_some_and(|(begins, ends)| {
                first.is_none_or(|first| ends > first) && too_late.is_none_or(|late| begins < late)
            })
        };
        Some(match among {
            Some(mut list) => {
                list.retain(fits);
                list
            }
            None => (0..self.entries.len() as u32).filter(fits).collect(),
        })
    }

    /// What a query names, in as far as they are among those.
    fn saved(&self, query: &Query, among: Option<Vec<u32>>) -> Vec<u32> {
        let mut list: Vec<u32> = query.saved.iter().filter_map(|&id| self.index_of(T::saved(id)?)).collect();
        list.retain(|index| among.as_ref().is_none_or(|among| among.contains(index)));
        list
    }

    /// The index of the one with this id.
    fn index_of(&self, id: T::Id) -> Option<u32> {
        self.entries.binary_search_by_key(&id, Entry::id).ok().map(|index| index as u32)
    }

    /// A way along some things, each time to the nearest that is left; it begins in the north.
    fn route(&self, matches: &Matches) -> Vec<u32> {
        let placed = |index: u32| Some((index, self.positions[index as usize]?));
        let mut left: Vec<(u32, LngLat)> = matches.iter().filter_map(placed).collect();
        let mut route = Vec::with_capacity(left.len());
        let mut here = left.iter().map(|&(_, at)| at).max_by(|a, b| a.lat().total_cmp(&b.lat()));
        while let Some(point) = here {
            let far = |(_, at): (u32, LngLat)| point.distance_km(at);
            let next = left.iter().enumerate().min_by(|a, b| far(*a.1).total_cmp(&far(*b.1)).then(a.1.0.cmp(&b.1.0)));
            here = next.map(|(place, _)| place).map(|place| {
                let (index, at) = left.swap_remove(place);
                route.push(index);
                at
            });
        }
        route
    }

    /// Calls `visit` with the pyramid of a query and the part of the view that the query covers.
    fn look(&self, query: &Query, view: Bbox, zoom: u8, mut visit: impl FnMut(&Pyramid, Seen, Bbox)) {
        let Some(view) = query.bbox.map_or(Some(view), |bbox| overlap(bbox, view)) else { return };
        if !query.asks(T::KIND) {
            return;
        }
        let near = query.near.filter(|near| near.radius_km.is_some());
        let rest = Query { bbox: None, near, ..query.about(T::KIND) };
        let cached;
        let pyramid = if rest == Query::default().about(T::KIND) {
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
        let (count, programmes) = (members.count, members.classes);
        Some(Mark::Cluster { position, count, programmes, bbox, opens, name })
    }

    fn hits(&self, text: &str) -> Arc<Hits> {
        self.hits.get_with_by_ref(text, || Arc::new(self.text().search(text)))
    }

    fn text(&self) -> &TextIndex {
        self.text.get_or_init(|| TextIndex::build(&self.entries, self.territory.vocabulary()))
    }

    /// The order of a list when nothing else decides: by time what has one, else the newest first.
    fn usual(&self) -> &Order {
        if T::KIND.timed() { self.first.get_or_init(|| Order::first(&self.entries)) } else { self.newest() }
    }

    fn newest(&self) -> &Order {
        self.newest.get_or_init(|| Order::newest(&self.entries))
    }

    fn town(&self) -> &Order {
        self.town.get_or_init(|| Order::town(&self.entries))
    }

    fn spots(&self) -> Spots<'_> {
        Spots { points: self.spatial.points(), classes: &self.classes }
    }

    /// The clusters of everything.
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
