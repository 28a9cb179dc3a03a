//! Finds the area that contains a point: by bounding box, then by polygon, then by the nearest border.

use domain::{LngLat, Region};
use geo::{BoundingRect as _, Intersects as _, Point};
use rstar::{
    AABB, RTree,
    primitives::{GeomWithData, Rectangle},
};

use crate::{Area, Outside, borders::Borders};

/// The facts that follow from a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The region.
    pub region: Region,
    /// The name of the municipality.
    pub municipality: String,
    /// The nearest town in that municipality.
    pub town: String,
}

type Box2 = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Areas, indexed by location.
#[derive(Debug, Clone)]
pub(crate) struct AreaIndex {
    areas: Vec<Area>,
    boxes: RTree<Box2>,
    borders: Borders,
}

impl AreaIndex {
    pub(crate) fn new(areas: Vec<Area>) -> Self {
        let boxes = areas.iter().enumerate().filter_map(|(index, area)| {
            let rect = area.geometry.bounding_rect()?;
            let corners = Rectangle::from_corners(rect.min().into(), rect.max().into());
            Some(Box2::new(corners, index))
        });
        Self { boxes: RTree::bulk_load(boxes.collect()), borders: Borders::of(&areas), areas }
    }

    pub(crate) fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The area that contains the point; on a shared border the first one. For a point outside all areas, the one whose
    /// border is nearest, if that is within `tolerance_km`.
    pub(crate) fn locate(&self, p: LngLat, tolerance_km: f64) -> Result<&Area, Outside> {
        let point = Point::new(p.lon(), p.lat());
        let envelope = AABB::from_point([p.lon(), p.lat()]);
        let holder = self
            .boxes
            .locate_in_envelope_intersecting(&envelope)
            .map(|found| found.data)
            .filter(|&index| self.areas.get(index).is_some_and(|area| area.geometry.intersects(&point)))
            .min();
        let index = match holder {
            Some(index) => index,
            None => match self.borders.nearest(p) {
                Some((km, index)) if km <= tolerance_km => index,
                Some((km, _)) => return Err(Outside { km }),
                None => return Err(Outside { km: f64::INFINITY }),
            },
        };
        self.areas.get(index).ok_or(Outside { km: f64::INFINITY })
    }
}
