//! Items in rows of the world: the neighbours of an item are in its own row or in an adjacent one.

use super::world::reach;
use super::{MERGE_PX, TOP};

/// The distance within which items merge at zoom [`TOP`], in world units.
const LOWEST: u32 = reach(MERGE_PX, TOP);

/// From this zoom outwards a row is as high as that distance, so that rows merge in pairs. At higher zooms, where items
/// are far apart, rows keep the height of this zoom, so that few items need to look beyond their own row.
const TALL: u8 = 16;

/// A node or spot while the pyramid is being built.
#[derive(Clone, Copy, Default)]
#[repr(align(16))]
pub(super) struct Item {
    /// World coordinates.
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) id: u32,
    /// The number of its members; 0 when it has been merged into another item.
    pub(super) count: u32,
}

impl Item {
    /// Whether it has not been merged into another item.
    pub(super) fn is_left(&self) -> bool {
        self.count > 0
    }

    /// The sort key of items: by row, then from west to east.
    pub(super) fn key(self, zoom: u8) -> u64 {
        u64::from(self.row(zoom)) << 32 | u64::from(self.x)
    }

    /// The number of its row.
    pub(super) fn row(self, zoom: u8) -> u32 {
        row_of(self.y, zoom)
    }

    /// Whether another item is closer than `reach` (world units). The caller has checked that it is within `reach` in
    /// x, and in the same row or the next.
    pub(super) fn closer(self, other: Self, reach: u32) -> bool {
        // Both are below 2^30.
        let [dx, dy] = [(self.x, other.x), (self.y, other.y)].map(|(a, b)| i64::from(a) - i64::from(b));
        dx * dx + dy * dy < i64::from(reach) * i64::from(reach)
    }
}

/// The number of the row that contains `y` (world units).
pub(super) fn row_of(y: u32, zoom: u8) -> u32 {
    (y / LOWEST) >> (TOP - zoom.min(TALL))
}

/// The height of a row in world units.
pub(super) fn height(zoom: u8) -> u32 {
    LOWEST << (TOP - zoom.min(TALL))
}

/// Lists whose memory is reused, since allocating costs more than the work on it.
#[derive(Default)]
pub(super) struct Lists(Vec<Vec<Item>>);

impl Lists {
    /// An empty list.
    pub(super) fn take(&mut self) -> Vec<Item> {
        self.0.pop().unwrap_or_default()
    }

    /// Returns the memory of a list for reuse.
    pub(super) fn keep(&mut self, mut list: Vec<Item>) {
        list.clear();
        self.0.push(list);
    }
}

/// Merges the remaining items of two rows into `out`. Written without branches that the processor can't predict.
pub(super) fn interleave(a: &[Item], b: &[Item], out: &mut Vec<Item>) {
    let start = out.len();
    out.resize(start + a.len() + b.len(), Item::default());
    let slots = &mut out[start..];
    let (mut i, mut j, mut end) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let second = b[j].x < a[i].x;
        let next = *if second { &b[j] } else { &a[i] };
        slots[end] = next;
        i += usize::from(!second);
        j += usize::from(second);
        end += usize::from(next.is_left());
    }
    for next in a[i..].iter().chain(&b[j..]) {
        slots[end] = *next;
        end += usize::from(next.is_left());
    }
    out.truncate(start + end);
}
