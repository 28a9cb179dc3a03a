//! Towns, villages and hamlets, and the neighbours across the border that a map names.

use domain::LngLat;
use serde::Deserialize;

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum SettlementKind {
    /// `stad`
    #[serde(rename = "stad")]
    Town,
    /// `dorp`
    #[serde(rename = "dorp")]
    Village,
    /// `buurt`
    #[serde(rename = "buurt")]
    Hamlet,
    /// `buur`: across the border.
    #[serde(rename = "buur")]
    Neighbour,
}

/// A place with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// As people write it.
    pub name: String,
    /// Its centre.
    pub point: LngLat,
    /// Inhabitants; 0 when not known.
    pub population: u32,
    /// The name of the municipality; empty outside Limburg.
    pub municipality: String,
    /// Town, village, hamlet or neighbour.
    pub kind: SettlementKind,
}

impl Settlement {
    /// Whether it lies in Limburg.
    #[must_use]
    pub fn in_limburg(&self) -> bool {
        self.kind != SettlementKind::Neighbour
    }
}
