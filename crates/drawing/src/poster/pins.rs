//! Positions of numbered pins: at their location, or beside it where it is crowded, with a line to it.
//!
//! Pins of one location form a group in rows, with one line. Each group takes the nearest spot where nothing misleads:
//! no line under the pin of another group, no lines that cross, no location covered. A later group may spoil an earlier
//! choice, so all groups choose again until none moves. There is no randomness: the same pins always get the same
//! positions.

use std::cmp::Reverse;

use super::lines::{Point, cross, far, holds, passes, under};
use crate::canvas::Rect;

/// The share of their size to which pins may shrink, to keep lines clear of them.
const SMALLEST: f64 = 0.62;
/// The maximum number of rounds in which all groups choose again.
const ROUNDS: usize = 4;
/// The number of groups that choose again together.
const AROUND: usize = 6;
/// The number of those that get a turn to choose first.
const TURNS: usize = 3;
/// With more locations than this, each group chooses alone and pins keep their size, since there is no room anyway.
const CALM: usize = 100;
/// Locations closer than this, in points, count as one.
const SAME: f64 = 1.0;
/// The maximum number of pins in one block.
const TOGETHER: usize = 25;
/// The penalty for misleading positions, as a distance. This and the next constants are in units of `reach`.
const WRONG: f64 = 30.0;
/// The maximum length of a line.
const FAR: f64 = 45.0;
/// The penalty for covering the location of another pin.
const CROWDS: f64 = 3.0;
/// The penalty for a line past the dot of another group, as if it came from there.
const PASSES: f64 = 4.0;
/// The radius of the dot at a location.
const DOT: f64 = 0.3;
/// A small margin, so that the result still holds after rounding.
const HAIR: f64 = 0.02;

/// The positions of all pins.
pub(crate) struct Spread {
    /// The middle of each pin, in the order of the input.
    pub(crate) spots: Vec<Point>,
    /// The same, in groups.
    pub(crate) groups: Vec<Group>,
    /// Half the side of the box of a pin: less than requested when the area is too full.
    pub(crate) reach: f64,
}

/// The pins of one location.
pub(crate) struct Group {
    /// The numbers of the pins.
    pub(crate) members: Vec<usize>,
    /// Their location.
    pub(crate) place: Point,
    /// Their box.
    pub(crate) area: Rect,
    /// The end of their line; `None` for a pin at its location.
    pub(crate) line: Option<Point>,
}

/// Computes positions for pins with these locations. `reach` is half the side of the box of a pin. No two boxes
/// overlap, all are within `area` and none is on a `blocked` box.
pub(crate) fn spread(places: &[Point], reach: f64, area: Rect, blocked: &[Rect]) -> Spread {
    let mut together: Vec<(Point, Vec<usize>)> = Vec::new();
    for (pin, &place) in places.iter().enumerate() {
        let room = |(other, pins): &&mut (Point, Vec<usize>)| far(*other, place) < SAME && pins.len() < TOGETHER;
        match together.iter_mut().find(room) {
            Some((_, pins)) => pins.push(pin),
            None => together.push((place, vec![pin])),
        }
    }
    // Blocks need the most room.
    together.sort_by_key(|(_, pins)| Reverse(pins.len()));
    let (mut used, mut best) = (reach, None::<(f64, Spread)>);
    loop {
        let layout = Layout::new(&together, used, area, blocked);
        if let Some(blocks) = layout.settled() {
            let wrong = layout.spoilt(&blocks);
            if best.as_ref().is_none_or(|(least, _)| wrong < *least) {
                best = Some((wrong, layout.spread(&blocks, places.len())));
            }
        }
        used *= 0.85;
        // If lines can't avoid pins, try smaller pins.
        match best.take() {
            Some((wrong, spread)) if wrong == 0.0 || used < reach * SMALLEST || together.len() > CALM => return spread,
            other => best = other,
        }
    }
}

/// A group at a position.
#[derive(Clone, Copy, PartialEq)]
struct Block {
    area: Rect,
    columns: usize,
    /// The line from the location to the nearest pin; without length for a pin at its location.
    line: (Point, Point),
    /// The box around the pins and the line.
    span: Rect,
}

