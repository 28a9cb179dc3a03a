//! Parts of the atlas by themselves, for measuring them beside other libraries. Not for use.

use domain::{Bbox, LngLat};

use crate::clusters::{Pyramid, Spots};
use crate::spatial::Spatial;

/// The spatial index.
pub struct Places {
    spatial: Spatial,
}

impl Places {
    /// Indexes points.
    #[must_use]
    pub fn new(points: &[LngLat]) -> Self {
        Self { spatial: Spatial::build(points) }
    }

    /// What lies in a box.
    #[must_use]
    pub fn in_bbox(&self, bbox: Bbox) -> Vec<u32> {
        self.spatial.in_bbox(bbox)
    }

    /// What lies in a circle.
    #[must_use]
    pub fn in_circle(&self, centre: LngLat, radius_km: f64) -> Vec<u32> {
        self.spatial.in_circle(centre, radius_km)
    }

    /// The nearest, with their distance in km.
    #[must_use]
    pub fn nearest(&self, centre: LngLat, k: usize) -> Vec<(u32, f64)> {
        self.spatial.nearest(centre, k, |_| true)
    }
}

/// Points, ready to be clustered.
pub struct Clusters {
    spatial: Spatial,
    programmes: Vec<u8>,
}

impl Clusters {
    /// Places points.
    #[must_use]
    pub fn place(points: &[LngLat]) -> Self {
        Self { spatial: Spatial::build(points), programmes: vec![0; points.len()] }
    }

    /// Clusters of all zooms; gives their size in bytes.
    #[must_use]
    pub fn build(&self) -> usize {
        let spots = Spots { points: self.spatial.points(), programmes: &self.programmes };
        Pyramid::build(spots, |_| true).size()
    }
}
