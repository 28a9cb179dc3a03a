//! Clusters for every zoom, anchored to the world.
//!
//! From zoom 18 outwards, nodes that come within [`MERGE_PX`] of each other become one, at their centre of gravity.
//! Which nodes merge depends on the whole set alone, never on a viewport, so panning moves nothing. The nodes form a
//! tree, each with the box around its members: a viewport is answered by walking down from the roots, counting what
//! lies wholly inside at once and looking further only along the edge. So the counts add up exactly.
//!
//! Many spots are clustered by two threads, each with a band of the world; what the bands left too close together
//! along the seam is merged after every zoom. Where the seam lies follows from the spots, so the outcome does not
//! depend on how many cores there are.

use std::cell::Cell;
use std::ops::Range;
use std::sync::OnceLock;

use domain::{Bbox, LngLat};

use crate::spatial::overlap;

/// Nodes closer than this many CSS pixels merge.
pub(crate) const MERGE_PX: u32 = 56;

/// What is left is never closer than this many CSS pixels.
pub(crate) const APART_PX: u32 = 44;

/// The highest zoom with clusters.
const TOP: u8 = 18;

/// World coordinates are whole numbers of 2^-32 of the world's side (9 mm): sums and comparisons are exact. At zoom
/// 18 that is this many to a pixel, and twice as many for every zoom less.
const UNITS_PER_PX: u32 = 1 << (32 - 9 - TOP);
const UNITS: f64 = 4_294_967_296.0;

/// The latitude (degrees) at which the world's square ends.
const MAX_LAT: f64 = 85.051_128_779_806_59;

/// Height of a row at zoom 18. Rows are as high as the distance within which nodes merge, so that a node's
/// neighbours are in its own row or in one next to it; two rows make one row of the zoom below.
const ROW: u32 = MERGE_PX * UNITS_PER_PX;

/// From this many spots on, a second thread pays for itself.
const WORTH_TWO: usize = 5_000;

/// The lowest zoom that is made in two bands; below it there is little left to do. The seam lies between two rows of
/// the zoom after it, where the bands become one, and so between two rows of every higher zoom.
const LAST_IN_TWO: u8 = 12;

/// Bits of an id that are a number in a layer, the others are the number of the layer: there are at most 35.
const NUMBER_BITS: u32 = 26;

/// What the clusters are made of: the points of the atlas, numbered by spot.
#[derive(Clone, Copy)]
pub(crate) struct Spots<'a> {
    /// Where each spot is.
    pub(crate) points: &'a [LngLat],
    /// In which of the three programmes each spot is: 0, 1 or 2.
    pub(crate) programmes: &'a [u8],
}

/// Members added up.
#[derive(Clone, Copy)]
pub(crate) struct Tally {
    /// How many.
    pub(crate) count: u32,
    /// How many in each programme.
    pub(crate) programmes: [u32; 3],
    /// One of them.
    pub(crate) spot: u32,
    /// Around them.
    frame: Frame,
}

/// A box in world coordinates: rounded, so near an edge the positions themselves decide.
#[derive(Clone, Copy)]
struct Frame {
    min: [u32; 2],
    max: [u32; 2],
}

/// What a view sees.
pub(crate) enum Seen {
    /// A lone spot.
    Spot(u32),
    /// Some or all members of a node, two or more.
    Node {
        /// Which node.
        id: u32,
        /// The members inside the view.
        members: Tally,
        /// Whether that is all of them, and surely so.
        whole: bool,
    },
}

/// How a node stands on the map.
pub(crate) struct Stand {
    /// Where it is, wherever the view is.
    pub(crate) position: LngLat,
    /// The box around the members inside the view.
    pub(crate) bbox: Bbox,
    /// The zoom at which it falls apart; `None` when it never does.
    pub(crate) opens: Option<u8>,
}

/// Steps in which a row is walked as long as there is nothing near.
const STRIDE: usize = 8;

/// All clusters of a set of spots, fewer than 2^26.
pub(crate) struct Pyramid {
    layers: Vec<Layer>,
    roots: Vec<u32>,
}

