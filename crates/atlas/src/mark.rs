//! What stands on the map.

use domain::{Bbox, LngLat};

/// A mark on the map.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// One thing.
    Pin {
        /// Its index.
        index: u32,
    },
    /// Two or more that are too close together to be drawn apart.
    Cluster {
        /// Its position, which depends on the filter and the zoom, never on the view.
        position: LngLat,
        /// The number of its members in the view.
        count: u32,
        /// The number of those in each class: of initiatives the programme, in the order of `Programme::ALL`.
        programmes: [u32; 3],
        /// The box around its members in the view.
        bbox: Bbox,
        /// The zoom at which it splits; `None` when it never does.
        opens: Option<u8>,
        /// The name of a town near it.
        name: String,
    },
}
