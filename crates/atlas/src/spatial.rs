//! The spatial index: boxes, circles and nearest neighbours.
//!
//! Points are sorted along a Hilbert curve and cut into blocks of neighbours; an R-tree holds the blocks. A block that
//! lies entirely inside the query is copied; only blocks on the edge are examined point by point.

use std::ops::Range;

use domain::{Bbox, LngLat};
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// The number of points in a block.
const BLOCK: usize = 32;

/// Circles up to this radius (km) may copy a block when its four corners are inside: below a quarter of the
/// circumference of the earth, no point of the block is further away than its corners.
const WHOLE_BLOCKS_KM: f64 = 9_000.0;

/// More than the largest distance between two points on earth, in km.
const HALFWAY_ROUND_KM: f64 = 20_038.0;

/// All points. A *spot* is the number of a point along the curve.
pub(crate) struct Spatial {
    /// Position of each spot.
    points: Vec<LngLat>,
    /// Index of each spot in the atlas.
    index: Vec<u32>,
    tree: RTree<Block>,
    bounds: Option<Bbox>,
}

struct Block {
    bbox: Bbox,
    spots: Range<u32>,
}

impl RTreeObject for Block {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        envelope(self.bbox)
    }
}

impl PointDistance for Block {
    fn distance_2(&self, point: &[f64; 2]) -> f64 {
        self.envelope().distance_2(point)
    }
}

impl Spatial {
    /// At most `u32::MAX` points; what has no position is left out.
    pub(crate) fn build(at: &[Option<LngLat>]) -> Self {
        let bounds = Bbox::around(at.iter().copied().flatten());
        let index = bounds.map_or_else(Vec::new, |bounds| along_curve(at, bounds));
        let points: Vec<LngLat> = index.iter().filter_map(|&i| at[i as usize]).collect();
        let blocks = points.chunks(BLOCK).enumerate().filter_map(|(n, chunk)| {
            let start = (n * BLOCK) as u32;
            Some(Block { bbox: Bbox::around(chunk.iter().copied())?, spots: start..start + chunk.len() as u32 })
        });
        let tree = RTree::bulk_load(blocks.collect());
        Self { points, index, tree, bounds }
    }

    /// Position of each spot.
    pub(crate) fn points(&self) -> &[LngLat] {
        &self.points
    }

    /// The atlas index of each spot.
    pub(crate) fn indexes(&self) -> &[u32] {
        &self.index
    }

    /// Whether every point lies inside `bbox`.
    pub(crate) fn all_inside(&self, bbox: Bbox) -> bool {
        self.bounds.is_none_or(|bounds| within(bounds, bbox))
    }

    /// The indexes inside the box, edges included, in no order.
    pub(crate) fn in_bbox(&self, bbox: Bbox) -> Vec<u32> {
        self.to_indexes(self.find(bbox, |block| within(block, bbox), |point| bbox.contains(point)))
    }

    /// The indexes within `radius_km` (great circle) of `centre`, in no order.
    pub(crate) fn in_circle(&self, centre: LngLat, radius_km: f64) -> Vec<u32> {
        self.to_indexes(self.spots_in_circle(centre, radius_km))
    }

    /// The `k` nearest indexes that `wanted` accepts, with their distance in km: the nearest first; of equals, the
    /// lowest index first.
    pub(crate) fn nearest(&self, centre: LngLat, k: usize, wanted: impl Fn(u32) -> bool) -> Vec<(u32, f64)> {
        let by_distance = |spots: Vec<u32>| {
            let kept = spots
                .into_iter()
                .map(|spot| (self.index[spot as usize], self.points[spot as usize].distance_km(centre)));
            let mut near: Vec<(u32, f64)> = kept.filter(|&(index, _)| wanted(index)).collect();
            near.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            near
        };
        let Some(block) = self.tree.nearest_neighbor(&[centre.lon(), centre.lat()]) else { return Vec::new() };
        // The circle through the furthest of any k points contains the k nearest. Widen it when this block has too few.
        let near = by_distance(block.spots.clone().collect());
        let mut radius_km = near.get(k.saturating_sub(1)).or(near.last()).map_or(1.0, |&(_, km)| km);
        loop {
            let mut near = by_distance(self.spots_in_circle(centre, radius_km));
            if near.len() >= k || radius_km > HALFWAY_ROUND_KM {
                near.truncate(k);
                return near;
            }
            radius_km = radius_km.max(0.05) * 2.0;
        }
    }

    fn spots_in_circle(&self, centre: LngLat, radius_km: f64) -> Vec<u32> {
        let inside = |point: LngLat| point.distance_km(centre) <= radius_km;
        // Slightly smaller, so that rounding never includes a point too many.
        let well_inside = |point: LngLat| point.distance_km(centre) <= radius_km * (1.0 - 1e-9);
        let whole = |block: Bbox| {
            let [west, south, east, north] = block.into();
            let corners = [[west, south], [west, north], [east, south], [east, north]];
            radius_km <= WHOLE_BLOCKS_KM && corners.into_iter().flat_map(LngLat::try_from).all(well_inside)
        };
        self.find(Bbox::around_circle(centre, radius_km), whole, inside)
    }

    /// The spots inside `bbox` that `one` accepts; `whole` tells whether an entire block is inside.
    fn find(&self, bbox: Bbox, whole: impl Fn(Bbox) -> bool, one: impl Fn(LngLat) -> bool) -> Vec<u32> {
        let mut found = Vec::new();
        for block in self.tree.locate_in_envelope_intersecting(&envelope(bbox)) {
            if whole(block.bbox) {
                found.extend(block.spots.clone());
            } else {
                let points = &self.points[block.spots.start as usize..block.spots.end as usize];
                found.extend(block.spots.clone().zip(points).filter(|(_, point)| one(**point)).map(|(spot, _)| spot));
            }
        }
        found
    }

    fn to_indexes(&self, mut spots: Vec<u32>) -> Vec<u32> {
        spots.iter_mut().for_each(|spot| *spot = self.index[*spot as usize]);
        spots
    }
}

/// Whether `inner` lies inside `outer`, edges included.
pub(crate) fn within(inner: Bbox, outer: Bbox) -> bool {
    outer.contains(inner.min()) && outer.contains(inner.max())
}

/// The intersection of two boxes.
pub(crate) fn overlap(a: Bbox, b: Bbox) -> Option<Bbox> {
    let [a, b]: [[f64; 4]; 2] = [a.into(), b.into()];
    Bbox::try_from([a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]).ok()
}

fn envelope(bbox: Bbox) -> AABB<[f64; 2]> {
    let [west, south, east, north] = bbox.into();
    AABB::from_corners([west, south], [east, north])
}

/// The order of the points along a Hilbert curve through `bounds`.
fn along_curve(at: &[Option<LngLat>], bounds: Bbox) -> Vec<u32> {
    let cell = |value: f64, min: f64, max: f64| ((value - min) / (max - min).max(f64::MIN_POSITIVE) * 65_535.0) as u16;
    let mut keys: Vec<u64> = (0..)
        .zip(at)
        .filter_map(|(index, point)| point.map(|point| (index, point)))
        .map(|(index, point): (u32, _)| {
            let x = cell(point.lon(), bounds.min().lon(), bounds.max().lon());
            let y = cell(point.lat(), bounds.min().lat(), bounds.max().lat());
            u64::from(fast_hilbert::xy2h(x, y, 16)) << 32 | u64::from(index)
        })
        .collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32).collect()
}
