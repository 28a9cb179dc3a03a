//! `/agenda.ics`: what a question finds as a calendar (RFC 5545).

use std::sync::Arc;

use atlas::Atlas;
use axum::{
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse as _, Response},
};
use domain::Query;
use export::ics::{Calendar, Method};

use crate::{
    api::read_gatherings,
    gathering,
    state::AppState,
    web::{etag, params::decode, problem::Problem},
};

/// Its address.
pub(crate) const PATH: &str = "/agenda.ics";

/// Everything that the question finds, also what is over or does not go on.
pub(crate) async fn calendar(State(state): State<AppState>, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let atlas = state.atlas.load_full();
    let mut pairs = decode(uri.query().unwrap_or_default())?;
    let query = read_gatherings(&mut pairs, atlas.territory().vocabulary(), Vec::new())?;
    let source = format!("{}{}", state.site_url, super::calendar_href(&query));
    let found = || atlas.gatherings().matches(&query).iter().collect();
    respond(&state, &atlas, &headers, &uri, &query, found, source)
}

/// What a query about gatherings found, as a calendar; `source` is the full address at which it is read again.
pub(crate) fn respond(
    state: &AppState,
    atlas: &Arc<Atlas>,
    headers: &HeaderMap,
    uri: &Uri,
    query: &Query,
    found: impl FnOnce() -> Vec<u32>,
    source: String,
) -> Result<Response, Problem> {
    let tag = etag::tag(state.salt, atlas, uri);
    etag::respond(headers, &tag, || {
        let index = atlas.gatherings();
        let mut found: Vec<_> = found().into_iter().map(|at| index.at(at)).collect();
        found.sort_by_key(|gathering| (gathering.content.begins, gathering.id));
        let events = found.into_iter().map(|one| gathering::calendar::event(one, &state.site_url)).collect();
        let calendar = Calendar {
            name: wording::capitalised(&wording::sentence(atlas, query)),
            source,
            events,
            method: Method::Publish,
            organizer: None,
            attendee: None,
        };
        let kind = Method::Publish.content_type();
        let disposition = "inline; filename=\"agenda.ics\"";
        Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], calendar.write())
            .into_response())
    })
}
