//! What lists and maps say of a gathering: its address, its place in words, its card.

use app::ui::GatheringCard;
use atlas::Atlas;
use domain::{
    Gathering, GatheringId, Moment,
    gathering::{GatheringMode, GatheringStatus},
    paths,
};
use wording::dates;

/// The address of the page of a gathering, with its title in it.
pub(crate) fn path(gathering: &Gathering) -> String {
    format!("{}/{}", paths::gathering(gathering.id), Atlas::slug_of(&gathering.content.title))
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
pub(crate) fn card(atlas: &Atlas, gathering: &Gathering, now: Moment, whole: bool) -> GatheringCard {
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
        over: content.ends <= now,
        example: gathering.example,
    }
}