/// Nodes that were made together. Their ids begin with the number of their layer, from 1 on; spots are layer 0.
struct Layer {
    /// The zoom at which their children merged.
    zoom: u8,
    nodes: Vec<Node>,
    /// Ids, those of one parent together.
    children: Vec<u32>,
    /// For each node, how it is drawn as a whole: made when first asked for.
    drawn: OnceLock<Box<[Drawn]>>,
}

/// A node as a feature, once it is asked for.
type Drawn = OnceLock<Box<[u8]>>;

struct Node {
    members: Tally,
    x: u32,
    y: u32,
    /// Where its children start; they end where the next node's start.
    first_child: u32,
}

impl Spots<'_> {
    fn tally(self, spot: u32, [x, y]: [u32; 2]) -> Tally {
        let mut programmes = [0; 3];
        programmes[usize::from(self.programmes[spot as usize])] = 1;
        Tally { count: 1, programmes, spot, frame: Frame { min: [x, y], max: [x, y] } }
    }
}

impl Tally {
    fn plus(self, other: Self) -> Self {
        let ([a, b, c], [d, e, f]) = (self.programmes, other.programmes);
        Self {
            count: self.count + other.count,
            programmes: [a + d, b + e, c + f],
            spot: self.spot,
            frame: self.frame.union(other.frame),
        }
    }
}

impl Frame {
    /// Around a box, with `margin` units of air (or that much less, when negative).
    fn of(bbox: Bbox, margin: i32) -> Self {
        let ([west, south], [east, north]) = (world(bbox.min()), world(bbox.max()));
        Self {
            min: [west, north].map(|v| v.saturating_add_signed(-margin)),
            max: [east, south].map(|v| v.saturating_add_signed(margin)),
        }
    }

    /// A box in degrees that surely holds everything inside.
    fn bbox(self) -> Option<Bbox> {
        let corner =
            |[x, y]: [u32; 2], by: f64| LngLat::from_world((f64::from(x) + by) / UNITS, (f64::from(y) + by) / UNITS);
        Bbox::around([corner(self.min, -1.0), corner(self.max, 2.0)])
    }

    fn union(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.min, other.min);
        let ([e, f], [g, h]) = (self.max, other.max);
        Self { min: [a.min(c), b.min(d)], max: [e.max(g), f.max(h)] }
    }

    fn holds(self, other: Self) -> bool {
        (0..2).all(|i| self.min[i] <= other.min[i] && other.max[i] <= self.max[i])
    }

    fn meets(self, other: Self) -> bool {
        (0..2).all(|i| self.min[i] <= other.max[i] && other.min[i] <= self.max[i])
    }
}

/// World coordinates of a position: those of `LngLat::to_world` to within a unit, by the cheaper of two formulas.
fn world(point: LngLat) -> [u32; 2] {
    let sin = point.lat().clamp(-MAX_LAT, MAX_LAT).to_radians().sin();
    let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (2.0 * std::f64::consts::TAU);
    // The cast keeps what is out of range at the edge.
    [(point.lon() / 360.0 + 0.5) * UNITS, y * UNITS].map(|v| v as u32)
}

/// A node or spot while the pyramid is being built.
#[derive(Clone, Copy, Default)]
#[repr(align(16))]
struct Item {
    x: u32,
    y: u32,
    id: u32,
    /// How many members it has.
    count: u32,
}

impl Item {
    /// Items stand in this order: by row, then from west to east.
    fn key(self, zoom: u8) -> u64 {
        u64::from(self.row(zoom)) << 32 | u64::from(self.x)
    }

    fn row(self, zoom: u8) -> u32 {
        (self.y / ROW) >> (TOP - zoom)
    }

    fn closer(self, other: Self, reach: u32) -> bool {
        let (dx, dy) = (u64::from(self.x.abs_diff(other.x)), u64::from(self.y.abs_diff(other.y)));
        // In the same or the next row and within reach in x: both are below 2^31.
        dx * dx + dy * dy < u64::from(reach) * u64::from(reach)
    }

