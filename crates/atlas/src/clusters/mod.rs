//! Clusters for every zoom, anchored to the world.
//!
//! From zoom 18 outwards, nodes that come within [`MERGE_PX`] of each other become one, at their centre of gravity.
//! Which nodes merge depends on the whole set alone, never on a viewport, so panning moves nothing. The nodes form a
//! tree, each with the box around its members: a viewport is answered by walking down from the roots, counting what
//! lies wholly inside at once and looking further only along the edge. So the counts add up exactly.
//!
//! | file | what |
//! |---|---|
//! | `tree.rs` | what is kept: nodes in layers, with their members added up |
//! | `walk.rs` | the answer to a view, from that tree |
//! | `build.rs` | the making: zoom after zoom, in two bands of the world at once |
//! | `band.rs` | one band: what it carries from one zoom to the next |
//! | `maker.rs` | one zoom: which nodes merge |
//! | `rows.rs` | what the making searches: sorted items in rows, from west to east |
//! | `item.rs` | what stands in those rows: a node or spot while it is being built |
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

/// What is left is never closer than this many CSS pixels.
pub(crate) const APART_PX: u32 = 44;

/// The highest zoom with clusters.
const TOP: u8 = 18;

/// What the clusters are made of: the points of the atlas, numbered by spot.
#[derive(Clone, Copy)]
pub(crate) struct Spots<'a> {
    /// Where each spot is.
    pub(crate) points: &'a [LngLat],
    /// In which of the three programmes each spot is: 0, 1 or 2.
    pub(crate) programmes: &'a [u8],
}

/// All clusters of a set of spots, fewer than 2^26.
pub(crate) struct Pyramid {
    layers: Vec<Layer>,
    roots: Vec<u32>,
}

/// What a view sees.
pub(crate) enum Seen {
    /// A lone spot.
    Spot(u32),
    /// Some or all members of a node, two or more.
    Node {
        /// Which node.
        id: u32,
        /// The members inside the view.
        members: Tally,
        /// Whether that is all of them, and surely so.
        whole: bool,
    },
}

/// How a node stands on the map.
pub(crate) struct Stand {
    /// Where it is, wherever the view is.
    pub(crate) position: LngLat,
    /// The box around the members inside the view.
    pub(crate) bbox: Bbox,
    /// The zoom at which it falls apart; `None` when it never does.
    pub(crate) opens: Option<u8>,
}
