//! The names on a printed map: towns, regions and the river, as far as there is room.

use std::{cmp::Reverse, collections::HashMap};

use atlas::Atlas;
use domain::{LngLat, Region};
use territory::{Settlement, SettlementKind};

use super::{Anchor, Canvas, Font, MapPanel, Rect, ink, width};

/// The countries and provinces around Limburg: text, longitude, latitude.
const AROUND: [(&str, f64, f64); 4] =
    [("NOORD-BRABANT", 5.50, 51.45), ("BELGIË", 5.45, 51.08), ("DUITSLAND", 6.45, 51.33), ("GELDERLAND", 5.72, 51.83)];

/// The positions of the name of the river.
const MAAS: [(f64, f64); 3] = [(6.13, 51.56), (5.99, 51.23), (5.71, 50.98)];

/// The number of inhabitants from which a town is always named.
const LARGE: u32 = 40_000;

/// Towns with many pins are always named too: the maximum number of such towns, and the minimum number of pins.
const BUSY: (usize, usize) = (6, 3);

/// The names on a map, and the areas that are occupied.
pub(crate) struct Names {
    area: Rect,
    taken: Vec<Rect>,
    /// The largest and busiest towns, with the position of their names.
    towns: Vec<(Settlement, NameSpot)>,
}

impl Names {
    /// No names yet. Names stay within `area`.
    pub(crate) fn new(area: Rect) -> Self {
        Self { area, taken: Vec::new(), towns: Vec::new() }
    }

    /// Adds areas where no name may be drawn.
    pub(crate) fn keep_off(&mut self, taken: impl IntoIterator<Item = Rect>) {
        self.taken.extend(taken);
    }

    /// Reserves room for the names of the largest towns and of those with the most pins, each on the side with the
    /// fewest pins. Returns the boxes of their names and dots. `pins` holds the position and the town of each pin.
    pub(crate) fn keep_towns(
        &mut self,
        panel: &MapPanel,
        atlas: &Atlas,
        pins: &[((f64, f64), &str)],
        taken: Rect,
    ) -> Vec<Rect> {
        let own = |place: &Settlement| pins.iter().filter(|(_, town)| *town == &*place.name).count();
        let mut places: Vec<(usize, &Settlement)> =
            atlas.territory().settlements().iter().map(|p| (own(p), p)).collect();
        places.sort_by_key(|(own, p)| (Reverse(*own), Reverse(p.population)));
        let busy = places.iter().take(BUSY.0).filter(|(own, _)| *own >= BUSY.1).count();
        let towns = places.iter().enumerate().filter(|(i, (_, p))| *i < busy || large(p)).map(|(_, (_, place))| *place);
        let mut drawn = vec![taken];
        for town in towns.filter(|p| self.area.holds(dot(panel.project(p.point)))) {
            let within = |area: &Rect| {
                let grown = area.inset(-4.0 * panel.scale);
                pins.iter().filter(|(pin, _)| grown.holds(dot(*pin))).count()
            };
            let own = round_dot(panel, town);
            let free =
                |spot: &NameSpot| self.area.holds(spot.area) && drawn.iter().all(|other| !other.meets(spot.area));
            let Some(best) = spots(panel, town).filter(free).min_by_key(|spot| within(&spot.area)) else { continue };
            drawn.extend([best.area, own]);
            self.towns.push((town.clone(), best));
        }
        self.keep_off(drawn.iter().copied());
        drawn.split_off(1)
    }

    /// Draws the names for which room was reserved, on top of everything else.
    pub(crate) fn draw_towns(&self, canvas: &mut Canvas, panel: &MapPanel) {
        for (town, spot) in &self.towns {
            draw_dot(canvas, panel, town);
            write(canvas, panel, town, spot);
        }
    }

