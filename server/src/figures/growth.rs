//! Growth: how many of what is on the map now were on it at the end of each month or school year.

use std::collections::BTreeMap;

use wording::dates::MONTHS;

use super::{cell::Cell, suppress::FEW};

/// Up to this many months each month has a column; beyond it each school year has one.
const MOST_MONTHS: i32 = 24;

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Period {
    /// A month, counted from January of the year 0.
    Month(i32),
    /// A school year, by the year in which it begins: 1 August.
    SchoolYear(i32),
}

impl Period {
    fn of(month: i32, long: bool) -> Self {
        if long { Self::SchoolYear((month - 7).div_euclid(12)) } else { Self::Month(month) }
    }

    fn next(self) -> Self {
        match self {
            Self::Month(month) => Self::Month(month + 1),
            Self::SchoolYear(year) => Self::SchoolYear(year + 1),
        }
    }

    /// `2026-11` or `2026-2027`.
    pub(crate) fn code(self) -> String {
        match self {
            Self::Month(month) => format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1),
            Self::SchoolYear(year) => format!("{year}-{}", year + 1),
        }
    }

    /// "nov" or "26-27".
    pub(crate) fn short(self) -> String {
        match self {
            Self::Month(month) if month.rem_euclid(12) == 2 => "mrt".to_owned(),
            Self::Month(_) => self.label().chars().take(3).collect(),
            Self::SchoolYear(year) => format!("{:02}-{:02}", year.rem_euclid(100), (year + 1).rem_euclid(100)),
        }
    }

    /// The calendar year of a month; a school year is its own.
    pub(crate) fn year(self) -> String {
        match self {
            Self::Month(month) => month.div_euclid(12).to_string(),
            Self::SchoolYear(_) => String::new(),
        }
    }

    /// Whether a year begins with it: 1 January for months, 1 August for school years.
    pub(crate) fn begins(self) -> bool {
        match self {
            Self::Month(month) => month.rem_euclid(12) == 0,
            Self::SchoolYear(_) => true,
        }
    }

    /// "november 2026" or "2026-2027".
    pub(crate) fn label(self) -> String {
        match self {
            Self::Month(month) => {
                let name = usize::try_from(month.rem_euclid(12)).map_or("", |at| MONTHS[at]);
                format!("{name} {}", month.div_euclid(12))
            }
            Self::SchoolYear(_) => self.code(),
        }
    }
}

/// The total at the end of each period until now. Periods that brought initiatives of one or two schools only are taken
/// together with what follows, or the last with what came before: their totals are hidden. Whatever has no month
/// counts from the start.
pub(super) fn of(months: &[(Option<i32>, u64)], this_month: i32) -> Vec<(Period, Option<u32>)> {
    let first = months.iter().filter_map(|(month, _)| *month).min().unwrap_or(this_month).min(this_month);
    let long = this_month - first >= MOST_MONTHS;
    let mut per_period: BTreeMap<Period, Cell> = BTreeMap::new();
    for (month, school) in months {
        // A clock that was ahead does not make a future.
        let month = month.unwrap_or(first).min(this_month);
        per_period.entry(Period::of(month, long)).or_default().add(*school);
    }
    let last = Period::of(this_month, long);
    let mut points: Vec<(Period, Option<u32>, Cell)> = Vec::new();
    let (mut period, mut waiting, mut total) = (Period::of(first, long), Cell::default(), 0);
    loop {
        if let Some(new) = per_period.get(&period) {
            waiting.join(new);
            total += new.count();
        }
        let enough = waiting.count() == 0 || waiting.schools() >= FEW;
        points.push((
            period,
            enough.then_some(total),
            if enough { std::mem::take(&mut waiting) } else { Cell::default() },
        ));
        if period >= last {
            break;
        }
        period = period.next();
    }
    // The last total is known: what waits joins what was shown before it.
    let end = points.len() - 1;
    if waiting.count() > 0 {
        for (_, shown, step) in points[..end].iter_mut().rev() {
            if waiting.schools() >= FEW {
                break;
            }
            if shown.take().is_some() {
                waiting.join(step);
            }
        }
        points[end].1 = Some(total);
    }
    points.into_iter().map(|(period, total, _)| (period, total)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashSet;

    use proptest::{collection::vec, option, prelude::*};

    use super::*;

    const NOW: i32 = 2026 * 12 + 10;

    proptest! {
        #[test]
        fn growth_steps_have_enough_schools(known in vec((option::of(0_i32..40), 0_u64..9), 7..40)) {
            let months: Vec<_> = known.iter().map(|(ago, school)| (ago.map(|ago| NOW - ago), *school)).collect();
            let schools: HashSet<u64> = months.iter().map(|(_, school)| *school).collect();
            prop_assume!(schools.len() >= FEW);
            let points = of(&months, NOW);
            prop_assert_eq!(points.last().unwrap().1, Some(u32::try_from(months.len()).unwrap()));
            let first = months.iter().filter_map(|(month, _)| *month).min().unwrap_or(NOW);
            let long = matches!(points[0].0, Period::SchoolYear(_));
            let (mut from, mut before) = (None, 0);
            for (period, total) in &points {
                let Some(total) = total else { continue };
                let new: Vec<u64> = months
                    .iter()
                    .filter(|(month, _)| {
                        let own = Period::of(month.unwrap_or(first), long);
                        own <= *period && from.is_none_or(|from| own > from)
                    })
                    .map(|(_, school)| *school)
                    .collect();
                prop_assert_eq!(usize::try_from(total - before).unwrap(), new.len());
                let schools: HashSet<u64> = new.iter().copied().collect();
                prop_assert!(new.is_empty() || schools.len() >= FEW);
                (from, before) = (Some(*period), *total);
            }
        }
    }

    #[test]
    fn growth_counts_by_month_and_later_by_school_year() {
        let all = |first: i32| (0..9).map(|school| (Some(first), school)).collect::<Vec<_>>();
        assert_eq!(of(&all(NOW), NOW), [(Period::Month(NOW), Some(9))]);
        assert_eq!(of(&all(NOW - 2), NOW).len(), 3);
        let years: Vec<String> = of(&all(NOW - 24), NOW).iter().map(|(period, _)| period.code()).collect();
        assert_eq!(years, ["2024-2025", "2025-2026", "2026-2027"]);
        assert_eq!(Period::of(2026 * 12 + 6, true).code(), "2025-2026", "July ends a school year");
        assert_eq!(Period::of(2026 * 12 + 7, true).code(), "2026-2027", "August begins one");
        assert_eq!(
            (Period::Month(NOW).code().as_str(), Period::Month(NOW).label().as_str()),
            ("2026-11", "november 2026")
        );
        let tick = |period: Period| (period.short(), period.year(), period.begins());
        assert_eq!(tick(Period::Month(2026 * 12 + 2)), ("mrt".to_owned(), "2026".to_owned(), false));
        assert_eq!(tick(Period::Month(2027 * 12)), ("jan".to_owned(), "2027".to_owned(), true));
        assert_eq!(tick(Period::SchoolYear(2026)), ("26-27".to_owned(), String::new(), true));
    }
}
