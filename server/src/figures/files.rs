//! The figures as CSV: the same numbers, and what is hidden stays empty.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};

use crate::{
    clock,
    figures::{Answer, Asked, Figures, WhiteSpots, spots},
    state::AppState,
    web::{etag, params, problem::Problem, spreadsheet},
};

/// Every figure.
const FILES: [&str; 6] = ["regio-thema", "groei", "fasen", "sectoren", "onderdelen", "witte-vlekken"];

/// `/cijfers/{figure}.csv`. What can't be used of its address is refused by name.
pub(crate) async fn csv(
    State(state): State<AppState>,
    Path(file_name): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let known = file_name.strip_suffix(".csv").and_then(|name| FILES.into_iter().find(|known| *known == name));
    let Some(name) = known else {
        let all = FILES.map(|name| format!("/cijfers/{name}.csv")).join(", ");
        return Err(Problem::not_found(format!("Dit bestand is er niet. Wel: {all}.")));
    };
    let atlas = state.atlas.load_full();
    let pairs = params::decode(raw.as_deref().unwrap_or_default())?;
    let (asked, errors) = Asked::from_pairs(params::borrowed(&pairs), atlas.territory().vocabulary());
    if !errors.is_empty() {
        return Err(Problem::parameters(errors));
    }
    if name == "witte-vlekken" {
        let schools = state.store.schools().await?;
        let white = WhiteSpots::of(&atlas, &asked.query, asked.km, &schools);
        return file(&headers, name, spots::rows(&white));
    }
    let answer = Answer::of(&atlas, &asked.query, clock::month_of(state.clock.today()));
    let figures = if let Answer::Figures(figures) = answer { Some(figures) } else { None };
    match name {
        "regio-thema" => file(&headers, name, themes(figures.as_deref())),
        _ => file(&headers, name, parts(name, figures.as_deref())),
    }
}

/// A download of these rows; 304 when the asker has the same already.
fn file<const N: usize>(headers: &HeaderMap, name: &str, rows: Vec<[String; N]>) -> Result<Response, Problem> {
    let mut hasher = DefaultHasher::new();
    rows.hash(&mut hasher);
    let tag = format!("W/\"{:x}\"", hasher.finish());
    etag::respond(headers, &tag, || spreadsheet::csv(&format!("innovatiekaart-{name}"), rows))
}

/// Themes by region, the names of the columns first; nothing else when there is nothing to divide.
fn themes(figures: Option<&Figures>) -> Vec<[String; 4]> {
    let mut rows = vec![["thema", "regio", "aantal", "onderdrukt"].map(str::to_owned)];
    let Some(figures) = figures else { return rows };
    let mut add = |theme: &str, numbers: &[Option<u32>], total: Option<u32>| {
        let regions = figures.regions.iter().map(|region| region.slug()).chain(["samen"]);
        for (region, number) in regions.zip(numbers.iter().copied().chain([total])) {
            let [count, hidden] = cells(number);
            rows.push([theme.to_owned(), region.to_owned(), count, hidden]);
        }
    };
    figures.themes.iter().for_each(|row| add(&row.theme.slug, &row.cells, row.total));
    add("alle", &figures.per_region, Some(figures.count));
    rows
}

/// One of the other figures, like [`themes`].
fn parts(name: &str, figures: Option<&Figures>) -> Vec<[String; 3]> {
    let what = match name {
        "groei" => "periode",
        "fasen" => "fase",
        "sectoren" => "sector",
        _ => "onderdeel",
    };
    let mut rows = vec![[what, "aantal", "onderdrukt"].map(str::to_owned)];
    let Some(figures) = figures else { return rows };
    let row = |what: &str, number: Option<u32>| {
        let [count, hidden] = cells(number);
        [what.to_owned(), count, hidden]
    };
    match name {
        "groei" => rows.extend(figures.growth.iter().map(|(period, total)| row(&period.code(), *total))),
        "fasen" => rows.extend(figures.stages.iter().map(|(stage, number)| row(stage.slug(), *number))),
        "sectoren" => rows.extend(figures.sectors.iter().map(|(sector, number)| row(sector.slug(), *number))),
        _ => rows.extend(figures.programmes.iter().map(|(part, number)| row(part.slug(), *number))),
    }
    rows
}

/// A number and whether it is hidden.
fn cells(number: Option<u32>) -> [String; 2] {
    match number {
        Some(number) => [number.to_string(), "nee".to_owned()],
        None => [String::new(), "ja".to_owned()],
    }
}
