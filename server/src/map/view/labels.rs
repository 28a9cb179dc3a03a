//! The names on the map: which ones at which zoom, and where there is room for them.
//!
//! Worked out for whole zoom levels, so a name keeps its side while the map pans and zooms within a level.

use std::collections::HashSet;

use app::map::{Placed, marks::Name};
use atlas::Atlas;
use domain::{Camera, Initiative, InitiativeId, LngLat, Region};
use territory::{Settlement, SettlementKind};

use crate::map::view::{
    Screen,
    markers::{PIN_LEVEL, around, is_signpost},
};

/// Half the width of a pin and of a cluster, and how high a pin is, in CSS pixels.
const PIN: (f64, f64) = (16.0, 40.0);
const CLUSTER: f64 = 27.0;

/// The height of a line of text, in CSS pixels.
const LINE: f64 = 16.0;

/// The zoom level from which the school sites are named.
const SCHOOLS_FROM: u8 = 12;

/// Names that stand far out: text, longitude, latitude, classes.
const FAR: [(&str, f64, f64, &str); 4] = [
    ("Noord-Brabant", 5.30, 51.45, "name name--country"),
    ("België", 5.36, 51.13, "name name--country"),
    ("Duitsland", 6.85, 51.30, "name name--country"),
    ("Gelderland", 5.62, 51.86, "name name--country name--small"),
];

/// Where a region's name stands on its own land.
const REGIONS: [(f64, f64); 3] = [(5.96, 51.42), (5.83, 51.20), (5.86, 50.93)];

/// Where the river's name stands.
const MAAS: [(f64, f64); 3] = [(6.10, 51.56), (5.99, 51.23), (5.71, 50.98)];

/// All names for this camera, the most important first.
pub(crate) fn all(atlas: &Atlas, camera: Camera, screen: Screen, markers: &[Placed]) -> Vec<Placed> {
    let level = f64::from(camera.level());
    let camera = Camera { zoom: level, ..camera };
    let area = around(camera, screen);
    let mut room = Room::new(camera, markers);
    let mut labels = Vec::new();
    // From region level on, every town with an initiative of its own is named.
    let named: HashSet<&str> = match camera.level() {
        PIN_LEVEL.. => markers.iter().filter_map(|m| atlas.get(InitiativeId(m.id))).map(|i| i.town.as_str()).collect(),
        _ => HashSet::new(),
    };
    let is_shown =
        |p: &&Settlement| area.contains(p.point) && (shown(p, camera.level()) || named.contains(p.name.as_str()));
    let mut places: Vec<&Settlement> = atlas.territory().settlements().iter().filter(is_shown).collect();
    places.sort_by_key(|p| {
        (p.kind == SettlementKind::Neighbour, p.kind != SettlementKind::Town, std::cmp::Reverse(p.population))
    });
    for place in places {
        let (class, letter) = lettering(place);
        labels.extend(room.beside(&place.name, place.point, &class, letter));
    }
    if camera.level() >= 9 {
        for (region, at) in Region::ALL.iter().zip(REGIONS) {
            labels.extend(room.centred(
                region.label(),
                at,
                &format!("name name--region name--{}", region.slug()),
                15.0,
            ));
        }
    } else {
        for (text, lon, lat, class) in FAR {
            labels.extend(room.centred(text, (lon, lat), class, 17.0));
        }
    }
    for at in MAAS {
        labels.extend(room.centred("Maas", at, "name name--water", 8.0));
    }
    if camera.level() >= SCHOOLS_FROM {
        // Sites of one building are one dot.
        let mut seen: HashSet<String> = HashSet::new();
        let schools = atlas.schools().iter().filter(|school| area.contains(school.position));
        for school in schools.filter(|school| seen.insert(school.position.to_string())) {
            labels.extend(room.beside(&school.name, school.position, "school-name", 6.0));
        }
    }
    labels.retain(|label| area.contains(label.position));
    labels
}

