//! The canvas: writes SVG in which colours are attributes, so that the file needs no stylesheet.

use std::fmt::Write as _;

use domain::escape;

use super::fonts::{Font, embedded, printable};

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

    /// The box, smaller by `by` on every side.
    pub(crate) fn inset(self, by: f64) -> Self {
        Self { x: self.x + by, y: self.y + by, w: self.w - 2.0 * by, h: self.h - 2.0 * by }
    }

    /// Whether the two overlap.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether it contains the other box.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}

/// The part of a text that is at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A clickable area.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Link {
    /// The box that can be clicked.
    pub(crate) area: Rect,
    /// The full address it leads to.
    pub(crate) href: String,
    /// What it is called.
    pub(crate) name: String,
}

/// What a part of a drawing is to somebody who hears it, with the words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Role {
    /// Only to be seen.
    Decoration,
    /// The same on every page: heard once is enough.
    Repeated,
    /// A heading, 1 or 2.
    Heading(u16, String),
    /// A paragraph.
    Paragraph(String),
    /// A picture, in words, and where it is.
    Figure(String, Rect),
    /// What an item of a list begins with: "1.".
    Label(String),
    /// What the item says.
    Item(String),
}

/// What was drawn in one go.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// How it is read.
    pub(crate) role: Role,
    /// The link it is in, as an index in [`Canvas::links`].
    pub(crate) link: Option<usize>,
    body: String,
}

/// A drawing under construction.
#[derive(Debug, Clone)]
pub(crate) struct Canvas {
    /// Width, in units of the drawing.
    pub(crate) width: f64,
    /// Height.
    pub(crate) height: f64,
    /// The clickable areas.
    pub(crate) links: Vec<Link>,
    /// What was drawn, in the order in which it is read; the last part is still drawn.
    done: Vec<Part>,
    current: Part,
    /// All text that was written.
    written: String,
}

impl Canvas {
    /// An empty white drawing.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        let current = Part { role: Role::Decoration, link: None, body: String::new() };
        let mut canvas = Self { width, height, links: Vec::new(), done: Vec::new(), current, written: String::new() };
        canvas.rect(Rect { x: 0.0, y: 0.0, w: width, h: height }, "#ffffff", 0.0);
        canvas
    }

    /// Adds SVG unchanged.
    pub(crate) fn raw(&mut self, svg: &str) {
        self.current.body += svg;
    }

    /// What `draw` draws is read as `role`; everything else is only to be seen. Roles are not nested.
    pub(crate) fn read_as(&mut self, role: Role, draw: impl FnOnce(&mut Self)) {
        let link = self.current.link;
        self.begin(role, link);
        draw(self);
        self.begin(Role::Decoration, link);
    }

    fn begin(&mut self, role: Role, link: Option<usize>) {
        let done = std::mem::replace(&mut self.current, Part { role, link, body: String::new() });
        if !done.body.is_empty() {
            self.done.push(done);
        }
    }

    /// Everything that was drawn, in order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.done.iter().chain([&self.current])
    }

    /// Draws a filled box with round corners.
    pub(crate) fn rect(&mut self, Rect { x, y, w, h }: Rect, fill: &str, radius: f64) {
        let _ = write!(
            self.current.body,
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{fill}"/>"#,
            n(x),
            n(y),
            n(w),
            n(h),
            n(radius)
        );
    }

    /// Draws a line.
    pub(crate) fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), stroke: &str, width: f64) {
        let (x1, y1, x2, y2, width) = (n(x1), n(y1), n(x2), n(y2), n(width));
        let _ = write!(
            self.current.body,
            r#"<path d="M{x1} {y1}L{x2} {y2}" fill="none" stroke="{stroke}" stroke-width="{width}"/>"#
        );
    }

    /// Writes a line of text, by its baseline.
    pub(crate) fn text(&mut self, at: (f64, f64), anchor: Anchor, font: Font, size: f64, fill: &str, text: &str) {
        self.lettering(at, anchor, font, size, &format!(r#"fill="{fill}""#), text);
    }

    /// Writes a line of text with a halo, so that it is legible on a map.
    pub(crate) fn haloed(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        font: Font,
        size: f64,
        (fill, halo): (&str, &str),
        text: &str,
    ) {
        let paint = format!(
            r#"fill="{fill}" stroke="{halo}" stroke-width="{}" stroke-linejoin="round" paint-order="stroke""#,
            n(size * 0.28)
        );
        self.lettering(at, anchor, font, size, &paint, text);
    }

    fn lettering(&mut self, (x, y): (f64, f64), anchor: Anchor, font: Font, size: f64, paint: &str, text: &str) {
        let text = printable(text);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let (x, y, size, letters) = (n(x), n(y), n(size), font.attributes());
        let _ = write!(
            self.current.body,
            r#"<text x="{x}" y="{y}"{anchor} {letters} font-size="{size}" {paint}>{}</text>"#,
            escape(&text)
        );
        self.written += &text;
    }

    /// Begins a link: everything drawn until [`Canvas::end_link`] leads to `href`. Screen readers read `name`.
    pub(crate) fn link(&mut self, area: Rect, href: String, name: &str) {
        self.begin(Role::Decoration, Some(self.links.len()));
        self.links.push(Link { area, href, name: printable(name) });
    }

    /// Ends the link that [`Canvas::link`] began.
    pub(crate) fn end_link(&mut self) {
        self.begin(Role::Decoration, None);
    }

    /// The drawing, for a renderer that has our fonts.
    pub(crate) fn svg(&self) -> String {
        self.document("", "", &self.body())
    }

    /// One part of the drawing, as large as the whole.
    pub(crate) fn svg_of(&self, part: &Part) -> String {
        self.document("", "", &part.body)
    }

    fn body(&self) -> String {
        let parts: Vec<&Part> = self.parts().collect();
        let mut body = String::new();
        for together in parts.chunk_by(|one, next| one.link == next.link) {
            let inside = together.iter().map(|part| &*part.body).collect::<String>();
            match together.first().and_then(|part| self.links.get(part.link?)) {
                Some(Link { href, name, .. }) => {
                    let _ = write!(body, r#"<a href="{}" aria-label="{}">{inside}</a>"#, escape(href), escape(name));
                }
                None => body += &inside,
            }
        }
        body
    }

    /// The drawing as a standalone file with embedded fonts. `size` is the value of `width` and `height`.
    pub(crate) fn standalone(&self, title: &str, size: (&str, &str)) -> String {
        let sheet = embedded(&self.written);
        let head = format!("<title>{}</title><style>{sheet}</style>", escape(&printable(title)));
        self.document(&format!(r#" width="{}" height="{}" lang="nl""#, size.0, size.1), &head, &self.body())
    }

    fn document(&self, attributes: &str, head: &str, body: &str) -> String {
        let (width, height) = (n(self.width), n(self.height));
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width} {height}"{attributes}>{head}{body}</svg>"#
        )
    }
}

/// A number with at most two decimals, without trailing zeros.
pub(super) fn n(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}
