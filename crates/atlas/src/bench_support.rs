//! Parts of the atlas on their own, to measure them beside other libraries.

use domain::{Bbox, LngLat};

use crate::clusters::{Pyramid, Spots};
use crate::spatial::Spatial;

/// The spatial index.
pub struct SpatialIndex {
    spatial: Spatial,
}

impl SpatialIndex {
    /// Indexes points.
    #[must_use]
    pub fn new(points: &[LngLat]) -> Self {
        Self { spatial: index(points) }
    }

    /// The points in a box.
    #[must_use]
    pub fn in_bbox(&self, bbox: Bbox) -> Vec<u32> {
        self.spatial.in_bbox(bbox)
    }

    /// The points in a circle.
    #[must_use]
    pub fn in_circle(&self, centre: LngLat, radius_km: f64) -> Vec<u32> {
        self.spatial.in_circle(centre, radius_km)
    }

    /// The `k` nearest points, with their distance in km.
    #[must_use]
    pub fn nearest(&self, centre: LngLat, k: usize) -> Vec<(u32, f64)> {
        self.spatial.nearest(centre, k, |_| true)
    }
}

/// Points that are ready to be clustered.
pub struct Clusters {
    spatial: Spatial,
    classes: Vec<u8>,
}

impl Clusters {
    /// Prepares points.
    #[must_use]
    pub fn prepare(points: &[LngLat]) -> Self {
        Self { spatial: index(points), classes: vec![0; points.len()] }
    }

    /// Builds the clusters of all zooms; returns their size in bytes.
    #[must_use]
    pub fn build(&self) -> usize {
        let spots = Spots { points: self.spatial.points(), classes: &self.classes };
        Pyramid::build(spots, |_| true).size()
    }
}

fn index(points: &[LngLat]) -> Spatial {
    Spatial::build(&points.iter().copied().map(Some).collect::<Vec<_>>())
}
