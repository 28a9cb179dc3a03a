//! Gatherings as calendars know them.

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use domain::{Gathering, gathering::GatheringStatus};
use export::ics::{Calendar, CalendarUser, Event, Method, Status};
use url::Url;

use super::find;
use crate::{state::AppState, web::problem::Problem};

/// A gathering as an event; no secrets: people share calendars.
pub(crate) fn event(gathering: &Gathering, site: &str) -> Event {
    let content = &gathering.content;
    let host = Url::parse(site).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let place = find::place(gathering);
    Event {
        uid: format!("bijeenkomst-{}@{host}", gathering.id),
        changed: gathering.changed,
        begins: content.begins,
        ends: content.ends,
        sequence: gathering.sequence,
        status: match gathering.status {
            GatheringStatus::Cancelled => Status::Cancelled,
            GatheringStatus::Announced | GatheringStatus::Draft => Status::Confirmed,
        },
        summary: content.title.clone(),
        description: content.summary.clone(),
        location: if place.is_empty() { "Online".to_owned() } else { place.join(", ") },
        url: format!("{site}{}", find::path_of(gathering)),
        categories: std::iter::once(content.kind.label().to_owned()).chain(content.themes.iter().cloned()).collect(),
        position: gathering.venue.as_ref().map(|venue| venue.position),
        conference: None,
    }
}

/// The calendar file that comes with a mail.
pub(super) fn for_mail(event: Event, method: Method, organizer: CalendarUser, attendee: CalendarUser) -> String {
    Calendar {
        name: String::new(),
        source: String::new(),
        events: vec![event],
        method,
        organizer: Some(organizer),
        attendee: Some(attendee),
    }
    .write()
}

/// `GET /bijeenkomsten/{id}/agenda.ics`.
pub(crate) async fn file(State(state): State<AppState>, Path(id): Path<String>) -> Result<Response, Problem> {
    let gathering = find::public(&state, &id).await?;
    let name = gathering.content.title.clone();
    let source = format!("{}{}/agenda.ics", state.site_url, domain::paths::gathering(gathering.id));
    let events = vec![event(&gathering, &state.site_url)];
    let text = Calendar { name, source, events, method: Method::Publish, organizer: None, attendee: None }.write();
    let disposition = format!("attachment; filename=\"bijeenkomst-{}.ics\"", gathering.id);
    let type_ = (header::CONTENT_TYPE, Method::Publish.content_type().to_owned());
    Ok(([type_, (header::CONTENT_DISPOSITION, disposition)], text).into_response())
}
