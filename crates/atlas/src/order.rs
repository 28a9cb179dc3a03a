//! The orders of the list that don't depend on the query.

use std::cmp::Reverse;

use crate::entry::Entry;
use crate::matches::Matches;
use crate::text::fold;

/// All things in some order, to sort any subset of them.
pub(crate) struct Order {
    /// Indexes in this order.
    sequence: Vec<u32>,
    /// The position of each index in it.
    position: Vec<u32>,
}

impl Order {
    /// The newest change first; of equals, the last added first.
    pub(crate) fn newest(entries: &[impl Entry]) -> Self {
        Self::by(entries, |entry| Reverse((entry.changed(), entry.id())))
    }

    /// What begins first comes first; of equals, the first added.
    pub(crate) fn first(entries: &[impl Entry]) -> Self {
        Self::by(entries, |entry| (entry.period(), entry.id()))
    }

    /// By town, then title, ignoring case and accents.
    pub(crate) fn town(entries: &[impl Entry]) -> Self {
        Self::by(entries, |entry| (fold(entry.town()), fold(entry.texts().title), entry.id()))
    }

    fn by<'a, T, K: Ord>(entries: &'a [T], key: impl Fn(&'a T) -> K) -> Self {
        let mut keys: Vec<(K, u32)> = entries.iter().map(key).zip(0..).collect();
        keys.sort_unstable();
        let sequence: Vec<u32> = keys.into_iter().map(|(_, index)| index).collect();
        let mut position = vec![0; sequence.len()];
        sequence.iter().zip(0..).for_each(|(&index, at)| position[index as usize] = at);
        Self { sequence, position }
    }

    /// The first index in this order.
    pub(crate) fn head(&self) -> Option<u32> {
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