    fn of(spots: Spots<'_>, spot: u32) -> Self {
        let [x, y] = world(spots.points[spot as usize]);
        Self { x, y, id: spot, count: 1 }
    }
}

/// One view, while it is being answered.
struct Sight<'a> {
    spots: Spots<'a>,
    view: Bbox,
    /// Surely inside the view.
    inside: Frame,
    /// All of the view and a little more.
    touched: Frame,
    zoom: u8,
}

impl Pyramid {
    /// The clusters of those spots that are members. With many spots, two threads work on it.
    ///
    /// # Panics
    /// When the system can't start a thread.
    pub(crate) fn build(spots: Spots<'_>, is_member: impl Fn(u32) -> bool + Sync) -> Self {
        let all = spots.points.len() as u32;
        let in_two = spots.points.len() >= WORTH_TWO;
        let place = |range: Range<u32>| {
            let mut placed = Vec::with_capacity(range.len());
            placed.extend(range.filter(|&spot| is_member(spot)).map(|spot| Item::of(spots, spot)));
            placed
        };
        let placed = both(in_two, || place(0..all / 2), || place(all / 2..all));
        let placed = [placed.0, placed.1];
        let seam = if in_two { middle(&placed) } else { u32::MAX };
        let band = |rows: Range<u32>| {
            let within = placed.iter().flatten().copied().filter(|item| rows.contains(&item.row(TOP)));
            Band { pools: vec![Pool::sort(within, TOP, Vec::new())], ..Band::default() }
        };
        let (mut upper, mut lower) = both(in_two, || band(0..seam), || band(seam..u32::MAX));
        [upper.spare, lower.spare] = placed.map(|list| vec![list]);

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
                let between = mend(&mut upper, &mut lower, seam >> (TOP - zoom), maker);
                layers.push(between);
            } else {
                if !lower.pools.is_empty() {
                    upper.pools = vec![upper.assemble(zoom).followed_by(lower.assemble(zoom))];
                }
                let layer = upper.merge(Maker::new(spots, &layers, layers.len() as u32 + 1, zoom));
                layers.push(layer);
            }
        }
        for layer in &mut layers {
            layer.nodes.shrink_to_fit();
            layer.children.shrink_to_fit();
        }
        let roots = upper.pools.into_iter().flat_map(Pool::left).map(|item| item.id).collect();
        Self { layers, roots }
    }

    /// Bytes of memory, about.
    pub(crate) fn size(&self) -> usize {
        let layer = |layer: &Layer| size_of_val(layer) + size_of_val(&*layer.nodes) + size_of_val(&*layer.children);
        size_of::<Self>() + self.layers.iter().map(layer).sum::<usize>() + size_of_val(&*self.roots)
    }

    /// Everything that `view` sees at `zoom`. The members of what it sees are exactly those inside `view`.
    pub(crate) fn view(&self, spots: Spots<'_>, view: Bbox, zoom: u8) -> Vec<Seen> {
        let sight =
            Sight { spots, view, inside: Frame::of(view, -2), touched: Frame::of(view, 2), zoom: zoom.min(TOP) };
        let mut seen = Vec::new();
        self.roots.iter().for_each(|&root| self.look(&sight, root, &mut seen));
        seen
    }

    /// How a node that a view sees stands on the map. `None` for a spot.
    pub(crate) fn stand(&self, id: u32, members: Tally, view: Bbox) -> Option<Stand> {
        let (layer, number) = layer_of(&self.layers, id)?;
        let node = &layer.nodes[number];
        let [x, y] = [node.x, node.y].map(|v| (f64::from(v) + 0.5) / UNITS);
        let bbox = members.frame.bbox().and_then(|bbox| overlap(bbox, view)).unwrap_or(view);
        let opens = (layer.zoom < TOP).then_some(layer.zoom + 1);
        Some(Stand { position: LngLat::from_world(x, y), bbox, opens })
    }

    /// How a node is drawn when a view sees all of it: what `draw` made of it the first time.
    pub(crate) fn drawn(&self, id: u32, draw: impl FnOnce() -> Box<[u8]>) -> &[u8] {
        layer_of(&self.layers, id).map_or(&[], |(layer, number)| {
            let all = layer.drawn.get_or_init(|| layer.nodes.iter().map(|_| OnceLock::new()).collect());
            all[number].get_or_init(draw)
        })
    }

    fn look(&self, sight: &Sight<'_>, id: u32, seen: &mut Vec<Seen>) {
        let Some((layer, number)) = layer_of(&self.layers, id) else {
            seen.extend(sight.view.contains(sight.spots.points[id as usize]).then_some(Seen::Spot(id)));
            return;
        };
        let frame = layer.nodes[number].members.frame;
        if !frame.meets(sight.touched) {
            return;
        }
        if layer.zoom < sight.zoom {
            layer.children_of(number).iter().for_each(|&child| self.look(sight, child, seen));
            return;
        }
        seen.extend(self.tally(sight, id).map(|members| match members.count {
            1 => Seen::Spot(members.spot),
            _ => Seen::Node { id, members, whole: sight.inside.holds(frame) },
        }));
    }

    /// The members in sight.
    fn tally(&self, sight: &Sight<'_>, id: u32) -> Option<Tally> {
        let Some((layer, number)) = layer_of(&self.layers, id) else {
            let position = sight.spots.points[id as usize];
            return sight.view.contains(position).then(|| sight.spots.tally(id, world(position)));
        };
        let members = layer.nodes[number].members;
        if sight.inside.holds(members.frame) {
            Some(members)
        } else if sight.touched.meets(members.frame) {
            let inside = layer.children_of(number).iter().filter_map(|&child| self.tally(sight, child));
            inside.reduce(Tally::plus)
        } else {
            None
        }
    }
}

