//! The orders of the list that don't depend on the query.

use std::cmp::Reverse;

use domain::Initiative;

use crate::matches::Matches;
use crate::text::fold;

/// All initiatives in some order, to sort any subset of them.
pub(crate) struct Order {
    /// Indexes in this order.
    sequence: Vec<u32>,
    /// The position of each index in it.
    position: Vec<u32>,
}

impl Order {
    /// The newest change first; of equals, the last added first.
    pub(crate) fn newest(initiatives: &[Initiative]) -> Self {
        Self::by(initiatives, |initiative| Reverse((initiative.changed.as_str(), initiative.id)))
    }

    /// By town, then title, ignoring case and accents.
    pub(crate) fn town(initiatives: &[Initiative]) -> Self {
        Self::by(initiatives, |initiative| (fold(&initiative.town), fold(&initiative.content.title), initiative.id))
    }

    fn by<'a, K: Ord>(initiatives: &'a [Initiative], key: impl Fn(&'a Initiative) -> K) -> Self {
        let mut keys: Vec<(K, u32)> = initiatives.iter().map(key).zip(0..).collect();
        keys.sort_unstable();
        let sequence: Vec<u32> = keys.into_iter().map(|(_, index)| index).collect();
        let mut position = vec![0; sequence.len()];
        sequence.iter().zip(0..).for_each(|(&index, at)| position[index as usize] = at);
        Self { sequence, position }
    }

    /// The first index in this order.
    pub(crate) fn first(&self) -> Option<u32> {
        self.sequence.first().copied()
    }

    /// The position of an index in this order.
    pub(crate) fn position(&self, index: u32) -> u32 {
        self.position[index as usize]
    }

    /// The matches in this order.
    pub(crate) fn sorted(&self, matches: &Matches) -> Vec<u32> {
        if matches.len() > self.sequence.len() / 16 {
            return self.sequence.iter().copied().filter(|&index| matches.contains(index)).collect();
        }
        let mut list: Vec<u32> = matches.iter().collect();
        list.sort_unstable_by_key(|&index| self.position(index));
        list
    }
}
