//! What one visitor may have under way at once: however slow or often they ask, others find a place.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{
    config::PerVisitor,
    web::{problem::Problem, visitor::Visitor},
};

/// What is counted by visitor, as [`PerVisitor`] bounds it; cheap to clone.
#[derive(Debug, Clone)]
pub struct Underway {
    /// Bodies that come in.
    pub bodies: Shares,
    /// Pictures that come in.
    pub uploads: Shares,
    /// Drawings that are made.
    pub drawings: Shares,
    /// Open maps that wait for news.
    pub listeners: Shares,
}

impl Underway {
    /// Nothing yet.
    #[must_use]
    pub fn new(most: PerVisitor) -> Self {
        Self {
            bodies: Shares::new(most.bodies),
            uploads: Shares::new(most.uploads),
            drawings: Shares::new(most.drawings),
            listeners: Shares::new(most.listeners),
        }
    }
}

/// Places of one kind, counted by visitor; cheap to clone.
#[derive(Debug, Clone)]
pub struct Shares {
    /// The most that one visitor has.
    most: usize,
    taken: Arc<Mutex<HashMap<Visitor, usize>>>,
}

/// One place of a visitor, until it is dropped.
#[derive(Debug)]
pub struct Share {
    visitor: Visitor,
    taken: Arc<Mutex<HashMap<Visitor, usize>>>,
}

impl Shares {
    /// At most so many for each visitor.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// A place for this visitor.
    ///
    /// # Errors
    /// 429 when they have as many as one may have.
    pub fn take(&self, visitor: Visitor) -> Result<Share, Problem> {
        let mut taken = lock(&self.taken);
        let count = taken.entry(visitor).or_default();
        if *count >= self.most {
            return Err(Problem::too_often(
                "Er loopt al te veel tegelijk vanaf jouw verbinding. Probeer het zo nog eens.",
                1,
            ));
        }
        *count += 1;
        Ok(Share { visitor, taken: Arc::clone(&self.taken) })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = lock(&self.taken);
        // Who has nothing under way is not kept.
        match taken.get_mut(&self.visitor) {
            Some(count) if *count > 1 => *count -= 1,
            _ => _ = taken.remove(&self.visitor),
        }
    }
}

/// Nothing can panic between two counts.
fn lock(taken: &Mutex<HashMap<Visitor, usize>>) -> MutexGuard<'_, HashMap<Visitor, usize>> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_visitor_takes_no_more_than_a_share() {
        let (shares, visitor) = (Shares::new(2), |last| Visitor::at([192, 0, 2, last].into()));
        let [first, _second] = [shares.take(visitor(1)).unwrap(), shares.take(visitor(1)).unwrap()];
        assert_eq!(shares.take(visitor(1)).unwrap_err().status.as_u16(), 429);
        drop(shares.take(visitor(2)).unwrap());
        drop(first);
        let _third = shares.take(visitor(1)).unwrap();
        assert_eq!(*lock(&shares.taken), HashMap::from([(visitor(1), 2)]), "others are forgotten");
    }
}
