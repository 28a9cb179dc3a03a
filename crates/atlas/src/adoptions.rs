//! Adoptions between initiatives that are both on the map.

use domain::{Adoption, InitiativeId};

use crate::Atlas;

/// Confirmed adoptions, by the indexes of both sides.
#[derive(Debug, Default)]
pub(crate) struct Adoptions {
    /// Adopter and source, in the order of adopters.
    by_adopter: Vec<(u32, u32)>,
    /// Source and adopter, in the order of sources.
    by_source: Vec<(u32, u32)>,
}

impl Atlas {
    /// Adds the confirmed adoptions. Those with a side that is not on the map are ignored.
    #[must_use]
    pub fn with_adoptions(mut self, known: &[Adoption]) -> Self {
        let indexes = |link: &Adoption| Some((self.index_of(link.adopter)?, self.index_of(link.source)?));
        let mut by_adopter: Vec<_> = known.iter().filter_map(indexes).collect();
        let mut by_source: Vec<_> = by_adopter.iter().map(|&(adopter, source)| (source, adopter)).collect();
        // The sort is stable: the adoptions of one initiative keep their order.
        by_adopter.sort_by_key(|pair| pair.0);
        by_source.sort_by_key(|pair| pair.0);
        self.adoptions = Adoptions { by_adopter, by_source };
        self
    }

    /// Every adoption, as the indexes of adopter and source.
    #[must_use]
    pub fn adoptions(&self) -> &[(u32, u32)] {
        &self.adoptions.by_adopter
    }

    /// The indexes of the initiatives that adopted the one with this id.
    pub fn adopters(&self, id: InitiativeId) -> impl ExactSizeIterator<Item = u32> {
        self.others(&self.adoptions.by_source, id)
    }

    /// The indexes of the initiatives that the one with this id adopted.
    pub fn sources(&self, id: InitiativeId) -> impl ExactSizeIterator<Item = u32> {
        self.others(&self.adoptions.by_adopter, id)
    }

    fn others<'a>(&self, pairs: &'a [(u32, u32)], id: InitiativeId) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        let own = self.index_of(id).map_or(&[][..], |index| {
            let start = pairs.partition_point(|pair| pair.0 < index);
            let end = pairs.partition_point(|pair| pair.0 <= index);
            &pairs[start..end]
        });
        own.iter().map(|pair| pair.1)
    }
}
