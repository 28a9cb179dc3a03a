//! Drawings of numbers, as SVG in the units of CSS pixels. Colours and letters are the stylesheet's.

use std::fmt::Write as _;

use super::{Bar, Point};
use crate::document::escape;

/// Width of a drawing with bars.
const WIDE: f64 = 300.0;
/// Width of a small one.
const NARROW: f64 = 230.0;
/// Room for the number at the end of a bar.
const NUMBER: f64 = 36.0;

/// Where the name of a bar stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Names {
    /// Before it, in so much room.
    Before(f64),
    /// Above it.
    Above,
}

/// Bars below each other, all on the scale of `most`. `name` is said to who can't see it.
pub(super) fn bars(name: &str, bars: &[Bar], most: u32, names: Names) -> String {
    let (width, left, step, down, thick) = match names {
        Names::Before(room) => (NARROW, room, 24.0, 3.0, 17.0),
        Names::Above => (WIDE, 0.0, 44.0, 20.0, 16.0),
    };
    let height = bars.iter().map(|_| step).sum::<f64>();
    let mut out = open(name, &said(bars.iter().map(|bar| (bar.name.as_str(), bar.number.value))), width, height);
    if let Names::Before(_) = names {
        let _ = write!(out, r#"<line class="as" x1="{left}" x2="{left}" y1="0" y2="{height}"/>"#);
    }
    let mut y = 0.0;
    for bar in bars {
        let class = bar.class;
        let label = escape(&bar.name);
        let base = y + down + thick - 4.0;
        let _ = match names {
            Names::Before(room) => {
                write!(out, r#"<text class="naam" x="{}" y="{base}" text-anchor="end">{label}</text>"#, room - 8.0)
            }
            Names::Above => write!(out, r#"<text class="naam" x="0" y="{}">{label}</text>"#, y + 14.0),
        };
        let long = (width - left - NUMBER) * share(bar.number.value.unwrap_or(0), most);
        let end = left + long + 6.0;
        let _ = match bar.number.value {
            Some(count) => write!(
                out,
                r#"<rect class="staaf {class}" x="{left}" y="{}" width="{long:.1}" height="{thick}"/><text class="getal" x="{end:.1}" y="{base}">{count}</text>"#,
                y + down
            ),
            None => write!(
                out,
                r#"<text class="getal" x="{end:.1}" y="{base}">– <tspan class="naam">niet getoond</tspan></text>"#
            ),
        };
        y += step;
    }
    out + "</svg>"
}

/// Columns beside each other: the total at the end of each period. Of what is not shown, only the place stays.
pub(super) fn columns(name: &str, points: &[Point]) -> String {
    const HIGH: f64 = 130.0;
    const DRAWN: (f64, f64) = (WIDE, 178.0);
    let most = points.iter().filter_map(|point| point.number).max().unwrap_or(1);
    let mut out = open(name, &said(points.iter().map(|point| (point.name.as_str(), point.number))), DRAWN.0, DRAWN.1);
    let count = f64::from(u32::try_from(points.len()).unwrap_or(u32::MAX)).max(1.0);
    let step = (DRAWN.0 / count).min(48.0);
    let thick = step * 0.8;
    let floor = HIGH + 24.0;
    let mut x = 0.0;
    let mut last = None;
    for (at, point) in points.iter().enumerate() {
        let middle = x + thick / 2.0;
        if let Some(total) = point.number {
            let high = HIGH * share(total, most);
            let _ = write!(
                out,
                r#"<rect class="staaf" x="{x:.1}" y="{:.1}" width="{thick:.1}" height="{high:.1}"/>"#,
                floor - high
            );
            // A number that says nothing new would only fill the drawing.
            if last != Some(total) && (points.len() <= 9 || at + 1 == points.len() || at == 0) {
                let anchor = if at + 1 == points.len() && at > 0 {
                    ("end", x + thick)
                } else if at == 0 {
                    ("start", x)
                } else {
                    ("middle", middle)
                };
                let _ = write!(
                    out,
                    r#"<text class="getal" x="{:.1}" y="{:.1}" text-anchor="{}">{total}</text>"#,
                    anchor.1,
                    floor - high - 6.0,
                    anchor.0
                );
            }
            last = Some(total);
        } else {
            let _ = write!(
                out,
                r#"<line class="as as--weg" x1="{x:.1}" x2="{:.1}" y1="{floor}" y2="{floor}"/>"#,
                x + thick
            );
        }
        x += step;
    }
    let end = x - step + thick;
    let _ = write!(out, r#"<line class="as" x1="0" x2="{end:.1}" y1="{floor}" y2="{floor}"/>"#);
    let label = |x: f64, anchor: &str, point: &Point| {
        format!(
            r#"<text class="naam" x="{x:.1}" y="{}" text-anchor="{anchor}">{}</text>"#,
            floor + 18.0,
            escape(&point.name)
        )
    };
    if let Some(first) = points.first() {
        out += &label(0.0, "start", first);
    }
    if let Some(last) = points.last().filter(|_| points.len() > 4) {
        out += &label(end, "end", last);
    }
    out + "</svg>"
}

/// The start of a drawing that is one picture to who can't see it.
fn open(name: &str, says: &str, width: f64, height: f64) -> String {
    format!(
        r#"<svg class="tekening" viewBox="0 0 {width} {height}" role="img" aria-label="{}. {}">"#,
        escape(name),
        escape(says)
    )
}

/// "Noord 4, Midden niet getoond".
fn said<'a>(numbers: impl Iterator<Item = (&'a str, Option<u32>)>) -> String {
    let one = |(name, number): (&str, Option<u32>)| match number {
        Some(count) => format!("{name} {count}"),
        None => format!("{name} niet getoond"),
    };
    numbers.map(one).collect::<Vec<_>>().join(", ")
}

fn share(value: u32, most: u32) -> f64 {
    f64::from(value) / f64::from(most.max(1))
}
