//! What may be shown of counts: the one place of the rule.
//!
//! 1. A number that counts initiatives of one or two schools is hidden. Nothing is no school, so 0 is shown.
//! 2. In a line with a total, what is hidden can't be worked out from the rest: the smallest other numbers are hidden
//!    too, until each hidden number could be at least two different ones. When that does not help, the total is hidden.
//! 3. Fewer than [`ENOUGH`] initiatives, or fewer than [`FEW`] schools, are not divided into figures at all.
//!
//! Every single initiative stands on the map for everyone: this hides no secret. It keeps figures about regions from
//! becoming a list of what a school does or does not do. The rule holds for all that one question shows, page and
//! downloads together; who asks many questions, or counts on the map, can know more.

use super::cell::Cell;

/// From so many schools on, a number is shown.
pub(crate) const FEW: usize = 3;

/// From so many initiatives on, they are divided. With the six sectors as the longest line, a total of seven always
/// leaves room in what is hidden.
pub(crate) const ENOUGH: u32 = 7;

/// A line of numbers as it may be shown; `None` is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// In the order of the cells.
    pub(crate) parts: Vec<Option<u32>>,
    /// The number of them all.
    pub(crate) total: Option<u32>,
}

/// The number, unless it is of one or two schools.
pub(crate) fn alone(cell: &Cell) -> Option<u32> {
    (cell.count() == 0 || cell.schools() >= FEW).then_some(cell.count())
}

/// The parts of a total. `most` is what everyone can see that a part can't exceed, in the order of the parts.
pub(crate) fn line(cells: &[Cell], total: &Cell, most: &[Option<u32>]) -> Line {
    let mut parts: Vec<Option<u32>> = cells.iter().map(alone).collect();
    let Some(sum) = alone(total) else { return Line { parts, total: None } };
    let cap = |index: usize| most.get(index).copied().flatten().unwrap_or(sum).min(sum);
    loop {
        let hidden: Vec<usize> = (0..parts.len()).filter(|&index| parts[index].is_none()).collect();
        let rest: u32 = hidden.iter().map(|&index| cells[index].count()).sum();
        if has_room(rest, &hidden.iter().map(|&index| cap(index)).collect::<Vec<_>>()) {
            return Line { parts, total: Some(sum) };
        }
        let shown = (0..parts.len()).filter_map(|index| Some((parts[index].filter(|&count| count > 0)?, index)));
        match shown.min() {
            Some((_, smallest)) => parts[smallest] = None,
            None => return Line { parts, total: None },
        }
    }
}

/// Whether numbers of 1 or more that add up to `rest`, none above its cap, could each be at least two different ones.
fn has_room(rest: u32, caps: &[u32]) -> bool {
    let (ones, all) = (u32::try_from(caps.len()).unwrap_or(u32::MAX), caps.iter().sum::<u32>());
    caps.iter().all(|&cap| {
        let highest = cap.min(rest.saturating_sub(ones - 1));
        let lowest = rest.saturating_sub(all - cap).max(1);
        highest > lowest
    })
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn cell(count: u32, schools: u32) -> Cell {
        let mut cell = Cell::default();
        (0..count).for_each(|n| cell.add(u64::from(n % schools.max(1))));
        cell
    }

    /// All of them together, each in schools of its own.
    fn together(parts: &[(u32, u32)]) -> Cell {
        let mut total = Cell::default();
        for (part, &(count, schools)) in parts.iter().enumerate() {
            (0..count).for_each(|n| total.add(part as u64 * 1000 + u64::from(n % schools.max(1))));
        }
        total
    }

    /// Every way to fill in what is hidden, given the rest.
    fn worlds(line: &Line, caps: &[u32]) -> Vec<Vec<u32>> {
        let mut worlds = vec![Vec::new()];
        for (index, part) in line.parts.iter().enumerate() {
            let values: Vec<u32> = part.map_or_else(|| (1..=caps[index]).collect(), |shown| vec![shown]);
            worlds = worlds
                .into_iter()
                .flat_map(|world| values.iter().map(move |&value| [&world[..], &[value]].concat()))
                .collect();
        }
        worlds.retain(|world| line.total.is_none_or(|total| world.iter().sum::<u32>() == total));
        worlds
    }

    proptest! {
        #[test]
        fn hidden_figures_can_not_be_worked_out(parts in vec((0_u32..6, 1_u32..5), 2..5), slack in vec(0_u32..4, 4)) {
            let cells: Vec<Cell> = parts.iter().map(|&(count, schools)| cell(count, schools)).collect();
            let total = together(&parts);
            // What contains a part and is shown itself, is of more schools than a part that is not; or it is hidden too.
            let least = |cell: &Cell| cell.count() + u32::from(cell.schools() < FEW);
            let most: Vec<Option<u32>> =
                cells.iter().zip(&slack).map(|(cell, &more)| (more < 3).then_some(least(cell) + more)).collect();
            let line = line(&cells, &total, &most);
            let caps: Vec<u32> = most.iter().map(|most| most.unwrap_or(24).min(total.count().max(24))).collect();
            let worlds = worlds(&line, &caps);
            for (index, part) in line.parts.iter().enumerate() {
                let (count, few) = (cells[index].count(), cells[index].schools() < FEW);
                match part {
                    Some(shown) => prop_assert!(*shown == count && (count == 0 || !few)),
                    None => {
                        let mut values: Vec<u32> = worlds.iter().map(|world| world[index]).collect();
                        values.sort_unstable();
                        values.dedup();
                        prop_assert!(values.len() > 1 && values.contains(&count), "{line:?} {worlds:?}");
                    }
                }
            }
            prop_assert!(line.total.is_none_or(|shown| shown == total.count()));
        }

        #[test]
        fn figures_of_enough_schools_can_be_divided(parts in vec((0_u32..9, 1_u32..5), 3..=6)) {
            let total = together(&parts);
            prop_assume!(total.count() >= ENOUGH && total.schools() >= FEW);
            let cells: Vec<Cell> = parts.iter().map(|&(count, schools)| cell(count, schools)).collect();
            prop_assert_eq!(line(&cells, &total, &[]).total, Some(total.count()));
        }
    }

    #[test]
    fn hidden_figure_takes_the_smallest_other_with_it() {
        let parts = [(2, 2), (5, 5), (4, 4), (0, 1)];
        let cells = parts.map(|(count, schools)| cell(count, schools));
        let line = line(&cells, &together(&parts), &[]);
        assert_eq!(line, Line { parts: vec![None, Some(5), None, Some(0)], total: Some(11) });
    }
}
