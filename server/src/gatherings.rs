//! What several rooms say about gatherings.

use std::collections::HashMap;

use app::ui::GatheringCard;
use atlas::Atlas;
use domain::{
    Gathering, GatheringId,
    gathering::{Attendance, GatheringMode, GatheringStatus},
    paths,
};
use export::ics::{Event, Status};
use wording::dates;

use crate::{state::AppState, web::problem::Problem};

/// The address of the page of a gathering, with its title in it.
pub(crate) fn path(gathering: &Gathering) -> String {
    format!("{}/{}", paths::gathering(gathering.id), Atlas::slug_of(&gathering.content.title))
}

/// Persons with a seat that is theirs, offered or held, of those who take part in one way; none where nobody registered.
pub(crate) async fn seats_taken(state: &AppState) -> Result<HashMap<(GatheringId, Attendance), u32>, Problem> {
    let seats = state.store.seats(state.clock.moment()).await.map_err(|error| {
        tracing::error!(%error, "the database does not give the seats");
        Problem::busy("De database antwoordt niet.")
    })?;
    Ok(seats.into_iter().map(|one| ((one.gathering, one.attendance), one.taken)).collect())
}

/// Where it is, in words: "Aula, Weert", "online", or both.
pub(crate) fn place(gathering: &Gathering) -> String {
    let Some(venue) = &gathering.venue else { return GatheringMode::Online.label().to_owned() };
    let location = &gathering.content.location;
    let place = if location.is_empty() { venue.town.clone() } else { format!("{location}, {}", venue.town) };
    if gathering.content.mode == GatheringMode::Hybrid { format!("{place}, en online") } else { place }
}

/// What the marker of a gathering is called on the map: below 0, so that none is an initiative.
pub(crate) fn marker(id: GatheringId) -> i64 {
    -id.0
}

/// "1 bijeenkomst", "12 bijeenkomsten".
pub(crate) fn counted(count: usize) -> String {
    format!("{} {}", wording::thousands(count), noun(count))
}

/// "bijeenkomst" or "bijeenkomsten".
pub(crate) fn noun(count: usize) -> &'static str {
    if count == 1 { "bijeenkomst" } else { "bijeenkomsten" }
}

/// The card of a gathering; `whole`: with the day in it.
pub(crate) fn card(atlas: &Atlas, gathering: &Gathering, whole: bool) -> GatheringCard {
    let content = &gathering.content;
    let when = if whole {
        wording::capitalised(&dates::span(content.begins, content.ends))
    } else {
        // The day stands above it.
        let span = dates::span(content.begins, content.ends);
        let day = format!("{}, ", dates::weekday(content.begins));
        span.strip_prefix(&day).map_or_else(|| span.clone(), str::to_owned)
    };
    let vocabulary = atlas.territory().vocabulary();
    GatheringCard {
        id: marker(gathering.id),
        href: path(gathering),
        title: content.title.clone(),
        kind: content.kind.label(),
        when,
        place: place(gathering),
        summary: content.summary.clone(),
        themes: content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok()).map(|t| t.label.clone()).collect(),
        cancelled: gathering.status == GatheringStatus::Cancelled,
        example: gathering.example,
    }
}

/// A gathering as anybody's calendar may have it: never where one takes part online.
pub(crate) fn event(atlas: &Atlas, gathering: &Gathering, site_url: &str) -> Event {
    let content = &gathering.content;
    let vocabulary = atlas.territory().vocabulary();
    let themes = content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok()).map(|term| term.label.clone());
    let cancelled = gathering.status == GatheringStatus::Cancelled;
    let location = match &gathering.venue {
        Some(venue) => {
            let parts = [&*content.location, &*content.address, &*venue.town];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        None => "Online".to_owned(),
    };
    let said = [&*gathering.reason, &*content.summary].into_iter().filter(|part| !part.is_empty());
    Event {
        uid: uid(gathering.id, site_url),
        changed: gathering.changed,
        begins: content.begins,
        ends: content.ends,
        sequence: gathering.sequence,
        status: if cancelled { Status::Cancelled } else { Status::Confirmed },
        summary: content.title.clone(),
        description: said.collect::<Vec<_>>().join("\n\n"),
        location,
        url: format!("{site_url}{}", path(gathering)),
        categories: std::iter::once(content.kind.label().to_owned()).chain(themes).collect(),
        position: gathering.venue.as_ref().map(|venue| venue.position),
        conference: None,
    }
}

/// What a gathering is known by in every calendar, for ever.
pub(crate) fn uid(id: GatheringId, site_url: &str) -> String {
    let host = site_url.split_once("://").map_or(site_url, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    format!("bijeenkomst-{id}@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uid_names_the_host_alone() {
        assert_eq!(uid(GatheringId(7), "https://kaart.example"), "bijeenkomst-7@kaart.example");
        assert_eq!(uid(GatheringId(7), "http://127.0.0.1:3000"), "bijeenkomst-7@127.0.0.1");
    }
}
