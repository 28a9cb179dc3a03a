//! The map: a drawn ground, and markers that are real links.

mod browser;
mod camera;
#[cfg(feature = "ssr")]
mod embed;
#[cfg(feature = "ssr")]
mod locator;
mod overlay;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod share;

pub use browser::{Ground, GroundEvents};
pub use camera::{detail, drawn_transform, translate};
pub use overlay::{PlacedAll, Radius};

#[cfg(feature = "ssr")]
pub use {
    embed::{EmbedPage, Frame},
    locator::{Locator, Spot},
    page::Main,
    share::{SharePage, Snippet},
};