/// The names on a small map with one pin: its own town, those of `others` that are drawn as squares, and the largest.
pub(crate) fn few(atlas: &Atlas, camera: Camera, pin: &Initiative, others: &[&Initiative]) -> Vec<Placed> {
    /// Half a square, how much larger a ringed pin is, and how far from the middle a narrow screen reaches, in CSS pixels.
    const SQUARE: f64 = 8.0;
    const RINGED: f64 = 1.3;
    const NARROW: f64 = 156.0;
    let all = f64::INFINITY;
    let mut room =
        Room { camera, taken: vec![[-all, -all, -NARROW, all], [NARROW, -all, all, all]], marks: Vec::new() };
    let (x, y) = camera.project(pin.position);
    let (half, tall) = (PIN.0 * RINGED, PIN.1 * RINGED);
    room.taken.push([x - half, y - tall, x + half, y]);
    room.marks.push((pin.position, x, y - tall / 2.0, half + 3.0));
    for other in others {
        let (x, y) = camera.project(other.position);
        room.taken.push([x - SQUARE, y - SQUARE, x + SQUARE, y + SQUARE]);
        room.marks.push((other.position, x, y, SQUARE + 3.0));
    }
    let large = atlas.territory().settlements().iter().filter(|place| shown(place, 0) && place.in_limburg());
    let own = [(&*pin.town, pin.position, "town town--large")];
    let theirs = others.iter().map(|other| (&*other.town, other.position, "town"));
    let mut named = HashSet::new();
    own.into_iter()
        .chain(theirs)
        .chain(large.map(|place| (&*place.name, place.point, "town")))
        .filter(|(name, ..)| named.insert(*name))
        .filter_map(|(name, at, class)| room.beside(name, at, class, if class == "town" { 7.9 } else { 9.0 }))
        .collect()
}

/// The classes of a settlement's name, and how wide its letters are, in CSS pixels.
fn lettering(place: &Settlement) -> (String, f64) {
    let (size, letter) = match place.population {
        40_000.. => (" town--large", 9.0),
        0..6_000 => (" town--small", 6.9),
        _ => ("", 7.9),
    };
    let capital = if place.name == "Maastricht" { " town--capital" } else { "" };
    let neighbour = place.kind == SettlementKind::Neighbour;
    (if neighbour { "town town--neighbour".to_owned() } else { format!("town{size}{capital}") }, letter)
}

/// The same name on the same side of the same place keeps its key.
fn placed(name: &Name, position: LngLat) -> Placed {
    let key = format!("{} {position} {} {:?}", name.text, name.class, name.offset);
    Placed { key, position, svg: name.svg(), ..Placed::default() }
}

/// Whether a place is named at this zoom level.
fn shown(place: &Settlement, level: u8) -> bool {
    match (level, place.kind) {
        (0..=7, kind) => place.population >= if kind == SettlementKind::Town { 40_000 } else { 200_000 },
        (_, SettlementKind::Neighbour) => level < 11,
        (_, SettlementKind::Town) => true,
        (8, kind) => place.population >= 9_000 && kind == SettlementKind::Village,
        (9, kind) => place.population >= 5_000 && kind == SettlementKind::Village,
        (10, kind) => place.population >= 2_000 && kind == SettlementKind::Village,
        (11, kind) => kind == SettlementKind::Village,
        _ => true,
    }
}

/// What is taken on the screen, as boxes: left, top, right, bottom in CSS pixels from the middle.
struct Room {
    camera: Camera,
    taken: Vec<[f64; 4]>,
    /// Where markers stand on the ground and on the screen, and how far from there a name keeps.
    marks: Vec<(LngLat, f64, f64, f64)>,
}

