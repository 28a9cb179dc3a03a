//! Suggestions while one types: places, postcodes, schools, initiatives.

use app::map::Suggestion;
use domain::{
    LngLat, Query, Sort,
    query::{DEFAULT_RADIUS_KM, encode_pairs},
};

use crate::{state::AppState, web::params};

/// How many of each kind.
const PLACES: usize = 3;
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
    let mut found = places(state, &text).await;
    if value("soort") != "plek" {
        found.extend(initiatives(state, &text));
    }
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

async fn places(state: &AppState, text: &str) -> Vec<Suggestion> {
    let territory = state.atlas.load().territory().clone();
    let around = |icon: &str, text: String, detail: String, point: LngLat| Suggestion {
        icon: icon.to_owned(),
        text,
        detail,
        href: format!("/?{}", encode_pairs(&[("bij", point.to_string()), ("straal", DEFAULT_RADIUS_KM.to_string())])),
    };
    let mut found = Vec::new();
    if let Some((point, town)) = territory.find_postcode(text) {
        let digits: String = text.chars().take(4).collect();
        found.push(around("i-plaats", digits, format!("postcode in {town}"), point));
    }
    for place in territory.find_settlements(text, PLACES) {
        let detail = if place.in_limburg() { format!("plaats, {}", place.municipality) } else { "plaats".to_owned() };
        found.push(around("i-plaats", place.name.clone(), detail, place.point));
    }
    // A store that can't answer has no schools to suggest.
    for school in state.store.find_schools(text, SCHOOLS).await.unwrap_or_default() {
        found.push(around("i-school", school.name, format!("school, {}", school.town), school.position));
    }
    found
}

fn initiatives(state: &AppState, text: &str) -> Vec<Suggestion> {
    let atlas = state.atlas.load();
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
