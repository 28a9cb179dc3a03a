//! What of the map nothing lies over, and the camera that brings something there.

use domain::{Bbox, Camera};

use crate::map::view::{Screen, markers::SIGNPOST_WIDTH};

/// The air that marks need around the places they stand for: a pin stands above its place, the others around it.
pub(crate) const MARKS: Sides = Sides { left: 32.0, top: 52.0, right: 32.0, bottom: 36.0 };

/// The air that an area needs, with marks near its border.
pub(crate) const AREA: Sides = Sides { left: 10.0, top: 32.0, right: 10.0, bottom: 14.0 };

/// The width of the narrowest page that has the map beside its list, and so the widest map that can have a sheet over it.
const BESIDE: f64 = 960.0;

/// The width of the narrowest map beside a list.
const NARROWEST: f64 = 640.0;

/// The width of the narrowest map that begins with its legend open (a page of 88rem).
const LEGEND: f64 = 985.0;

/// The width of a signpost with its line; on a narrow page it has none and is smaller.
const SIGNPOST: f64 = SIGNPOST_WIDTH + 44.0;
const SMALL_SIGNPOST: f64 = 116.0;

/// Pixels along each side of the map.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sides {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Sides {
    fn plus(self, other: Self) -> Self {
        Self {
            left: self.left + other.left,
            top: self.top + other.top,
            right: self.right + other.right,
            bottom: self.bottom + other.bottom,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// What lies over a corner of the map, as pixels along two sides: to stay clear of it, keep off either.
type Corner = [Sides; 2];

const fn top_left(width: f64, height: f64) -> Corner {
    [side(width, 0.0, 0.0, 0.0), side(0.0, height, 0.0, 0.0)]
}

const fn top_right(width: f64, height: f64) -> Corner {
    [side(0.0, 0.0, width, 0.0), side(0.0, height, 0.0, 0.0)]
}

const fn bottom_left(width: f64, height: f64) -> Corner {
    [side(width, 0.0, 0.0, 0.0), side(0.0, 0.0, 0.0, height)]
}

const fn bottom_right(width: f64, height: f64) -> Corner {
    [side(0.0, 0.0, width, 0.0), side(0.0, 0.0, 0.0, height)]
}

const fn side(left: f64, top: f64, right: f64, bottom: f64) -> Sides {
    Sides { left, top, right, bottom }
}

/// What lies over a map.
#[derive(Debug, Clone)]
pub(crate) struct Over {
    /// Along a whole side.
    edges: Sides,
    corners: Vec<Corner>,
    /// What the signposts right of the province take, in pixels.
    pub(crate) signposts: f64,
}

impl Over {
    /// Over the map of the main page: the switch or, without a script, the arrows, the buttons, the legend, the edge of the
    /// sheet. (On a narrow page the switch comes once the map has been moved.) The server knows the size of the map and not of the page: where both layouts have such a map, it keeps
    /// clear of what either has. Their sizes are those of `map.css`; a browser test holds them together.
    pub(crate) fn page(screen: Screen) -> Self {
        let signposts = if screen.width < NARROWEST { SMALL_SIGNPOST } else { SIGNPOST };
        let mut over = Self { edges: Sides::default(), corners: Vec::new(), signposts };
        if screen.width < BESIDE {
            over.edges.bottom = 14.0;
            over.corners.extend([bottom_left(62.0, 206.0), bottom_right(62.0, 224.0)]);
        }
        if screen.width >= NARROWEST {
            over.corners.extend([top_left(216.0, 72.0), top_right(66.0, 222.0)]);
            over.corners.push(if screen.width >= LEGEND {
                bottom_right(256.0, 300.0)
            } else {
                bottom_left(170.0, 72.0)
            });
        }
        over
    }

    /// Over a map that nobody measured: without a script the page may be smaller than was guessed. Then its map is drawn
    /// smaller, under a switch, buttons and a closed legend that keep their size.
    pub(crate) fn guessed_page(screen: Screen) -> Self {
        /// How much smaller: the map beside a list on a page of 1024 pixels.
        const SMALLER: f64 = 1.45;
        let mut over = Self::page(screen);
        if screen.width >= BESIDE {
            over.corners.push(bottom_left(194.0, 72.0));
            let larger =
                |sides: Sides| side(sides.left * SMALLER, sides.top * SMALLER, sides.right, sides.bottom * SMALLER);
            over.corners.iter_mut().for_each(|corner| *corner = corner.map(larger));
        }
        over
    }

    /// Over the map in a frame: its buttons.
    pub(crate) fn frame(screen: Screen) -> Self {
        let signposts = if screen.width < BESIDE { SMALL_SIGNPOST } else { SIGNPOST };
        Self { edges: Sides::default(), corners: vec![top_right(120.0, 120.0)], signposts }
    }

    /// Every way to stay clear of all of it.
    fn free_areas(&self) -> impl Iterator<Item = Sides> {
        (0..1_usize << self.corners.len()).map(|ways| {
            let corners = self.corners.iter().enumerate();
            corners.fold(self.edges, |sides, (i, corner)| sides.or(corner[ways >> i & 1]))
        })
    }

    /// The camera that shows `bbox` whole and as large as it can where nothing lies over the map, with `air` around it,
    /// zoomed in no further than `max_zoom`.
    pub(crate) fn fit(&self, bbox: Bbox, screen: Screen, air: Sides, max_zoom: f64) -> Camera {
        let Screen { width, height, .. } = screen;
        let seen = |area: Sides| {
            let Sides { left, top, right, bottom } = area.plus(air);
            let (free_width, free_height) = (width - left - right, height - top - bottom);
            // Of a map that is hardly larger than what lies over it, the middle.
            let (least_width, least_height) = (width / 6.0, height / 6.0);
            let (right_by, down_by) = ((left - right) / 2.0, (top - bottom) / 2.0);
            let camera = Camera::fit(bbox, free_width.max(least_width), free_height.max(least_height), 0.0, max_zoom);
            let is_free = free_width >= least_width && free_height >= least_height;
            (is_free, camera.moved(-right_by, -down_by), right_by.hypot(down_by))
        };
        // The largest, and then the nearest to the middle.
        let order = |a: &(bool, Camera, f64), b: &(bool, Camera, f64)| {
            a.0.cmp(&b.0).then(a.1.zoom.total_cmp(&b.1.zoom)).then(b.2.total_cmp(&a.2))
        };
        let best = self.free_areas().map(seen).max_by(order);
        best.map_or_else(|| Camera::fit(bbox, width, height, 0.0, max_zoom), |(_, camera, _)| camera)
    }
}

#[cfg(test)]
mod tests {
    use domain::LngLat;
    use proptest::prelude::*;

    use super::*;

    fn point(lon: f64, lat: f64) -> LngLat {
        LngLat::new(lon, lat).unwrap()
    }

    /// Whether a box of pixels from the middle of the map lies under something in a corner.
    fn is_under(corner: Corner, [left, top, right, bottom]: [f64; 4], screen: Screen) -> bool {
        let Screen { width, height, .. } = screen;
        let [a, b] = corner;
        let all = a.plus(b);
        let x = if all.left > 0.0 { left < all.left - width / 2.0 } else { right > width / 2.0 - all.right };
        let y = if all.top > 0.0 { top < all.top - height / 2.0 } else { bottom > height / 2.0 - all.bottom };
        x && y
    }

    proptest! {
        #[test]
        fn what_is_fitted_lies_where_nothing_lies_over_the_map(
            width in 320.0..2000.0_f64,
            height in 230.0..1400.0_f64,
            (lon, lat) in (5.6..6.2_f64, 50.8..51.7_f64),
            (east, north) in (0.0..0.6_f64, 0.0..0.6_f64),
        ) {
            let bbox = Bbox::new(point(lon, lat), point(lon + east, lat + north)).unwrap();
            let screen = Screen { width, height, guessed: false, deepest: 17.0, now: domain::Moment::MIN };
            let over = Over::page(screen);
            let camera = over.fit(bbox, screen, MARKS, 17.0);
            let (left, bottom) = camera.project(bbox.min());
            let (right, top) = camera.project(bbox.max());
            // Rounding the zoom moves an edge by no more than this.
            let slack = 0.005 * height.max(width);
            let seen = [
                left - MARKS.left + slack,
                top - MARKS.top + slack,
                right + MARKS.right - slack,
                bottom + MARKS.bottom - slack,
            ];
            prop_assert!(seen[0] >= -width / 2.0 && seen[2] <= width / 2.0, "{seen:?}");
            prop_assert!(seen[1] >= -height / 2.0 && seen[3] <= height / 2.0 - over.edges.bottom, "{seen:?}");
            for corner in over.corners {
                prop_assert!(!is_under(corner, seen, screen), "{corner:?} {seen:?}");
            }
        }
    }
}
