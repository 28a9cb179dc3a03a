//! Which room imports which, and the circles in that.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::PathBuf,
};

/// One import from another room.
pub(super) struct Import {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) file: PathBuf,
    pub(super) line: usize,
    /// As it is written, `crate::web::Page`.
    pub(super) path: String,
}

/// For every room the rooms it imports from, each with the first import that does so.
pub(super) struct Graph(BTreeMap<String, BTreeMap<String, Import>>);

impl Graph {
    pub(super) fn new(rooms: impl Iterator<Item = String>) -> Self {
        Self(rooms.map(|room| (room, BTreeMap::new())).collect())
    }

    pub(super) fn add(&mut self, import: Import) {
        if import.from != import.to {
            let imports = self.0.entry(import.from.clone()).or_default();
            imports.entry(import.to.clone()).or_insert(import);
        }
    }

    pub(super) fn rooms(&self) -> usize {
        self.0.len()
    }

    /// The imports of the shortest circle, in its order.
    pub(super) fn shortest_circle(&self) -> Option<Vec<&Import>> {
        self.0.keys().filter_map(|room| self.circle_through(room)).min_by_key(Vec::len)
    }

    /// All rooms that reach themselves.
    pub(super) fn in_circles(&self) -> BTreeSet<&str> {
        self.0.keys().map(String::as_str).filter(|room| self.circle_through(room).is_some()).collect()
    }

    /// The shortest way from a room back to itself: breadth first.
    fn circle_through(&self, room: &str) -> Option<Vec<&Import>> {
        let mut reached_by: BTreeMap<&str, &Import> = BTreeMap::new();
        let mut queue = VecDeque::from([room]);
        while let Some(next) = queue.pop_front() {
            for import in self.0.get(next)?.values() {
                if import.to == room {
                    let mut circle = vec![import];
                    while let Some(&before) = circle.last().and_then(|last| reached_by.get(last.from.as_str())) {
                        circle.push(before);
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if !reached_by.contains_key(import.to.as_str()) {
                    reached_by.insert(&import.to, import);
                    queue.push_back(&import.to);
                }
            }
        }
        None
    }
}
