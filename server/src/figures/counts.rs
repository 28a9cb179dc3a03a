//! Counts as the page shows them, each with the question that it answers.

use app::figures::{Bar, Bars, Content, Growth, Links, Number, Point, ThemeRow, ThemeTable};
use domain::{Programme, Query};

use crate::figures::{Asked, Figures, Period, Row, page::on_map};

pub(crate) fn content(asked: &Asked, figures: Figures) -> Content {
    let query = &asked.query;
    let links = |file: &str| Links {
        map: on_map(query.clone()),
        csv: Asked { spot: None, ..asked.clone() }.at(&format!("/cijfers/{file}.csv")),
    };
    let number = |value: Option<u32>, ask: &dyn Fn(&mut Query)| {
        let mut query = query.clone();
        ask(&mut query);
        Number { value, href: on_map(query) }
    };
    let regions = figures.regions;
    let row = |name: String, numbers: Vec<Option<u32>>, total: Option<u32>, theme: Option<&String>| ThemeRow {
        name,
        numbers: regions
            .iter()
            .zip(numbers)
            .map(|(region, value)| {
                number(value, &|query| {
                    query.regions = vec![*region];
                    query.themes = theme.map_or_else(|| query.themes.clone(), |theme| vec![theme.clone()]);
                })
            })
            .collect(),
        total: number(total, &|query| {
            query.themes = theme.map_or_else(|| query.themes.clone(), |theme| vec![theme.clone()]);
        }),
    };
    let themes = ThemeTable {
        rows: figures
            .themes
            .into_iter()
            .map(|Row { theme, cells, total }| row(theme.label, cells, total, Some(&theme.slug)))
            .collect(),
        all: row("Alle initiatieven".to_owned(), figures.per_region, Some(figures.count), None),
        links: links("regio-thema"),
        regions: regions.clone(),
    };
    let stages = figures.stages.into_iter().map(|(stage, value)| Bar {
        name: stage.label().to_owned(),
        class: "",
        number: number(value, &|query| query.stages = vec![stage]),
    });
    let sectors = figures.sectors.into_iter().map(|(sector, value)| Bar {
        name: sector.label().to_owned(),
        class: "",
        number: number(value, &|query| query.sectors = vec![sector]),
    });
    let programmes = figures.programmes.into_iter().map(|(programme, value)| Bar {
        name: programme.label().to_owned(),
        class: match programme {
            Programme::Marktplaats => "bar--marktplaats",
            Programme::Vrijplaats => "bar--vrijplaats",
            Programme::Buitenplaats => "bar--buitenplaats",
        },
        number: number(value, &|query| query.programmes = vec![programme]),
    });
    let bars = vec![
        Bars {
            id: "fasen",
            title: "Fasen",
            says: "Hoe ver is het? Van eerste idee tot afgerond.".to_owned(),
            what: "Fase",
            bars: stages.collect(),
            links: links("fasen"),
        },
        Bars {
            id: "sectoren",
            title: "Sectoren",
            says: "Op wat voor scholen? Sommige initiatieven tellen bij meer sectoren mee.".to_owned(),
            what: "Sector",
            bars: sectors.collect(),
            links: links("sectoren"),
        },
        Bars {
            id: "onderdelen",
            title: "Drie plekken",
            says: "Marktplaats: wat al werkt. Vrijplaats: nieuwe ideeën. Buitenplaats: samen met de buitenwereld."
                .to_owned(),
            what: "Onderdeel",
            bars: programmes.collect(),
            links: links("onderdelen"),
        },
    ];
    Content::Figures { themes: Box::new(themes), growth: growth(figures.growth, links("groei")), bars }
}

fn growth(points: Vec<(Period, Option<u32>)>, links: Links) -> Growth {
    let what = match points.first() {
        Some((Period::SchoolYear(_), _)) => "Schooljaar",
        _ => "Maand",
    };
    let unit = if what == "Maand" { "elke maand" } else { "elk schooljaar" };
    let says = match points.as_slice() {
        [(only, _)] => format!("Alles kwam in {} op de kaart. Vanaf nu is hier de groei te zien.", only.label()),
        _ => format!("Wanneer kwam op de kaart wat er nu op staat? De stand aan het eind van {unit}."),
    };
    let point = |(at, (period, number)): (usize, (Period, Option<u32>))| Point {
        name: period.label(),
        short: period.short(),
        year: (at == 0 || period.begins()).then(|| period.year()),
        number,
    };
    Growth { says, what, points: points.into_iter().enumerate().map(point).collect(), links }
}
