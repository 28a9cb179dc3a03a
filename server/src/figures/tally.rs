//! Counting what a query finds, once, and making figures of it that may be shown.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use atlas::Atlas;
use domain::{Initiative, Programme, Query, Region, Sector, Stage, Term};
use territory::fold;

use super::{
    cell::Cell,
    growth::{self, Period},
    suppress::{ENOUGH, FEW, alone, line},
};

/// What can be said of what a query finds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// Nothing was found.
    Nothing,
    /// Too little to divide; the number, when it may be shown.
    TooFew(Option<u32>),
    /// Figures.
    Figures(Box<Figures>),
}

/// Figures as they may be shown: `None` is hidden, see [`super::suppress`]. Of a facet that the query asks, only the
/// values that it asks: another value can't be asked together with them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figures {
    /// How many there are.
    pub(crate) count: u32,
    /// How many of them are invented examples.
    pub(crate) examples: Option<u32>,
    /// The columns of [`Self::themes`].
    pub(crate) regions: Vec<Region>,
    /// How many in each region.
    pub(crate) per_region: Vec<Option<u32>>,
    /// A row for each theme. An initiative may have several, or none.
    pub(crate) themes: Vec<Row>,
    /// `fase`.
    pub(crate) stages: Vec<(Stage, Option<u32>)>,
    /// `sector`; an initiative may have several.
    pub(crate) sectors: Vec<(Sector, Option<u32>)>,
    /// `onderdeel`.
    pub(crate) programmes: Vec<(Programme, Option<u32>)>,
    /// How many of them were on the map at the end of each period.
    pub(crate) growth: Vec<(Period, Option<u32>)>,
}

/// A theme in each region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The theme.
    pub(crate) theme: Term,
    /// In the order of the columns.
    pub(crate) cells: Vec<Option<u32>>,
    /// In all of them.
    pub(crate) total: Option<u32>,
}

/// One facet: its values and what was counted of each.
struct Facet<V> {
    values: Vec<V>,
    cells: Vec<Cell>,
}

impl<V: Copy + PartialEq> Facet<V> {
    /// The values that are asked, or else all.
    fn new(all: &[V], asked: &[V]) -> Self {
        let values: Vec<V> = all.iter().copied().filter(|value| asked.is_empty() || asked.contains(value)).collect();
        Self { cells: vec![Cell::default(); values.len()], values }
    }

    fn add(&mut self, value: V, school: u64) {
        if let Some(at) = self.values.iter().position(|known| *known == value) {
            self.cells[at].add(school);
        }
    }

    fn shown(self, total: &Cell) -> Vec<(V, Option<u32>)> {
        self.values.into_iter().zip(line(&self.cells, total, &[]).parts).collect()
    }
}

impl Answer {
    /// Counts what the query finds; `this_month` is the last of the growth, as [`Atlas::month`] counts.
    pub(crate) fn of(atlas: &Atlas, query: &Query, this_month: i32) -> Self {
        let vocabulary = atlas.territory().vocabulary();
        let asked = |theme: &&Term| query.themes.is_empty() || query.themes.contains(&theme.slug);
        let themes: Vec<&Term> = vocabulary.themes.iter().filter(asked).collect();
        let mut regions = Facet::new(Region::ALL, &query.regions);
        let mut stages = Facet::new(Stage::ALL, &query.stages);
        let mut sectors = Facet::new(Sector::ALL, &query.sectors);
        let mut programmes = Facet::new(Programme::ALL, &query.programmes);
        let columns = regions.values.len();
        let mut rows = vec![(vec![Cell::default(); columns], Cell::default()); themes.len()];
        let (mut all, mut origin) = (Cell::default(), [Cell::default(), Cell::default()]);
        let mut months: Vec<(Option<i32>, u64)> = Vec::new();
        for index in atlas.matches(query).iter() {
            let initiative = atlas.at(index);
            let (content, school) = (&initiative.content, school(initiative));
            all.add(school);
            origin[usize::from(initiative.example)].add(school);
            regions.add(initiative.region, school);
            stages.add(content.stage, school);
            programmes.add(content.programme, school);
            content.sectors.iter().for_each(|&sector| sectors.add(sector, school));
            let column = regions.values.iter().position(|region| *region == initiative.region);
            for ((cells, total), _) in
                rows.iter_mut().zip(&themes).filter(|(_, theme)| content.themes.contains(&theme.slug))
            {
                column.into_iter().for_each(|column| cells[column].add(school));
                total.add(school);
            }
            months.push((atlas.month(initiative.id), school));
        }
        if all.count() == 0 {
            return Self::Nothing;
        }
        if all.count() < ENOUGH || all.schools() < FEW {
            return Self::TooFew(alone(&all));
        }
        let per_region = line(&regions.cells, &all, &[]).parts;
        let row = |(theme, (cells, total)): (&Term, (Vec<Cell>, Cell))| {
            let line = line(&cells, &total, &per_region);
            Row { theme: theme.clone(), cells: line.parts, total: line.total }
        };
        Self::Figures(Box::new(Figures {
            count: all.count(),
            examples: line(&origin, &all, &[]).parts[1],
            themes: themes.into_iter().zip(rows).map(row).collect(),
            per_region,
            regions: regions.values,
            stages: stages.shown(&all),
            sectors: sectors.shown(&all),
            programmes: programmes.shown(&all),
            growth: growth::of(&months, this_month),
        }))
    }
}

