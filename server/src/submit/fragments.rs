//! Pieces of the form that `submit.js` fetches while somebody types; the same components as in the page.

use app::{
    initiatives::PreviewView,
    map::PinMapView,
    submit::{AlikeList, SchoolChoices, SubmitForm},
    ui::PictureFields,
};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::header,
    response::{Html, IntoResponse as _, Response},
};
use domain::{Programme, paths, query::MAX_TEXT};
use leptos::prelude::{IntoView, Owner, RenderHtml as _};
use tower_sessions::Session;

use crate::{
    accounts::SignedIn,
    initiatives::{picture_form, sketch},
    map::pin::pin_map,
    state::AppState,
    submit::{
        location::{self, Act},
        own, view,
    },
    web::{form::Fields, params, problem::Problem},
};

/// `GET /plaatsen/scholen`: `q` is what was typed, `vestigingscode` what was chosen.
pub(crate) async fn schools(State(state): State<AppState>, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let mut typed = read(raw)?;
    let chosen = typed.initiatief.text.vestigingscode.clone();
    typed.gekozen.clone_from(&chosen);
    let settled = location::settle(&state, &mut typed, Act::Search).await?;
    let (schools, in_all, searched) = (settled.schools, settled.schools_in_all, settled.searched);
    Ok(fragment(move || leptos::view! { <SchoolChoices schools in_all chosen searched /> }))
}

/// `GET /plaatsen/plek`: the map with the pin, at a school, coordinates, a postcode or a town.
pub(crate) async fn spot(State(state): State<AppState>, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let mut typed = read(raw)?;
    let settled = location::settle(&state, &mut typed, Act::Nothing).await?;
    let programme = Programme::parse(&typed.initiatief.text.onderdeel).ok();
    let mut spot = pin_map(&state.atlas.load(), &settled.spot, programme, paths::SUBMIT);
    if !typed.initiatief.text.vestigingscode.is_empty() {
        spot.school = typed.initiatief.text.school;
    }
    Ok(fragment(move || leptos::view! { <PinMapView spot /> }))
}

/// `GET /plaatsen/lijkt-op`: initiatives that look like it.
pub(crate) async fn alike(
    State(state): State<AppState>,
    user: Option<SignedIn>,
    Extension(session): Extension<Session>,
    RawQuery(raw): RawQuery,
) -> Result<Response, Problem> {
    let mut typed = read(raw)?;
    let settled = location::settle(&state, &mut typed, Act::Nothing).await?;
    let own = own::waiting(&state, user.as_ref(), &session).await?;
    let alike = view::alike_of(&state, &own, &typed, settled.point());
    Ok(fragment(move || leptos::view! { <AlikeList alike /> }))
}

/// `GET /plaatsen/fotos`: the pictures of a draft, as far as they are still kept.
pub(crate) async fn pictures(State(state): State<AppState>, RawQuery(raw): RawQuery) -> Result<Response, Problem> {
    let set = picture_form::set(&state, None, &read(raw)?.initiatief.fotos).await?;
    Ok(fragment(move || leptos::view! { <PictureFields set upload="/plaatsen/foto".to_owned() /> }))
}

/// `POST /plaatsen/voorbeeld`: how what was typed will look. Nothing is kept.
pub(crate) async fn preview(State(state): State<AppState>, form: Fields) -> Result<Response, Problem> {
    let mut typed = SubmitForm::from_pairs(form.pairs());
    let settled = location::settle(&state, &mut typed, Act::Nothing).await?;
    let set = picture_form::set(&state, None, &typed.initiatief.fotos).await?;
    let preview = sketch::preview_of(&state.atlas.load(), &typed.initiatief, &settled.spot, set.pictures);
    Ok(fragment(move || leptos::view! { <PreviewView preview /> }))
}

fn read(raw: Option<String>) -> Result<SubmitForm, Problem> {
    let raw = raw.unwrap_or_default();
    let pairs = params::decode(&raw)?;
    let mut typed = SubmitForm::from_pairs(&pairs);
    if let Some((_, text)) = pairs.iter().find(|(name, _)| name == "q") {
        typed.initiatief.text.school = text.chars().take(MAX_TEXT).collect();
    }
    Ok(typed)
}

fn fragment<V: IntoView>(view: impl FnOnce() -> V) -> Response {
    let html = Owner::new().with(|| view().into_view().to_html());
    ([(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response()
}
