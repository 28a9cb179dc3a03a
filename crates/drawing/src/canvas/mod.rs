//! What posters and social pictures share: letters, colours, the ground with its names, and the step from a drawing to
//! pixels. Everything is drawn once, as SVG; PDF and PNG are made from that.

mod cluster;
mod fonts;
mod frame;
mod map_panel;
mod names;
mod pdf;
pub(crate) mod qr;
mod raster;
mod signs;
mod svg;

pub(crate) use cluster::cluster;
pub(crate) use fonts::{Font, printable, width, wrapped};
pub(crate) use frame::{Sheet, bar, ticks};
pub(crate) use map_panel::MapPanel;
pub(crate) use names::Names;
pub(crate) use pdf::pdf;
pub(crate) use raster::{parse, png};
pub(crate) use signs::{glyph, pin, shape};
pub(crate) use svg::{Anchor, Canvas, Rect, Role};

use crate::basemap::{Scheme, colour};

/// A design token in the light scheme, since paper is white.
pub(crate) fn ink(token: &str) -> String {
    colour(Scheme::Light, token)
}
