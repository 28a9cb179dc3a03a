//! One zoom: merging nodes.

use super::item::{Item, Lists};
use super::rows::{Pool, Row, take};
use super::tree::{Layer, Tally, id_of, parts_of};
use super::world::reach;
use super::{APART_PX, Spots};

/// Creates the nodes of one layer.
pub(super) struct Maker<'a> {
    spots: Spots<'a>,
    /// The layers that exist.
    layers: &'a [Layer],
    pub(super) layer: Layer,
    /// The number of the layer.
    number: u32,
    pub(super) zoom: u8,
    /// The items that merge into the current one.
    gathered: Vec<Item>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(spots: Spots<'a>, layers: &'a [Layer], number: u32, zoom: u8) -> Self {
        Self { spots, layers, layer: Layer::new(zoom), number, zoom, gathered: Vec::new() }
    }

    /// Merging moves centres of gravity towards each other: repeats with the nodes that moved until none overlap.
    pub(super) fn settle(&mut self, pools: &mut Vec<Pool>, mut moved: Vec<Item>, lists: &mut Lists) {
        while !moved.is_empty() {
            let mut seeds = Pool::sort(std::slice::from_ref(&moved), self.zoom, lists.take());
            lists.keep(moved);
            moved = self.sweep(&mut seeds, pools, APART_PX, lists.take());
            pools.push(seeds);
        }
        lists.keep(moved);
    }

    /// Each remaining seed absorbs all items within `px` (CSS pixels): the seeds after it (those before it are done, so
    /// only to the east in its own row and in the row below) and the items of `rest` in the three rows around it.
    /// Returns the new nodes, in the memory of `merged`; seeds that absorbed nothing remain.
    pub(super) fn sweep(&mut self, seeds: &mut Pool, rest: &mut [Pool], px: u32, mut merged: Vec<Item>) -> Vec<Item> {
        let reach = reach(px, self.zoom);
        self.layer.reserve(seeds.items.len());
        for n in 0..seeds.rows.len() {
            let number = seeds.rows[n].0;
            let next = seeds.rows.get(n + 1).is_some_and(|&(next, _)| next == number + 1);
            let mut rows = seeds.rows_at(n..n + 1 + usize::from(next));
            let (own, mut below) = (rows.next().unwrap_or_default().items, rows.next().unwrap_or_default());
            let around = rest.iter_mut().flat_map(|pool| pool.rows_from(number.saturating_sub(1), number + 1));
            let mut around: Vec<Row<'_>> = around.collect();
            for at in 0..own.len() {
                let seed = own[at];
                if !seed.is_left() {
                    continue;
                }
                take(&mut own[at + 1..], seed, reach, &mut self.gathered);
                below.gather(seed, reach, &mut self.gathered);
                around.iter_mut().for_each(|row| row.gather(seed, reach, &mut self.gathered));
                if !self.gathered.is_empty() {
                    merged.push(self.node(seed));
                    own[at].count = 0;
                }
            }
        }
        merged
    }

    /// Creates a node from the seed and the gathered items, at their centre of gravity.
    fn node(&mut self, seed: Item) -> Item {
        let first_child = self.layer.children.len();
        let weighed = |item: Item| [item.x, item.y].map(|v| u64::from(v) * u64::from(item.count));
        let mut members = self.tally(seed);
        let [mut x, mut y] = weighed(seed);
        self.layer.children.push(seed.id);
        for at in 0..self.gathered.len() {
            let part = self.gathered[at];
            let [dx, dy] = weighed(part);
            (x, y, members) = (x + dx, y + dy, members.plus(self.tally(part)));
            self.layer.children.push(part.id);
        }
        self.gathered.clear();
        let count = members.count;
        let [x, y] = [x, y].map(|v| (v / u64::from(count)) as u32);
        let number = self.layer.add(members, [x, y], first_child);
        Item { x, y, id: id_of(self.number, number), count }
    }

    /// The members of a spot or node.
    fn tally(&self, item: Item) -> Tally {
        let (layer, number) = parts_of(item.id);
        match layer {
            0 => self.spots.tally(item.id, [item.x, item.y]),
            own if own == self.number => self.layer.nodes[number].members,
            layer => self.layers[layer as usize - 1].nodes[number].members,
        }
    }
}
