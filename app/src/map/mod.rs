//! The map: search, filters, list and markers over one state.
//!
//! Everything is complete HTML with real links before it wakes. [`Explorer`] is the only island; once awake it asks the
//! server by [`view()`] and [`suggest()`]. What is here compiles on both sides; on the server nothing that calls the
//! browser is ever reached.

mod answer;
mod camera;
mod controller;
mod dom;
#[cfg(feature = "ssr")]
mod embed;
mod explorer;
mod filters;
mod fingers;
mod fixed;
mod focus;
mod ground;
mod json;
mod list;
#[cfg(feature = "ssr")]
mod listing;
mod locate;
#[cfg(feature = "ssr")]
mod locator;
#[cfg(feature = "ssr")]
pub mod marks;
mod number;
mod overlay;
#[cfg(feature = "ssr")]
mod page;
mod pairs;
#[cfg(feature = "ssr")]
mod pin;
mod protocol;
mod search;
#[cfg(feature = "ssr")]
mod share;
mod suggest;
mod surface;
#[cfg(feature = "ssr")]
mod synonyms;
mod trouble;
mod view;

pub use answer::{CameraStep, Choice, Circle, Facet, Placed, Suggestion, View};
pub use camera::{detail, drawn_transform, translate};
pub use explorer::{Explorer, FIRST_ANSWER};
pub use overlay::Radius;
pub use protocol::{Ask, MapData};
pub use suggest::{AskSuggestions, suggest};
pub use trouble::Trouble;
pub use view::{AskView, view};

#[cfg(feature = "ssr")]
pub use {
    embed::{EmbedPage, Frame},
    listing::{Address, Empty, Kinds, Listing, RadiusChoice, RegionShare},
    locator::{Locator, LocatorView},
    page::Main,
    pin::{PinFields, PinMap, PinMapView, PinPart},
    share::{SharePage, Snippet},
    synonyms::SynonymsPage,
};

#[cfg(feature = "ssr")]
pub(crate) use synonyms::DESK_TAB;
