//! Sorted items in rows that are walked from west to east.

use std::ops::Range;

use super::item::{Item, height, row_of};

/// The approximate number of items per cell while sorting.
const IN_CELL: usize = 2;

/// The step, in items, with which a row is walked while nothing is near.
const STRIDE: usize = 8;

/// Sorted items.
#[derive(Default)]
pub(super) struct Pool {
    pub(super) items: Vec<Item>,
    /// The number and the first item of each row that is not empty.
    pub(super) rows: Vec<(u32, usize)>,
    /// The zoom that determines the height of the rows.
    pub(super) zoom: u8,
}

/// One row of a pool, walked from west to east together with the seeds.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub(super) items: &'a mut [Item],
    /// Its northern and southern edge, in world units.
    top: u32,
    bottom: u32,
    /// Items before this one are too far west for all remaining seeds.
    first: usize,
}

impl Pool {
    /// Sorts `items`: distributes them over cells, a few in each, then sorts every cell.
    pub(super) fn sort(lists: &[Vec<Item>], zoom: u8, mut items: Vec<Item>) -> Self {
        let all = lists.iter().flatten();
        let (mut min, mut max) = ([u32::MAX; 2], [0; 2]);
        for item in all.clone() {
            min = [min[0].min(item.x), min[1].min(item.y)];
            max = [max[0].max(item.x), max[1].max(item.y)];
        }
        let count = lists.iter().map(Vec::len).sum::<usize>();
        let first = row_of(min[1], zoom);
        let height = row_of(max[1], zoom).saturating_sub(first) as usize + 1;
        if height > count {
            // There are more rows than items.
            items.extend(all);
            items.sort_unstable_by_key(|item| item.key(zoom));
            return Self::sorted(items, zoom);
        }
        let (columns, mut shift) = (count / height / IN_CELL + 1, 0);
        while (max[0] - min[0]) as usize >> shift >= columns {
            shift += 1;
        }
        let cell = |item: &Item| (item.row(zoom) - first) as usize * columns + ((item.x - min[0]) as usize >> shift);
        let mut ends = vec![0_u32; height * columns + 1];
        all.clone().for_each(|item| ends[cell(item) + 1] += 1);
        (1..ends.len()).for_each(|cell| ends[cell] += ends[cell - 1]);
        items.resize(count, Item::default());
        for item in all {
            let at = &mut ends[cell(item)];
            items[*at as usize] = *item;
            *at += 1;
        }
        let (mut rows, mut start) = (Vec::with_capacity(height), 0);
        for (row, ends) in (first..).zip(ends[..height * columns].chunks_exact(columns)) {
            let begin = start;
            for &end in ends {
                items[start..end as usize].sort_unstable_by_key(|item| item.x);
                start = end as usize;
            }
            if start > begin {
                rows.push((row, begin));
            }
        }
        Self { items, rows, zoom }
    }

    /// A pool of sorted items.
    fn sorted(items: Vec<Item>, zoom: u8) -> Self {
        let (mut rows, mut at) = (Vec::new(), 0);
        for row in items.chunk_by(|a, b| a.row(zoom) == b.row(zoom)) {
            rows.push((row[0].row(zoom), at));
            at += row.len();
        }
        Self { items, rows, zoom }
    }

    /// Appends a pool whose rows all come after these.
    pub(super) fn followed_by(mut self, other: Self) -> Self {
        let start = self.items.len();
        self.items.extend(other.items);
        self.rows.extend(other.rows.into_iter().map(|(row, at)| (row, start + at)));
        self
    }

    /// The items of the row at a position in `rows`.
    pub(super) fn nth(&self, n: usize) -> &[Item] {
        &self.items[self.start(n)..self.start(n + 1)]
    }

    fn start(&self, n: usize) -> usize {
        self.rows.get(n).map_or(self.items.len(), |&(_, start)| start)
    }

    /// The first position in `rows` with this number or a higher one.
    fn position(&self, number: u32) -> usize {
        self.rows.partition_point(|&(row, _)| row < number)
    }

    /// The rows at a range of positions in `rows`.
    pub(super) fn rows_at(&mut self, positions: Range<usize>) -> impl Iterator<Item = Row<'_>> {
        let height = height(self.zoom);
        let mut at = self.start(positions.start);
        let end = self.start(positions.end);
        let ends = self.rows[positions.clone()].iter().skip(1).map(|row| row.1).chain([end]);
        let mut rest = &mut self.items[at..end];
        self.rows[positions].iter().zip(ends).map(move |(&(number, _), end)| {
            let (items, others) = std::mem::take(&mut rest).split_at_mut(end - at);
            (rest, at) = (others, end);
            let top = number * height;
            Row { items, top, bottom: top.saturating_add(height - 1), first: 0 }
        })
    }

    /// The rows from `first` to `last` that are not empty.
    pub(super) fn rows_from(&mut self, first: u32, last: u32) -> impl Iterator<Item = Row<'_>> {
        let start = self.position(first);
        let next = self.rows[start..].iter().take_while(|row| row.0 <= last).count();
        self.rows_at(start..start + next)
    }

    /// The items that have not been merged.
    pub(super) fn left(self) -> impl Iterator<Item = Item> {
        self.items.into_iter().filter(Item::is_left)
    }
}

impl Row<'_> {
    /// Absorbs the items within `reach` (world units) of a seed. Seeds come from west to east.
    pub(super) fn gather(&mut self, seed: Item, reach: u32, into: &mut Vec<Item>) {
        if seed.y.saturating_add(reach) < self.top || seed.y.saturating_sub(reach) > self.bottom {
            return;
        }
        let west = seed.x.saturating_sub(reach);
        let mut first = self.first;
        let behind = |at: usize| self.items.get(at).is_some_and(|item| item.x < west);
        while behind(first + STRIDE) {
            first += STRIDE;
        }
        // Written without branches that the processor can't predict.
        let next = &self.items[first..self.items.len().min(first + STRIDE)];
        first += next.iter().map(|item| usize::from(item.x < west)).sum::<usize>();
        self.first = first;
        take(&mut self.items[first..], seed, reach, into);
    }
}

/// Absorbs items from the start of a row that are within `reach` (world units) of a seed.
pub(super) fn take(items: &mut [Item], seed: Item, reach: u32, into: &mut Vec<Item>) {
    let east = seed.x.saturating_add(reach);
    for item in items {
        if item.x > east {
            break;
        }
        if item.is_left() & seed.closer(*item, reach) {
            into.push(*item);
            item.count = 0;
        }
    }
}
