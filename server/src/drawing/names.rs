//! The names on a printed map: towns, regions, the river; where there is room for them.

use std::{cmp::Reverse, collections::HashSet};

use atlas::Atlas;
use domain::{LngLat, Region};
use territory::{Place, PlaceKind};

use super::{Anchor, Canvas, Letter, MapPanel, Rect, ink, width};

/// Countries and provinces around: text, longitude, latitude.
const AROUND: [(&str, f64, f64); 4] =
    [("NOORD-BRABANT", 5.50, 51.45), ("BELGIË", 5.45, 51.08), ("DUITSLAND", 6.45, 51.33), ("GELDERLAND", 5.72, 51.83)];

/// Where the river's name stands.
const MAAS: [(f64, f64); 3] = [(6.13, 51.56), (5.99, 51.23), (5.71, 50.98)];

/// What is taken on the map.
pub(crate) struct Room {
    area: Rect,
    taken: Vec<Rect>,
}

impl Room {
    /// All of the area is free but for what is taken.
    pub(crate) fn new(area: Rect, taken: Vec<Rect>) -> Self {
        Self { area, taken }
    }

    /// Takes it when it is free and within the map.
    fn take(&mut self, wanted: Rect) -> bool {
        let free = self.area.holds(wanted) && self.taken.iter().all(|taken| !taken.meets(wanted));
        if free {
            self.taken.push(wanted);
        }
        free
    }
}

/// Draws the names for which there is room, the most important first; `named` towns are among them at any scale.
pub(crate) fn name_places(canvas: &mut Canvas, panel: &MapPanel, atlas: &Atlas, room: &mut Room, named: &HashSet<&str>) {
    let view = panel.bounds();
    let level = (panel.camera.zoom - panel.scale.log2()).floor();
    let least = |place: &Place| match place.kind {
        PlaceKind::Town => 0,
        PlaceKind::Neighbour if level < 11.0 => 30_000,
        PlaceKind::Neighbour => 0,
        PlaceKind::Village if level < 8.0 => 12_000,
        PlaceKind::Village if level < 9.0 => 8_000,
        PlaceKind::Village if level < 10.0 => 5_000,
        PlaceKind::Village if level < 11.0 => 1_500,
        PlaceKind::Village => 0,
        PlaceKind::Hamlet => u32::MAX,
    };
    let shown = |place: &&Place| {
        view.contains(place.point) && (place.population >= least(place) || (level >= 9.0 && named.contains(&*place.name)))
    };
    let mut places: Vec<&Place> = atlas.territory().places().iter().filter(shown).collect();
    places.sort_by_key(|p| {
        (p.kind == PlaceKind::Neighbour, p.kind != PlaceKind::Town, !named.contains(&*p.name), Reverse(p.population))
    });
    for place in places {
        name(canvas, panel, room, place);
    }
    for (text, lon, lat) in AROUND {
        spaced(canvas, panel, room, text, (lon, lat), &ink("label-buur"));
    }
    for at in MAAS {
        let size = 8.0 * panel.scale;
        let Some((x, y)) = point(panel, at) else { continue };
        let wide = width("Maas", Letter::Slanted, size);
        if room.take(Rect { x: x - wide / 2.0, y: y - size * 0.8, w: wide, h: size }) {
            let paint = (&*ink("water-inkt"), &*ink("label-halo"));
            canvas.haloed((x, y), Anchor::Middle, Letter::Slanted, size, paint, "Maas");
        }
    }
}

/// A region's name on its own land, where nothing else stands.
pub(crate) fn name_regions(canvas: &mut Canvas, panel: &MapPanel, room: &mut Room) {
    const AT: [(f64, f64); 3] = [(5.96, 51.42), (5.83, 51.20), (5.86, 50.93)];
    for (region, at) in Region::ALL.into_iter().zip(AT) {
        let colour = ink(&format!("{}-inkt", region.slug()));
        spaced(canvas, panel, room, &region.short().to_uppercase(), at, &colour);
    }
}

fn point(panel: &MapPanel, (lon, lat): (f64, f64)) -> Option<(f64, f64)> {
    LngLat::new(lon, lat).ok().map(|at| panel.place(at))
}

fn spaced(canvas: &mut Canvas, panel: &MapPanel, room: &mut Room, text: &str, at: (f64, f64), colour: &str) {
    let Some((x, y)) = point(panel, at) else { return };
    let size = 8.0 * panel.scale;
    let spaced: String = text.chars().flat_map(|c| [c, '\u{2009}']).collect();
    let spaced = spaced.trim_end();
    let wide = width(spaced, Letter::Strong, size);
    if room.take(Rect { x: x - wide / 2.0, y: y - size, w: wide, h: size * 1.3 }) {
        canvas.haloed((x, y), Anchor::Middle, Letter::Strong, size, (colour, &ink("label-halo")), spaced);
    }
}

/// A place's name: east, west, above or under its dot.
fn name(canvas: &mut Canvas, panel: &MapPanel, room: &mut Room, place: &Place) {
    let (x, y) = panel.place(place.point);
    let neighbour = place.kind == PlaceKind::Neighbour;
    let (letter, size) = match place.population {
        _ if neighbour => (Letter::Text, 7.0),
        40_000.. => (Letter::Strong, 9.5),
        6_000.. => (Letter::Strong, 8.0),
        _ => (Letter::Text, 7.2),
    };
    let size = size * panel.scale;
    let (wide, tall, gap) = (width(&place.name, letter, size), size, size * 0.55);
    let dot = size * 0.2;
    let options = [
        (Anchor::Start, x + gap, y),
        (Anchor::End, x - gap, y),
        (Anchor::Middle, x, y - gap * 1.6),
        (Anchor::Middle, x, y + gap * 1.6),
        (Anchor::Start, x + gap, y - gap * 1.4),
        (Anchor::Start, x + gap, y + gap * 1.4),
        (Anchor::End, x - gap, y - gap * 1.4),
        (Anchor::End, x - gap, y + gap * 1.4),
        (Anchor::Start, x + gap * 3.0, y),
        (Anchor::End, x - gap * 3.0, y),
        (Anchor::Middle, x, y - gap * 3.2),
        (Anchor::Middle, x, y + gap * 3.2),
    ];
    for (anchor, x, y) in options {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        if room.take(Rect { x: left, y: y - tall * 0.45, w: wide, h: tall * 0.9 }) {
            let colour = ink(if neighbour { "label-buur" } else { "label" });
            let halo = ink("label-halo");
            let (px, py) = panel.place(place.point);
            canvas.raw(&format!(
                r#"<circle cx="{px:.2}" cy="{py:.2}" r="{dot:.2}" fill="{halo}" stroke="{colour}" stroke-width="{:.2}"/>"#,
                dot * 0.5
            ));
            canvas.haloed((x, y + size * 0.33), anchor, letter, size, (&colour, &halo), &place.name);
            return;
        }
    }
}
