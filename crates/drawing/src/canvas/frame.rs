//! The frame of an old school map: rods, and the black-and-white edge of an atlas.

use super::{Anchor, Canvas, Font, Rect, ink, signs::sprite, width};

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
