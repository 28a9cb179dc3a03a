//! The page of one initiative.

use app::{
    document::Head,
    map::DRAWN_ZOOM,
    marks::{Name, picture},
    pages::{InitiativePage, Story},
    view::Placed,
};
use atlas::Atlas;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{Camera, Initiative, Near, PageState, Query};
use serde_json::json;

use super::{markdown, respond, view};
use crate::basemap::basemap;
use crate::http::{AppState, Nonce, problem::Problem};

/// How many neighbours to show.
const NEIGHBOURS: usize = 5;

/// What the locator map shows, in CSS pixels: the whole province in a narrow column.
const LOCATOR: (f64, f64) = (480.0, 560.0);

/// The short address leads to the full one.
pub(super) async fn without_slug(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, Problem> {
    let (atlas, index) = find(&state, &id).await?;
    Ok(moved(&atlas.path(index)))
}

/// An initiative; a slug of before leads to the one of now.
pub(super) async fn page(
    State(state): State<AppState>,
    Extension(nonce): Extension<Nonce>,
    Path((id, slug)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (atlas, index) = find(&state, &id).await?;
    let path = atlas.path(index);
    if path != format!("/initiatieven/{id}/{slug}") {
        return Ok(moved(&path));
    }
    let ground = basemap(atlas.territory()).map_err(|_| Problem::internal())?;
    let head = head(&state, &atlas, index);
    let story = story(&atlas, index);
    Ok(respond::page(StatusCode::OK, &nonce, &head, "leespagina", &ground.drawn, move || {
        leptos::view! { <InitiativePage story /> }
    }))
}

/// Leads to the address of now. Not to be remembered: a title may be changed back.
fn moved(path: &str) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Redirect::permanent(path)).into_response()
}

/// The initiative with this id: 410 when it was withdrawn, 404 when it never was.
async fn find(state: &AppState, id: &str) -> Result<(std::sync::Arc<Atlas>, u32), Problem> {
    let atlas = state.atlas.load_full();
    let not_found = || Problem::of_status(StatusCode::NOT_FOUND);
    // Only the plain number: `+7` and `007` are other addresses.
    let number: i64 = id.parse().ok().filter(|n: &i64| n.to_string() == id).ok_or_else(not_found)?;
    if let Some(index) = atlas.index_of(number) {
        return Ok((atlas, index));
    }
    match state.store.gone(number).await {
        Ok(true) => Err(Problem::of_status(StatusCode::GONE)),
        Ok(false) => Err(not_found()),
        Err(error) => {
            tracing::error!(%error, "store");
            Err(Problem::internal())
        }
    }
}

fn story(atlas: &Atlas, index: u32) -> Story {
    let initiative = atlas.at(index);
    let Initiative { content, position, .. } = initiative;
    let near = Near { point: *position, radius_km: Some(10.0) };
    let around = PageState { query: Query { near: Some(near), ..Query::default() }, ..PageState::default() };
    let (width, height) = LOCATOR;
    let camera = Camera::fit(atlas.territory().bounds(), width, height, 24.0, DRAWN_ZOOM);
    let card = view::card(atlas, index, None);
    let nearest = atlas.nearest(*position, NEIGHBOURS, Some(initiative.id));
    let sectors: Vec<_> = content.sectors.iter().map(|s| s.slug()).collect();
    let town = Name {
        text: initiative.town.clone(),
        class: "plaats plaats--groot".to_owned(),
        offset: (20, -16),
        anchor: "start",
        dot: false,
    };
    Story {
        whereabouts: format!("{}, gemeente {}", initiative.region.label(), initiative.municipality),
        summary: content.summary.clone(),
        description: markdown::html(&content.description),
        period: content.period.clone(),
        learning_question: content.learning_question.clone(),
        outcomes: content
            .outcomes
            .iter()
            .map(|o| outcome(o))
            .map(|(b, r)| (markdown::linked(&b), markdown::linked(&r)))
            .collect(),
        website: content.website.clone(),
        changed: day(&initiative.changed),
        changed_day: initiative.changed.chars().take(10).collect(),
        sectors: sectors.join(", "),
        neighbours: nearest.into_iter().map(|(i, _)| view::card(atlas, i, Some(*position))).collect(),
        around: around.href(),
        camera,
        map_name: format!("Kaart van Limburg. De speld staat in {}.", initiative.town),
        placed: [town.svg(), picture(content.programme)]
            .map(|svg| Placed { position: *position, svg, ..Placed::default() })
            .into(),
        data: format!("/api/collections/initiatieven/items/{}", initiative.id),
        card,
    }
}

/// The first sentence of an outcome is its heading.
fn outcome(text: &str) -> (String, String) {
    match text.split_once(". ") {
        // An abbreviation is no heading.
        Some((bold, rest)) if bold.contains(' ') || bold.chars().count() > 6 => (format!("{bold}."), rest.to_owned()),
        _ => (text.to_owned(), String::new()),
    }
}

/// "21 november 2026" for the day of an RFC 3339 instant.
fn day(instant: &str) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let date: Option<jiff::civil::Date> = instant.get(..10).and_then(|d| d.parse().ok());
    date.map_or_else(String::new, |d| {
        let month = usize::try_from(d.month()).ok().and_then(|m| MONTHS.get(m - 1)).copied().unwrap_or_default();
        format!("{} {month} {}", d.day(), d.year())
    })
}

fn head(state: &AppState, atlas: &Atlas, index: u32) -> Head {
    let initiative = atlas.at(index);
    let content = &initiative.content;
    let url = format!("{}{}", state.site_url, atlas.path(index));
    let summary = if content.summary.is_empty() { &content.title } else { &content.summary };
    let json_ld = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": content.title,
        "description": summary,
        "inLanguage": "nl",
        "dateModified": initiative.changed,
        "keywords": content.themes,
        "creator": (!content.school.is_empty()).then(|| json!({ "@type": "EducationalOrganization", "name": content.school })),
        "sameAs": content.website,
        "contentLocation": {
            "@type": "Place",
            "name": initiative.town,
            "address": {
                "@type": "PostalAddress", "addressLocality": initiative.town, "addressRegion": "Limburg", "addressCountry": "NL",
            },
            "geo": { "@type": "GeoCoordinates", "longitude": initiative.position.lon(), "latitude": initiative.position.lat() },
        },
        "isPartOf": { "@type": "WebSite", "name": "InnovatieKaart Limburg", "url": format!("{}/", state.site_url) },
    });
    Head {
        title: format!("{} · {}", content.title, initiative.town),
        description: summary.clone(),
        canonical: url,
        json_ld: json_ld.to_string(),
        alternate: format!("/api/collections/initiatieven/items/{}", initiative.id),
        // An invented example is not to be found as if it were real.
        hidden: initiative.example,
        script: "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_begins_with_its_heading() {
        assert_eq!(
            outcome("Meer leesminuten. Een kwartier per dag."),
            ("Meer leesminuten.".into(), "Een kwartier per dag.".into())
        );
        assert_eq!(outcome("Alles"), ("Alles".into(), String::new()));
    }

    #[test]
    fn days_read_like_dutch() {
        assert_eq!(day("2026-11-21T09:00:00Z"), "21 november 2026");
        assert_eq!(day("rommel"), "");
    }
}
