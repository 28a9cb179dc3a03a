//! The borders of areas as an R-tree of line segments: finds the nearest one, its distance and its area.

use domain::LngLat;
use geo::{Closest, ClosestPoint as _, Coord, Line, LinesIter as _, Point};
use rstar::{RTree, primitives::GeomWithData};

use crate::Area;

/// The length of a degree of longitude in degrees of latitude, everywhere in Limburg (cos 51.2°).
pub(crate) const SQUEEZE: f64 = 0.6266;

/// A segment of a border, squeezed, and the index of its area.
type Segment = GeomWithData<Line, usize>;

/// The borders of some areas.
#[derive(Debug, Clone)]
pub(crate) struct Borders(RTree<Segment>);

fn squeezed(c: Coord) -> Coord {
    Coord { x: c.x * SQUEEZE, y: c.y }
}

impl Borders {
    pub(crate) fn of(areas: &[Area]) -> Self {
        let segments = areas.iter().enumerate().flat_map(|(index, area)| {
            area.geometry
                .lines_iter()
                .map(move |line| Segment::new(Line::new(squeezed(line.start), squeezed(line.end)), index))
        });
        Self(RTree::bulk_load(segments.collect()))
    }

    /// The nearest border: the distance to it in km and the index of its area. `None` when there are no borders.
    pub(crate) fn nearest(&self, p: LngLat) -> Option<(f64, usize)> {
        let here = Point(squeezed(Coord { x: p.lon(), y: p.lat() }));
        let segment = self.0.nearest_neighbor(&here)?;
        let (Closest::Intersection(there) | Closest::SinglePoint(there)) = segment.geom().closest_point(&here) else {
            return None;
        };
        let there = LngLat::new(there.x() / SQUEEZE, there.y()).ok()?;
        Some((p.distance_km(there), segment.data))
    }
}
