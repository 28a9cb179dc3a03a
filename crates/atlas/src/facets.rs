//! Facets: bit sets of the things with each value, and the counts that each choice would give.

use std::collections::BTreeMap;

use domain::{Programme, Query, Region, Sector, Stage, Vocabulary};
use fixedbitset::FixedBitSet;
use territory::Territory;

use crate::entry::Entry;
use crate::matches::Matches;

/// For each value of each facet, how many there would be if it were the only choice in its facet and the rest of the
/// query stayed the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FacetCounts {
    /// `regio`.
    pub regions: Vec<(Region, u32)>,
    /// `gemeente`: slug and count, in the order of the vocabulary.
    pub municipalities: Vec<(String, u32)>,
    /// `thema`: slug and count, in the order of the vocabulary.
    pub themes: Vec<(String, u32)>,
    /// `sector`.
    pub sectors: Vec<(Sector, u32)>,
    /// `fase`.
    pub stages: Vec<(Stage, u32)>,
    /// `onderdeel`.
    pub programmes: Vec<(Programme, u32)>,
}

/// One facet: the things with each value.
struct Facet<V>(Vec<(V, FixedBitSet)>);

pub(crate) struct Facets {
    regions: Facet<Region>,
    municipalities: Facet<String>,
    themes: Facet<String>,
    sectors: Facet<Sector>,
    stages: Facet<Stage>,
    programmes: Facet<Programme>,
    len: usize,
}

impl<V: PartialEq + Clone> Facet<V> {
    fn new(values: impl Iterator<Item = V>, len: usize) -> Self {
        Self(values.map(|value| (value, FixedBitSet::with_capacity(len))).collect())
    }

    /// Adds a value that the vocabulary may no longer know: a query finds it, but the facet does not offer it.
    fn insert(&mut self, value: &V, index: usize, len: usize) {
        let at = self.0.iter().position(|(known, _)| known == value).unwrap_or_else(|| {
            self.0.push((value.clone(), FixedBitSet::with_capacity(len)));
            self.0.len() - 1
        });
        self.0[at].1.insert(index);
    }

    /// Those with any of the wanted values.
    fn bits<'a>(&'a self, wanted: &'a [V]) -> impl Iterator<Item = &'a FixedBitSet> {
        self.0.iter().filter(|(value, _)| wanted.contains(value)).map(|(_, bits)| bits)
    }

    fn has(&self, wanted: &[V], index: u32) -> bool {
        wanted.is_empty() || self.bits(wanted).any(|bits| bits.contains(index as usize))
    }

    /// Keeps those in `bits` that have a wanted value.
    fn narrow(&self, wanted: &[V], bits: &mut FixedBitSet) {
        if wanted.is_empty() {
            return;
        }
        let mut any = FixedBitSet::with_capacity(bits.len());
        self.bits(wanted).for_each(|value| any.union_with(value));
        bits.intersect_with(&any);
    }

    fn count<T>(&self, of: &Matches, len: usize, offered: impl Fn(&V) -> Option<T>) -> Vec<(T, u32)> {
        let count: Box<dyn Fn(&FixedBitSet) -> usize> = if of.len() < len / 64 {
            Box::new(|bits| of.iter().filter(|&index| bits.contains(index as usize)).count())
        } else {
            let mut all = FixedBitSet::with_capacity(len);
            of.iter().for_each(|index| all.insert(index as usize));
            Box::new(move |bits| all.intersection_count(bits))
        };
        self.0.iter().filter_map(|(value, bits)| Some((offered(value)?, count(bits) as u32))).collect()
    }
}

