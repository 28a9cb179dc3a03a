//! The ground of the map, drawn twice from the same data and palette: as SVG in the first HTML, and as a MapLibre style
//! that replaces it without a visible change.

mod drawn;
mod ground;
mod palette;
mod streets;
mod style;

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Arc, LazyLock},
};

use arc_swap::ArcSwapOption;
use domain::{Bbox, Camera, Region};
use geo::{Coord, MapCoords as _, MultiPolygon, Simplify as _};
use territory::{Area, Territory, TerritoryError, shapes};

use drawn::Pen;

pub(crate) use drawn::EVERYWHERE;
pub use drawn::area;
pub use palette::{Scheme, colour};
pub use streets::Streets;
pub use style::style;

/// The ground of one territory.
#[derive(Debug)]
pub struct Basemap {
    /// SVG definitions: `#basis`, and a `#land-{region}` for each region.
    pub drawn: String,
    /// The same for a map of all of Limburg: half the points, in larger units.
    pub drawn_far: String,
    /// The GeoJSON that MapLibre draws.
    pub ground: String,
    /// A hash of the ground and the styles, in hexadecimal digits: it changes whenever the drawn map changes.
    pub version: String,
    shapes: Ground,
    municipalities: Vec<Border>,
}

/// The border of a municipality: the box around it, and path data in the units of the drawn ground, from afar and from
/// close by.
#[derive(Debug)]
struct Border {
    bbox: Bbox,
    far: String,
    near: String,
}

/// The zoom level from which borders of municipalities are drawn, and the one from which in full.
const BORDERS: u8 = 10;
const FULL_BORDERS: u8 = 12;

/// The tolerance, in degrees, of borders that are seen from afar: less than a pixel.
const FAR: f64 = 0.0004;

impl Basemap {
    /// The definitions as fine as this camera shows them.
    #[must_use]
    pub fn drawn_for(&self, camera: Camera) -> &str {
        if camera.level() < BORDERS { &self.drawn_far } else { &self.drawn }
    }

    /// The borders of municipalities in `view` as path data, in the units of the drawn ground; none from too far away.
    #[must_use]
    pub fn municipal_borders(&self, view: Bbox, level: u8) -> String {
        let borders = self.municipalities.iter().filter(|border| level >= BORDERS && border.bbox.intersects(view));
        borders.map(|border| if level < FULL_BORDERS { &*border.far } else { &*border.near }).collect()
    }

    /// The shapes of the regions as drawn, in degrees.
    #[must_use]
    pub fn regions(&self) -> &[(Region, MultiPolygon)] {
        &self.shapes.regions
    }

    /// The ground for a standalone file, in the units of the drawn ground. `unit` is the size of a CSS pixel in these
    /// units; `chosen` regions are highlighted.
    pub(crate) fn printed(&self, unit: f64, chosen: &[Region]) -> String {
        drawn::printed(&self.shapes, unit, chosen)
    }
}

/// The shapes of the ground, in degrees.
#[derive(Debug)]
struct Ground {
    outline: MultiPolygon,
    regions: Vec<(Region, MultiPolygon)>,
    rivers: Vec<shapes::River>,
    neighbours: Vec<shapes::Neighbour>,
}

impl Ground {
    fn new(territory: &Territory) -> Result<Self, TerritoryError> {
        let (outline, regions) = if territory.exact() {
            (territory.outline().clone(), territory.regions().to_vec())
        } else {
            (shapes::outline()?, shapes::regions()?)
        };
        let mut neighbours = shapes::neighbours()?;
        neighbours.iter_mut().for_each(|neighbour| neighbour.geometry = drawn_on(&neighbour.geometry));
        Ok(Self { outline, regions, rivers: shapes::rivers()?, neighbours })
    }
}

/// The extent of our data about the neighbours: west, south, east and north, in degrees.
const KNOWN: [f64; 4] = [4.4, 50.2, 7.6, 52.3];
/// The distance from there to beyond every screen, in degrees.
const BEYOND: f64 = 8.0;

/// Extends shapes that reach the edge of our data far beyond it, so that this edge does not look like a border.
fn drawn_on(shape: &MultiPolygon) -> MultiPolygon {
    let [west, south, east, north] = KNOWN;
    let on = |value: f64, low: f64, high: f64| match value {
        v if v <= low => low - BEYOND,
        v if v >= high => high + BEYOND,
        v => v,
    };
    shape.map_coords(|Coord { x, y }| Coord { x: on(x, west, east), y: on(y, south, north) })
}

/// The last ground that was drawn. A new one is needed only when borders are imported.
static LAST: LazyLock<ArcSwapOption<(Arc<Territory>, Arc<Basemap>)>> = LazyLock::new(ArcSwapOption::empty);

/// The ground of this territory; drawn once and kept until the territory changes.
///
/// # Errors
/// When the embedded data can't be read.
pub fn basemap(territory: &Arc<Territory>) -> Result<Arc<Basemap>, TerritoryError> {
    if let Some(last) = LAST.load().as_deref()
        && Arc::ptr_eq(&last.0, territory)
    {
        return Ok(Arc::clone(&last.1));
    }
    let shapes = Ground::new(territory)?;
    let [drawn, drawn_far] = [Pen::NEAR, Pen::FAR].map(|pen| drawn::svg(&shapes, pen));
    let ground = ground::geojson(&shapes);
    let mut hasher = DefaultHasher::new();
    (&ground, style(Scheme::Light, "", None).to_string(), style(Scheme::Dark, "", None).to_string()).hash(&mut hasher);
    let version = format!("{:016x}", hasher.finish());
    let border = |area: &Area| {
        let (far, near) = (drawn::area(&area.geometry.simplify(FAR)), drawn::area(&area.geometry));
        Some(Border { bbox: area.bbox()?, far, near })
    };
    let municipalities = territory.areas().iter().filter_map(border).collect();
    let basemap = Arc::new(Basemap { drawn, drawn_far, ground, version, shapes, municipalities });
    LAST.store(Some(Arc::new((Arc::clone(territory), Arc::clone(&basemap)))));
    Ok(basemap)
}
