//! White spots as the page and the file show them.

use app::figures::{Cover as Shade, Links, Select, SpotRow, SpotTheme, Spots};
use atlas::Atlas;
use domain::{Near, Query, paths};

use crate::figures::{
    Asked, Cover, KM, Municipality, Unit, WhiteSpots, besides,
    page::{DISTANCES, choice, on_map},
    shapes::Shapes,
};

/// The one sentence that says what a white spot is.
pub(crate) fn says(atlas: &Atlas, query: &Query, white: &WhiteSpots) -> String {
    let fits = match wording::all_filters(atlas, &besides(query)) {
        filters if filters.is_empty() => String::new(),
        filters => format!(" dat past bij: {filters}"),
    };
    let near = format!("binnen {} (hemelsbreed) een initiatief met dit thema is{fits}", wording::kilometres(white.km));
    match white.unit {
        Unit::Schools => format!("Een witte vlek is een gemeente waar bij (bijna) geen enkele school {near}."),
        Unit::Places => format!("Een witte vlek is een gemeente waar bij geen enkele stad en geen enkel dorp {near}."),
    }
}

fn note(atlas: &Atlas, white: &WhiteSpots) -> String {
    let what = match white.unit {
        Unit::Schools => {
            "‘Bijna’ is: op hooguit twee schoolgebouwen na. Zo gaat het altijd over een gemeente, nooit over één school."
        }
        Unit::Places => "Er is nog geen lijst van scholen ingelezen. Daarom kijken we hier vanuit steden en dorpen.",
    };
    let borders = if atlas.territory().exact() { "" } else { " De gemeentegrenzen zijn bij benadering." };
    format!("{what} Wat net over een grens ligt, is ook dichtbij.{borders}")
}

/// `None` when there is nothing to compare.
pub(crate) fn view(atlas: &Atlas, asked: &Asked, white: &WhiteSpots, shapes: &Shapes) -> Option<Spots> {
    if white.municipalities.is_empty() {
        return None;
    }
    let chosen = asked.spot.as_ref().and_then(|slug| white.themes.iter().position(|theme| theme.slug == *slug));
    // Unless asked otherwise: where most is blank.
    let most = (0..white.themes.len()).rev().max_by_key(|&theme| white.blank(theme));
    let on = chosen.or(most).unwrap_or_default();
    let on_large = white.themes.get(on).map(|theme| theme.slug.clone());
    let themes = white.themes.iter().enumerate().map(|(at, theme)| SpotTheme {
        name: theme.label.clone(),
        href: Asked { spot: Some(theme.slug.clone()), ..asked.clone() }.at(paths::FIGURES) + "#vlek",
        on: at == on,
        blank: white.blank(at),
    });
    let rows = white.municipalities.iter().map(|one| SpotRow {
        name: one.term.label.clone(),
        slug: one.term.slug.clone(),
        label: shapes.all.iter().find(|shape| shape.slug == one.term.slug).and_then(|shape| shape.name),
        region: one.region.short(),
        href: neighbours(&asked.query, one, on_large.as_deref()),
        covers: (0..white.themes.len()).map(|theme| shade(white.cover(one, theme))).collect(),
    });
    let kept = asked.query.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Some(Spots {
        says: says(atlas, &asked.query, white),
        note: note(atlas, white),
        exact: white.unit == Unit::Places,
        themes: themes.collect(),
        rows: rows.collect(),
        size: shapes.size,
        selects: choices(white, on_large.as_deref(), ""),
        kept,
        links: Links {
            map: on_map(Query { themes: on_large.into_iter().collect(), ..asked.query.clone() }),
            csv: Asked { spot: None, ..asked.clone() }.at("/cijfers/witte-vlekken.csv"),
        },
    })
}

/// The nearest initiatives with a theme, seen from a municipality: everywhere, not only where the query looks.
pub(crate) fn neighbours(query: &Query, from: &Municipality, theme: Option<&str>) -> String {
    on_map(Query {
        regions: Vec::new(),
        municipalities: Vec::new(),
        bbox: None,
        themes: theme.map(str::to_owned).into_iter().collect(),
        near: Some(Near { point: from.centre, radius_km: None }),
        ..query.clone()
    })
}

/// Theme and distance as a form asks them; `all` is no theme in particular, empty when there has to be one.
pub(crate) fn choices(white: &WhiteSpots, theme: Option<&str>, all: &'static str) -> Vec<Select> {
    let themes = white.themes.iter().map(|one| choice(&one.slug, &one.label, theme == Some(&one.slug)));
    let mut distances: Vec<f64> = DISTANCES.to_vec();
    if !distances.iter().any(|km| (km - white.km).abs() < f64::EPSILON) {
        distances.push(white.km);
        distances.sort_by(f64::total_cmp);
    }
    let distances = distances.into_iter().map(|km| {
        let value = if (km - KM).abs() < f64::EPSILON { String::new() } else { km.to_string() };
        choice(&value, &wording::kilometres(km), (km - white.km).abs() < f64::EPSILON)
    });
    vec![
        Select { name: "vlek", label: "Thema", all, options: themes.collect() },
        Select { name: "binnen", label: "Dichtbij is binnen", all: "", options: distances.collect() },
    ]
}

fn shade(cover: Option<Cover>) -> Shade {
    match cover {
        None => Shade::Unknown,
        Some(Cover::Near) => Shade::Near,
        Some(Cover::Mostly) => Shade::Mostly,
        Some(Cover::Hardly) => Shade::Hardly,
        Some(Cover::Blank) => Shade::Blank,
    }
}

/// The rows of the file, the names of the columns first.
pub(crate) fn rows(white: &WhiteSpots) -> Vec<[String; 6]> {
    let mut rows = vec![["gemeente", "regio", "thema", "binnen_km", "dekking", "onderdrukt"].map(str::to_owned)];
    for one in &white.municipalities {
        for (at, theme) in white.themes.iter().enumerate() {
            let (cover, hidden) = match white.cover(one, at) {
                None => ("", "ja"),
                Some(Cover::Near) => ("dichtbij", "nee"),
                Some(Cover::Mostly) => ("meestal", "nee"),
                Some(Cover::Hardly) => ("soms", "nee"),
                Some(Cover::Blank) => ("witte-vlek", "nee"),
            };
            rows.push([
                one.term.slug.clone(),
                one.region.slug().to_owned(),
                theme.slug.clone(),
                white.km.to_string(),
                cover.to_owned(),
                hidden.to_owned(),
            ]);
        }
    }
    rows
}