/// A layout problem: the groups and the room they have.
struct Layout<'a> {
    together: &'a [(Point, Vec<usize>)],
    reach: f64,
    area: Rect,
    blocked: &'a [Rect],
    /// The possible positions of each group and their cost, regardless of the others: the best first.
    choices: Vec<Vec<(f64, Block)>>,
}

impl<'a> Layout<'a> {
    fn new(together: &'a [(Point, Vec<usize>)], reach: f64, area: Rect, blocked: &'a [Rect]) -> Self {
        let mut layout = Self { together, reach, area, blocked, choices: Vec::new() };
        layout.choices = (0..together.len()).map(|group| layout.choices(group)).collect();
        layout
    }

    /// The possible positions of a group, from its location outwards.
    fn choices(&self, group: usize) -> Vec<(f64, Block)> {
        let (place, pins) = &self.together[group];
        let keep = |v: f64, low: f64, high: f64| if low < high { v.clamp(low, high) } else { f64::midpoint(low, high) };
        let room = self.area.inset(self.reach);
        let from = (keep(place.0, room.x, room.right()), keep(place.1, room.y, room.bottom()));
        let (mut choices, mut ring) = (Vec::new(), 0.0);
        while ring <= FAR * self.reach {
            let steps = if ring == 0.0 { 1 } else { 24 };
            for turn in 0..steps {
                let angle = f64::from(turn) / f64::from(steps) * std::f64::consts::TAU;
                for columns in shapes(pins.len()) {
                    let block = self.block(group, columns, from, (ring * angle.sin(), -ring * angle.cos()));
                    if self.allowed(group, &block) {
                        choices.push((self.alone(group, &block), block));
                    }
                }
            }
            ring += (self.reach * 0.5).max(ring * 0.08);
        }
        choices.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        choices
    }

    /// The position of each group; `None` when one finds no room.
    fn settled(&self) -> Option<Vec<Block>> {
        let mut blocks: Vec<Option<Block>> = vec![None; self.together.len()];
        for group in 0..blocks.len() {
            blocks[group] = Some(self.best(group, &blocks)?.0);
        }
        for _ in 0..ROUNDS {
            let mut better = false;
            for group in 0..blocks.len() {
                better |= self.again(group, &mut blocks);
            }
            if !better {
                break;
            }
        }
        blocks.into_iter().collect()
    }

    /// Lets a group choose again: alone when it has no conflict, else together with the groups in its way and those
    /// around it. Returns whether the total cost became lower.
    fn again(&self, group: usize, blocks: &mut Vec<Option<Block>>) -> bool {
        let Some(block) = blocks[group] else { return false };
        if block.line.0 == block.line.1 {
            return false;
        }
        let place = self.together[group].0;
        let mut around: Vec<usize> = (0..blocks.len()).collect();
        let mut company = 1;
        if blocks.len() <= CALM && self.spoils(group, &block, blocks, f64::INFINITY) > 0.0 {
            let apart = |&other: &usize| {
                let spoils = other == group || blocks[other].is_some_and(|other| spoil(&block, &other) > 0.0);
                if spoils { 0.0 } else { far(self.together[other].0, place) }
            };
            around.sort_by(|a, b| apart(a).total_cmp(&apart(b)));
            company = AROUND.min(around.len());
        } else {
            around.swap(0, group);
        }
        around.truncate(company);
        for turn in 0..company.min(TURNS) {
            let mut trial = blocks.clone();
            let mut gain = 0.0;
            for &one in &around {
                gain += trial[one]
                    .map_or(0.0, |block| self.alone(one, &block) + self.spoils(one, &block, &trial, f64::INFINITY));
                trial[one] = None;
            }
            // Each of them gets to choose first once.
            around.rotate_left(usize::from(turn > 0));
            let all = around.iter().all(|&one| {
                let best = self.best(one, &trial);
                gain -= best.map_or(0.0, |(_, cost)| cost);
                trial[one] = best.map(|(block, _)| block);
                best.is_some()
            });
            if all && gain > 1e-3 {
                *blocks = trial;
                return true;
            }
        }
        false
    }

