//! The pictures that go with a link: `/deelbeeld/{region}.png` and `/initiatieven/{id}/deelbeeld.png`.

use atlas::Selection;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::Region;
use drawing::social;

use crate::{
    api::read_initiatives,
    lookup,
    posters::file::{agree, drawing_key, drawing_problem},
    state::AppState,
    web::{
        etag,
        params::{self, decode},
        problem::Problem,
        visitor::Visitor,
    },
};

/// What a query finds in a region.
pub(crate) async fn query(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(file): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let region = export::region_file(&file).filter(|(_, extension)| *extension == "png").ok_or_else(unknown)?.0;
    let atlas = state.atlas.load_full();
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let query = read_initiatives(&mut pairs, atlas.territory().vocabulary(), Vec::new())?;
    agree(region, &query)?;
    let tag = etag::tag(state.salt, &atlas, &uri);
    etag::respond_later(&headers, &tag, async {
        let _share = state.underway.drawings.take(visitor)?;
        let key = drawing_key(atlas.revision(), &uri);
        let bytes = state
            .drawings
            .drawing(key, move || social::query(&Selection::of(atlas, query, region)))
            .await
            .map_err(drawing_problem)?;
        Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
    })
    .await
}

/// One initiative; there is a picture as long as there is a page.
pub(crate) async fn initiative(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    params::none(uri.query())?;
    let (atlas, found) = lookup::public(&state, &id).await?;
    let tag = etag::tag(state.salt, &atlas, &uri);
    etag::respond_later(&headers, &tag, async {
        let _share = state.underway.drawings.take(visitor)?;
        let key = drawing_key(atlas.revision(), &uri);
        let bytes =
            state.drawings.drawing(key, move || social::initiative(&atlas, &found)).await.map_err(drawing_problem)?;
        Ok(([(header::CONTENT_TYPE, "image/png")], bytes).into_response())
    })
    .await
}

fn unknown() -> Problem {
    let regions = ["limburg"].into_iter().chain(Region::ALL.iter().map(|region| region.slug()));
    let files = regions.map(|region| format!("/deelbeeld/{region}.png")).collect::<Vec<_>>();
    Problem::not_found(format!("Dit beeld is er niet. Wel: {}.", files.join(", ")))
}
