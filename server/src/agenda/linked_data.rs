//! What search engines read of the agenda: schema.org as JSON-LD.

use atlas::Atlas;
use domain::{
    Gathering,
    gathering::{GatheringMode, GatheringStatus},
    local_time::with_offset,
};
use serde_json::{Value, json};

use crate::gathering_card;

/// Gatherings as a list. Invented examples are not in it: nobody is to find them as if they were real. Empty for none.
pub(super) fn list<'a>(
    site: &str,
    atlas: &Atlas,
    name: &str,
    gatherings: impl Iterator<Item = &'a Gathering>,
) -> String {
    let events: Vec<_> = gatherings
        .filter(|gathering| !gathering.example)
        .zip(1..)
        .map(|(gathering, position)| json!({"@type": "ListItem", "position": position, "item": event(site, atlas, gathering)}))
        .collect();
    if events.is_empty() {
        return String::new();
    }
    json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": name,
        "numberOfItems": events.len(),
        "itemListElement": events,
    })
    .to_string()
}

/// One gathering. Of where one takes part online no more than that one can.
fn event(site: &str, atlas: &Atlas, gathering: &Gathering) -> Value {
    let content = &gathering.content;
    let url = format!("{site}{}", gathering_card::path(gathering));
    let online = || json!({"@type": "VirtualLocation", "url": url});
    let place = gathering.venue.as_ref().map(|venue| {
        let name = if content.location.is_empty() { &venue.town } else { &content.location };
        json!({
            "@type": "Place",
            "name": name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": content.address,
                "addressLocality": venue.town,
                "addressRegion": "Limburg",
                "addressCountry": "NL",
            },
            "geo": {
                "@type": "GeoCoordinates",
                "longitude": venue.position.lon(),
                "latitude": venue.position.lat(),
            },
        })
    });
    let (mode, location) = match (content.mode, place) {
        (GatheringMode::Hybrid, Some(place)) => ("MixedEventAttendanceMode", json!([place, online()])),
        (GatheringMode::Venue, Some(place)) => ("OfflineEventAttendanceMode", place),
        _ => ("OnlineEventAttendanceMode", online()),
    };
    let status = match gathering.status {
        GatheringStatus::Cancelled => "EventCancelled",
        GatheringStatus::Announced | GatheringStatus::Draft => "EventScheduled",
    };
    let vocabulary = atlas.territory().vocabulary();
    let about: Vec<_> =
        content.themes.iter().filter_map(|slug| vocabulary.theme(slug).ok()).map(|t| &*t.label).collect();
    json!({
        "@type": "EducationEvent",
        "@id": url,
        "url": url,
        "name": content.title,
        "description": if content.summary.is_empty() { &content.title } else { &content.summary },
        "startDate": with_offset(content.begins),
        "endDate": with_offset(content.ends),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": location,
        "about": about,
        "inLanguage": "nl",
        "isAccessibleForFree": true,
    })
}
