//! `/export/{region}.{format}`: a region as a download, at a stable address.

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
    routing::get,
};
use domain::Region;

use super::{AppState, api::read_question, etag, params::decode, problem::Problem};
use crate::{
    formats::{self, Format},
    selection::{Selection, region_file},
};

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/export/{file}", get(export))
}

/// Everything in the region that the query asks for.
async fn export(
    State(state): State<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let (region, format) = region_file(&file)
        .and_then(|(region, extension)| Some((region, Format::parse(extension)?)))
        .ok_or_else(unknown)?;
    let atlas = state.atlas.load_full();
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let query = read_question(&mut pairs, atlas.territory().vocabulary(), Vec::new())?;
    let tag = etag::tag(&state, &atlas, &uri);
    etag::respond_later(&headers, &tag, async {
        let selection = Selection::of(atlas, query, region);
        let name = format!("innovatiekaart-{}", selection.region_slug());
        let disposition = format!("attachment; filename=\"{name}.{}\"", format.extension());
        let mut response = formats::respond(format, selection, &name).await?;
        let disposition = HeaderValue::try_from(disposition).map_err(|_| Problem::internal())?;
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        Ok(response)
    })
    .await
}

fn unknown() -> Problem {
    let regions = ["limburg"].into_iter().chain(Region::ALL.iter().map(|region| region.slug()));
    let files = regions.flat_map(|region| Format::ALL.map(|format| format!("/export/{region}.{}", format.extension())));
    Problem::not_found(format!("Dit bestand is er niet. Wel: {}.", files.collect::<Vec<_>>().join(", ")))
}
