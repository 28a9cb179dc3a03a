//! Where things are: municipal areas and regions, the border, places and postcodes.
//!
//! Everything an answer needs is embedded from `data/` and indexed once; nothing here reads a file, waits or changes.
//! Distances are great-circle km. The areas that come with the project are approximate (`data/README.md` says how
//! much); an operator can import exact municipal borders, which [`Territory::with_areas`] puts in their place.

mod area;
mod borders;
mod error;
mod fold;
mod gazetteer;
mod locate;
pub mod rd;
mod settlement;
pub mod shapes;
mod territory;

pub use area::{Area, read_areas};
pub use error::{GeocodeError, Outside, TerritoryError};
pub use fold::fold;
pub use locate::Located;
pub use settlement::{Settlement, SettlementKind};
pub use territory::Territory;