/// The layer of an id and the number in it; `None` when it is a spot.
fn layer_of(layers: &[Layer], id: u32) -> Option<(&Layer, usize)> {
    let layer = (id >> NUMBER_BITS).checked_sub(1)?;
    Some((&layers[layer as usize], (id & ((1 << NUMBER_BITS) - 1)) as usize))
}

impl Layer {
    fn children_of(&self, number: usize) -> &[u32] {
        let start = |number: usize| self.nodes.get(number).map_or(self.children.len(), |n| n.first_child as usize);
        &self.children[start(number)..start(number + 1)]
    }
}

/// Sorted items of which some get taken.
#[derive(Default)]
struct Pool {
    items: Vec<Item>,
    /// Number and first item of each row that has any.
    rows: Vec<(u32, usize)>,
    taken: Vec<Cell<bool>>,
    /// The zoom whose rows these are.
    zoom: u8,
}

/// One row of a pool, walked from west to east together with the seeds.
#[derive(Default)]
struct Row<'a> {
    items: &'a [Item],
    taken: &'a [Cell<bool>],
    /// Those before it are too far west for all seeds still to come.
    first: usize,
}

impl Pool {
    /// Sorts items, in `list`: dealt out by row, then row by row.
    fn sort(items: impl Iterator<Item = Item> + Clone, zoom: u8, mut list: Vec<Item>) -> Self {
        let (mut count, mut first, mut last) = (0, u32::MAX, 0);
        for row in items.clone().map(|item| item.row(zoom)) {
            (count, first, last) = (count + 1, first.min(row), last.max(row));
        }
        let height = last.saturating_sub(first) as usize + 1;
        if height > count {
            // More rows than items.
            list.extend(items);
            list.sort_unstable_by_key(|item| item.key(zoom));
            return Self::sorted(list, zoom);
        }
        let mut ends = vec![0; height + 1];
        items.clone().for_each(|item| ends[(item.row(zoom) - first) as usize + 1] += 1);
        (1..=height).for_each(|row| ends[row] += ends[row - 1]);
        list.resize(count, Item::default());
        for item in items {
            let at = &mut ends[(item.row(zoom) - first) as usize];
            list[*at] = item;
            *at += 1;
        }
        let (mut rows, mut start) = (Vec::with_capacity(height), 0);
        for (row, &end) in (first..).zip(&ends[..height]) {
            if start < end {
                list[start..end].sort_unstable_by_key(|item| item.x);
                rows.push((row, start));
            }
            start = end;
        }
        Self { taken: vec![Cell::new(false); count], items: list, rows, zoom }
    }

