//! Where numbered pins stand: on their place, or beside it where it is crowded, with a line to it.
//!
//! First they push each other apart, with a spring to their place; then each takes the nearest free spot, so that none
//! overlap whatever the first step left; last, two whose lines cross change places. No chance in it: the same pins
//! always stand the same.

use crate::drawing::Rect;

/// How often pins push each other.
const ROUNDS: usize = 120;

/// Where the pins with these places stand: the middle of each, in the same order. `reach` is half the side of the box that a pin takes;
/// no two of these boxes meet, all lie within `area` and none on what is `blocked`. Also gives the reach that was used: less than asked
/// when the area is too full.
pub(crate) fn spread(places: &[(f64, f64)], reach: f64, area: Rect, blocked: &[Rect]) -> (Vec<(f64, f64)>, f64) {
    let mut reach = reach;
    loop {
        let pushed = pushed(places, reach, area);
        if let Some(mut spots) = settled(places, &pushed, reach, area, blocked) {
            uncross(places, &mut spots);
            return (spots, reach);
        }
        reach *= 0.9;
    }
}

fn within((x, y): (f64, f64), reach: f64, area: Rect) -> (f64, f64) {
    let keep = |v: f64, low: f64, high: f64| if low < high { v.clamp(low, high) } else { f64::midpoint(low, high) };
    (keep(x, area.x + reach, area.right() - reach), keep(y, area.y + reach, area.bottom() - reach))
}

fn pushed(places: &[(f64, f64)], reach: f64, area: Rect) -> Vec<(f64, f64)> {
    // Those at one address start a hair apart, each in a direction of its own: the golden angle.
    let mut turn = 0.0_f64;
    let mut spots: Vec<(f64, f64)> = places
        .iter()
        .map(|&(x, y)| {
            turn += 2.399_963;
            within((x + 0.05 * turn.cos(), y + 0.05 * turn.sin()), reach, area)
        })
        .collect();
    let apart = reach * 2.0;
    for _ in 0..ROUNDS {
        let mut moves = vec![(0.0, 0.0); spots.len()];
        let mut quiet = true;
        for i in 0..spots.len() {
            for j in i + 1..spots.len() {
                let (dx, dy) = (spots[j].0 - spots[i].0, spots[j].1 - spots[i].1);
                let gap = apart - dx.abs().max(dy.abs());
                if gap <= 0.0 {
                    continue;
                }
                quiet = false;
                let far = dx.hypot(dy).max(1e-6);
                let (px, py) = (dx / far * gap * 0.3, dy / far * gap * 0.3);
                moves[i].0 -= px;
                moves[i].1 -= py;
                moves[j].0 += px;
                moves[j].1 += py;
            }
        }
        if quiet {
            break;
        }
        for ((spot, (px, py)), place) in spots.iter_mut().zip(moves).zip(places) {
            let (x, y) = (spot.0 + px, spot.1 + py);
            *spot = within((x + (place.0 - x) * 0.02, y + (place.1 - y) * 0.02), reach, area);
        }
    }
    spots
}

/// Each on the nearest free spot to where it was pushed; `None` when one finds none.
fn settled(
    places: &[(f64, f64)],
    pushed: &[(f64, f64)],
    reach: f64,
    area: Rect,
    blocked: &[Rect],
) -> Option<Vec<(f64, f64)>> {
    let apart = reach * 2.0;
    let mut taken: Vec<(f64, f64)> = Vec::with_capacity(places.len());
    for (i, &wanted) in pushed.iter().enumerate() {
        let free = |(x, y): (f64, f64)| {
            let own = Rect { x: x - reach, y: y - reach, w: apart, h: apart };
            // A hair of room: what is worked out must hold after rounding too.
            area.holds(own)
                && blocked.iter().all(|rect| !rect.meets(own))
                && taken.iter().all(|&(tx, ty)| (tx - x).abs().max((ty - y).abs()) >= apart + 0.02)
        };
        // Better not on somebody else's place, unless it is far to go.
        let covers = |(x, y): (f64, f64)| {
            let other = |(j, place): (usize, &(f64, f64))| {
                j != i && *place != places[i] && (place.0 - x).abs() < reach && (place.1 - y).abs() < reach
            };
            places.iter().enumerate().filter(|&it| other(it)).count()
        };
        #[allow(clippy::cast_precision_loss, reason = "a few hundred pins")]
        let cost =
            |spot: (f64, f64)| (spot.0 - wanted.0).hypot(spot.1 - wanted.1) + reach * 0.5 * covers(spot).min(4) as f64;
        let mut best: Option<((f64, f64), f64)> = None;
        let step = reach * 0.5;
        let mut ring = 0.0;
        let widest = area.w.max(area.h);
        while ring <= widest {
            // What lies further can't be better.
            if best.is_some_and(|(_, cost)| cost <= ring) {
                break;
            }
            let steps = if ring == 0.0 { 1 } else { 24 };
            for turn in 0..steps {
                let angle = f64::from(turn) / 24.0 * std::f64::consts::TAU;
                let spot = (wanted.0 + ring * angle.sin(), wanted.1 - ring * angle.cos());
                if free(spot) {
                    let cost = cost(spot);
                    if best.is_none_or(|(_, least)| cost < least) {
                        best = Some((spot, cost));
                    }
                }
            }
            ring += step;
        }
        taken.push(best?.0);
    }
    Some(taken)
}

