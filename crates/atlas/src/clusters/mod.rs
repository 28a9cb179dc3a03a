//! Clusters for every zoom, independent of the view.
//!
//! From zoom 18 outwards, nodes that come within [`MERGE_PX`] of each other become one, at their centre of gravity.
//! Which nodes merge depends on the whole set only, never on a viewport, so panning moves nothing. The nodes form a
//! tree, each with the box around its members. A viewport is answered by walking down from the roots: a node that is
//! entirely inside is counted at once, and only nodes on the edge are examined further. So the counts add up exactly.
//!
//! | file | what |
//! |---|---|
//! | `tree.rs` | the result: nodes in layers, with the sums of their members |
//! | `walk.rs` | answering a view from that tree |
//! | `build.rs` | building it: zoom after zoom, in two bands of the world at once |
//! | `band.rs` | one band: the items it carries from one zoom to the next |
//! | `maker.rs` | one zoom: merging nodes |
//! | `rows.rs` | the search structure while building: sorted items in rows, from west to east |
//! | `item.rs` | an item of those rows: a node or spot while building |
//! | `world.rs` | geometry in whole numbers |

mod band;
mod build;
mod item;
mod maker;
mod rows;
mod tree;
mod walk;
mod world;

use domain::{Bbox, LngLat};

use self::tree::Layer;
pub(crate) use self::tree::Tally;

/// Nodes closer than this many CSS pixels merge.
pub(crate) const MERGE_PX: u32 = 56;

/// The minimum distance between the remaining nodes, in CSS pixels.
pub(crate) const APART_PX: u32 = 56;

/// The highest zoom with clusters.
const TOP: u8 = 18;

/// The points of the atlas, numbered by spot: the input of clustering.
#[derive(Clone, Copy)]
pub(crate) struct Spots<'a> {
    /// The position of each spot.
    pub(crate) points: &'a [LngLat],
    /// The class of each spot: 0, 1 or 2.
    pub(crate) classes: &'a [u8],
}

/// All clusters of a set of spots, fewer than 2^26.
pub(crate) struct Pyramid {
    layers: Vec<Layer>,
    roots: Vec<u32>,
}

/// A spot or node that is visible in a view.
pub(crate) enum Seen {
    /// A single spot.
    Spot(u32),
    /// Some or all members of a node, two or more.
    Node {
        /// The id of the node.
        id: u32,
        /// The members inside the view.
        members: Tally,
        /// Whether these are certainly all of its members.
        whole: bool,
    },
}

/// How a node is drawn on the map.
pub(crate) struct Stand {
    /// Its position, which does not depend on the view.
    pub(crate) position: LngLat,
    /// The box around the members inside the view.
    pub(crate) bbox: Bbox,
    /// The zoom at which it splits; `None` when it never does.
    pub(crate) opens: Option<u8>,
}
