//! Counts: the table of themes by region, the same as small drawings, growth, and bars.

use leptos::prelude::*;

use super::drawing::{self, Names};
use super::figure::{Figure, Folded, hidden, number, why_hidden};
use super::{Links, Number};
use crate::ui::{Inert as _, Scrolling};
use domain::Region;

/// Themes by region.
#[derive(Debug, Clone)]
pub struct ThemeTable {
    /// The columns.
    pub regions: Vec<Region>,
    /// A row for each theme.
    pub rows: Vec<ThemeRow>,
    /// All initiatives in each region, and in all of them.
    pub all: ThemeRow,
    /// Otherwise.
    pub links: Links,
}

/// One theme.
#[derive(Debug, Clone)]
pub struct ThemeRow {
    /// What it is called.
    pub name: String,
    /// In each region.
    pub numbers: Vec<Number>,
    /// In all of them.
    pub total: Number,
}

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is of.
    pub name: String,
    /// For its colour.
    pub class: &'static str,
    /// How long.
    pub number: Number,
}

/// A figure of bars.
#[derive(Debug, Clone)]
pub struct Bars {
    /// For its heading's id.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What one sees.
    pub says: String,
    /// What the first column of its table is called.
    pub what: &'static str,
    /// The bars.
    pub bars: Vec<Bar>,
    /// Otherwise.
    pub links: Links,
}

/// A moment of growth.
#[derive(Debug, Clone)]
pub struct Point {
    /// "november 2026".
    pub name: String,
    /// "nov".
    pub short: String,
    /// When a year begins with it, and of the first: "2026", or empty when the period is a year itself.
    pub year: Option<String>,
    /// How many there were at its end.
    pub number: Option<u32>,
}

/// Growth over time.
#[derive(Debug, Clone)]
pub struct Growth {
    /// What one sees.
    pub says: String,
    /// "Maand" or "Schooljaar".
    pub what: &'static str,
    /// In order.
    pub points: Vec<Point>,
    /// Otherwise.
    pub links: Links,
}

/// The table, with a shade under each number.
#[component]
pub(super) fn ThemeTableFigure(table: ThemeTable) -> impl IntoView {
    let ThemeTable { regions, rows, all, links } = table;
    let values = rows.iter().flat_map(|row| &row.numbers).filter_map(|number| number.value);
    let most = values.max().unwrap_or(1).max(1);
    let one = regions.len() < 2;
    let all_rows = rows.iter().chain([&all]);
    let silent = all_rows.flat_map(|row| row.numbers.iter().chain([&row.total])).any(|number| number.value.is_none());
    let head: Vec<_> = regions
        .iter()
        .map(|region| {
            view! {
                <th scope="col" class="number">
                    {region.short()}
                </th>
            }
        })
        .collect();
    let row = move |row: ThemeRow, shaded: bool| {
        let cells: Vec<_> = row
            .numbers
            .into_iter()
            .map(|one| {
                let heat = one.value.filter(|_| shaded).map_or(0, |count| (count * 5).div_ceil(most));
                view! { <td class=format!("number heat heat--{heat}")>{number(one)}</td> }
            })
            .collect();
        let total = (!one).then(|| view! { <td class="number total">{number(row.total)}</td> });
        view! {
            <tr>
                <th scope="row">{row.name}</th>
                {cells}
                {total}
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(|one| row(one, true)).collect();
    view! {
        <Figure
            id="regio-thema"
            title="Thema’s per regio".to_owned()
            says="Hoeveel initiatieven met dit thema staan er in elke regio? Hoe sterker de kleur, hoe meer.".to_owned()
            links
        >
            <Scrolling name="Thema’s per regio">
                <table class="heat-table">
                    <caption class="vh">"Thema’s per regio"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Thema"</th>
                            {head}
                            {(!one)
                                .then(|| {
                                    view! {
                                        <th scope="col" class="number">
                                            "Samen"
                                        </th>
                                    }
                                })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>{row(all, false)}</tfoot>
                </table>
            </Scrolling>
            {silent.then(why_hidden)}
        </Figure>
    }
}

/// The same numbers, a drawing for each theme on one scale.
#[component]
pub(super) fn SmallMultiples(table: ThemeTable) -> impl IntoView {
    let ThemeTable { regions, rows, links, .. } = table;
    let values = rows.iter().flat_map(|row| &row.numbers).filter_map(|number| number.value);
    let most = values.max().unwrap_or(1);
    let drawings: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let bars: Vec<Bar> = regions
                .iter()
                .zip(row.numbers)
                .map(|(region, number)| Bar { name: region.short().to_owned(), class: region_class(*region), number })
                .collect();
            let drawn = drawing::bars(&row.name, &bars, most, Names::Before(58.0));
            view! {
                <li>
                    <h3>{row.name}</h3>
                    <div inner_html=drawn></div>
                </li>
            }
        })
        .collect();
    view! {
        <Figure
            id="regio-thema-klein"
            title="Elk thema apart".to_owned()
            says="Dezelfde getallen, thema voor thema. Alle staven hebben dezelfde schaal.".to_owned()
            links
        >
            <ul class="small-multiples">{drawings}</ul>
        </Figure>
    }
}

fn region_class(region: Region) -> &'static str {
    match region {
        Region::North => "bar--noord",
        Region::Mid => "bar--midden",
        Region::South => "bar--zuid",
    }
}

/// Stages, sectors or programmes.
#[component]
pub(super) fn BarsFigure(bars: Bars) -> impl IntoView {
    let Bars { id, title, says, what, bars, links } = bars;
    let most = bars.iter().filter_map(|bar| bar.number.value).max().unwrap_or(1);
    let drawn = drawing::bars(title, &bars, most, Names::Above);
    let rows = bars.into_iter().map(|bar| (bar.name, number(bar.number).inert())).collect();
    view! {
        <Figure id title=title.to_owned() says links>
            <div inner_html=drawn></div>
            <TwoColumns title what counted="Initiatieven" rows />
        </Figure>
    }
}

/// Growth over time.
#[component]
pub(super) fn GrowthFigure(growth: Growth) -> impl IntoView {
    let Growth { says, what, points, links } = growth;
    let drawn = drawing::columns("Groei", &points);
    let silent = points.iter().any(|point| point.number.is_none());
    let rows =
        points.into_iter().map(|point| (point.name, point.number.map_or_else(hidden, |count| count.inert()))).collect();
    view! {
        <Figure id="groei" title="Groei".to_owned() says links>
            <div inner_html=drawn></div>
            {silent.then(why_hidden)}
            <TwoColumns title="Groei" what counted="Op de kaart" rows />
        </Figure>
    }
}

/// What a drawing shows, as a table: `what` is counted, how much of it.
#[component]
fn TwoColumns(
    title: &'static str,
    what: &'static str,
    counted: &'static str,
    rows: Vec<(String, AnyView)>,
) -> impl IntoView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, number)| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="number">{number}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Folded name=title.to_owned()>
            <table>
                <caption class="vh">{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{what}</th>
                        <th scope="col" class="number">
                            {counted}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Folded>
    }
}
