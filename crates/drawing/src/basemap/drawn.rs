//! The ground as SVG definitions, in whole pixels of a fixed zoom. Colours and line widths come from the stylesheet.

use std::fmt::Write as _;

use domain::{Camera, DRAWN_ORIGIN, DRAWN_ZOOM, LngLat, Region};
use geo::{Coord, LineString, MultiPolygon, Simplify as _};

use super::{
    Ground, ground,
    palette::{Scheme, colour, mix},
};

/// The tolerance, in degrees, with which neighbouring countries are simplified in the first HTML (about 200 m).
/// MapLibre draws them in full.
const MUTED: f64 = 0.002;

/// The data of a path around everything that is drawn.
pub(crate) const EVERYWHERE: &str = "M-99999-99999H99999V99999H-99999z";

/// `<g id="basis">` with every layer, from the bottom up.
pub(super) fn svg(ground: &Ground) -> String {
    let mut out =
        String::from(r#"<svg class="sprite" aria-hidden="true" focusable="false" width="0" height="0"><defs>"#);
    let outline = area(&ground.outline);
    out += r#"<path id="omtrek" d=""#;
    out += &outline;
    out += r#""/><g id="basis">"#;
    path(&mut out, "land-nl", EVERYWHERE);
    for neighbour in &ground.neighbours {
        let class = match neighbour.country.to_lowercase().as_str() {
            "be" => "land-be",
            "de" => "land-de",
            _ => "province-border",
        };
        path(&mut out, class, &area(&neighbour.geometry.simplify(MUTED)));
    }
    let graticule: String = ground::graticule().iter().map(line).collect();
    path(&mut out, "graticule", &graticule);
    for river in ground.rivers.iter().filter(|r| r.name != "Maas") {
        path(&mut out, "water water--far", &lines(&river.geometry.0));
    }
    for class in ["land-shadow", "land-edge"] {
        write_use(&mut out, class, "omtrek");
    }
    for (region, shape) in &ground.regions {
        let slug = region.slug();
        let _ = write!(out, r#"<path id="land-{slug}" class="land land--{slug}" d="{}"/>"#, area(shape));
    }
    for (region, _) in &ground.regions {
        // The line between regions is the edge of each region; half of it disappears under the outline.
        write_use(&mut out, "region-border", &format!("land-{}", region.slug()));
    }
    write_use(&mut out, "outline", "omtrek");
    for river in ground.rivers.iter().filter(|r| r.name == "Maas") {
        path(&mut out, "water water--maas", &lines(&river.geometry.0));
    }
    out += "</g></defs></svg>";
    out
}

/// The same layers for a standalone file: colours and widths are attributes, in the light scheme. `unit` is the size of
/// a CSS pixel in units of the drawing, so that lines keep their width; `chosen` regions get a stronger edge.
pub(super) fn printed(ground: &Ground, unit: f64, chosen: &[Region]) -> String {
    let c = |token: &str| colour(Scheme::Light, token);
    let mut out = String::new();
    let mut layer = |d: &str, fill: &str, stroke: &str, width: f64, more: &str| {
        let width = width * unit;
        let _ = write!(out, r#"<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{width:.2}" {more}/>"#);
    };
    let round = r#"stroke-linejoin="round" stroke-linecap="round""#;
    let dashes = |on: f64, off: f64| format!(r#"stroke-dasharray="{:.2} {:.2}""#, on * unit, off * unit);
    layer(EVERYWHERE, &c("land-nl"), "none", 0.0, "");
    for neighbour in &ground.neighbours {
        let d = area(&neighbour.geometry.simplify(MUTED));
        match neighbour.country.to_lowercase().as_str() {
            country @ ("be" | "de") => layer(&d, &c(&format!("land-{country}")), &c("land-lijn"), 1.0, round),
            _ => layer(&d, "none", &c("land-lijn"), 1.5, &format!("{} {round}", dashes(0.01, 4.0))),
        }
    }
    layer(&ground::graticule().iter().map(line).collect::<String>(), "none", &c("graad"), 1.0, "");
    let (maas, other): (Vec<_>, Vec<_>) = ground.rivers.iter().partition(|river| river.name == "Maas");
    for river in other {
        layer(&lines(&river.geometry.0), "none", &c("water-ver"), 1.5, round);
    }
    let outline = area(&ground.outline);
    layer(&outline, "none", &mix("#a19377", 0.3, &c("land-be")), 9.0, round);
    layer(&outline, &c("land-rand"), &c("land-rand"), 5.0, round);
    let regions: Vec<_> = ground.regions.iter().map(|(region, shape)| (region, area(shape))).collect();
    for (region, d) in &regions {
        let tint = if chosen.is_empty() || chosen.contains(region) { 1.0 } else { 0.35 };
        layer(d, &mix(&c(region.slug()), tint, &c("land-rand")), "none", 0.0, "");
    }
    for (_, d) in &regions {
        layer(d, "none", &c("land-omtrek"), 0.8, &format!(r#"stroke-opacity=".7" {}"#, dashes(5.0, 4.0)));
    }
    layer(&outline, "none", &c("land-omtrek"), 0.9, round);
    for river in maas {
        layer(&lines(&river.geometry.0), "none", &c("water"), 2.6, round);
    }
    for (_, d) in regions.iter().filter(|(region, _)| chosen.contains(region)) {
        layer(d, "none", &c("land-omtrek"), 2.0, round);
    }
    out
}

fn path(out: &mut String, class: &str, d: &str) {
    let _ = write!(out, r#"<path class="{class}" d="{d}"/>"#);
}

fn write_use(out: &mut String, class: &str, id: &str) {
    let _ = write!(out, r##"<use class="{class}" href="#{id}"/>"##);
}

/// The rings of areas as the data of a path.
#[must_use]
pub fn area(shape: &MultiPolygon) -> String {
    let rings = shape.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    rings.map(|ring| line(ring) + "z").collect()
}

fn lines(lines: &[LineString]) -> String {
    lines.iter().map(line).collect()
}

/// Path data: `M` to the first point, then relative steps, which are short. Steps of zero are left out.
fn line(line: &LineString) -> String {
    let mut out = String::new();
    let mut last = None;
    for &point in line.coords() {
        let (x, y) = drawn(point);
        match last {
            None => {
                let _ = write!(out, "M{x} {y}");
            }
            Some((lx, ly)) if (lx, ly) == (x, y) => continue,
            Some((lx, ly)) => {
                let _ = write!(out, "l{} {}", x - lx, y - ly);
            }
        }
        last = Some((x, y));
    }
    out
}

/// The position in whole pixels, right of and below the origin of the drawing.
#[allow(clippy::cast_possible_truncation, reason = "Limburg and its surroundings span some 30,000 pixels")]
fn drawn(point: Coord) -> (i32, i32) {
    let at = |x, y| LngLat::new(x, y).ok();
    let (Some(origin), Some(point)) = (at(DRAWN_ORIGIN.0, DRAWN_ORIGIN.1), at(point.x, point.y)) else { return (0, 0) };
    let (x, y) = Camera { centre: origin, zoom: DRAWN_ZOOM }.project(point);
    (x.round() as i32, y.round() as i32)
}