/// Two pins change places when that makes their lines shorter together: so lines don't cross.
fn uncross(places: &[(f64, f64)], spots: &mut [(f64, f64)]) {
    let far = |(x, y): (f64, f64), (px, py): (f64, f64)| (x - px).hypot(y - py);
    for _ in 0..12 {
        let mut changed = false;
        for i in 0..spots.len() {
            for j in i + 1..spots.len() {
                let now = far(spots[i], places[i]) + far(spots[j], places[j]);
                let then = far(spots[j], places[i]) + far(spots[i], places[j]);
                if then + 1e-6 < now {
                    spots.swap(i, j);
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AREA: Rect = Rect { x: 20.0, y: 30.0, w: 260.0, h: 420.0 };
    const SCALE_BAR: Rect = Rect { x: 20.0, y: 430.0, w: 80.0, h: 20.0 };

    fn check(places: &[(f64, f64)], reach: f64) -> Vec<(f64, f64)> {
        let (spots, used) = spread(places, reach, AREA, &[SCALE_BAR]);
        assert_eq!(spots.len(), places.len());
        assert!(used <= reach && used > 2.0, "{used}");
        for (i, &(x, y)) in spots.iter().enumerate() {
            let own = Rect { x: x - used, y: y - used, w: 2.0 * used, h: 2.0 * used };
            assert!(AREA.holds(own) && !SCALE_BAR.meets(own), "{x} {y}");
            for &(ox, oy) in &spots[i + 1..] {
                assert!((x - ox).abs().max((y - oy).abs()) >= 2.0 * used, "{x} {y} meets {ox} {oy}");
            }
        }
        assert_eq!(spread(places, reach, AREA, &[SCALE_BAR]).0, spots, "the same pins stand the same");
        spots
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn no_two_pins_overlap(places in prop::collection::vec((-50.0..400.0_f64, -50.0..500.0_f64), 0..60), reach in 4.0..12.0_f64) {
            check(&places, reach);
        }
    }

    #[test]
    fn with_room_a_pin_stands_on_its_place() {
        let places = [(60.0, 60.0), (120.0, 60.0), (60.0, 160.0)];
        for (spot, place) in check(&places, 10.0).iter().zip(places) {
            assert!((spot.0 - place.0).hypot(spot.1 - place.1) < 0.1, "{spot:?} {place:?}");
        }
    }

    #[test]
    fn one_address_holds_as_many_as_a_poster() {
        check(&[(100.0, 100.0); super::super::content::MOST], 6.7);
    }

    #[test]
    fn lines_do_not_cross() {
        let places = [(100.0, 100.0), (104.0, 100.0), (108.0, 100.0), (100.0, 104.0), (104.0, 104.0), (108.0, 104.0)];
        let spots = check(&places, 10.0);
        let side = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
        for i in 0..places.len() {
            for j in i + 1..places.len() {
                let (a, b, c, d) = (places[i], spots[i], places[j], spots[j]);
                let cross = side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0;
                assert!(!cross, "{i} and {j}");
            }
        }
    }
}
