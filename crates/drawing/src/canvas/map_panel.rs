//! A map in a box of a drawing.

use domain::{Bbox, Camera, DRAWN_ORIGIN, DRAWN_ZOOM, LngLat, Region};

use super::{Canvas, Rect};
use crate::basemap::Basemap;

/// What a box shows: a camera in its middle, whose pixels are units of the drawing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MapPanel {
    /// Where the map is in the drawing.
    pub(crate) area: Rect,
    /// Where it looks.
    pub(crate) camera: Camera,
    /// How much larger lines and names are than on a screen.
    pub(crate) scale: f64,
}

impl MapPanel {
    /// Shows `bbox` whole, with `air` around it.
    pub(crate) fn fit(area: Rect, bbox: Bbox, air: f64, closest: f64, scale: f64) -> Self {
        Self { area, camera: Camera::fit(bbox, area.w, area.h, air, closest), scale }
    }

    /// Where a point falls in the drawing.
    pub(crate) fn place(&self, point: LngLat) -> (f64, f64) {
        let ((x, y), (cx, cy)) = (self.camera.place(point), self.area.middle());
        (cx + x, cy + y)
    }

    /// Draws the ground.
    pub(crate) fn ground(&self, canvas: &mut Canvas, basemap: &Basemap, chosen: &[Region]) {
        let Rect { x, y, w, h } = self.area;
        let zoomed = (self.camera.zoom - DRAWN_ZOOM).exp2();
        let origin =
            LngLat::new(DRAWN_ORIGIN.0, DRAWN_ORIGIN.1).map_or(self.area.middle(), |origin| self.place(origin));
        let ground = basemap.printed(self.scale / zoomed, chosen);
        canvas.raw(&format!(
            r#"<clipPath id="rand"><rect x="{x:.2}" y="{y:.2}" width="{w:.2}" height="{h:.2}"/></clipPath><g clip-path="url(#rand)"><g transform="translate({:.2} {:.2}) scale({zoomed:.6})">{ground}</g></g>"#,
            origin.0, origin.1
        ));
    }

    /// What the map shows.
    pub(crate) fn bounds(&self) -> Bbox {
        self.camera.bounds(self.area.w, self.area.h)
    }
}
