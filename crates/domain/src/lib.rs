//! What things are and which rules hold.
//!
//! Pure: no I/O, no clock, no randomness. The browser and the server compile the same code, so a rule that
//! lives here holds on both sides. Public words are Dutch (URLs, JSON, CSV), identifiers English; the
//! glossary is in `ARCHITECTURE.md`.

mod adoption;
mod audit;
pub mod board;
pub mod confirmation;
pub mod csv_guard;
mod deadline;
pub mod distance;
mod email;
pub mod freshness;
pub mod gathering;
pub mod geo;
mod html;
mod id;
pub mod initiative;
mod kind;
pub mod local_time;
mod moment;
pub mod number;
mod operator;
mod own_tab;
pub mod ownership;
mod page_state;
pub mod paths;
pub mod picture;
pub mod private_address;
pub mod query;
pub mod questions;
pub mod reports;
pub mod retention;
pub mod review;
mod role;
pub mod seats;
mod slug_enum;
pub mod strike;
pub mod submit;
pub mod synonyms;
pub mod text;
mod version;
mod vocabulary;
pub mod web_address;

pub use adoption::{Adoption, InvalidAdoption};
pub use audit::AuditAct;
pub use deadline::{Deadline, GRACE_MINUTES};
pub use email::Email;
pub use gathering::{Gathering, GatheringContent};
pub use geo::{Bbox, Camera, DRAWN_ORIGIN, DRAWN_ZOOM, GeoError, LngLat};
pub use html::escape;
pub use id::{BoardId, GatheringId, InitiativeId, PersonId, RegistrationId};
pub use initiative::{Initiative, InitiativeContent, Position, RawInitiative};
pub use kind::Kind;
pub use moment::{InvalidMoment, Moment};
pub use operator::{ContactAddress, Operator};
pub use own_tab::OwnTab;
pub use ownership::ProposalKind;
pub use page_state::{PageState, Sort};
pub use picture::{Picture, PictureSize};
pub use query::{Near, Query, QueryError};
pub use role::{Role, Scope};
pub use slug_enum::{UnknownTerm, means};
pub use submit::{Contact, NewSubmission, RawSubmission};
pub use text::FieldError;
pub use version::{Decision, VersionState};
pub use vocabulary::{Programme, Region, Sector, Stage, THEMES, Term, Vocabulary};
pub use web_address::WebAddress;
