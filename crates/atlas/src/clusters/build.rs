//! Builds a pyramid, zoom after zoom.
//!
//! Many spots are clustered by two threads, each with a band of the world; nodes that the bands left too close together
//! along the seam are merged after every zoom. The seam follows from the spots, so the result does not depend on the
//! number of processors.

use std::ops::Range;

use super::band::Band;
use super::item::{Item, height, row_of};
use super::maker::Maker;
use super::rows::Pool;
use super::tree::Layer;
use super::world::reach;
use super::{APART_PX, Pyramid, Spots, TOP};

/// The number of spots from which a second thread pays off.
const WORTH_TWO: usize = 5_000;

/// The lowest zoom that is built in two bands; below it there is little left to do. The seam is between two rows of the
/// next zoom out, where the bands become one, and so between two rows of every higher zoom.
const LAST_IN_TWO: u8 = 12;

/// The seam is computed from a sample: one spot in this many.
const SAMPLE: usize = 64;

impl Pyramid {
    /// The clusters of those spots that are members. With many spots, two threads work on it.
    ///
    /// # Panics
    /// When the system can't start a thread.
    pub(crate) fn build(spots: Spots<'_>, is_member: impl Fn(u32) -> bool + Sync) -> Self {
        let all = spots.points.len() as u32;
        let in_two = spots.points.len() >= WORTH_TWO;
        let sample = (0..all).step_by(SAMPLE).filter(|&spot| in_two && is_member(spot));
        let seam = seam(sample.map(|spot| spots.world_position(spot)[1]).collect());
        let divide = |range: Range<u32>| {
            // Memory that is not touched costs nothing.
            let mut divided = [Vec::with_capacity(range.len()), Vec::with_capacity(range.len())];
            for id in range.filter(|&spot| is_member(spot)) {
                let [x, y] = spots.world_position(id);
                divided[usize::from(in_two && y >= seam)].push(Item { x, y, id, count: 1 });
            }
            divided
        };
        let ([a, b], [c, d]) = both(in_two, || divide(0..all / 2), || divide(all / 2..all));
        let (mut upper, mut lower) = both(in_two, || Band::of([a, c]), || Band::of([b, d]));

        let mut layers = Vec::new();
        for zoom in (0..=TOP).rev() {
            if in_two && zoom >= LAST_IN_TWO {
                let number = layers.len() as u32 + 1;
                let base = &layers;
                let (above, below) = both(
                    true,
                    || upper.merge(Maker::new(spots, base, number, zoom)),
                    || lower.merge(Maker::new(spots, base, number + 1, zoom)),
                );
                layers.extend([above, below]);
                let maker = Maker::new(spots, &layers, number + 2, zoom);
                let between = mend(&mut upper, &mut lower, seam, maker);
                layers.push(between);
            } else {
                if !lower.pools.is_empty() {
                    upper.pools = vec![upper.assemble(zoom).followed_by(lower.assemble(zoom))];
                }
                let layer = upper.merge(Maker::new(spots, &layers, layers.len() as u32 + 1, zoom));
                layers.push(layer);
            }
        }
        layers.iter_mut().for_each(Layer::shrink);
        let roots = upper.pools.into_iter().flat_map(Pool::left).map(|item| item.id).collect();
        Self { layers, roots }
    }
}

/// Merges the nodes that the bands left too close to each other along `seam` (world units).
fn mend(upper: &mut Band, lower: &mut Band, seam: u32, mut maker: Maker<'_>) -> Layer {
    let near = seam.saturating_sub(reach(APART_PX, maker.zoom));
    let (first, last) = (row_of(near, maker.zoom), row_of(seam, maker.zoom));
    let mut moved = Vec::new();
    for row in upper.pools.iter_mut().flat_map(|pool| pool.rows_from(first, last)) {
        for item in row.items.iter_mut().filter(|item| item.is_left() && item.y >= near) {
            moved.push(*item);
            item.count = 0;
        }
    }
    let middle = upper.pools.len();
    let mut pools = std::mem::take(&mut upper.pools);
    pools.append(&mut lower.pools);
    let until = pools.len();
    maker.settle(&mut pools, moved, &mut upper.lists);
    let made = pools.split_off(until).into_iter().flat_map(Pool::left);
    let (above, below): (Vec<Item>, Vec<Item>) = made.partition(|item| item.y < seam);
    lower.pools = pools.split_off(middle);
    upper.pools = pools;
    for (band, items) in [(upper, above), (lower, below)] {
        band.pools.push(Pool { items, ..Pool::default() });
    }
    maker.layer
}

/// A `y` (world units) with about half of the spots above it and half below, estimated from a sample. It is the edge of
/// a row at every zoom from the one at which the bands become one.
fn seam(mut sample: Vec<u32>) -> u32 {
    sample.sort_unstable();
    let height = height(LAST_IN_TWO - 1);
    sample.get(sample.len() / 2).map_or(0, |y| y / height * height)
}

/// The results of two jobs, which run at the same time if a thread can be started, else one after the other.
fn both<A, B: Send>(at_once: bool, a: impl FnOnce() -> A, b: impl FnOnce() -> B + Send) -> (A, B) {
    if !at_once {
        return (a(), b());
    }
    std::thread::scope(|scope| {
        let b = scope.spawn(b);
        (a(), b.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
