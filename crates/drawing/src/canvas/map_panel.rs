//! A map in a box of a drawing.

use domain::{Bbox, Camera, DRAWN_ORIGIN, DRAWN_ZOOM, LngLat, Region};

use super::{Canvas, Rect};
use crate::basemap::{Basemap, EVERYWHERE};

/// A map in a box. Pixels of the camera are units of the drawing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MapPanel {
    /// The box in the drawing.
    pub(crate) area: Rect,
    /// The part of the world it shows.
    pub(crate) camera: Camera,
    /// The size of lines and names relative to a screen.
    pub(crate) scale: f64,
}

impl MapPanel {
    /// Shows all of `bbox` with a margin of `air` units, at zoom `closest` at most.
    pub(crate) fn fit(area: Rect, bbox: Bbox, air: f64, closest: f64, scale: f64) -> Self {
        Self { area, camera: Camera::fit(bbox, area.w, area.h, air, closest), scale }
    }

    /// The position of a point in the drawing.
    pub(crate) fn project(&self, point: LngLat) -> (f64, f64) {
        let ((x, y), (cx, cy)) = (self.camera.project(point), self.area.middle());
        (cx + x, cy + y)
    }

    /// Draws the ground, which has no edge: see [`MapPanel::surround`].
    pub(crate) fn ground(&self, canvas: &mut Canvas, basemap: &Basemap, chosen: &[Region]) {
        let zoomed = (self.camera.zoom - DRAWN_ZOOM).exp2();
        let (x, y) =
            LngLat::new(DRAWN_ORIGIN.0, DRAWN_ORIGIN.1).map_or(self.area.middle(), |origin| self.project(origin));
        let ground = basemap.printed(self.scale / zoomed, chosen);
        canvas.raw(&format!(r#"<g transform="translate({x:.2} {y:.2}) scale({zoomed:.6})">{ground}</g>"#));
    }

    /// Covers everything around the panel with paper of this colour. What belongs there is drawn after it.
    ///
    /// A clip path would look the same, but resvg paints what is clipped in pixels of its own first, up to five times as
    /// wide and as high as the drawing: a gigabyte for a poster.
    pub(crate) fn surround(&self, canvas: &mut Canvas, paper: &str) {
        let Rect { x, y, w, h } = self.area;
        canvas.raw(&format!(
            r#"<path d="{EVERYWHERE}M{x:.2} {y:.2}h{w:.2}v{h:.2}h-{w:.2}z" fill="{paper}" fill-rule="evenodd"/>"#
        ));
    }

    /// The bounds of the map in degrees.
    pub(crate) fn bounds(&self) -> Bbox {
        self.camera.bounds(self.area.w, self.area.h)
    }
}
