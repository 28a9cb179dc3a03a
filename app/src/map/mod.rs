//! The map: search, filters, list and markers over one state.
//!
//! Everything is complete HTML with real links before it wakes. [`Explorer`] is the only island; once awake it asks the
//! server by [`view()`] and [`suggest()`]. What is here compiles on both sides; on the server nothing that calls the
//! browser is ever reached.

mod camera;
mod controller;
mod dom;
mod explorer;
mod filters;
mod fingers;
mod fixed;
mod focus;
mod ground;
mod json;
mod list;
mod locate;
mod number;
mod overlay;
mod pairs;
mod protocol;
mod search;
mod suggest;
mod surface;
mod trouble;
mod view;

pub use camera::{detail, drawn_transform, translate};
pub use explorer::{Explorer, FIRST_ANSWER};
pub use overlay::Radius;
pub use protocol::{Ask, MapData};
pub use suggest::{AskSuggestions, suggest};
pub use trouble::Trouble;
pub use view::{AskView, view};
