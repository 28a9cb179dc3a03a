//! The figures as CSV: the same numbers, and what is hidden stays empty.

use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderValue, header},
    response::Response,
};

use super::{
    super::{home, respond, spreadsheet},
    spots,
};
use crate::{
    clock,
    figures::{Answer, Asked, Figures, WhiteSpots},
    http::{AppState, params, problem::Problem},
};

/// Every figure.
const FILES: [&str; 6] = ["regio-thema", "groei", "fasen", "sectoren", "onderdelen", "witte-vlekken"];

/// `/cijfers/{figure}.csv`. What can't be used of its address is refused by name.
pub(crate) async fn csv(
    State(state): State<AppState>,
    Path(file): Path<String>,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let known = file.strip_suffix(".csv").and_then(|name| FILES.into_iter().find(|known| *known == name));
    let Some(name) = known else {
        let all = FILES.map(|name| format!("/cijfers/{name}.csv")).join(", ");
        return Err(Problem::not_found(format!("Dit bestand is er niet. Wel: {all}.")));
    };
    let atlas = state.atlas.load_full();
    let pairs = params::decode(raw.as_deref().unwrap_or_default())?;
    let (asked, errors) = Asked::from_pairs(home::borrowed(&pairs), atlas.territory().vocabulary());
    if !errors.is_empty() {
        return Err(Problem::parameters(errors));
    }
    let title = format!("innovatiekaart-{name}");
    let mut response = if name == "witte-vlekken" {
        let schools = state.store.schools().await.map_err(respond::internal)?;
        let white = WhiteSpots::of(&atlas, &asked.query, asked.km, &schools);
        spreadsheet::csv(&title, spots::rows(&white))?
    } else {
        let answer = Answer::of(&atlas, &asked.query, clock::month_of(state.clock.today()));
        let figures = if let Answer::Figures(figures) = answer { Some(figures) } else { None };
        spreadsheet::csv(&title, rows(name, figures.as_deref()))?
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(response)
}

/// The rows of a figure, the names of the columns first; nothing else when there is nothing to divide.
fn rows(name: &str, figures: Option<&Figures>) -> Vec<[String; 4]> {
    let head = match name {
        "regio-thema" => ["thema", "regio", "aantal", "onderdrukt"],
        "groei" => ["periode", "", "aantal", "onderdrukt"],
        "fasen" => ["fase", "", "aantal", "onderdrukt"],
        "sectoren" => ["sector", "", "aantal", "onderdrukt"],
        _ => ["onderdeel", "", "aantal", "onderdrukt"],
    };
    let mut rows = vec![head.map(str::to_owned)];
    let Some(figures) = figures else { return rows };
    let row = |what: &str, region: &str, number: Option<u32>| {
        let [aantal, onderdrukt] = cells(number);
        [what.to_owned(), region.to_owned(), aantal, onderdrukt]
    };
    match name {
        "regio-thema" => {
            for theme in &figures.themes {
                let cells = figures.regions.iter().zip(&theme.cells);
                rows.extend(cells.map(|(region, number)| row(&theme.theme.slug, region.slug(), *number)));
                rows.push(row(&theme.theme.slug, "samen", theme.total));
            }
            let cells = figures.regions.iter().zip(&figures.per_region);
            rows.extend(cells.map(|(region, number)| row("alle", region.slug(), *number)));
            rows.push(row("alle", "samen", Some(figures.count)));
        }
        "groei" => rows.extend(figures.growth.iter().map(|(period, total)| row(&period.code(), "", *total))),
        "fasen" => rows.extend(figures.stages.iter().map(|(stage, number)| row(stage.slug(), "", *number))),
        "sectoren" => rows.extend(figures.sectors.iter().map(|(sector, number)| row(sector.slug(), "", *number))),
        _ => rows.extend(figures.programmes.iter().map(|(part, number)| row(part.slug(), "", *number))),
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
