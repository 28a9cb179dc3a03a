//! The names on a printed map: towns, regions, the river; where there is room for them.

use std::{cmp::Reverse, collections::HashMap};

use atlas::Atlas;
use domain::{LngLat, Region};
use territory::{Place, PlaceKind};

use super::{Anchor, Canvas, Letter, MapPanel, Rect, ink, width};

/// Countries and provinces around: text, longitude, latitude.
const AROUND: [(&str, f64, f64); 4] =
    [("NOORD-BRABANT", 5.50, 51.45), ("BELGIË", 5.45, 51.08), ("DUITSLAND", 6.45, 51.33), ("GELDERLAND", 5.72, 51.83)];

/// Where the river's name stands.
const MAAS: [(f64, f64); 3] = [(6.13, 51.56), (5.99, 51.23), (5.71, 50.98)];

/// From so many inhabitants on, a town is named whatever stands around it.
const LARGE: u32 = 40_000;

/// And the towns with the most pins: so many of them, from so many pins on.
const BUSY: (usize, usize) = (6, 3);

/// The names on a map, and what is taken there.
pub(crate) struct Names {
    area: Rect,
    taken: Vec<Rect>,
    /// The largest and busiest towns, with where their names stand.
    towns: Vec<(Place, Spot)>,
}

impl Names {
    /// None yet; they stay within the area.
    pub(crate) fn new(area: Rect) -> Self {
        Self { area, taken: Vec::new(), towns: Vec::new() }
    }

    /// Where no name may stand.
    pub(crate) fn keep_off(&mut self, taken: impl IntoIterator<Item = Rect>) {
        self.taken.extend(taken);
    }

    /// Keeps room for the names of the largest towns and of those with the most pins, each on the side where the fewest
    /// pins belong; gives where their names and dots stand. `pins` is where each pin belongs, and its town.
    pub(crate) fn keep_towns(
        &mut self,
        panel: &MapPanel,
        atlas: &Atlas,
        pins: &[((f64, f64), &str)],
        taken: Rect,
    ) -> Vec<Rect> {
        let own = |place: &Place| pins.iter().filter(|(_, town)| *town == &*place.name).count();
        let mut places: Vec<(usize, &Place)> = atlas.territory().places().iter().map(|p| (own(p), p)).collect();
        places.sort_by_key(|(own, p)| (Reverse(*own), Reverse(p.population)));
        let busy = places.iter().take(BUSY.0).filter(|(own, _)| *own >= BUSY.1).count();
        let towns = places.iter().enumerate().filter(|(i, (_, p))| *i < busy || large(p)).map(|(_, (_, place))| *place);
        let mut drawn = vec![taken];
        for town in towns.filter(|p| self.area.holds(dot(panel.place(p.point)))) {
            let within = |area: &Rect| {
                let grown = area.inset(-4.0 * panel.scale);
                pins.iter().filter(|(pin, _)| grown.holds(dot(*pin))).count()
            };
            let own = round_dot(panel, town);
            let free = |spot: &Spot| self.area.holds(spot.area) && drawn.iter().all(|other| !other.meets(spot.area));
            let Some(best) = spots(panel, town).filter(free).min_by_key(|spot| within(&spot.area)) else { continue };
            drawn.extend([best.area, own]);
            self.towns.push((town.clone(), best));
        }
        self.keep_off(drawn.iter().copied());
        drawn.split_off(1)
    }

    /// Draws the names that were kept, over whatever is there.
    pub(crate) fn draw_towns(&self, canvas: &mut Canvas, panel: &MapPanel) {
        for (town, spot) in &self.towns {
            draw_dot(canvas, panel, town);
            write(canvas, panel, town, spot);
        }
    }

