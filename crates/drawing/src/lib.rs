//! Everything that is drawn on the server: the ground of the map, posters, one initiative on
//! paper, and the pictures of shared links.
//!
//! Colours come from the stylesheet (`assets/css/colours.css`), letters and signs from `assets/`: nothing from the
//! machine, so the same selection gives the same bytes everywhere.
//!
//! Knows the atlas and the wording. It must not know HTTP, HTML, the database or the time of day.

pub mod basemap;
mod cache;
mod canvas;
pub mod code;
mod error;
pub mod handout;
pub mod poster;
pub mod social;

pub use cache::DrawingCache;
pub use error::DrawingError;
