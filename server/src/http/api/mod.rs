//! `/api`: OGC API - Features, part 1 (core, GeoJSON, OpenAPI 3.0), and the clusters that the map draws.

use axum::{Router, http::HeaderValue, middleware, routing::get};
use tower_http::cors::{Any, CorsLayer};

use super::{AppState, limits};

mod clusters;
mod describe;
mod items;
mod openapi;
mod question;

pub(super) use question::read as read_question;

/// GeoJSON, RFC 7946.
pub(super) const GEOJSON: HeaderValue = HeaderValue::from_static("application/geo+json");

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The path of the one collection.
const COLLECTION: &str = "/api/collections/initiatieven";

pub(super) fn router(state: &AppState) -> Router<AppState> {
    let computing = || middleware::from_fn_with_state(state.clone(), limits::computing);
    let data = Router::new()
        .route("/api/collections/initiatieven/items", get(items::list))
        .route("/api/collections/initiatieven/items/{id}", get(items::single))
        .route("/api/collections/initiatieven/clusters", get(clusters::clusters))
        .route_layer(computing());
    Router::new()
        .route("/api", get(describe::landing))
        .route("/api/", get(describe::landing))
        .route("/api/conformance", get(describe::conformance))
        .route("/api/openapi.json", get(openapi::document))
        .route("/api/collections", get(describe::collections))
        .route("/api/collections/initiatieven", get(describe::collection))
        .merge(data)
        .route("/api/{*rest}", axum::routing::any(super::errors::not_found))
        .layer(open_to_all())
}

/// Any site may read what is open.
pub(super) fn open_to_all() -> CorsLayer {
    use axum::http::{Method, header};
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::OPTIONS])
        .allow_headers([header::ACCEPT, header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::RETRY_AFTER, header::CONTENT_DISPOSITION])
        .max_age(std::time::Duration::from_secs(86_400))
}
