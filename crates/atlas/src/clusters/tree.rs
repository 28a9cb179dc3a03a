//! The pyramid: nodes in layers, with the sums of their members.
//!
//! An id is a spot or a node. Its highest bits are the number of a layer and the others a number in that layer; spots
//! are layer 0. There are at most 35 layers.

use std::sync::OnceLock;

use super::Spots;
use super::world::{Frame, world};

/// Bits of an id that are a number in a layer.
const NUMBER_BITS: u32 = 26;

/// The sums of a set of members.
#[derive(Clone, Copy)]
pub(crate) struct Tally {
    /// The number of members.
    pub(crate) count: u32,
    /// The number in each class.
    pub(crate) classes: [u32; 3],
    /// The spot of one member.
    pub(crate) spot: u32,
    /// The box around them.
    pub(super) frame: Frame,
}

/// Nodes that were created in the same step.
pub(super) struct Layer {
    /// The zoom at which their children merged.
    pub(super) zoom: u8,
    pub(super) nodes: Vec<Node>,
    /// Ids of children, grouped by parent.
    pub(super) children: Vec<u32>,
    /// The feature of each node when all of it is in view, written on first use.
    pub(super) drawn: OnceLock<Box<[Drawn]>>,
}

/// The feature of a node.
pub(super) type Drawn = OnceLock<Box<[u8]>>;

pub(super) struct Node {
    pub(super) members: Tally,
    /// Its centre of gravity in world coordinates.
    pub(super) place: [u32; 2],
    /// The start of its children, which end where those of the next node start.
    first_child: u32,
}

impl Tally {
    pub(super) fn plus(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.classes, other.classes);
        Self {
            count: self.count + other.count,
            classes: [a + d, b + e, c + f],
            spot: self.spot,
            frame: self.frame.union(other.frame),
        }
    }
}

impl Spots<'_> {
    /// The world coordinates of a spot.
    pub(super) fn world_position(self, spot: u32) -> [u32; 2] {
        world(self.points[spot as usize])
    }

    /// One spot as a tally.
    pub(super) fn tally(self, spot: u32, place: [u32; 2]) -> Tally {
        let class = self.classes[spot as usize];
        let classes = [0, 1, 2].map(|one| u32::from(class == one));
        Tally { count: 1, classes, spot, frame: Frame::at(place) }
    }
}

impl Layer {
    pub(super) fn new(zoom: u8) -> Self {
        Self { zoom, nodes: Vec::new(), children: Vec::new(), drawn: OnceLock::new() }
    }

    /// Reserves memory for the nodes that this many items can become. Memory that is not touched costs nothing, and is
    /// freed at the end.
    pub(super) fn reserve(&mut self, items: usize) {
        self.nodes.reserve(items / 2);
        self.children.reserve(items);
    }

    /// Adds a node with the children from `first_child` on. Returns its number.
    pub(super) fn add(&mut self, members: Tally, place: [u32; 2], first_child: usize) -> u32 {
        self.nodes.push(Node { members, place, first_child: first_child as u32 });
        self.nodes.len() as u32 - 1
    }

    /// Frees unused memory.
    pub(super) fn shrink(&mut self) {
        self.nodes.shrink_to_fit();
        self.children.shrink_to_fit();
    }

    /// The ids of the children of a node.
    pub(super) fn children_of(&self, number: usize) -> &[u32] {
        let start = |number: usize| self.nodes.get(number).map_or(self.children.len(), |n| n.first_child as usize);
        &self.children[start(number)..start(number + 1)]
    }
}

/// The id of a node.
pub(super) fn id_of(layer: u32, number: u32) -> u32 {
    layer << NUMBER_BITS | number
}

/// The layer of an id and the number in it.
pub(super) fn parts_of(id: u32) -> (u32, usize) {
    (id >> NUMBER_BITS, (id & ((1 << NUMBER_BITS) - 1)) as usize)
}