    /// The best position of a group while the others stay, and its cost.
    fn best(&self, group: usize, blocks: &[Option<Block>]) -> Option<(Block, f64)> {
        let (mut best, mut least) = (None, f64::INFINITY);
        for (alone, block) in self.choices[group].iter() {
            if *alone >= least {
                break;
            }
            let mut others = blocks.iter().enumerate().filter(|&(other, _)| other != group);
            if others.all(|(_, other)| other.is_none_or(|other| !other.area.meets(block.area))) {
                let cost = alone + self.spoils(group, block, blocks, least - alone);
                if cost < least {
                    (best, least) = (Some(*block), cost);
                }
            }
        }
        best.map(|block| (block, least))
    }

    /// The conflicts of a block with the others; counting stops at `most`.
    fn spoils(&self, group: usize, block: &Block, blocks: &[Option<Block>], most: f64) -> f64 {
        let mut wrong = 0.0;
        for (other, standing) in blocks.iter().enumerate() {
            if wrong >= most {
                break;
            }
            if other != group
                && let Some(standing) = standing
            {
                wrong += spoil(block, standing) * self.reach;
            }
        }
        wrong
    }

    /// All conflicts between blocks.
    fn spoilt(&self, blocks: &[Block]) -> f64 {
        let pairs =
            blocks.iter().enumerate().flat_map(|(i, one)| blocks[i + 1..].iter().map(move |other| (one, other)));
        pairs.map(|(one, other)| spoil(one, other)).sum()
    }

    /// The block whose nearest pin is at this distance from the location.
    #[allow(clippy::cast_precision_loss, reason = "a few pins")]
    fn block(&self, group: usize, columns: usize, (x, y): Point, (dx, dy): Point) -> Block {
        let (place, pins) = &self.together[group];
        let pitch = self.pitch();
        let (w, h) = (columns as f64 * pitch, pins.len().div_ceil(columns) as f64 * pitch);
        // A block as narrow as a pin is centred on the point; a wider one begins there.
        let middle =
            |v: f64, d: f64, side: f64| v + d + d.signum() * (side - pitch) / 2.0 * (d.abs() / dx.hypot(dy).max(1e-9));
        let area = Rect { x: middle(x, dx, w) - w / 2.0, y: middle(y, dy, h) - h / 2.0, w, h };
        let pins = area.inset(pitch / 2.0);
        let near = |v: f64, low: f64, high: f64| v.max(low).min(high.max(low));
        let end = (near(place.0, pins.x, pins.right()), near(place.1, pins.y, pins.bottom()));
        let (left, top) = (area.x.min(place.0), area.y.min(place.1));
        let span = Rect { x: left, y: top, w: area.right().max(place.0) - left, h: area.bottom().max(place.1) - top };
        Block { area, columns, line: (*place, end), span }
    }

    fn pitch(&self) -> f64 {
        2.0 * self.reach + HAIR
    }

    /// Whether a block fits: within the map, not on a blocked box, and either at its own location or clear of it.
    fn allowed(&self, group: usize, block: &Block) -> bool {
        let (place, pins) = &self.together[group];
        let on_it = pins.len() == 1 && far(*place, block.area.middle()) < 1e-6;
        (on_it || !self.covers(block, *place))
            && self.area.holds(block.area)
            && self.blocked.iter().all(|rect| !rect.meets(block.area))
    }

    /// Whether it covers the dot of a location, in part or whole.
    fn covers(&self, block: &Block, place: Point) -> bool {
        holds(block.area.inset(-DOT * self.reach), place)
    }

    /// The cost of a position regardless of the other groups: its distance from the location plus penalties, as a
    /// length.
    fn alone(&self, group: usize, block: &Block) -> f64 {
        let (place, pins) = &self.together[group];
        #[allow(clippy::cast_precision_loss, reason = "a few pins")]
        let mut wrong = (block.columns * pins.len().div_ceil(block.columns) - pins.len()) as f64 * 0.2;
        let on_it = block.line.0 == block.line.1;
        for rect in self.blocked {
            wrong += times(WRONG, !holds(rect.inset(-2.0), *place) && under(block.line, *rect));
        }
        let near = block.span.inset(-self.reach);
        for (there, _) in self.together.iter().filter(|(there, _)| holds(near, *there)) {
            let apart = far(*there, *place);
            if apart >= SAME {
                wrong += times(WRONG, self.covers(block, *there));
                wrong += times(CROWDS, !on_it && holds(block.area.inset(-self.reach), *there));
                // Lines of neighbouring locations begin together.
                wrong += times(PASSES, apart > self.reach && passes(block.line, *there, DOT * self.reach));
            }
        }
        far(block.line.0, block.line.1) + wrong * self.reach
    }

