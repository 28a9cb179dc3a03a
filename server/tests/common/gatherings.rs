//! Gatherings for tests of what everybody sees.

use std::sync::Arc;

use atlas::Atlas;
use domain::{
    Deadline, Gathering, GatheringContent, GatheringId, LngLat, Moment, Region, Sector,
    gathering::{GatheringKind, GatheringMode, GatheringStatus, Room, Venue},
};

use super::Server;

/// What nobody may read who has no seat.
pub const SECRET: &str = "https://vergadering.example/geheime-kamer";

/// A gathering in Weert, of two hours from this moment on, on location and online.
pub fn gathering(id: i64, title: &str, begins: Moment) -> Gathering {
    Gathering {
        id: GatheringId(id),
        content: GatheringContent {
            title: title.to_owned(),
            kind: GatheringKind::Marktplaats,
            summary: "Gluren bij de buren".to_owned(),
            text: "Neem iets mee.".to_owned(),
            themes: vec!["kansengelijkheid".to_owned()],
            sectors: vec![Sector::Primary],
            begins,
            ends: begins.plus_seconds(7200),
            mode: GatheringMode::Hybrid,
            room: Room { seats: 40, reserved: 4 },
            online: None,
            online_address: SECRET.to_owned(),
            opens: begins.plus_seconds(-30 * 86_400),
            closes: Deadline(begins),
            waiting_list: true,
            location: "Aula".to_owned(),
            address: "Markt 1".to_owned(),
            site_code: None,
            partners: vec!["Museum Zwaluw".to_owned()],
        },
        venue: Some(Venue {
            position: LngLat::new(5.7064, 51.2518).unwrap(),
            region: Region::Mid,
            municipality: "Weert".to_owned(),
            town: "Weert".to_owned(),
        }),
        status: GatheringStatus::Announced,
        reason: String::new(),
        sequence: 0,
        series: GatheringId(id),
        initiative: None,
        listed: true,
        example: true,
        changed: begins.plus_seconds(-40 * 86_400),
    }
}

/// The same online only.
pub fn online(gathering: Gathering) -> Gathering {
    let mut online = Gathering { venue: None, ..gathering };
    (online.content.mode, online.content.room, online.content.online) =
        (GatheringMode::Online, Room::default(), Some(100));
    online
}

/// Lets the map of a server show these, and the initiatives that it has.
pub fn shows(server: &Server, gatherings: Vec<Gathering>) {
    let now = server.state.atlas.load_full();
    let next = Atlas::build(now.all().to_vec(), Arc::clone(now.territory()), now.revision(), &server.state.site_url);
    server.state.atlas.store(Arc::new(next.with_gatherings(gatherings)));
}