impl Room {
    fn new(camera: Camera, markers: &[Placed]) -> Self {
        let (signposts, markers): (Vec<_>, Vec<_>) = markers.iter().partition(|m| is_signpost(m));
        let mut marks = Vec::new();
        let mut taken = Vec::new();
        for marker in markers {
            let (x, y) = camera.project(marker.position);
            // A pin stands above its place.
            let (middle, half, half_height) = match marker.id {
                0 => (y, CLUSTER, CLUSTER),
                _ if camera.level() >= PIN_LEVEL => (y - PIN.1 / 2.0, PIN.0, PIN.1 / 2.0),
                _ => (y, PIN.0, PIN.0),
            };
            taken.push([x - half, middle - half_height, x + half, middle + half_height]);
            marks.push((marker.position, x, middle, half + 3.0));
        }
        for signpost in signposts {
            let (x, y) = camera.project(signpost.position);
            taken.push([x - 44.0, y - 30.0, x + 150.0, y + 34.0]);
        }
        Self { camera, taken, marks }
    }

    fn free(&self, [l, t, r, b]: [f64; 4]) -> bool {
        self.taken.iter().all(|[l2, t2, r2, b2]| r < *l2 || *r2 < l || b < *t2 || *b2 < t)
    }

    /// A name east, west, north or south of its dot, or of the marker on top of it.
    fn beside(&mut self, text: &str, point: LngLat, class: &str, letter: f64) -> Option<Placed> {
        let (x, y) = self.camera.project(point);
        #[allow(clippy::cast_precision_loss, reason = "a few letters")]
        let width = text.chars().count() as f64 * letter;
        // The name of a place under a marker belongs to the marker: it keeps beside it at every zoom.
        let away = |(_, mx, my, _): &(LngLat, f64, f64, f64)| (mx - x).hypot(my - y);
        let near = self.marks.iter().filter(|mark| away(mark) < mark.3 + 4.0);
        let marked = near.min_by(|a, b| away(a).total_cmp(&away(b)));
        let (at, cx, cy, gap) = marked.map_or((point, x, y, 8.0), |&mark| mark);
        let marked = marked.is_some();
        // A pin is higher than it is wide.
        let up = LINE / 2.0 + if marked && gap < CLUSTER { gap.max(PIN.1 / 2.0 + 1.0) } else { gap };
        let options = [
            ("start", gap, 0.0, [cx + gap, cy - 8.0, cx + gap + width, cy + 8.0]),
            ("end", -gap, 0.0, [cx - gap - width, cy - 8.0, cx - gap, cy + 8.0]),
            ("middle", 0.0, -up, [cx - width / 2.0, cy - up - 8.0, cx + width / 2.0, cy - up + 8.0]),
            ("middle", 0.0, up, [cx - width / 2.0, cy + up - 8.0, cx + width / 2.0, cy + up + 8.0]),
        ];
        let (anchor, dx, dy, taken) = options.into_iter().find(|(.., taken)| self.free(*taken))?;
        self.taken.push(taken);
        if !marked {
            self.taken.push([x - 4.0, y - 4.0, x + 4.0, y + 4.0]);
        }
        let (_, ground_y) = self.camera.project(at);
        #[allow(clippy::cast_possible_truncation, reason = "a few pixels")]
        let offset = (dx.round() as i32, (cy - ground_y + dy).round() as i32);
        let name = Name { text: text.to_owned(), class: class.to_owned(), offset, anchor, dot: !marked };
        Some(placed(&name, at))
    }

    /// A name around a point, or none when there is no room.
    fn centred(&mut self, text: &str, (lon, lat): (f64, f64), class: &str, letter: f64) -> Option<Placed> {
        let position = LngLat::new(lon, lat).ok()?;
        let (x, y) = self.camera.project(position);
        #[allow(clippy::cast_precision_loss, reason = "a few letters")]
        let half = text.chars().count() as f64 * letter / 2.0;
        let taken = [x - half, y - 12.0, x + half, y + 12.0];
        self.free(taken).then(|| {
            self.taken.push(taken);
            let name =
                Name { text: text.to_owned(), class: class.to_owned(), offset: (0, 0), anchor: "middle", dot: false };
            placed(&name, position)
        })
    }
}