impl Facets {
    pub(crate) fn build<T: Entry>(entries: &[T], vocabulary: &Vocabulary) -> Self {
        let len = entries.len();
        let slugs = |terms: &[domain::Term]| terms.iter().map(|term| term.slug.clone()).collect::<Vec<_>>();
        let mut facets = Self {
            regions: Facet::new(Region::ALL.iter().copied(), len),
            municipalities: Facet::new(slugs(&vocabulary.municipalities).into_iter(), len),
            themes: Facet::new(slugs(&vocabulary.themes).into_iter(), len),
            sectors: Facet::new(Sector::ALL.iter().copied(), len),
            stages: Facet::new(Stage::ALL.iter().copied(), len),
            programmes: Facet::new(Programme::ALL.iter().copied(), len),
            len,
        };
        let mut slug_of: BTreeMap<&str, String> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            entry.region().iter().for_each(|region| facets.regions.insert(region, index, len));
            if let Some(name) = entry.municipality() {
                let municipality = slug_of.entry(name).or_insert_with(|| Territory::municipality_slug(name));
                facets.municipalities.insert(municipality, index, len);
            }
            entry.themes().iter().for_each(|theme| facets.themes.insert(theme, index, len));
            entry.sectors().iter().for_each(|sector| facets.sectors.insert(sector, index, len));
            entry.stage().iter().for_each(|stage| facets.stages.insert(stage, index, len));
            entry.programme().iter().for_each(|programme| facets.programmes.insert(programme, index, len));
        }
        facets
    }

    /// Whether a query asks for any facet.
    pub(crate) fn asked(query: &Query) -> bool {
        let Query { regions, municipalities, themes, sectors, stages, programmes, .. } = query;
        !(regions.is_empty()
            && municipalities.is_empty()
            && themes.is_empty()
            && sectors.is_empty()
            && stages.is_empty()
            && programmes.is_empty())
    }

    /// Whether a thing has the values that the query asks for.
    pub(crate) fn has(&self, query: &Query, index: u32) -> bool {
        self.regions.has(&query.regions, index)
            && self.municipalities.has(&query.municipalities, index)
            && self.themes.has(&query.themes, index)
            && self.sectors.has(&query.sectors, index)
            && self.stages.has(&query.stages, index)
            && self.programmes.has(&query.programmes, index)
    }

    /// Everything with the values that the query asks for.
    pub(crate) fn bits(&self, query: &Query) -> FixedBitSet {
        let mut bits = FixedBitSet::with_capacity(self.len);
        bits.insert_range(..);
        self.regions.narrow(&query.regions, &mut bits);
        self.municipalities.narrow(&query.municipalities, &mut bits);
        self.themes.narrow(&query.themes, &mut bits);
        self.sectors.narrow(&query.sectors, &mut bits);
        self.stages.narrow(&query.stages, &mut bits);
        self.programmes.narrow(&query.programmes, &mut bits);
        bits
    }

    /// Counts every value of every facet. `find` answers the query without that facet.
    pub(crate) fn count(
        &self,
        query: &Query,
        vocabulary: &Vocabulary,
        find: impl Fn(&Query) -> Matches,
    ) -> FacetCounts {
        // All facets that the query does not use share one answer.
        let plain = find(query);
        let without = |asked: bool, forget: fn(&mut Query)| {
            let mut query = query.clone();
            forget(&mut query);
            if asked { find(&query) } else { plain.clone() }
        };
        let known = |terms: &[domain::Term], slug: &String| terms.iter().any(|t| t.slug == *slug).then(|| slug.clone());
        let len = self.len;
        FacetCounts {
            regions: self.regions.count(&without(!query.regions.is_empty(), |q| q.regions.clear()), len, |v| Some(*v)),
            municipalities: self.municipalities.count(
                &without(!query.municipalities.is_empty(), |q| q.municipalities.clear()),
                len,
                |v| known(&vocabulary.municipalities, v),
            ),
            themes: self
                .themes
                .count(&without(!query.themes.is_empty(), |q| q.themes.clear()), len, |v| known(&vocabulary.themes, v)),
            sectors: self.sectors.count(&without(!query.sectors.is_empty(), |q| q.sectors.clear()), len, |v| Some(*v)),
            stages: self.stages.count(&without(!query.stages.is_empty(), |q| q.stages.clear()), len, |v| Some(*v)),
            programmes: self.programmes.count(
                &without(!query.programmes.is_empty(), |q| q.programmes.clear()),
                len,
                |v| Some(*v),
            ),
        }
    }
}