    /// Draws the names for which there is room, the most important first. `pins` is where the pins of each town stand: from
    /// nearby it is named for them, and none has its name beside the pin of another.
    pub(crate) fn places(
        &mut self,
        canvas: &mut Canvas,
        panel: &MapPanel,
        atlas: &Atlas,
        pins: &HashMap<&str, Vec<Rect>>,
    ) {
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
            let known = level >= 9.0 && pins.contains_key(&*place.name);
            let dot = round_dot(panel, place);
            let hidden = pins.iter().any(|(town, pins)| *town != &*place.name && pins.iter().any(|pin| pin.meets(dot)));
            view.contains(place.point)
                && self.towns.iter().all(|(town, _)| town.name != place.name)
                && (place.population >= least(place) || known)
                && !hidden
        };
        let mut places: Vec<&Place> = atlas.territory().places().iter().filter(shown).collect();
        places.sort_by_key(|p| {
            (
                p.kind == PlaceKind::Neighbour,
                Reverse(pins.get(&*p.name).map_or(0, Vec::len)),
                p.kind != PlaceKind::Town,
                Reverse(p.population),
            )
        });
        for place in places {
            if let Some(spot) = spots(panel, place).find(|spot| self.take(spot.area)) {
                // Under a pin of its own it would peek out.
                let own = pins.get(&*place.name).into_iter().flatten();
                if !own.clone().any(|pin| pin.meets(round_dot(panel, place))) {
                    draw_dot(canvas, panel, place);
                }
                write(canvas, panel, place, &spot);
            }
        }
        for (text, lon, lat) in AROUND {
            self.spaced(canvas, panel, text, (lon, lat));
        }
        for at in MAAS {
            let size = 8.0 * panel.scale;
            let Some((x, y)) = point(panel, at) else { continue };
            let wide = width("Maas", Letter::Slanted, size);
            if self.take(Rect { x: x - wide / 2.0, y: y - size * 0.8, w: wide, h: size }) {
                let paint = (&*ink("water-inkt"), &*ink("label-halo"));
                canvas.haloed((x, y), Anchor::Middle, Letter::Slanted, size, paint, "Maas");
            }
        }
    }

    /// The names of the regions, each within it and as near to its middle as there is room: the tints alone are lost on
    /// grey paper.
    pub(crate) fn regions(&mut self, canvas: &mut Canvas, panel: &MapPanel, atlas: &Atlas) {
        const STEPS: i32 = 10;
        for &region in Region::ALL {
            let [west, south, east, north] = <[f64; 4]>::from(atlas.territory().region_bounds(region));
            let mut tries: Vec<(i32, i32)> = (1..STEPS).flat_map(|x| (1..STEPS).map(move |y| (x, y))).collect();
            tries.sort_by_key(|(x, y)| (x - STEPS / 2).pow(2) + (y - STEPS / 2).pow(2));
            let share = |low: f64, high: f64, step: i32| low + (high - low) * f64::from(step) / f64::from(STEPS);
            let mut points = tries.into_iter().map(|(x, y)| (share(west, east, x), share(south, north, y)));
            let within = |&(lon, lat): &(f64, f64)| {
                LngLat::new(lon, lat).is_ok_and(|at| atlas.territory().locate(at).is_ok_and(|at| at.region == region))
            };
            let text = region.short().to_uppercase();
            let _ = points.by_ref().filter(within).find(|&at| self.spaced(canvas, panel, &text, at));
        }
    }

    /// A country, province or region, in spaced capitals; whether there was room.
    fn spaced(&mut self, canvas: &mut Canvas, panel: &MapPanel, text: &str, at: (f64, f64)) -> bool {
        let Some((x, y)) = point(panel, at) else { return false };
        let size = 8.0 * panel.scale;
        let spaced: Vec<String> = text.chars().map(String::from).collect();
        let spaced = spaced.join(" ");
        let wide = width(&spaced, Letter::Text, size);
        let room = self.take(Rect { x: x - wide / 2.0, y: y - size, w: wide, h: size * 1.3 });
        if room {
            let paint = (&*ink("label-buur"), &*ink("label-halo"));
            canvas.haloed((x, y), Anchor::Middle, Letter::Text, size, paint, &spaced);
        }
        room
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

fn large(place: &Place) -> bool {
    place.population >= LARGE && place.in_limburg()
}

/// A point as a box of no size.
fn dot((x, y): (f64, f64)) -> Rect {
    Rect { x, y, w: 0.0, h: 0.0 }
}

fn point(panel: &MapPanel, (lon, lat): (f64, f64)) -> Option<(f64, f64)> {
    LngLat::new(lon, lat).ok().map(|at| panel.place(at))
}

/// Where a place's name may stand: its anchor and the middle of its line, and what it takes.
struct Spot {
    anchor: Anchor,
    at: (f64, f64),
    area: Rect,
}

/// Letter and size of a place's name.
fn lettering(panel: &MapPanel, place: &Place) -> (Letter, f64) {
    let (letter, size) = match place.population {
        _ if !place.in_limburg() => (Letter::Text, 7.0),
        LARGE.. => (Letter::Strong, 9.5),
        6_000.. => (Letter::Strong, 8.0),
        _ => (Letter::Text, 7.2),
    };
    (letter, size * panel.scale)
}

/// East, west, above or under its dot; then between these, then further away.
fn spots(panel: &MapPanel, place: &Place) -> impl Iterator<Item = Spot> {
    let (x, y) = panel.place(place.point);
    let (letter, size) = lettering(panel, place);
    let (wide, gap) = (width(&place.name, letter, size), size * 0.55);
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
    options.into_iter().map(move |(anchor, x, y)| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        Spot { anchor, at: (x, y), area: Rect { x: left, y: y - size * 0.45, w: wide, h: size * 0.9 } }
    })
}

/// What a place's dot takes.
fn round_dot(panel: &MapPanel, place: &Place) -> Rect {
    let r = lettering(panel, place).1 * 0.25;
    dot(panel.place(place.point)).inset(-r)
}

/// The colours of a place's name, and of the edge around it.
fn paint(place: &Place) -> (String, String) {
    (ink(if place.in_limburg() { "label" } else { "label-buur" }), ink("label-halo"))
}

fn draw_dot(canvas: &mut Canvas, panel: &MapPanel, place: &Place) {
    let ((colour, halo), (x, y), r) = (paint(place), panel.place(place.point), lettering(panel, place).1 * 0.2);
    canvas.raw(&format!(
        r#"<circle cx="{x:.2}" cy="{y:.2}" r="{r:.2}" fill="{halo}" stroke="{colour}" stroke-width="{:.2}"/>"#,
        r * 0.5
    ));
}

fn write(canvas: &mut Canvas, panel: &MapPanel, place: &Place, spot: &Spot) {
    let ((letter, size), (colour, halo), (x, y)) = (lettering(panel, place), paint(place), spot.at);
    canvas.haloed((x, y + size * 0.33), spot.anchor, letter, size, (&colour, &halo), &place.name);
}
