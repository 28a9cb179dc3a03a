//! The map: a drawn ground, and markers that are real links.

mod browser;
mod camera;
mod overlay;

pub use browser::{Ground, GroundEvents};
pub use camera::{detail, drawn_transform, translate};
pub use overlay::{PlacedAll, Radius};