    /// A pool of what is sorted.
    fn sorted(items: Vec<Item>, zoom: u8) -> Self {
        let mut rows: Vec<(u32, usize)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let row = item.row(zoom);
            if rows.last().is_none_or(|&(last, _)| last != row) {
                rows.push((row, at));
            }
        }
        Self { taken: vec![Cell::new(false); items.len()], items, rows, zoom }
    }

    /// Adds a pool whose rows all come after these.
    fn followed_by(mut self, other: Self) -> Self {
        let start = self.items.len();
        self.items.extend(other.items);
        self.taken.extend(other.taken);
        self.rows.extend(other.rows.into_iter().map(|(row, at)| (row, start + at)));
        self
    }

    /// The row with this number, empty when there is none.
    fn row(&self, number: u32) -> Row<'_> {
        self.rows.binary_search_by_key(&number, |&(number, _)| number).map_or_else(|_| Row::default(), |n| self.nth(n))
    }

    /// The row at a place in `rows`.
    fn nth(&self, n: usize) -> Row<'_> {
        let end = self.rows.get(n + 1).map_or(self.items.len(), |&(_, start)| start);
        let range = self.rows[n].1..end;
        Row { items: &self.items[range.clone()], taken: &self.taken[range], first: 0 }
    }

    /// The items that nobody took.
    fn left(self) -> impl Iterator<Item = Item> {
        self.items.into_iter().zip(self.taken).filter(|(_, taken)| !taken.get()).map(|(item, _)| item)
    }
}

impl Row<'_> {
    /// Adds the items that nobody took.
    fn left(&self, into: &mut Vec<Item>) {
        into.extend(self.items.iter().zip(self.taken).filter(|(_, taken)| !taken.get()).map(|(item, _)| *item));
    }

    /// Takes what lies within reach of a seed. Seeds come from west to east.
    fn gather(&mut self, seed: Item, reach: u32, into: &mut Vec<Item>) {
        let (west, east) = (seed.x.saturating_sub(reach), seed.x.saturating_add(reach));
        let (items, mut first) = (self.items, self.first);
        let behind = |at: usize| items.get(at).is_some_and(|item| item.x < west);
        while behind(first + STRIDE) {
            first += STRIDE;
        }
        while behind(first) {
            first += 1;
        }
        self.first = first;
        for (item, taken) in items[first..].iter().zip(&self.taken[first..]) {
            if item.x > east {
                break;
            }
            if !taken.get() && seed.closer(*item, reach) {
                taken.set(true);
                into.push(*item);
            }
        }
    }
}

/// Some rows of the world, with what is left in them.
#[derive(Default)]
struct Band {
    /// First those that stayed as they were, then what was made of the others.
    pools: Vec<Pool>,
    /// Lists to write the next ones in: new memory costs more than what is done with it.
    spare: Vec<Vec<Item>>,
}

impl Band {
    /// Merges what comes too close to each other at one zoom.
    fn merge(&mut self, mut maker: Maker<'_>) -> Layer {
        let seeds = self.assemble(maker.zoom);
        let (stayed, moved) = maker.sweep(&seeds, &[], MERGE_PX, self.list());
        self.keep(seeds.items);
        self.pools.push(stayed);
        maker.settle(&mut self.pools, moved);
        maker.layer
    }

