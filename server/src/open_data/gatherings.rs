//! `/export/{region}.{format}?soort=bijeenkomst`: the gatherings of a region as a file.

use std::sync::Arc;

use atlas::Atlas;
use axum::{
    http::{HeaderMap, HeaderValue, Uri, header, uri::PathAndQuery},
    response::{IntoResponse as _, Response},
};
use domain::{Query, QueryError, Region, Sort};
use export::Format;

use crate::{
    agenda::calendar,
    api::GatheringFiles,
    gathering_card,
    state::AppState,
    web::{etag, problem::Problem},
};

/// The formats that have gatherings, besides the calendar.
const FORMATS: [Format; 3] = [Format::Csv, Format::GeoJson, Format::Atom];

/// What is asked for, narrowed to the region in the address, and what it finds: nothing when other regions are asked for.
fn found(atlas: &Atlas, mut query: Query, region: Option<Region>) -> (Query, Vec<u32>) {
    let elsewhere = region.is_some_and(|region| !query.regions.is_empty() && !query.regions.contains(&region));
    if let Some(region) = region {
        query.regions = vec![region];
    }
    let index = atlas.gatherings();
    let found = if elsewhere { Vec::new() } else { index.ranked(&query, &index.matches(&query), Sort::Auto) };
    (query, found)
}

/// The calendar of a region.
pub(super) fn ics(
    state: &AppState,
    atlas: &Arc<Atlas>,
    headers: &HeaderMap,
    uri: &Uri,
    query: Query,
    region: Option<Region>,
) -> Result<Response, Problem> {
    let asked = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let source = format!("{}{asked}", state.site_url);
    let (query, found) = found(atlas, query, region);
    calendar::respond(state, atlas, headers, uri, &query, || found, source)
}

/// A file of a region.
pub(super) async fn file(
    state: &AppState,
    atlas: &Arc<Atlas>,
    headers: &HeaderMap,
    uri: &Uri,
    query: Query,
    region: Option<Region>,
    format: Format,
) -> Result<Response, Problem> {
    if !FORMATS.contains(&format) {
        let names: Vec<_> = FORMATS.iter().map(|format| format.extension()).chain(["ics"]).collect();
        let reason = format!("kan niet als {}; bijeenkomsten zijn er als {}", format.extension(), names.join(", "));
        return Err(Problem::parameters(vec![QueryError::new("soort", reason)]));
    }
    let files = GatheringFiles::load(state, atlas).await?;
    let tag = etag::tag_with(state.salt, atlas, uri, files.version());
    etag::respond(headers, &tag, || {
        let (query, found) = found(atlas, query, region);
        let near = query.near.map(|near| near.point);
        let name = format!("innovatiekaart-bijeenkomsten-{}", region.map_or("limburg", Region::slug));
        let bytes = match format {
            Format::Csv => files.csv(&found, near),
            Format::GeoJson => files.geojson(&found, near, &name),
            _ => {
                let found = found.iter().map(|&at| atlas.gatherings().at(at)).collect();
                let address = format!("{}{}", state.site_url, uri.path_and_query().map_or("/", PathAndQuery::as_str));
                export::gatherings_atom(atlas, &query, found, gathering_card::path, &state.site_url, &address)
            }
        };
        // A feed is for reading on the spot.
        let disposition = if format == Format::Atom { "inline" } else { "attachment" };
        let disposition = format!("{disposition}; filename=\"{name}.{}\"", format.extension());
        let disposition = HeaderValue::try_from(disposition).map_err(|_| Problem::internal())?;
        let kind = HeaderValue::from_static(format.media_type());
        Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response())
    })
}
