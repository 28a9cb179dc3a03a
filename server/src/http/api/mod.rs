//! `/api`: OGC API - Features (parts 1, 2 and 3), and the clusters that the map draws. `docs/api.md` tells how to use it.

use axum::{Router, http::HeaderValue, routing::get};

use super::AppState;

mod answer;
mod clusters;
mod collections;
mod cql;
mod crs;
mod describe;
mod form;
mod html;
mod items;
mod moment;
mod openapi;
mod order;
mod question;
mod schema;
mod select;
mod single;
mod write;

pub(super) use question::read as read_question;

/// GeoJSON, RFC 7946.
pub(super) const GEOJSON: HeaderValue = HeaderValue::from_static("application/geo+json");

const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/api", get(describe::landing))
        .route("/api/", get(describe::landing))
        .route("/api/conformance", get(describe::conformance))
        .route("/api/openapi.json", get(openapi::document))
        .route("/api/collections", get(describe::collections))
        .route("/api/collections/{collection}", get(describe::collection))
        .route("/api/collections/{collection}/queryables", get(schema::queryables))
        .route("/api/collections/{collection}/sortables", get(schema::sortables))
        .route("/api/collections/{collection}/items", get(items::list))
        .route("/api/collections/{collection}/items/{id}", get(single::single))
        .route("/api/collections/initiatieven/clusters", get(clusters::clusters))
        .route("/api/{*rest}", axum::routing::any(super::errors::not_found))
}
