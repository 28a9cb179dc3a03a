//! `/api`: OGC API - Features (parts 1, 2 and 3), and the clusters that the map draws. `docs/api.md` tells how to use it.

use axum::http::HeaderValue;

mod answer;
pub(crate) mod clusters;
mod collections;
mod cql;
mod crs;
pub(crate) mod describe;
mod form;
mod html;
pub(crate) mod items;
mod moment;
pub(crate) mod openapi;
mod order;
mod question;
pub(crate) mod schema;
mod select;
pub(crate) mod single;
mod write;

pub(crate) use question::read as read_question;

/// GeoJSON, RFC 7946.
pub(crate) const GEOJSON: HeaderValue = HeaderValue::from_static("application/geo+json");

const JSON: HeaderValue = HeaderValue::from_static("application/json");
