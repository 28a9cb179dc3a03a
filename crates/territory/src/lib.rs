//! Where things are: municipalities and regions, the border, settlements and postcodes.
//!
//! All data is embedded from `data/` and indexed once. Distances are great-circle km. The areas that come with the
//! project are approximate (`data/README.md` says by how much); an operator can import exact municipal borders, which
//! [`Territory::with_areas`] puts in their place.
//!
//! Knows only the domain. It must not know the store, the atlas or the network, and it reads no file at run time.

mod area;
mod borders;
mod error;
mod fold;
mod gazetteer;
mod joined;
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