    /// Draws the names for which there is room, the most important first. `pins` holds the positions of the pins of
    /// each town: at close range a town is named because of its pins, and no name is next to a pin of another town.
    pub(crate) fn places(
        &mut self,
        canvas: &mut Canvas,
        panel: &MapPanel,
        atlas: &Atlas,
        pins: &HashMap<&str, Vec<Rect>>,
    ) {
        let level = (panel.camera.zoom - panel.scale.log2()).floor();
        let least = |place: &Settlement| match place.kind {
            SettlementKind::Town => 0,
            SettlementKind::Neighbour if level < 11.0 => 30_000,
            SettlementKind::Neighbour => 0,
            SettlementKind::Village if level < 8.0 => 12_000,
            SettlementKind::Village if level < 9.0 => 8_000,
            SettlementKind::Village if level < 10.0 => 5_000,
            SettlementKind::Village if level < 11.0 => 1_500,
            SettlementKind::Village => 0,
            SettlementKind::Hamlet => u32::MAX,
        };
        let shown = |place: &&Settlement| {
            let known = level >= 9.0 && pins.contains_key(&*place.name);
            let dot = round_dot(panel, place);
            let hidden = pins.iter().any(|(town, pins)| *town != &*place.name && pins.iter().any(|pin| pin.meets(dot)));
            panel.area.holds(dot)
                && self.towns.iter().all(|(town, _)| town.name != place.name)
                && (place.population >= least(place) || known)
                && !hidden
        };
        let mut places: Vec<&Settlement> = atlas.territory().settlements().iter().filter(shown).collect();
        places.sort_by_key(|p| {
            (
                p.kind == SettlementKind::Neighbour,
                Reverse(pins.get(&*p.name).map_or(0, Vec::len)),
                p.kind != SettlementKind::Town,
                Reverse(p.population),
            )
        });
        for place in places {
            if let Some(spot) = spots(panel, place).find(|spot| self.take(spot.area)) {
                // A dot under the pin of its own town would stick out.
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
            let wide = width("Maas", Font::Slanted, size);
            if self.take(Rect { x: x - wide / 2.0, y: y - size * 0.8, w: wide, h: size }) {
                let paint = (&*ink("water-inkt"), &*ink("label-halo"));
                canvas.haloed((x, y), Anchor::Middle, Font::Slanted, size, paint, "Maas");
            }
        }
    }

    /// Draws the names of the largest towns, but for one that has its name already.
    pub(crate) fn largest(&mut self, canvas: &mut Canvas, panel: &MapPanel, atlas: &Atlas, but: &str) {
        for town in atlas.territory().settlements().iter().filter(|place| large(place) && place.name != but) {
            if let Some(spot) = spots(panel, town).find(|spot| self.take(spot.area)) {
                draw_dot(canvas, panel, town);
                write(canvas, panel, town, &spot);
            }
        }
    }

    /// Draws the name of each region inside it, as close to its middle as possible: on a black-and-white print the
    /// tints alone are lost.
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

    /// Draws the name of a country, province or region in spaced capitals; returns whether there was room.
    fn spaced(&mut self, canvas: &mut Canvas, panel: &MapPanel, text: &str, at: (f64, f64)) -> bool {
        let Some((x, y)) = point(panel, at) else { return false };
        let size = 8.0 * panel.scale;
        let spaced: Vec<String> = text.chars().map(String::from).collect();
        let spaced = spaced.join(" ");
        let wide = width(&spaced, Font::Text, size);
        let room = self.take(Rect { x: x - wide / 2.0, y: y - size, w: wide, h: size * 1.3 });
        if room {
            let paint = (&*ink("label-buur"), &*ink("label-halo"));
            canvas.haloed((x, y), Anchor::Middle, Font::Text, size, paint, &spaced);
        }
        room
    }

    /// Occupies a box if it is free and within the map; returns whether it was.
    fn take(&mut self, wanted: Rect) -> bool {
        let free = self.area.holds(wanted) && self.taken.iter().all(|taken| !taken.meets(wanted));
        if free {
            self.taken.push(wanted);
        }
        free
    }
}

fn large(place: &Settlement) -> bool {
    place.population >= LARGE && place.in_limburg()
}

/// A point as a box without size.
fn dot((x, y): (f64, f64)) -> Rect {
    Rect { x, y, w: 0.0, h: 0.0 }
}

fn point(panel: &MapPanel, (lon, lat): (f64, f64)) -> Option<(f64, f64)> {
    LngLat::new(lon, lat).ok().map(|at| panel.project(at))
}

/// A possible position of the name of a settlement: its anchor, the middle of its line, and its box.
struct NameSpot {
    anchor: Anchor,
    at: (f64, f64),
    area: Rect,
}

/// The font and size of the name of a settlement.
fn lettering(panel: &MapPanel, place: &Settlement) -> (Font, f64) {
    let (font, size) = match place.population {
        _ if !place.in_limburg() => (Font::Text, 7.0),
        LARGE.. => (Font::Strong, 9.5),
        6_000.. => (Font::Strong, 8.0),
        _ => (Font::Text, 7.2),
    };
    (font, size * panel.scale)
}

/// The possible positions: east, west, above or below the dot, then between these, then further away.
fn spots(panel: &MapPanel, place: &Settlement) -> impl Iterator<Item = NameSpot> {
    let (x, y) = panel.project(place.point);
    let (font, size) = lettering(panel, place);
    let (wide, gap) = (width(&place.name, font, size), size * 0.55);
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
        NameSpot { anchor, at: (x, y), area: Rect { x: left, y: y - size * 0.45, w: wide, h: size * 0.9 } }
    })
}

/// The box of the dot of a settlement.
fn round_dot(panel: &MapPanel, place: &Settlement) -> Rect {
    let r = lettering(panel, place).1 * 0.25;
    dot(panel.project(place.point)).inset(-r)
}

/// The colour of the name of a settlement, and of the halo around it.
fn paint(place: &Settlement) -> (String, String) {
    (ink(if place.in_limburg() { "label" } else { "label-buur" }), ink("label-halo"))
}

fn draw_dot(canvas: &mut Canvas, panel: &MapPanel, place: &Settlement) {
    let ((colour, halo), (x, y), r) = (paint(place), panel.project(place.point), lettering(panel, place).1 * 0.2);
    canvas.raw(&format!(
        r#"<circle cx="{x:.2}" cy="{y:.2}" r="{r:.2}" fill="{halo}" stroke="{colour}" stroke-width="{:.2}"/>"#,
        r * 0.5
    ));
}

fn write(canvas: &mut Canvas, panel: &MapPanel, place: &Settlement, spot: &NameSpot) {
    let ((font, size), (colour, halo), (x, y)) = (lettering(panel, place), paint(place), spot.at);
    canvas.haloed((x, y + size * 0.33), spot.anchor, font, size, (&colour, &halo), &place.name);
}
