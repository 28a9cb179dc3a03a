//! What MapLibre asks for: a style and the ground. Their addresses carry a version, so they may be kept for ever.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use domain::geo::{MAX_ZOOM, NEAREST_ZOOM};
use drawing::basemap::{Basemap, Scheme, Streets, basemap, style};

use crate::{map::street_file::STREET_FILE, state::AppState, web::problem::Problem};

const FOR_EVER: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=31536000, immutable");

/// The addresses of the light and the dark style: the operator's own style, or ours.
pub(crate) fn styles(state: &AppState, ground: &Basemap) -> [String; 2] {
    match &state.config.map_style {
        Some(own) if !is_raster(own) => [own.clone(), own.clone()],
        _ => {
            let streets = match streets(state) {
                None => String::new(),
                Some(streets) => format!("?straten={:x}", hash(&streets)),
            };
            ["licht", "donker"].map(|name| format!("/kaart/{}/{name}.json{streets}", ground.version))
        }
    }
}

/// The streets over our own ground, when the operator gave any.
fn streets(state: &AppState) -> Option<Streets<'_>> {
    match (&state.config.street_file, &state.config.map_style) {
        (Some(file), _) if file.shapes => Some(Streets::ShapeFile(STREET_FILE)),
        (Some(_), _) => Some(Streets::PictureFile(STREET_FILE)),
        (None, Some(tiles)) if is_raster(tiles) => Some(Streets::Tiles(tiles)),
        (None, _) => None,
    }
}

/// Tells the streets of one run from those of another, so that no browser keeps a style that is gone.
fn hash(streets: &Streets<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    streets.hash(&mut hasher);
    hasher.finish()
}

/// How near the ground has something to show, as a zoom.
pub(crate) fn deepest(state: &AppState) -> f64 {
    let has_streets = state.config.map_style.is_some() || state.config.street_file.is_some();
    if has_streets { MAX_ZOOM } else { NEAREST_ZOOM }
}

/// An address of tiles, not of a style.
fn is_raster(address: &str) -> bool {
    address.contains("{z}")
}

pub(crate) async fn light(State(state): State<AppState>, Path(version): Path<String>) -> Result<Response, Problem> {
    serve_style(&state, Scheme::Light, &version)
}

pub(crate) async fn dark(State(state): State<AppState>, Path(version): Path<String>) -> Result<Response, Problem> {
    serve_style(&state, Scheme::Dark, &version)
}

fn serve_style(state: &AppState, scheme: Scheme, asked: &str) -> Result<Response, Problem> {
    current(state, asked)?;
    let style = style(scheme, &format!("/kaart/{asked}/grond.geojson"), streets(state));
    Ok(([(header::CONTENT_TYPE, "application/json"), FOR_EVER], style.to_string()).into_response())
}

pub(crate) async fn ground(State(state): State<AppState>, Path(version): Path<String>) -> Result<Response, Problem> {
    let basemap = current(&state, &version)?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json"), FOR_EVER], basemap.ground.clone()).into_response())
}

/// The ground, when the address asks for the one that is drawn now.
fn current(state: &AppState, asked: &str) -> Result<std::sync::Arc<Basemap>, Problem> {
    let basemap = basemap(state.atlas.load().territory()).map_err(|_| Problem::internal())?;
    if basemap.version == asked { Ok(basemap) } else { Err(Problem::of_status(StatusCode::NOT_FOUND)) }
}
