//! What poster and social pictures share: letters, colours, the ground with its names, and how a drawing becomes
//! pixels. Everything is drawn once, as SVG; PDF and PNG are made of that.

mod canvas;
mod frame;
mod ground;
mod letters;
mod names;
mod raster;
mod signs;
mod studio;

pub(crate) use canvas::{Anchor, Canvas, Rect};
pub(crate) use frame::{bar, ticks};
pub(crate) use ground::MapPanel;
pub(crate) use letters::{Letter, printable, width, wrapped};
pub(crate) use names::Names;
pub(crate) use raster::{DrawError, parse, png};
pub(crate) use signs::{glyph, pin, shape};
pub(crate) use studio::Studio;

use crate::basemap::{Scheme, colour};

/// A colour of the design tokens, as it is in the light: paper is white.
pub(crate) fn ink(token: &str) -> String {
    colour(Scheme::Light, token)
}
