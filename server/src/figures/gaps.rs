//! White spots with their exact numbers: for organisers of a region.

use std::cmp::Reverse;

use app::figures::{GapLine, GapsPage};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{QueryError, Region};

use crate::{
    accounts::Organiser,
    figures::{Asked, Cover, Municipality, Unit, WhiteSpots, spots},
    state::AppState,
    web::{Page, asked::AskedQuery, params, problem::Problem, spreadsheet},
};

/// What an address asks here, and what it finds.
struct Gaps {
    asked: Asked,
    white: WhiteSpots,
    /// What a white spot is.
    says: String,
}

/// A theme in a municipality where it is far from some.
struct Gap<'a> {
    municipality: &'a Municipality,
    theme: &'a domain::Term,
    cover: Option<Cover>,
    without: u32,
}

/// `/redactie/witte-vlekken`.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    user: Organiser,
    query: AskedQuery,
) -> Result<Response, Problem> {
    let (gaps, errors) = gaps(&state, &user, params::borrowed(&query.pairs)).await?;
    let notices = query.notices(errors);
    let white = &gaps.white;
    let what = match white.unit {
        Unit::Schools => "Scholen",
        Unit::Places => "Plaatsen",
    };
    let lines: Vec<_> = gaps
        .found()
        .into_iter()
        .map(|gap| GapLine {
            municipality: gap.municipality.term.label.clone(),
            region: gap.municipality.region.label(),
            theme: gap.theme.label.clone(),
            without: format!("{} van {}", gap.without, gap.municipality.all),
            href: spots::neighbours(&gaps.asked.query, gap.municipality, Some(&gap.theme.slug)),
        })
        .collect();
    let selects = spots::choices(white, gaps.asked.spot.as_deref(), "Alle thema’s");
    let nothing = white.municipalities.is_empty();
    let csv = gaps.asked.at("/redactie/witte-vlekken.csv");
    Ok(page.personal(&user, StatusCode::OK, "Witte vlekken", move || {
        leptos::view! { <GapsPage lines nothing says=gaps.says what notices selects csv /> }
    }))
}

/// `/redactie/witte-vlekken.csv`: the same rows.
pub(crate) async fn csv(
    State(state): State<AppState>,
    user: Organiser,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let pairs = params::decode(raw.as_deref().unwrap_or_default())?;
    let (gaps, errors) = gaps(&state, &user, params::borrowed(&pairs)).await?;
    if !errors.is_empty() {
        return Err(Problem::parameters(errors));
    }
    let unit = match gaps.white.unit {
        Unit::Schools => "scholen",
        Unit::Places => "plaatsen",
    };
    let head = ["gemeente", "regio", "thema", "binnen_km", "zonder", "van", "geteld"].map(str::to_owned);
    let row = |gap: Gap<'_>| {
        [
            gap.municipality.term.slug.clone(),
            gap.municipality.region.slug().to_owned(),
            gap.theme.slug.clone(),
            gaps.white.km.to_string(),
            gap.without.to_string(),
            gap.municipality.all.to_string(),
            unit.to_owned(),
        ]
    };
    let rows = std::iter::once(head).chain(gaps.found().into_iter().map(row));
    spreadsheet::csv("witte-vlekken", rows)
}

/// Only the regions that this user works for.
async fn gaps<'a>(
    state: &AppState,
    user: &Organiser,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(Gaps, Vec<QueryError>), Problem> {
    let own: Vec<Region> = Region::ALL.iter().copied().filter(|region| user.organises(*region)).collect();
    let atlas = state.atlas.load_full();
    let (asked, errors) = Asked::from_pairs(pairs, atlas.territory().vocabulary());
    let schools = state.store.schools().await?;
    let mut white = WhiteSpots::of(&atlas, &asked.query, asked.km, &schools);
    white.municipalities.retain(|one| own.contains(&one.region));
    let says = spots::says(&atlas, &asked.query, &white);
    Ok((Gaps { asked, white, says }, errors))
}

impl Gaps {
    /// White spots first, then by how well the theme covers the municipality, by share, by number, and by name. Where
    /// there are too few schools to say it in public, only nothing near any of them is a white spot here.
    fn found(&self) -> Vec<Gap<'_>> {
        let mut gaps: Vec<Gap<'_>> = self
            .white
            .municipalities
            .iter()
            .flat_map(|municipality| {
                let each = self.white.themes.iter().zip(&municipality.without).enumerate();
                each.map(move |(at, (theme, &without))| {
                    let blank = (without == municipality.all).then_some(Cover::Blank);
                    Gap { municipality, theme, cover: self.white.cover(municipality, at).or(blank), without }
                })
            })
            .filter(|gap| gap.without > 0 && self.asked.spot.as_ref().is_none_or(|spot| *spot == gap.theme.slug))
            .collect();
        gaps.sort_by_key(|gap| Reverse((gap.cover, gap.without * 1000 / gap.municipality.all, gap.without)));
        gaps
    }
}