    /// All that is left as one pool, in rows of `zoom`: those of the pools until now, or twice as high.
    fn assemble(&mut self, zoom: u8) -> Pool {
        let mut pools = std::mem::take(&mut self.pools).into_iter();
        let stayed = pools.next().unwrap_or_default();
        if stayed.zoom == zoom {
            return stayed;
        }
        let half_row = |item: &Item| item.row(zoom + 1);
        let mut moved: Vec<Item> = pools.flat_map(Pool::left).collect();
        // A few sorted runs, which this sort knows to merge.
        moved.sort_by_key(|item| item.key(zoom + 1));
        let mut moved = moved.chunk_by(|a, b| half_row(a) == half_row(b)).peekable();
        let mut at = 0;
        let (mut items, mut rows) = (self.list(), Vec::with_capacity(stayed.rows.len() / 2));
        let (mut left, mut halves) = (Vec::new(), [Vec::new(), Vec::new()]);
        loop {
            let firsts = [stayed.rows.get(at).map(|row| row.0), moved.peek().map(|items| half_row(&items[0]))];
            let Some(row) = firsts.into_iter().flatten().min().map(|first| first / 2) else { break };
            for (number, half) in (row * 2..).zip(&mut halves) {
                left.clear();
                half.clear();
                if stayed.rows.get(at).is_some_and(|row| row.0 == number) {
                    stayed.nth(at).left(&mut left);
                    at += 1;
                }
                let moved = moved.next_if(|items| half_row(&items[0]) == number).unwrap_or_default();
                interleave(&left, moved, half);
            }
            let start = items.len();
            interleave(&halves[0], &halves[1], &mut items);
            if items.len() > start {
                rows.push((row, start));
            }
        }
        self.keep(stayed.items);
        Pool { taken: vec![Cell::new(false); items.len()], items, rows, zoom }
    }

    /// Keeps the memory of a list for the next one.
    fn keep(&mut self, mut list: Vec<Item>) {
        list.clear();
        self.spare.push(list);
    }

    /// An empty list.
    fn list(&mut self) -> Vec<Item> {
        self.spare.pop().unwrap_or_default()
    }
}

/// Merges what the bands left too close to each other where they meet. `seam` is the first row of the lower one.
fn mend(upper: &mut Band, lower: &mut Band, seam: u32, mut maker: Maker<'_>) -> Layer {
    let mut moved = Vec::new();
    for row in upper.pools.iter().map(|pool| pool.row(seam.wrapping_sub(1))) {
        row.left(&mut moved);
        row.taken.iter().for_each(|taken| taken.set(true));
    }
    let middle = upper.pools.len();
    let mut pools = std::mem::take(&mut upper.pools);
    pools.append(&mut lower.pools);
    let until = pools.len();
    maker.settle(&mut pools, moved);
    let made = pools.split_off(until).into_iter().flat_map(Pool::left);
    let (above, below): (Vec<Item>, Vec<Item>) = made.partition(|item| item.row(maker.zoom) < seam);
    lower.pools = pools.split_off(middle);
    upper.pools = pools;
    for (band, made) in [(upper, above), (lower, below)] {
        band.pools.push(Pool { taken: vec![Cell::new(false); made.len()], items: made, ..Pool::default() });
    }
    maker.layer
}

/// Makes the nodes of one layer.
struct Maker<'a> {
    spots: Spots<'a>,
    /// Those made before.
    layers: &'a [Layer],
    layer: Layer,
    /// The number of the layer.
    number: u32,
    zoom: u8,
    /// The items that merge into the one at hand.
    gathered: Vec<Item>,
}

impl<'a> Maker<'a> {
    fn new(spots: Spots<'a>, layers: &'a [Layer], number: u32, zoom: u8) -> Self {
        let layer = Layer { zoom, nodes: Vec::new(), children: Vec::new(), drawn: OnceLock::new() };
        Self { spots, layers, layer, number, zoom, gathered: Vec::new() }
    }

    /// Centres of gravity moved towards each other: repeats with those that moved until nothing overlaps.
    fn settle(&mut self, pools: &mut Vec<Pool>, mut moved: Vec<Item>) {
        while !moved.is_empty() {
            let seeds = Pool::sort(moved.iter().copied(), self.zoom, Vec::new());
            let (alone, merged) = self.sweep(&seeds, pools, APART_PX, Vec::new());
            pools.push(alone);
            moved = merged;
        }
    }

