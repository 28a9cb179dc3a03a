//! Suggestions while one types: what may be meant (places, municipalities, themes ...), schools, initiatives.

use app::map::Suggestion;
use atlas::Atlas;
use domain::{LngLat, Near, PageState, Query, Sort, query::DEFAULT_RADIUS_KM};
use store::School;

use crate::{
    map::meaning::{self, Meaning},
    state::AppState,
    web::params,
};

/// How many of each kind.
const SCHOOLS: usize = 3;
const INITIATIVES: usize = 4;

/// `q` is what was typed; with `soort=plek` only what has a position of its own.
pub(super) async fn answer(state: &AppState, query: &str) -> Vec<Suggestion> {
    let pairs = params::decode(query).unwrap_or_default();
    let value = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim());
    let text: String = value("q").chars().take(domain::query::MAX_TEXT).collect();
    if text.chars().count() < 2 {
        return Vec::new();
    }
    let atlas = state.atlas.load_full();
    if value("soort") == "plek" {
        let mut found: Vec<_> = meaning::places(&atlas, &text).into_iter().map(suggestion).collect();
        found.extend(schools(state, &text).await);
        return found;
    }
    let mut found: Vec<_> = meaning::meanings(&atlas, &text).into_iter().map(suggestion).collect();
    found.extend(schools(state, &text).await);
    found.extend(initiatives(&atlas, &text));
    found
}

/// The point of the place, postcode or school that is meant by a text; `None` when there is none.
pub(crate) async fn place(state: &AppState, text: &str) -> Option<LngLat> {
    let territory = state.atlas.load().territory().clone();
    if let Some((point, _)) = territory.find_postcode(text) {
        return Some(point);
    }
    if let Some(place) = territory.find_settlements(text, 1).first() {
        return Some(place.point);
    }
    // A store that can't answer has no schools to suggest.
    state.store.find_schools(text, 1).await.ok()?.first().map(|school| school.position)
}

async fn schools(state: &AppState, text: &str) -> Vec<Suggestion> {
    // A store that can't answer has no schools to suggest.
    let found = state.store.find_schools(text, SCHOOLS).await.unwrap_or_default();
    let around = |school: School| {
        let near = Some(Near { point: school.position, radius_km: Some(DEFAULT_RADIUS_KM) });
        let query = Query { near, ..Query::default() };
        suggestion(Meaning { icon: "i-school", text: school.name, detail: format!("school, {}", school.town), query })
    };
    found.into_iter().map(around).collect()
}

/// A meaning, with where it leads.
fn suggestion(Meaning { icon, text, detail, query }: Meaning) -> Suggestion {
    let href = PageState { query, ..PageState::default() }.href();
    Suggestion { icon: icon.to_owned(), text, detail, href }
}

fn initiatives(atlas: &Atlas, text: &str) -> Vec<Suggestion> {
    let query = Query { text: Some(text.to_owned()), ..Query::default() };
    let matches = atlas.matches(&query);
    let best = atlas.ranked(&query, &matches, Sort::Auto).into_iter().take(INITIATIVES);
    best.map(|index| {
        let initiative = atlas.at(index);
        Suggestion {
            icon: format!("teken-{}", initiative.content.programme.slug()),
            text: initiative.content.title.clone(),
            detail: initiative.town.clone(),
            href: atlas.path(index),
        }
    })
    .collect()
}
