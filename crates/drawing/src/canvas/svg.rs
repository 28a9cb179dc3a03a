//! Writing SVG: shapes and text with their colours as attributes, so that the file needs no stylesheet.

use std::fmt::Write as _;

use domain::escape;

use super::letters::{Letter, embedded, printable};

/// A box in units of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    /// Left edge.
    pub(crate) x: f64,
    /// Top edge.
    pub(crate) y: f64,
    /// Width.
    pub(crate) w: f64,
    /// Height.
    pub(crate) h: f64,
}

impl Rect {
    /// The right edge.
    pub(crate) fn right(self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub(crate) fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// The middle.
    pub(crate) fn middle(self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// Smaller by `by` on every side.
    pub(crate) fn inset(self, by: f64) -> Self {
        Self { x: self.x + by, y: self.y + by, w: self.w - 2.0 * by, h: self.h - 2.0 * by }
    }

    /// Whether both have ground in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other lies within.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// Where a click leads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    /// What can be clicked.
    pub(crate) area: Rect,
    /// A whole address.
    pub(crate) href: String,
}

/// A drawing that grows.
#[derive(Debug, Clone)]
pub(crate) struct Canvas {
    /// Width, in the drawing's unit.
    pub(crate) width: f64,
    /// Height.
    pub(crate) height: f64,
    /// Where clicks lead.
    pub(crate) links: Vec<Link>,
    body: String,
    /// All that was written.
    written: String,
}

impl Canvas {
    /// An empty one, white.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        let mut canvas = Self { width, height, links: Vec::new(), body: String::new(), written: String::new() };
        canvas.rect(Rect { x: 0.0, y: 0.0, w: width, h: height }, "#ffffff", 0.0);
        canvas
    }

    /// SVG as it is.
    pub(crate) fn raw(&mut self, svg: &str) {
        self.body += svg;
    }

    /// A filled box with round corners.
    pub(crate) fn rect(&mut self, Rect { x, y, w, h }: Rect, fill: &str, radius: f64) {
        let _ = write!(
            self.body,
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{fill}"/>"#,
            n(x),
            n(y),
            n(w),
            n(h),
            n(radius)
        );
    }

    /// A line.
    pub(crate) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), stroke: &str, width: f64) {
        let (x1, y1, x2, y2, width) = (n(x1), n(y1), n(x2), n(y2), n(width));
        let _ = write!(
            self.body,
            r#"<path d="M{x1} {y1}L{x2} {y2}" fill="none" stroke="{stroke}" stroke-width="{width}"/>"#
        );
    }

    /// A line of text on its baseline.
    pub(crate) fn text(&mut self, at: (f64, f64), anchor: Anchor, letter: Letter, size: f64, fill: &str, text: &str) {
        self.lettering(at, anchor, letter, size, &format!(r#"fill="{fill}""#), text);
    }

    /// A line of text that stands out on a map.
    pub(crate) fn haloed(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        letter: Letter,
        size: f64,
        (fill, halo): (&str, &str),
        text: &str,
    ) {
        let paint = format!(
            r#"fill="{fill}" stroke="{halo}" stroke-width="{}" stroke-linejoin="round" paint-order="stroke""#,
            n(size * 0.28)
        );
        self.lettering(at, anchor, letter, size, &paint, text);
    }

    fn lettering(&mut self, (x, y): (f64, f64), anchor: Anchor, letter: Letter, size: f64, paint: &str, text: &str) {
        let text = printable(text);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let (x, y, size, letters) = (n(x), n(y), n(size), letter.attributes());
        let _ = write!(
            self.body,
            r#"<text x="{x}" y="{y}"{anchor} {letters} font-size="{size}" {paint}>{}</text>"#,
            escape(&text)
        );
        self.written += &text;
    }

    /// What is drawn from here to [`Canvas::end_link`] leads there; `name` is what it is called for who does not see it.
    pub(crate) fn link(&mut self, area: Rect, href: String, name: &str) {
        let _ = write!(self.body, r#"<a href="{}" aria-label="{}">"#, escape(&href), escape(&printable(name)));
        self.links.push(Link { area, href });
    }

    /// See [`Canvas::link`].
    pub(crate) fn end_link(&mut self) {
        self.body += "</a>";
    }

    /// The drawing for a program that has the letters.
    pub(crate) fn svg(&self) -> String {
        self.document("", "")
    }

    /// The drawing as a file that stands alone, with its letters in it. `size` gives `width` and `height`.
    pub(crate) fn standalone(&self, title: &str, size: (&str, &str)) -> String {
        let sheet = embedded(&self.written);
        let head = format!("<title>{}</title><style>{sheet}</style>", escape(&printable(title)));
        self.document(&format!(r#" width="{}" height="{}" lang="nl""#, size.0, size.1), &head)
    }

    fn document(&self, attributes: &str, head: &str) -> String {
        let (width, height) = (n(self.width), n(self.height));
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width} {height}"{attributes}>{head}{}</svg>"#,
            self.body
        )
    }
}

/// A number in as few characters as two decimals take.
pub(super) fn n(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
