//! The frame of an old school map: rods, and the black-and-white edge of an atlas.

use super::{Anchor, Canvas, Font, Rect, Role, ink, signs::sprite, width, wrapped};

/// The licence and the sources.
const SOURCES: &str = "Ondergrond: © OpenStreetMap-bijdragers (ODbL), Natural Earth, GSHHG · Plaatsen: GeoNames (CC BY 4.0) · Initiatieven: CC BY 4.0";

/// The white edge on every side of A4, in points; times the scale on other paper. So are the next three.
const MARGIN: f64 = 26.0;
const TOP_ROD: f64 = 30.0;
const BOTTOM_ROD: f64 = 24.0;
const TICKS: f64 = 4.0;

/// A sheet of paper with its frame, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet {
    /// The scale relative to A4.
    pub(crate) k: f64,
    /// Width and height.
    pub(crate) size: (f64, f64),
    /// What is inside the frame.
    pub(crate) inner: Rect,
    rods: [Rect; 2],
}

impl Sheet {
    /// A sheet of this size.
    pub(crate) fn new((w, h): (f64, f64), k: f64) -> Self {
        let wide = w - 2.0 * MARGIN * k;
        let rod = |y: f64, tall: f64| Rect { x: MARGIN * k, y, w: wide, h: tall };
        let rods = [rod(MARGIN * k, TOP_ROD * k), rod(h - (MARGIN + BOTTOM_ROD) * k, BOTTOM_ROD * k)];
        let inner = Rect {
            x: (MARGIN + 4.0) * k,
            y: rods[0].bottom() + (TICKS + 12.0) * k,
            w: wide - 8.0 * k,
            h: rods[1].y - rods[0].bottom() - (2.0 * TICKS + 22.0) * k,
        };
        Self { k, size: (w, h), inner, rods }
    }

    /// Draws the rods, the edges of the atlas and the small print. `said` stands at the top; it is read on the first
    /// page only, as are the sources. Drawn last, so that it is read last.
    pub(crate) fn frame(&self, canvas: &mut Canvas, said: &str, (page, pages): (usize, usize)) {
        let Self { k, rods: [top, bottom], .. } = *self;
        let name_ends = bar(canvas, top, 4.0 * k, true);
        ticks(canvas, Rect { x: top.x + 4.0 * k, y: top.bottom(), w: top.w - 8.0 * k, h: TICKS * k });
        ticks(canvas, Rect { x: top.x + 4.0 * k, y: bottom.y - TICKS * k, w: top.w - 8.0 * k, h: TICKS * k });
        bar(canvas, bottom, 4.0 * k, false);
        let read = |text: &str| if page == 1 { Role::Paragraph(text.to_owned()) } else { Role::Repeated };
        let soft = ink("op-roede-zacht");
        let right = top.right() - 12.0 * k;
        let line = wrapped(said, Font::Text, 9.5 * k, right - name_ends - 20.0 * k, 1).concat();
        canvas.read_as(read(said), |canvas| {
            canvas.text((right, top.y + top.h * 0.63), Anchor::End, Font::Text, 9.5 * k, &soft, &line);
        });
        let count = format!("blad {page} van {pages}");
        let size = 6.3 * k;
        let room = bottom.w - 36.0 * k - width(&count, Font::Strong, 8.0 * k);
        let lines = wrapped(SOURCES, Font::Text, size, room, 2);
        canvas.read_as(read(SOURCES), |canvas| {
            #[allow(clippy::cast_precision_loss, reason = "two lines")]
            for (i, line) in lines.iter().enumerate() {
                let down = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * 7.6 * k;
                let at = (bottom.x + 12.0 * k, bottom.middle().1 + size * 0.34 + down);
                canvas.text(at, Anchor::Start, Font::Text, size, &soft, line);
            }
        });
        let at = (right, bottom.middle().1 + 2.8 * k);
        canvas.read_as(Role::Repeated, |canvas| {
            canvas.text(at, Anchor::End, Font::Strong, 8.0 * k, &ink("op-roede"), &count);
        });
    }
}

/// Draws a rod, with the name of the map on it when `named`. Returns the right end of the name.
pub(crate) fn bar(canvas: &mut Canvas, area: Rect, radius: f64, named: bool) -> f64 {
    canvas.rect(area, &ink("roede"), radius);
    if !named {
        return area.x;
    }
    let tall = area.h * 0.74;
    // The outline of Limburg in the sprite is 40 by 100.
    let scale = tall / 100.0;
    let (x, y) = (area.x + area.h * 0.5, area.y + (area.h - tall) / 2.0);
    let red = ink("accent-roede");
    let limburg = sprite("limburg");
    canvas.raw(&format!(r#"<g transform="translate({x:.2} {y:.2}) scale({scale:.4})" fill="{red}">{limburg}</g>"#));
    let size = area.h * 0.52;
    let start = x + 40.0 * scale + area.h * 0.28;
    let name = "InnovatieKaart";
    canvas.text((start, area.y + area.h * 0.68), Anchor::Start, Font::Heading, size, &ink("op-roede"), name);
    start + width(name, Font::Heading, size)
}

/// Draws the black-and-white edge: blocks of equal width, alternately dark and light.
pub(crate) fn ticks(canvas: &mut Canvas, area: Rect) {
    let dark = ink("roede");
    canvas.rect(area, &dark, 0.0);
    let blocks = ((area.w / (area.h * 11.0)).round()).max(1.0);
    let block = area.w / blocks;
    let mut x = area.x + block / 4.0;
    while x + block / 2.0 <= area.right() {
        canvas.rect(Rect { x, y: area.y + area.h * 0.12, w: block / 2.0, h: area.h * 0.76 }, "#ffffff", 0.0);
        x += block;
    }
}
