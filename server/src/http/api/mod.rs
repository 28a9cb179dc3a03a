//! `/api`: OGC API - Features, part 1 (core, GeoJSON, OpenAPI 3.0), and the clusters that the map draws.

use axum::{Router, http::HeaderValue, routing::get};

use super::AppState;

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
pub(crate) const COLLECTION: &str = "/api/collections/initiatieven";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/api", get(describe::landing))
        .route("/api/", get(describe::landing))
        .route("/api/conformance", get(describe::conformance))
        .route("/api/openapi.json", get(openapi::document))
        .route("/api/collections", get(describe::collections))
        .route("/api/collections/initiatieven", get(describe::collection))
        .route("/api/collections/initiatieven/items", get(items::list))
        .route("/api/collections/initiatieven/items/{id}", get(items::single))
        .route("/api/collections/initiatieven/clusters", get(clusters::clusters))
        .route("/api/{*rest}", axum::routing::any(super::errors::not_found))
}
