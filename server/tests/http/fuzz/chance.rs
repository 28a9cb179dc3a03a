//! Chance that is the same each time.

use proptest::{
    prelude::RngExt as _,
    test_runner::{RngAlgorithm, TestRng},
};

pub(super) struct Chance(TestRng);

impl Chance {
    pub(super) fn new(seed: usize) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&(seed as u64).to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    /// One of the numbers from 0 up to this one.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end)
    }

    /// So, in this many of a hundred times.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}
