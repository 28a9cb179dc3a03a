//! `/api`: OGC API - Features (parts 1, 2 and 3), and the clusters that the map draws. `docs/api.md` tells how to use it.
//!
//! 1. `GET /api/collections/{collection}/items`: [`collections`] says which fields there are and holds the features of this
//!    moment; schools come from the store, everything else from the atlas.
//! 2. [`question`] takes `limit`, `cursor`, `crs`, `filter`, `sortby` and the like out of the pairs, and gives the rest to
//!    `Query::from_pairs`. [`cql`] makes a filter of text; mistakes are reported with their position.
//! 3. [`select`]: `Atlas::matches` finds; filter, time and boxes in metres look at the result one by one; [`order`] sorts and
//!    begins after the cursor.
//! 4. [`write`] copies the atlas' bytes, or writes the feature anew for another coordinate system or fewer properties. [`html`]
//!    makes a page of the same.

use axum::http::HeaderValue;

mod answer;
pub(crate) mod clusters;
mod collections;
mod cql;
mod crs;
pub(crate) mod describe;
mod form;
mod gathering_files;
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

pub(crate) use gathering_files::GatheringFiles;
pub(crate) use question::{read as read_question, read_gatherings, read_initiatives};

/// GeoJSON, RFC 7946.
pub(crate) const GEOJSON: HeaderValue = HeaderValue::from_static("application/geo+json");

const JSON: HeaderValue = HeaderValue::from_static("application/json");