/// Tells schools apart: by the code of the site, or else by name. All without a name count as one.
fn school(initiative: &Initiative) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &initiative.content.site_code {
        Some(code) => code.hash(&mut hasher),
        None => fold(&initiative.content.school).hash(&mut hasher),
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use domain::{InitiativeContent, InitiativeId, LngLat, Moment, THEMES};
    use proptest::{collection::vec, prelude::*, sample::subsequence};
    use territory::Territory;

    use super::*;

    /// Region, themes, stage, programme and sectors by their places, and a school.
    type One = (usize, Vec<usize>, usize, usize, Vec<usize>, u8);

    fn one() -> impl Strategy<Value = One> {
        let themes = subsequence((0..THEMES.len()).collect::<Vec<_>>(), 0..3);
        (0..3_usize, themes, 0..4_usize, 0..3_usize, subsequence((0..6).collect::<Vec<_>>(), 1..3), 0..12_u8)
    }

    fn initiative(id: i64, (region, themes, stage, programme, sectors, school): &One) -> Initiative {
        Initiative {
            id: InitiativeId(id),
            key: None,
            content: InitiativeContent {
                title: format!("Initiatief {id}"),
                summary: String::new(),
                description: String::new(),
                school: format!("Proefschool {school}"),
                sectors: sectors.iter().map(|&at| Sector::ALL[at]).collect(),
                themes: themes.iter().map(|&at| THEMES[at].0.to_owned()).collect(),
                stage: Stage::ALL[*stage],
                programme: Programme::ALL[*programme],
                website: None,
                learning_question: String::new(),
                outcomes: Vec::new(),
                period: String::new(),
                site_code: None,
            },
            position: LngLat::new(5.7, 51.2).unwrap(),
            region: Region::ALL[*region],
            municipality: "Weert".to_owned(),
            town: "Weert".to_owned(),
            example: id % 3 == 0,
            changed: Moment::parse("2026-11-21T12:00:00Z").unwrap(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn tally_is_what_the_query_finds_and_adds_up(all in vec(one(), 1..60), asked in 0..4_usize) {
            let initiatives = all.iter().zip(1..).map(|(one, id)| initiative(id, one)).collect();
            let territory = Arc::new(Territory::shipped().unwrap());
            let atlas = Atlas::build(initiatives, territory, 1, "https://kaart.example");
            let query = match asked {
                0 => Query::default(),
                1 => Query { themes: vec![THEMES[0].0.to_owned()], ..Query::default() },
                2 => Query { regions: vec![Region::North, Region::South], ..Query::default() },
                _ => Query { sectors: vec![Sector::Primary], stages: vec![Stage::Idea, Stage::Running], ..Query::default() },
            };
            let count = |query: &Query| u32::try_from(atlas.matches(query).len()).unwrap();
            let same = |shown: &Option<u32>, query: &Query| shown.is_none_or(|shown| shown == count(query));
            let figures = match Answer::of(&atlas, &query, 24_000) {
                Answer::Nothing => {
                    prop_assert_eq!(count(&query), 0);
                    return Ok(());
                }
                Answer::TooFew(shown) => {
                    prop_assert!(same(&shown, &query));
                    return Ok(());
                }
                Answer::Figures(figures) => figures,
            };
            prop_assert_eq!(figures.count, count(&query));
            let with = |ask: &dyn Fn(&mut Query)| { let mut query = query.clone(); ask(&mut query); query };
            for row in &figures.themes {
                let theme = vec![row.theme.slug.clone()];
                prop_assert!(same(&row.total, &with(&|query| query.themes.clone_from(&theme))));
                for (region, shown) in figures.regions.iter().zip(&row.cells) {
                    let query = with(&|query| { query.themes.clone_from(&theme); query.regions = vec![*region]; });
                    prop_assert!(same(shown, &query));
                }
            }
            for (stage, shown) in &figures.stages {
                prop_assert!(same(shown, &with(&|query| query.stages = vec![*stage])));
            }
            for (sector, shown) in &figures.sectors {
                prop_assert!(same(shown, &with(&|query| query.sectors = vec![*sector])));
            }
            for (programme, shown) in &figures.programmes {
                prop_assert!(same(shown, &with(&|query| query.programmes = vec![*programme])));
            }
            // What is divided adds up, or at least two parts are hidden.
            let stages: Vec<_> = figures.stages.iter().map(|(_, shown)| *shown).collect();
            let programmes: Vec<_> = figures.programmes.iter().map(|(_, shown)| *shown).collect();
            for parts in [&figures.per_region, &stages, &programmes] {
                let (sum, hidden) = (parts.iter().flatten().sum::<u32>(), parts.iter().filter(|part| part.is_none()).count());
                let sound = if hidden == 0 { sum == figures.count } else { hidden > 1 && sum < figures.count };
                prop_assert!(sound);
            }
            // One theme alone is the whole question: its row gives nothing away that the regions hide.
            if let [only] = &figures.themes[..] {
                prop_assert_eq!(&only.cells, &figures.per_region);
            }
            prop_assert_eq!(figures.growth.last().unwrap().1, Some(figures.count));
        }
    }
}