    /// The position of each pin: in a block, row by row.
    #[allow(clippy::cast_precision_loss, reason = "a few pins")]
    fn spread(&self, blocks: &[Block], count: usize) -> Spread {
        let pitch = self.pitch();
        let mut spots = vec![(0.0, 0.0); count];
        let mut groups = Vec::new();
        for ((place, members), block) in self.together.iter().zip(blocks) {
            for (i, &pin) in members.iter().enumerate() {
                let (column, row) = (i % block.columns, i / block.columns);
                spots[pin] = (block.area.x + pitch * (column as f64 + 0.5), block.area.y + pitch * (row as f64 + 0.5));
            }
            let line = Some(block.line.1).filter(|&end| far(*place, end) > 1e-6);
            groups.push(Group { members: members.clone(), place: *place, area: block.area, line });
        }
        Spread { spots, groups, reach: self.reach }
    }
}

fn times(cost: f64, wrong: bool) -> f64 {
    if wrong { cost } else { 0.0 }
}

/// The conflicts between two blocks: a line under the other block, or lines that cross.
fn spoil(one: &Block, other: &Block) -> f64 {
    if !one.span.meets(other.span) {
        return 0.0;
    }
    times(WRONG, under(one.line, other.area))
        + times(WRONG, under(other.line, one.area))
        + times(WRONG, far(one.line.0, other.line.0) >= SAME && cross(one.line, other.line))
}

/// The possible numbers of columns for a number of pins: wide, square or tall.
fn shapes(count: usize) -> impl Iterator<Item = usize> {
    let square = (1..).find(|side| side * side >= count).unwrap_or(1);
    let mut shapes = vec![square, square.div_ceil(2), (square * 2).min(count)];
    shapes.dedup();
    shapes.into_iter()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AREA: Rect = Rect { x: 20.0, y: 30.0, w: 260.0, h: 420.0 };
    const SCALE_BAR: Rect = Rect { x: 20.0, y: 430.0, w: 80.0, h: 20.0 };

    fn check(places: &[(f64, f64)], reach: f64) -> Vec<(f64, f64)> {
        let Spread { spots, reach: used, .. } = spread(places, reach, AREA, &[SCALE_BAR]);
        assert_eq!(spots.len(), places.len());
        assert!(used <= reach && used > 2.0, "{used}");
        for (i, &(x, y)) in spots.iter().enumerate() {
            let own = Rect { x: x - used, y: y - used, w: 2.0 * used, h: 2.0 * used };
            assert!(AREA.holds(own) && !SCALE_BAR.meets(own), "{x} {y}");
            for &(ox, oy) in &spots[i + 1..] {
                assert!((x - ox).abs().max((y - oy).abs()) >= 2.0 * used, "{x} {y} meets {ox} {oy}");
            }
        }
        assert_eq!(spread(places, reach, AREA, &[SCALE_BAR]).spots, spots, "the same pins stand the same");
        spots
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn poster_pins_do_not_overlap(places in prop::collection::vec((-50.0..400.0_f64, -50.0..500.0_f64), 0..60), reach in 4.0..12.0_f64) {
            check(&places, reach);
        }
    }

    #[test]
    fn with_room_a_pin_is_at_its_location() {
        let places = [(60.0, 60.0), (120.0, 60.0), (60.0, 160.0)];
        for (spot, place) in check(&places, 10.0).iter().zip(places) {
            assert!((spot.0 - place.0).hypot(spot.1 - place.1) < 0.1, "{spot:?} {place:?}");
        }
    }

    #[test]
    fn one_location_can_hold_all_pins_of_a_poster() {
        check(&[(100.0, 100.0); super::super::content::MOST], 6.7);
    }

    #[test]
    fn poster_pin_lines_do_not_cross() {
        let places = [(100.0, 100.0), (104.0, 100.0), (108.0, 100.0), (100.0, 104.0), (104.0, 104.0), (108.0, 104.0)];
        let spots = check(&places, 10.0);
        for i in 0..places.len() {
            for j in i + 1..places.len() {
                assert!(!cross((places[i], spots[i]), (places[j], spots[j])), "{i} and {j}");
            }
        }
    }
}
