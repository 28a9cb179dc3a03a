//! The ground as SVG definitions, in whole pixels of a fixed zoom. Colours and line widths come from the stylesheet.

use std::fmt::Write as _;

use domain::{Camera, DRAWN_ORIGIN, DRAWN_ZOOM, LngLat, Region};
use geo::{Coord, LineString, MultiPolygon, Simplify as _};

use super::{
    Ground, ground,
    palette::{Scheme, colour, mix},
};

/// How finely the ground is drawn: in whole pixels of `zoom`, with lines simplified by `tolerance` and those of the
/// neighbours by `muted` (degrees; 0.001 is about 100 m). MapLibre draws all in full.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    zoom: f64,
    tolerance: f64,
    muted: f64,
}

impl Pen {
    /// As fine as the data.
    pub(super) const NEAR: Self = Self { zoom: DRAWN_ZOOM, tolerance: 0.0, muted: 0.002 };
    /// For a map of all of Limburg: what is left out is smaller than half a pixel there.
    pub(super) const FAR: Self = Self { zoom: 10.0, tolerance: 0.0005, muted: 0.003 };

    /// Its pixels in units of the drawing.
    fn unit(self) -> f64 {
        (DRAWN_ZOOM - self.zoom).exp2()
    }

    /// An attribute that brings what it draws to the units of the drawing.
    fn transform(self) -> String {
        if self.unit() > 1.0 { format!(r#" transform="scale({})""#, self.unit()) } else { String::new() }
    }

    /// The rings of areas as the data of a path.
    fn area(self, shape: &MultiPolygon) -> String {
        let shape = shape.simplify(self.tolerance);
        let rings = shape.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        rings.map(|ring| self.line(ring) + "z").collect()
    }

    fn lines(self, lines: &[LineString]) -> String {
        lines.iter().map(|line| self.line(&line.simplify(self.tolerance))).collect()
    }

    /// Path data: `M` to the first point, then relative steps, which are short. Steps of zero are left out.
    fn line(self, line: &LineString) -> String {
        let mut out = String::new();
        let mut last = None;
        for &point in line.coords() {
            let (x, y) = self.drawn(point);
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
    fn drawn(self, point: Coord) -> (i32, i32) {
        let at = |x, y| LngLat::new(x, y).ok();
        let (Some(origin), Some(point)) = (at(DRAWN_ORIGIN.0, DRAWN_ORIGIN.1), at(point.x, point.y)) else {
            return (0, 0);
        };
        let (x, y) = Camera { centre: origin, zoom: self.zoom }.project(point);
        (x.round() as i32, y.round() as i32)
    }
}

/// The data of a path around everything that is drawn.
pub(crate) const EVERYWHERE: &str = "M-99999-99999H99999V99999H-99999z";

/// `<g id="basis">` with every layer, from the bottom up.
pub(super) fn svg(ground: &Ground, pen: Pen) -> String {
    let mut out =
        String::from(r#"<svg class="sprite" aria-hidden="true" focusable="false" width="0" height="0"><defs>"#);
    let transform = pen.transform();
    // Not the `<g>` around them: `#omtrek` and each region are also drawn by themselves.
    let path = |out: &mut String, class: &str, d: &str| {
        let _ = write!(out, r#"<path class="{class}"{transform} d="{d}"/>"#);
    };
    let _ = write!(out, r#"<path id="omtrek"{transform} d="{}"/><g id="basis">"#, pen.area(&ground.outline));
    path(&mut out, "land-nl", EVERYWHERE);
    for neighbour in &ground.neighbours {
        let class = match neighbour.country.to_lowercase().as_str() {
            "be" => "land-be",
            "de" => "land-de",
            _ => "province-border",
        };
        path(&mut out, class, &pen.area(&neighbour.geometry.simplify(pen.muted)));
    }
    let graticule: String = ground::graticule().iter().map(|line| pen.line(line)).collect();
    path(&mut out, "graticule", &graticule);
    for river in ground.rivers.iter().filter(|r| r.name != "Maas") {
        path(&mut out, "water water--far", &pen.lines(&river.geometry.0));
    }
    for class in ["land-shadow", "land-edge"] {
        write_use(&mut out, class, "omtrek");
    }
    for (region, shape) in &ground.regions {
        let slug = region.slug();
        let d = pen.area(shape);
        let _ = write!(out, r#"<path id="land-{slug}" class="land land--{slug}"{transform} d="{d}"/>"#);
    }
    for (region, _) in &ground.regions {
        // The line between regions is the edge of each region; half of it disappears under the outline.
        write_use(&mut out, "region-border", &format!("land-{}", region.slug()));
    }
    write_use(&mut out, "outline", "omtrek");
    for river in ground.rivers.iter().filter(|r| r.name == "Maas") {
        path(&mut out, "water water--maas", &pen.lines(&river.geometry.0));
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
        let d = area(&neighbour.geometry.simplify(Pen::NEAR.muted));
        match neighbour.country.to_lowercase().as_str() {
            country @ ("be" | "de") => layer(&d, &c(&format!("land-{country}")), &c("land-lijn"), 1.0, round),
            _ => layer(&d, "none", &c("land-lijn"), 1.5, &format!("{} {round}", dashes(0.01, 4.0))),
        }
    }
    layer(
        &ground::graticule().iter().map(|line| Pen::NEAR.line(line)).collect::<String>(),
        "none",
        &c("graad"),
        1.0,
        "",
    );
    let (maas, other): (Vec<_>, Vec<_>) = ground.rivers.iter().partition(|river| river.name == "Maas");
    for river in other {
        layer(&Pen::NEAR.lines(&river.geometry.0), "none", &c("water-ver"), 1.5, round);
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
        layer(&Pen::NEAR.lines(&river.geometry.0), "none", &c("water"), 2.6, round);
    }
    for (_, d) in regions.iter().filter(|(region, _)| chosen.contains(region)) {
        layer(d, "none", &c("land-omtrek"), 2.0, round);
    }
    out
}

fn write_use(out: &mut String, class: &str, id: &str) {
    let _ = write!(out, r##"<use class="{class}" href="#{id}"/>"##);
}

/// The rings of areas as the data of a path.
#[must_use]
pub fn area(shape: &MultiPolygon) -> String {
    Pen::NEAR.area(shape)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use territory::Territory;

    use crate::basemap::basemap;

    #[test]
    fn ground_for_all_of_limburg_has_every_layer_in_two_thirds_of_the_text() {
        let ground = basemap(&Arc::new(Territory::shipped().unwrap())).unwrap();
        let ids = |svg: &str| -> Vec<String> {
            svg.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect()
        };
        let paths = |svg: &str| svg.matches("<path").count();
        assert_eq!(ids(&ground.drawn), ["omtrek", "basis", "land-noord", "land-midden", "land-zuid"]);
        assert_eq!(ids(&ground.drawn), ids(&ground.drawn_far));
        assert_eq!(paths(&ground.drawn), paths(&ground.drawn_far));
        assert!(ground.drawn_far.len() * 3 < ground.drawn.len() * 2, "{} bytes", ground.drawn_far.len());
    }
}
