//! The page of one initiative.

use app::{
    initiatives::{InitiativePage, Story},
    map::{LocatorView, Placed, marks::picture},
    shell::Head,
    ui::Link,
};
use atlas::Atlas;
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::{Camera, DRAWN_ZOOM, Initiative, Near, PageState, Picture, Query, paths};
use territory::Territory;
use wording::dates::day;

use crate::{
    accounts::profile::called,
    adoption, gathering,
    initiatives::{linked_data, preview::telling},
    lookup::{Found, find, path_of},
    map::{self, oembed},
    ownership,
    state::AppState,
    web::{Page, page::moved, problem::Problem},
};
use drawing::basemap::basemap;

/// How many neighbours to show.
const NEIGHBOURS: usize = 5;

/// The zoom level of the map that the page leads to.
const CLOSE_BY: f64 = 10.0;

/// What the locator map shows, in CSS pixels: the whole province in a narrow column.
const LOCATOR: (f64, f64) = (480.0, 560.0);

/// Who took it over, or whom it was taken over from, on the locator map.
const ADOPTER: &str = r#"<rect class="adopter-point" x="-6" y="-6" width="12" height="12"/>"#;

/// The short address leads to the full one.
pub(crate) async fn without_slug(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(moved(&path_of(&find(&state, &id).await?.initiative)))
}

/// An initiative; a slug of before leads to the one of now.
pub(crate) async fn page(
    State(state): State<AppState>,
    page: Page,
    Path((id, slug)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let found = find(&state, &id).await?;
    let path = path_of(&found.initiative);
    if path != format!("{}/{slug}", paths::initiative(&id)) {
        return Ok(moved(&path));
    }
    let ground = basemap(found.atlas.territory()).map_err(|_| Problem::internal())?;
    let pictures = state.store.public_pictures(found.initiative.id).await?;
    let head = head(&state, &found);
    let asked = !found.archived && state.store.has_owner(found.initiative.id).await?;
    let mut story = story(&found, asked, pictures);
    story.claim = claim(&state, &found.initiative).await;
    story.pitched = gathering::pitched(&state, found.initiative.id).await?;
    story.contact = state.store.named_owners(found.initiative.id).await?.iter().map(called).collect();
    Ok(page.public(&head, &ground.drawn_far, move || {
        leptos::view! { <InitiativePage story /> }
    }))
}

/// The small map of where an initiative is.
pub(crate) fn spot(atlas: &Atlas, initiative: &Initiative) -> LocatorView {
    let (width, height) = LOCATOR;
    let camera = Camera::fit(atlas.territory().bounds(), width, height, 24.0, DRAWN_ZOOM);
    let others = adoption::others(atlas, initiative);
    let square = |other: &&Initiative| (other.position, ADOPTER.to_owned());
    let pin = (initiative.position, picture(initiative.content.programme));
    let drawn = others.iter().map(square).chain([pin]);
    LocatorView {
        camera,
        name: format!("Kaart van Limburg. De speld staat in {}.", initiative.town),
        lines: adoption::own_lines(atlas, initiative),
        caption: adoption::caption(atlas, initiative),
        placed: map::view::few_names(atlas, camera, initiative, &others)
            .into_iter()
            .chain(drawn.map(|(position, svg)| Placed { position, svg, ..Placed::default() }))
            .collect(),
        href: String::new(),
    }
}

/// A link to what else there is.
fn asking(text: String, query: Query) -> Link {
    Link { text, count: String::new(), href: PageState { query, ..PageState::default() }.href() }
}

/// `asked`: there is somebody to ask.
fn story(Found { atlas, initiative, archived }: &Found, asked: bool, mut pictures: Vec<Picture>) -> Story {
    let Initiative { content, position, .. } = initiative;
    let near = Near { point: *position, radius_km: Some(10.0) };
    let vocabulary = atlas.territory().vocabulary();
    let around = PageState { query: Query { near: Some(near), ..Query::default() }, ..PageState::default() };
    let nearest = atlas.nearest(*position, NEIGHBOURS, Some(initiative.id));
    let sectors: Vec<_> = content.sectors.iter().map(|s| s.slug()).collect();
    let data = format!("/api/collections/initiatieven/items/{}", initiative.id);
    let picture = (!pictures.is_empty()).then(|| pictures.remove(0));
    let here = PageState { camera: Camera::new(*position, CLOSE_BY).ok(), ..PageState::default() }.href();
    Story {
        card: map::view::card_of(atlas, initiative, None),
        map: here.clone(),
        whereabouts: asking(
            format!("{}, gemeente {}", initiative.region.label(), initiative.municipality),
            Query { municipalities: vec![Territory::municipality_slug(&initiative.municipality)], ..Query::default() },
        ),
        programme_href: asking(String::new(), Query { programmes: vec![content.programme], ..Query::default() }).href,
        themes: content
            .themes
            .iter()
            .map(|slug| {
                let label = vocabulary.theme(slug).map_or(&**slug, |theme| &*theme.label).to_owned();
                asking(label, Query { themes: vec![slug.clone()], ..Query::default() })
            })
            .collect(),
        summary: content.summary.clone(),
        period: content.period.clone(),
        picture,
        telling: telling(content, pictures),
        contact: Vec::new(),
        website: content.website.clone(),
        changed: day(&initiative.changed),
        changed_day: initiative.changed.chars().take(10).collect(),
        sectors: sectors.join(", "),
        neighbours: nearest.into_iter().map(|(i, _)| map::view::card(atlas, i, Some(*position))).collect(),
        around: around.href(),
        spot: LocatorView { href: here, ..spot(atlas, initiative) },
        ask: if asked && !initiative.example { paths::initiative(initiative.id) + "/vraag" } else { String::new() },
        report: if initiative.example { String::new() } else { paths::initiative(initiative.id) + "/melden" },
        adopted: adoption::adopted(
            atlas,
            initiative,
            if *archived || initiative.example { String::new() } else { paths::initiative(initiative.id) + "/ook" },
        ),
        handout: paths::initiative(initiative.id) + "/blad.pdf",
        data: if *archived { String::new() } else { data },
        claim: String::new(),
        pitched: Vec::new(),
        archived: *archived,
    }
}

/// Where one claims it; empty when it has an owner, is an example, or the store does not answer: the page goes on.
async fn claim(state: &AppState, initiative: &Initiative) -> String {
    let owned = initiative.example || state.store.has_owner(initiative.id).await.unwrap_or(true);
    if owned { String::new() } else { ownership::href(initiative.id) }
}

fn head(state: &AppState, Found { atlas, initiative, archived }: &Found) -> Head {
    let content = &initiative.content;
    let url = format!("{}{}", state.site_url, path_of(initiative));
    let summary = if content.summary.is_empty() { &content.title } else { &content.summary };
    Head {
        title: format!("{} · {}", content.title, initiative.town),
        description: summary.clone(),
        canonical: url,
        picture: format!("{}{}/deelbeeld.png", state.site_url, paths::initiative(initiative.id)),
        picture_alt: format!("Kaart van Limburg met een speld in {}: {}", initiative.town, content.title),
        json_ld: linked_data::initiative(&state.site_url, atlas, initiative),
        alternate: if *archived {
            String::new()
        } else {
            format!("/api/collections/initiatieven/items/{}", initiative.id)
        },
        oembed: if *archived { String::new() } else { oembed::discovery(state, &path_of(initiative)) },
        // An invented example is not to be found as if it were real, nor what is over.
        hidden: initiative.example || *archived,
        ..Head::default()
    }
}
