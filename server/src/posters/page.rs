//! `/poster`: a form that chooses the paper for a search.

use app::{map::Choice, posters::PosterPage, shell::Head, ui::NothingYet};
use axum::{extract::State, response::Response};
use domain::{PageState, Region, paths, query::encode_pairs};

use crate::{
    state::AppState,
    web::{Page, asked::AskedQuery, problem::Problem},
};
use drawing::poster::{Paper, Size};

/// What can't be used of the address is said, and the rest answered.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    mut asked: AskedQuery,
) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let paper = Paper {
        size: asked.take("papier", Size::parse).unwrap_or(Size::A4),
        landscape: asked.take("stand", Paper::parse_landscape).unwrap_or(false),
    };
    // A form sends empty fields.
    asked.pairs.retain(|(_, value)| !value.is_empty());
    let query = asked.initiatives(atlas.territory().vocabulary()).query;
    let notices = asked.notices(Vec::new());

    let several = query.regions.len() > 1;
    let regions = if several { Vec::new() } else { regions(query.regions.first().copied()) };
    let hidden = query.to_pairs().into_iter().filter(|(name, _)| several || *name != "regio").collect();
    let papers = Size::ALL.map(|size| choice(size.slug(), &size.slug().to_uppercase(), size == paper.size)).into();
    let ways = [("staand", "Staand", false), ("liggend", "Liggend", true)]
        .map(|(value, label, landscape)| choice(value, label, landscape == paper.landscape))
        .into();
    let what = wording::sentence(&atlas, &query);
    let search = PageState { query: query.clone(), ..PageState::default() }.href();
    let (region, rest) = match query.regions.as_slice() {
        [one] => (one.slug(), query.to_pairs().into_iter().filter(|(name, _)| *name != "regio").collect()),
        _ => ("limburg", query.to_pairs()),
    };
    let paper_pairs = [("papier", paper.size.slug().to_owned()), ("stand", paper.way().to_owned())];
    let file = (format!("/poster/{region}"), encode_pairs(&[rest, paper_pairs.to_vec()].concat()));
    let head = Head {
        title: "Poster".to_owned(),
        description: format!("Een poster van {what}: de kaart, een lijst en codes om te scannen."),
        canonical: format!("{}{}", state.site_url, paths::POSTER),
        ..Head::default()
    };
    if atlas.is_empty() {
        let then = "Zodra dat verandert, maak je hier een poster om op te hangen.";
        return Ok(page.public(&head, "", move || leptos::view! { <NothingYet title="Poster" then /> }));
    }
    let size = paper.millimetres();
    Ok(page.public(&head, "", move || {
        leptos::view! { <PosterPage what search notices hidden regions papers ways file size /> }
    }))
}

fn regions(chosen: Option<Region>) -> Vec<Choice> {
    let all = choice("", "Heel Limburg", chosen.is_none());
    let each = Region::ALL.iter().copied().map(|region| choice(region.slug(), region.label(), chosen == Some(region)));
    std::iter::once(all).chain(each).collect()
}

fn choice(value: &str, label: &str, on: bool) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), count: String::new(), on }
}