    /// Each seed that is still there takes all within `px`: among the seeds after it (those before it have had their
    /// turn, so only to the east in its own row and in the row below) and among the `rest` in the three rows around.
    /// Gives the seeds that took none, as a pool in the memory of `list`, and the new nodes.
    fn sweep(&mut self, seeds: &Pool, rest: &[Pool], px: u32, list: Vec<Item>) -> (Pool, Vec<Item>) {
        let (mut alone, mut rows, mut merged) = (list, Vec::with_capacity(seeds.rows.len()), Vec::new());
        alone.reserve(seeds.items.len());
        let reach = (px * UNITS_PER_PX) << (TOP - self.zoom);
        for (n, &(number, _)) in seeds.rows.iter().enumerate() {
            let mut own = seeds.nth(n);
            let mut below = match seeds.rows.get(n + 1) {
                Some(&(next, _)) if next == number + 1 => seeds.nth(n + 1),
                _ => Row::default(),
            };
            let three = rest.iter().flat_map(|pool| [number.wrapping_sub(1), number, number + 1].map(|n| pool.row(n)));
            let mut around: Vec<Row<'_>> = three.filter(|row| !row.items.is_empty()).collect();
            let start = alone.len();
            for at in 0..own.items.len() {
                if own.taken[at].get() {
                    continue;
                }
                let seed = own.items[at];
                own.first = at + 1;
                own.gather(seed, reach, &mut self.gathered);
                below.gather(seed, reach, &mut self.gathered);
                around.iter_mut().for_each(|row| row.gather(seed, reach, &mut self.gathered));
                if self.gathered.is_empty() {
                    alone.push(seed);
                } else {
                    merged.push(self.node(seed));
                }
            }
            if alone.len() > start {
                rows.push((number, start));
            }
        }
        (Pool { taken: vec![Cell::new(false); alone.len()], items: alone, rows, zoom: self.zoom }, merged)
    }

    /// A new node of the seed and all that was gathered, at their centre of gravity.
    fn node(&mut self, seed: Item) -> Item {
        let first_child = self.layer.children.len() as u32;
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
        let id = self.number << NUMBER_BITS | self.layer.nodes.len() as u32;
        self.layer.nodes.push(Node { members, x, y, first_child });
        Item { x, y, id, count }
    }

    /// The members of a spot or node.
    fn tally(&self, item: Item) -> Tally {
        let number = (item.id & ((1 << NUMBER_BITS) - 1)) as usize;
        match item.id >> NUMBER_BITS {
            0 => self.spots.tally(item.id, [item.x, item.y]),
            own if own == self.number => self.layer.nodes[number].members,
            layer => self.layers[layer as usize - 1].nodes[number].members,
        }
    }
}

/// What two jobs make, at the same time or one after the other.
fn both<A, B: Send>(at_once: bool, a: impl FnOnce() -> A, b: impl FnOnce() -> B + Send) -> (A, B) {
    if !at_once {
        return (a(), b());
    }
    std::thread::scope(|scope| {
        let b = scope.spawn(b);
        (a(), b.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// The row (of the highest zoom) with about as many items above it as below, where every zoom from the one at which
/// the bands become one has a row begin.
fn middle(items: &[Vec<Item>]) -> u32 {
    let mut sample: Vec<u32> = items.iter().flat_map(|list| list.iter().step_by(64)).map(|item| item.y).collect();
    sample.sort_unstable();
    let middle = sample.get(sample.len() / 2).map_or(0, |y| y / ROW);
    let height = TOP - LAST_IN_TWO + 1;
    middle >> height << height
}

/// Adds two rows to `out` as one. Without a branch that nobody can predict.
fn interleave(a: &[Item], b: &[Item], out: &mut Vec<Item>) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        let second = b[j].x < a[i].x;
        out.push(if second { b[j] } else { a[i] });
        i += usize::from(!second);
        j += usize::from(second);
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
}
