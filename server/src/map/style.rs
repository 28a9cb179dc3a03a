//! What MapLibre asks for: a style and the ground. Their addresses carry a version, so they may be kept for ever.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use drawing::basemap::{Basemap, Scheme, basemap, raster_style, style};

use crate::{state::AppState, web::problem::Problem};

const FOR_EVER: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=31536000, immutable");

/// The addresses of the light and the dark style: the operator's own style, or ours.
pub(crate) fn styles(state: &AppState, ground: &Basemap) -> [String; 2] {
    match &state.config.map_style {
        Some(own) if !is_raster(own) => [own.clone(), own.clone()],
        _ => ["licht", "donker"].map(|name| format!("/kaart/{}/{name}.json", ground.version)),
    }
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
    let style = match &state.config.map_style {
        Some(tiles) if is_raster(tiles) => raster_style(tiles),
        _ => style(scheme, &format!("/kaart/{asked}/grond.geojson")),
    };
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
