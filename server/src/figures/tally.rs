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
