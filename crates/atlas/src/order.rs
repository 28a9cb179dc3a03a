//! The orders of the list that don't depend on the query.

use std::cmp::Reverse;

use domain::Initiative;

use crate::matches::Matches;
use crate::text::fold;

/// Everyone in some order, ready to sort any part of them.
pub(crate) struct Order {
    /// Indexes in this order.
    sequence: Vec<u32>,
    /// Place of each index in it.
    place: Vec<u32>,
}

impl Order {
    /// The newest first; the last added first among equals.
    pub(crate) fn newest(initiatives: &[Initiative]) -> Self {
        Self::by(initiatives, |initiative| Reverse((initiative.changed.as_str(), initiative.id)))
    }

    /// By town, then title, as a Dutch reader looks for them: case and accents make no difference.
    pub(crate) fn town(initiatives: &[Initiative]) -> Self {
        Self::by(initiatives, |initiative| (fold(&initiative.town), fold(&initiative.content.title), initiative.id))
    }

    fn by<'a, K: Ord>(initiatives: &'a [Initiative], key: impl Fn(&'a Initiative) -> K) -> Self {
        let mut keys: Vec<(K, u32)> = initiatives.iter().map(key).zip(0..).collect();
        keys.sort_unstable();
        let sequence: Vec<u32> = keys.into_iter().map(|(_, index)| index).collect();
        let mut place = vec![0; sequence.len()];
        sequence.iter().zip(0..).for_each(|(&index, at)| place[index as usize] = at);
        Self { sequence, place }
    }

    /// Who comes first.
    pub(crate) fn first(&self) -> Option<u32> {
        self.sequence.first().copied()
    }

    /// Where an index stands.
    pub(crate) fn place(&self, index: u32) -> u32 {
        self.place[index as usize]
    }

    /// The matches in this order.
    pub(crate) fn sorted(&self, matches: &Matches) -> Vec<u32> {
        if matches.len() > self.sequence.len() / 16 {
            return self.sequence.iter().copied().filter(|&index| matches.contains(index)).collect();
        }
        let mut list: Vec<u32> = matches.iter().collect();
        list.sort_unstable_by_key(|&index| self.place(index));
        list
    }
}
