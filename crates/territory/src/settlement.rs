//! Towns, villages and hamlets, and the towns across the border that a map shows.

use domain::LngLat;
use serde::Deserialize;

/// The kind of a settlement.
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

/// A town, village or hamlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// The name as people write it.
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
