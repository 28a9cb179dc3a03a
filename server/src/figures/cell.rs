//! A count that knows whether it is of enough schools.

use super::suppress::FEW;

/// How many initiatives, and of how many schools as far as that matters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    count: u32,
    /// At most [`FEW`] different ones.
    schools: Vec<u64>,
}

impl Cell {
    /// How many initiatives.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// How many schools, up to [`FEW`].
    pub(crate) fn schools(&self) -> usize {
        self.schools.len()
    }

    /// One more, of this school.
    pub(crate) fn add(&mut self, school: u64) {
        self.count += 1;
        self.meet(school);
    }

    /// All of another.
    pub(crate) fn join(&mut self, other: &Self) {
        self.count += other.count;
        other.schools.iter().for_each(|&school| self.meet(school));
    }

    fn meet(&mut self, school: u64) {
        if self.schools.len() < FEW && !self.schools.contains(&school) {
            self.schools.push(school);
        }
    }
}
