//! Drawings of numbers, as SVG in the units of CSS pixels. Colours and letters are the stylesheet's.

use std::fmt::Write as _;

use super::{Bar, Point};
use domain::escape;

/// Width of a drawing with bars.
const WIDE: f64 = 300.0;
/// Width of a small one.
const NARROW: f64 = 230.0;
/// Room for the number at the end of a bar.
const NUMBER: f64 = 36.0;

/// The position of the name of a bar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Names {
    /// Before it, in so much room.
    Before(f64),
    /// Above it.
    Above,
}

/// Bars below each other, all on the scale of `most`. `name` is its text alternative.
pub(super) fn bars(name: &str, bars: &[Bar], most: u32, names: Names) -> String {
    let (width, left, step, down, thick) = match names {
        Names::Before(room) => (NARROW, room, 24.0, 3.0, 17.0),
        Names::Above => (WIDE, 0.0, 44.0, 20.0, 16.0),
    };
    let height = bars.iter().map(|_| step).sum::<f64>();
    let mut out = open(name, &said(bars.iter().map(|bar| (bar.name.as_str(), bar.number.value))), width, height);
    if let Names::Before(_) = names {
        let _ = write!(out, r#"<line class="axis" x1="{left}" x2="{left}" y1="0" y2="{height}"/>"#);
    }
    let mut y = 0.0;
    for bar in bars {
        let class = bar.class;
        let label = escape(&bar.name);
        let base = y + down + thick - 4.0;
        let _ = match names {
            Names::Before(room) => {
                write!(out, r#"<text class="name" x="{}" y="{base}" text-anchor="end">{label}</text>"#, room - 8.0)
            }
            Names::Above => write!(out, r#"<text class="name" x="0" y="{}">{label}</text>"#, y + 14.0),
        };
        let long = (width - left - NUMBER) * share(bar.number.value.unwrap_or(0), most);
        let end = left + long + 6.0;
        let _ = match bar.number.value {
            Some(count) => write!(
                out,
                r#"<rect class="bar {class}" x="{left}" y="{}" width="{long:.1}" height="{thick}"/><text class="number" x="{end:.1}" y="{base}">{count}</text>"#,
                y + down
            ),
            None => write!(
                out,
                r#"<text class="number" x="{end:.1}" y="{base}">– <tspan class="name">niet getoond</tspan></text>"#
            ),
        };
        y += step;
    }
    out + "</svg>"
}

/// Columns beside each other: the total at the end of each period, and a dash where it is not shown. Across it is in
/// percents, so that it is as wide as there is room and the letters stay as large.
pub(super) fn columns(name: &str, points: &[Point]) -> String {
    const FLOOR: f64 = 154.0;
    const HIGH: f64 = FLOOR - 24.0;
    let years = points.iter().filter_map(|point| point.year.as_deref()).any(|year| !year.is_empty());
    let (down, tick) = if years { (FLOOR + 42.0, FLOOR + 40.0) } else { (FLOOR + 24.0, FLOOR + 6.0) };
    let says = said(points.iter().map(|point| (point.name.as_str(), point.number)));
    let most = points.iter().filter_map(|point| point.number).max().unwrap_or(1);
    let step = 100.0 / many(points.len()).max(1.0);
    let thick = (step * 0.8).min(14.0);
    let left = |at: usize| step * many(at);
    let text = |class: &str, at: usize, y: f64, text: &str| {
        let (x, anchor) = match at {
            0 => (0.0, "start"),
            _ if at + 1 == points.len() => (left(at) + thick, "end"),
            _ => (left(at) + thick / 2.0, "middle"),
        };
        format!(r#"<text class="{class}" x="{x:.2}%" y="{y:.1}" text-anchor="{anchor}">{}</text>"#, escape(text))
    };
    let (name, says) = (escape(name), escape(&says));
    let mut out = format!(
        r#"<svg class="drawing" height="{down}" role="img" aria-label="{name}. {says}"><line class="axis" x1="0" x2="100%" y1="{FLOOR}" y2="{FLOOR}"/>"#
    );
    let mut before = None;
    for (at, point) in points.iter().enumerate() {
        let x = left(at);
        if let Some(total) = point.number {
            let high = HIGH * share(total, most);
            let top = FLOOR - high;
            let _ =
                write!(out, r#"<rect class="bar" x="{x:.2}%" y="{top:.1}" width="{thick:.2}%" height="{high:.1}"/>"#);
            // The last is always told; a number that says nothing new would only fill the drawing.
            let last = at + 1 == points.len();
            if last || (before != Some(total) && (points.len() <= 9 || at == 0)) {
                out += &text("number", at, top - 6.0, &total.to_string());
            }
            before = Some(total);
        } else {
            let _ = write!(
                out,
                r#"<text class="number" x="{:.2}%" y="{}" text-anchor="middle">–</text>"#,
                x + thick / 2.0,
                FLOOR - 8.0
            );
        }
        if point.year.is_some() && at > 0 {
            let _ =
                write!(out, r#"<line class="axis axis--year" x1="{x:.2}%" x2="{x:.2}%" y1="{FLOOR}" y2="{tick}"/>"#);
        }
    }
    let all: Vec<usize> = (0..points.len()).collect();
    for at in spaced(&all, points.len(), points.iter().map(|point| point.short.len()).max().unwrap_or(0)) {
        out += &text("name", at, FLOOR + 18.0, &points[at].short);
    }
    let begins: Vec<usize> = all.into_iter().filter(|&at| points[at].year.is_some()).collect();
    for at in spaced(&begins, points.len(), 4) {
        let (x, year) = (left(at), points[at].year.as_deref().unwrap_or_default());
        let aside = if at == 0 { 0 } else { 5 };
        let _ = write!(out, r#"<text class="name" x="{x:.2}%" dx="{aside}" y="{}">{year}</text>"#, FLOOR + 36.0);
    }
    out + "</svg>"
}

/// Which of these columns have room for a label of so many letters on the narrowest screen: the last, and back from there.
fn spaced(at: &[usize], columns: usize, letters: usize) -> Vec<usize> {
    const NARROWEST: usize = 288;
    let room = (columns * (letters * 7 + 6)).div_ceil(NARROWEST);
    let mut kept: Vec<usize> = Vec::new();
    for &at in at.iter().rev() {
        if kept.last().is_none_or(|&next| at + room <= next) {
            kept.push(at);
        }
    }
    kept
}

fn many(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// The start of a drawing that is one picture to a screen reader.
fn open(name: &str, says: &str, width: f64, height: f64) -> String {
    format!(
        r#"<svg class="drawing" viewBox="0 0 {width} {height}" role="img" aria-label="{}. {}">"#,
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
