//! `/export/{region}.{format}`: a region as a download, at a stable address.

use std::sync::Arc;

use atlas::Selection;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use domain::{Kind, QueryError, Region};
use export::{Coding, Format, layer_name, region_file};

use crate::{
    api::{read_gatherings, read_question},
    open_data::gatherings,
    state::AppState,
    web::{download, etag, params::decode, problem::Problem, static_files::best_coding},
};

/// The extension of a calendar, which has gatherings alone.
const CALENDAR: &str = "ics";

/// Everything in the region that the query asks for.
pub(crate) async fn export(
    State(state): State<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let (region, extension) = region_file(&file).ok_or_else(unknown)?;
    let atlas = state.atlas.load_full();
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let vocabulary = atlas.territory().vocabulary();
    if extension == CALENDAR {
        let query = read_gatherings(&mut pairs, vocabulary, Vec::new())?;
        return gatherings::ics(&state, &atlas, &headers, &uri, query, region);
    }
    let format = Format::parse(extension).ok_or_else(unknown)?;
    let query = read_question(&mut pairs, vocabulary, Vec::new())?;
    if query.asks(Kind::Gathering) {
        if query.asks(Kind::Initiative) {
            let reason = "een bestand heeft één soort; kies initiatief of bijeenkomst";
            return Err(Problem::parameters(vec![QueryError::new("soort", reason)]));
        }
        return gatherings::file(&state, &atlas, &headers, &uri, query, region, format).await;
    }
    let tag = etag::tag(state.salt, &atlas, &uri);
    etag::respond_later(&headers, &tag, async {
        let ready = || ready(&state, atlas.revision(), region, format, &headers);
        let ready = uri.query().map_or_else(ready, |_| None);
        let selection = Selection::of(Arc::clone(&atlas), query, region);
        let name = layer_name(&selection);
        let mut response = match ready {
            Some(response) => response,
            None => download::respond(&state.downloads, &uri, format, selection, &name).await?,
        };
        // A feed is for reading on the spot.
        let disposition = if format == Format::Atom { "inline" } else { "attachment" };
        let disposition = format!("{disposition}; filename=\"{name}.{}\"", format.extension());
        let disposition = HeaderValue::try_from(disposition).map_err(|_| Problem::internal())?;
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        Ok(response)
    })
    .await
}

/// The whole region as it was made ready, when it was, in a coding that the asker takes.
fn ready(
    state: &AppState,
    revision: i64,
    region: Option<Region>,
    format: Format,
    headers: &HeaderMap,
) -> Option<Response> {
    let coding: Coding = if format.is_spooled() { None } else { best_coding(headers, true, true) };
    let (bytes, length) = state.prebuilt.take(revision, region, format, coding)?;
    let mut response = download::body(format, bytes);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    if let Some(coding) = coding {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}

fn unknown() -> Problem {
    let regions = ["limburg"].into_iter().chain(Region::ALL.iter().map(|region| region.slug()));
    let names = Format::ALL.iter().map(|format| format.extension()).chain([CALENDAR]);
    let files = regions.flat_map(|region| names.clone().map(move |name| format!("/export/{region}.{name}")));
    Problem::not_found(format!("Dit bestand is er niet. Wel: {}.", files.collect::<Vec<_>>().join(", ")))
}
