//! The municipalities as small drawings: for tinting, not for measuring.

use std::{
    fmt::Write as _,
    sync::{Arc, LazyLock},
};

use arc_swap::ArcSwapOption;
use domain::{Camera, LngLat};
use geo::{Coord, LineString, Simplify as _};
use territory::Territory;

/// The height of Limburg in the drawing.
const HIGH: f64 = 560.0;
/// How far a border may be off, in degrees: about 100 m, half a unit of the drawing.
const OFF: f64 = 0.001;

/// Shapes of one territory.
#[derive(Debug, Clone)]
pub(super) struct Shapes {
    /// Width and height of all of them together.
    pub(super) size: (f64, f64),
    /// The slug of a municipality, and the `d` of its path.
    pub(super) paths: Vec<(String, String)>,
}

/// The last that were drawn; others come only with new borders.
static LAST: LazyLock<ArcSwapOption<(Arc<Territory>, Shapes)>> = LazyLock::new(ArcSwapOption::empty);

/// The shapes of this territory.
pub(super) fn of(territory: &Arc<Territory>) -> Shapes {
    if let Some(last) = LAST.load().as_deref()
        && Arc::ptr_eq(&last.0, territory)
    {
        return last.1.clone();
    }
    let shapes = draw(territory);
    LAST.store(Some(Arc::new((Arc::clone(territory), shapes.clone()))));
    shapes
}

fn draw(territory: &Territory) -> Shapes {
    let bounds = territory.bounds();
    let camera = Camera::fit(bounds, HIGH, HIGH, 0.0, 22.0);
    let corner = |p: LngLat| camera.place(p);
    let ((west, south), (east, north)) = (corner(bounds.min()), corner(bounds.max()));
    let place = |c: &Coord| LngLat::new(c.x, c.y).map(|p| camera.place(p)).map(|(x, y)| (x - west, y - north));
    let paths = territory.areas().iter().map(|area| {
        let shape = area.geometry.simplify(OFF);
        let rings = shape.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
        let d: String = rings.map(|ring| path(ring, place)).collect();
        (Territory::municipality_slug(&area.municipality), d)
    });
    Shapes { size: ((east - west).ceil(), (south - north).ceil()), paths: paths.collect() }
}

/// Tenths are enough.
fn path<E>(ring: &LineString, place: impl Fn(&Coord) -> Result<(f64, f64), E>) -> String {
    let mut out = String::new();
    for (at, (x, y)) in ring.coords().filter_map(|c| place(c).ok()).enumerate() {
        let _ = write!(out, "{}{:.1} {:.1}", if at == 0 { 'M' } else { 'L' }, x, y);
    }
    out + "z"
}
