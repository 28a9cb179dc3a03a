//! The read side: an immutable snapshot in memory that answers every query.
//!
//! An [`Atlas`] is built from everything that is public and replaced as a whole when something changes. It has an [`Index`]
//! of each kind of thing ([`Entry`]); by itself it answers for initiatives. An *index* with a small letter is the number of
//! one thing among those of its kind in one atlas; these are in the order of ids.
//!
//! Knows the domain and the territory. It must not know the store, HTTP or how anything is shown.
#![allow(clippy::cast_possible_truncation, reason = "an atlas holds fewer than 2^26 initiatives; coordinates fit")]

mod adoptions;
#[cfg(feature = "bench-support")]
pub mod bench_support;
mod clusters;
mod entry;
mod facets;
mod feature;
mod index;
mod mark;
mod matches;
mod order;
mod selection;
mod spatial;
mod text;

use std::{
    collections::{HashMap, HashSet},
    ops::Deref,
    sync::Arc,
};

use domain::{Gathering, Initiative, InitiativeId, LngLat, Picture, gathering::GatheringStatus, synonyms::Synonym};
use territory::Territory;

use crate::adoptions::Adoptions;
pub use crate::entry::Entry;
pub use crate::facets::FacetCounts;
use crate::feature::Features;
pub use crate::index::Index;
pub use crate::mark::Mark;
pub use crate::matches::Matches;
pub use crate::selection::Selection;

/// Everything that is public at one moment: initiatives, to which it leads by itself, and things of other kinds. Immutable and
/// cheap to share.
pub struct Atlas {
    revision: i64,
    territory: Arc<Territory>,
    initiatives: Index<Initiative>,
    features: Features,
    gatherings: Index<Gathering>,
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

impl Deref for Atlas {
    type Target = Index<Initiative>;

    fn deref(&self) -> &Self::Target {
        &self.initiatives
    }
}

impl Atlas {
    /// Builds a snapshot. `site_url` has no slash at the end.
    #[must_use]
    pub fn build(mut initiatives: Vec<Initiative>, territory: Arc<Territory>, revision: i64, site_url: &str) -> Self {
        // Index the rounded position that we publish, so that a query at a published coordinate finds its initiative.
        initiatives.iter_mut().for_each(|initiative| initiative.position = initiative.position.rounded());
        let initiatives = Index::build(initiatives, Arc::clone(&territory));
        Self {
            revision,
            features: Features::write(initiatives.all(), initiatives.along_map(), site_url),
            initiatives,
            gatherings: Index::build(Vec::new(), Arc::clone(&territory)),
            territory,
            faded: HashSet::new(),
            adoptions: Adoptions::default(),
            months: HashMap::new(),
            pictures: HashMap::new(),
            schools: Vec::new(),
            synonyms: HashMap::new(),
        }
    }

    /// Adds the gatherings. Drafts, and what its owner keeps off the agenda, are left out, whoever passes them.
    #[must_use]
    pub fn with_gatherings(mut self, mut gatherings: Vec<Gathering>) -> Self {
        gatherings.retain(|gathering| gathering.status != GatheringStatus::Draft && gathering.listed);
        gatherings.iter_mut().filter_map(|gathering| gathering.venue.as_mut()).for_each(|venue| {
            venue.position = venue.position.rounded();
        });
        self.gatherings = Index::build(gatherings, Arc::clone(&self.territory));
        self
    }

    /// The gatherings that have been announced, also those that were cancelled or are over.
    #[must_use]
    pub fn gatherings(&self) -> &Index<Gathering> {
        &self.gatherings
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

    /// The revision of the store that this snapshot shows.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// The territory in which everything is located.
    #[must_use]
    pub fn territory(&self) -> &Arc<Territory> {
        &self.territory
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

    /// An initiative as a GeoJSON Feature. It ends in `}}`, so that `,"afstand_km":1.234` can be inserted as a last
    /// property.
    ///
    /// # Panics
    /// When there is no such index.
    #[must_use]
    pub fn feature(&self, index: u32) -> &[u8] {
        self.features.get(index)
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
