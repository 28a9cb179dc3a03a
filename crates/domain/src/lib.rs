//! What things are and which rules hold.
//!
//! Pure: no I/O, no clock, no randomness. The browser and the server compile the same code, so a rule that
//! lives here holds on both sides. Public words are Dutch (URLs, JSON, CSV), identifiers English; the
//! glossary is in `ARCHITECTURE.md`.

mod adoption;
pub mod asking;
pub mod csv_guard;
pub mod freshness;
pub mod geo;
mod html;
pub mod initiative;
mod life;
pub mod ownership;
mod page;
pub mod picture;
pub mod placing;
pub mod query;
mod vocabulary;

pub use adoption::{Adoption, NoAdoption};
pub use geo::{Bbox, Camera, DRAWN_ORIGIN, DRAWN_ZOOM, GeoError, LngLat};
pub use html::escape;
pub use initiative::{FieldError, Initiative, NewInitiative, Position, RawInitiative};
pub use life::{Decision, Role, VersionState};
pub use ownership::ProposalKind;
pub use page::{PageState, Sort};
pub use picture::{Picture, PictureSize};
pub use placing::{Contact, Email, Placing, RawPlacing};
pub use query::{Near, Query, QueryError};
pub use vocabulary::{Programme, Region, Sector, Stage, THEMES, Term, UnknownTerm, Vocabulary};
