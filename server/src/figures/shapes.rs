//! The municipalities as small drawings: for tinting, not for measuring.

use std::{
    fmt::Write as _,
    sync::{Arc, LazyLock},
};

use arc_swap::ArcSwapOption;
use domain::{Bbox, Camera, LngLat};
use geo::{Contains as _, Coord, InteriorPoint as _, LineString, MapCoords as _, MultiPolygon, Rect, Simplify as _};
use territory::{Area, Territory};

/// What the drawing fits in: the height of Limburg, and a bit more than its width.
const FITS: (f64, f64) = (230.0, 560.0);
/// How far a border may be off, in units of the drawing.
const OFF: f64 = 0.5;
/// The size of a name, in units of the drawing: a letter's width, and the height of a line.
const LETTERS: (f64, f64) = (5.5, 10.0);

/// Municipalities that are drawn together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    /// Width and height of all of them together.
    pub(crate) size: (f64, f64),
    /// Each of them.
    pub(crate) all: Vec<Shape>,
}

/// One municipality.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Its slug.
    pub(crate) slug: String,
    /// The `d` of its path.
    pub(crate) d: String,
    /// The middle of its name, when that fits in it.
    pub(crate) name: Option<(f64, f64)>,
}

/// All of the last territory, drawn; others come only with new borders.
static LAST: LazyLock<ArcSwapOption<(Arc<Territory>, Shapes)>> = LazyLock::new(ArcSwapOption::empty);

/// The municipalities with these slugs, as large as fits.
pub(crate) fn of(territory: &Arc<Territory>, slugs: &[&str]) -> Shapes {
    let all = territory.areas();
    if slugs.len() < all.len() {
        let shown = |area: &&Area| slugs.contains(&&*Territory::municipality_slug(&area.municipality));
        return draw(&all.iter().filter(shown).collect::<Vec<_>>());
    }
    if let Some(last) = LAST.load().as_deref()
        && Arc::ptr_eq(&last.0, territory)
    {
        return last.1.clone();
    }
    let shapes = draw(&all.iter().collect::<Vec<_>>());
    LAST.store(Some(Arc::new((Arc::clone(territory), shapes.clone()))));
    shapes
}

fn draw(areas: &[&Area]) -> Shapes {
    let Some(bounds) = areas.iter().filter_map(|area| area.bbox()).reduce(Bbox::union) else {
        return Shapes::default();
    };
    let camera = Camera::fit(bounds, FITS.0, FITS.1, 0.0, 22.0);
    let ((west, south), (east, north)) = (camera.project(bounds.min()), camera.project(bounds.max()));
    let place = |c: Coord| {
        let (x, y) = LngLat::new(c.x, c.y).map_or((c.x, c.y), |p| camera.project(p));
        Coord { x: x - west, y: y - north }
    };
    let all = areas.iter().map(|area| {
        let shape = area.geometry.map_coords(place).simplify(OFF);
        let rings = shape.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let (slug, d) = (Territory::municipality_slug(&area.municipality), rings.map(path).collect());
        Shape { slug, d, name: room(&shape, &area.municipality) }
    });
    Shapes { size: ((east - west).ceil(), (south - north).ceil()), all: all.collect() }
}

/// Where a name lies within its own borders: in the middle of where the shape is wide.
fn room(shape: &MultiPolygon, name: &str) -> Option<(f64, f64)> {
    let (x, y) = shape.interior_point()?.x_y();
    #[allow(clippy::cast_precision_loss, reason = "some letters")]
    let (wide, high) = (LETTERS.0 * name.chars().count() as f64, LETTERS.1);
    let text = Rect::new((x - wide / 2.0, y - high / 2.0), (x + wide / 2.0, y + high / 2.0));
    shape.contains(&text.to_polygon()).then_some((x, y))
}

/// Tenths are enough.
fn path(ring: &LineString) -> String {
    let mut out = String::new();
    for (at, c) in ring.coords().enumerate() {
        let _ = write!(out, "{}{:.1} {:.1}", if at == 0 { 'M' } else { 'L' }, c.x, c.y);
    }
    out + "z"
}
