//! One band of the world: the items it carries from one zoom to the next.

use super::item::{Item, Lists, height, interleave};
use super::maker::Maker;
use super::rows::Pool;
use super::tree::Layer;
use super::{MERGE_PX, TOP};

/// Some rows of the world, with the items that remain in them.
#[derive(Default)]
pub(super) struct Band {
    /// First the items that did not change, then the new nodes.
    pub(super) pools: Vec<Pool>,
    /// Memory to reuse, of the list of remaining items two zooms ago.
    pub(super) spare: Vec<Item>,
    /// Memory of other lists to reuse.
    pub(super) lists: Lists,
}

impl Band {
    /// A band of items before anything has merged.
    pub(super) fn of([one, other]: [Vec<Item>; 2]) -> Self {
        let lists = [one, other];
        let mut band = Self { pools: vec![Pool::sort(&lists, TOP, Vec::new())], ..Self::default() };
        let [one, other] = lists;
        band.spare = one;
        band.lists.keep(other);
        band
    }

    /// Merges the items that are too close to each other at one zoom.
    pub(super) fn merge(&mut self, mut maker: Maker<'_>) -> Layer {
        let mut seeds = self.assemble(maker.zoom);
        let moved = maker.sweep(&mut seeds, &mut [], MERGE_PX, self.lists.take());
        self.pools.push(seeds);
        maker.settle(&mut self.pools, moved, &mut self.lists);
        maker.layer
    }

    /// The remaining items as one pool, in rows of `zoom`: as high as those of the current pools, or twice as high.
    pub(super) fn assemble(&mut self, zoom: u8) -> Pool {
        let mut pools = std::mem::take(&mut self.pools).into_iter();
        let stayed = pools.next().unwrap_or_default();
        if stayed.zoom == zoom {
            return stayed;
        }
        let old = zoom + 1;
        let mut moved = self.lists.take();
        for pool in pools {
            moved.extend(pool.items.iter().filter(|item| item.is_left()));
            self.lists.keep(pool.items);
        }
        // The list consists of a few sorted runs, which this sort merges fast.
        moved.sort_by_key(|item| item.key(old));

        let in_pairs = height(zoom) > height(old);
        let mut halves = [Vec::new(), Vec::new()];
        let (mut items, mut rows) = (std::mem::take(&mut self.spare), Vec::with_capacity(stayed.rows.len()));
        items.clear();
        let mut old_rows = OldRows { stayed: &stayed, next: 0, moved: &moved };
        while let Some(first) = old_rows.first(old) {
            let start = items.len();
            let row = if in_pairs { first / 2 } else { first };
            if in_pairs {
                for (number, half) in (row * 2..).zip(&mut halves) {
                    half.clear();
                    old_rows.write(number, old, half);
                }
                interleave(&halves[0], &halves[1], &mut items);
            } else {
                old_rows.write(row, old, &mut items);
            }
            if items.len() > start {
                rows.push((row, start));
            }
        }
        self.lists.keep(moved);
        self.spare = stayed.items;
        Pool { items, rows, zoom }
    }
}

/// The rows of the previous zoom, read from north to south.
struct OldRows<'a> {
    stayed: &'a Pool,
    /// The position of the next row of `stayed`.
    next: usize,
    /// The remaining items, in the same order.
    moved: &'a [Item],
}

impl OldRows<'_> {
    /// The number of the next row.
    fn first(&self, zoom: u8) -> Option<u32> {
        let rows = [self.stayed.rows.get(self.next).map(|row| row.0), self.moved.first().map(|item| item.row(zoom))];
        rows.into_iter().flatten().min()
    }

    /// Adds the remaining items of a row, which is either the next one or empty.
    fn write(&mut self, number: u32, zoom: u8, out: &mut Vec<Item>) {
        let mut stayed: &[Item] = &[];
        if self.stayed.rows.get(self.next).is_some_and(|row| row.0 == number) {
            stayed = self.stayed.nth(self.next);
            self.next += 1;
        }
        let until = self.moved.iter().take_while(|item| item.row(zoom) == number).count();
        let (moved, rest) = self.moved.split_at(until);
        self.moved = rest;
        interleave(stayed, moved, out);
    }
}
