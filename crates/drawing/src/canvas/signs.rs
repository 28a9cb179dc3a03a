//! The signs of the three programmes. Their shapes (square, circle, diamond) can be told apart without colour.

use domain::Programme;

use super::{ink, svg::n};

/// The sprite of the web pages.
const SPRITE: &str = include_str!("../../../../assets/sprite.svg");

/// The contents of the element with this id in the sprite; empty when there is none.
pub(super) fn sprite(id: &str) -> &'static str {
    let inside = SPRITE.split_once(&format!("id=\"{id}\"")).and_then(|(_, rest)| rest.split_once('>'));
    inside.and_then(|(_, rest)| rest.split_once("</")).map_or("", |(inside, _)| inside)
}

/// The shape of a programme around a point. `half` is half its height, `rim` the width of its light edge.
pub(crate) fn shape(programme: Programme, (x, y): (f64, f64), half: f64, rim: f64) -> String {
    let (fill, edge) = (ink(programme.slug()), ink("land-rand"));
    let paint = format!(r#"fill="{fill}" stroke="{edge}" stroke-width="{}" paint-order="stroke""#, n(rim * 2.0));
    match programme {
        Programme::Marktplaats => {
            let side = half * 1.8;
            let (x, y, side, corner) = (n(x - side / 2.0), n(y - side / 2.0), n(side), n(half * 0.2));
            format!(r#"<rect x="{x}" y="{y}" width="{side}" height="{side}" rx="{corner}" {paint}/>"#)
        }
        Programme::Vrijplaats => format!(r#"<circle cx="{}" cy="{}" r="{}" {paint}/>"#, n(x), n(y), n(half)),
        Programme::Buitenplaats => {
            let reach = half * 1.2;
            let (x, left, right) = (n(x), n(x - reach), n(x + reach));
            let (y, top, bottom) = (n(y), n(y - reach), n(y + reach));
            format!(r#"<path d="M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}z" stroke-linejoin="round" {paint}/>"#)
        }
    }
}

/// The shape of a programme with its sign: the stall, the seedling or the outward arrow.
pub(crate) fn glyph(programme: Programme, at: (f64, f64), half: f64) -> String {
    let (x, y, scale) = (n(at.0), n(at.1), half / 15.0);
    let fill = ink("op-plek");
    let paths = sprite(&format!("g-{}", programme.slug()));
    format!(
        r#"{}<g transform="translate({x} {y}) scale({scale:.4})" fill="{fill}">{paths}</g>"#,
        shape(programme, at, half, 0.0)
    )
}

/// A pin with its tip at a point, the sign of its programme and a red ring; `tall` is its height.
pub(crate) fn pin(programme: Programme, (x, y): (f64, f64), tall: f64) -> String {
    let drawing = sprite(&format!("speld-{}", programme.slug()));
    let head =
        drawing.split_once("class=\"head\" d=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(d, _)| d);
    // In the sprite the pin is 40 by 50 and its tip is at 20,46.
    let (left, top, scale) = (n(x - 20.0 * tall / 50.0), n(y - 46.0 * tall / 50.0), tall / 50.0);
    let (fill, rim, red, sign) = (ink(programme.slug()), ink("land-rand"), ink("accent-kaart"), ink("op-plek"));
    let sprite = sprite(&format!("g-{}", programme.slug()));
    format!(
        r#"<g transform="translate({left} {top}) scale({scale:.4})"><path d="{head}" fill="none" stroke="{rim}" stroke-width="7.5" stroke-linejoin="round"/><path d="{head}" fill="{fill}" stroke="{red}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"/><g transform="translate(20 19)" fill="{sign}">{sprite}</g></g>"#
    )
}
