//! Geometry of lines, points and boxes in a drawing: containment, crossing and distance.

use crate::canvas::Rect;

/// A point in units of the drawing.
pub(super) type Point = (f64, f64);

/// The distance between two points.
pub(super) fn far((x, y): Point, (px, py): Point) -> f64 {
    (x - px).hypot(y - py)
}

/// Whether the box contains a point.
pub(super) fn holds(area: Rect, (x, y): Point) -> bool {
    area.x < x && x < area.right() && area.y < y && y < area.bottom()
}

/// Whether a part of a line is inside the box.
pub(super) fn under((a, b): (Point, Point), area: Rect) -> bool {
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (from, to, low, high) in [(a.0, b.0, area.x, area.right()), (a.1, b.1, area.y, area.bottom())] {
        let step = to - from;
        if step.abs() < 1e-9 {
            if from <= low || from >= high {
                return false;
            }
            continue;
        }
        let (one, two) = ((low - from) / step, (high - from) / step);
        first = first.max(one.min(two));
        last = last.min(one.max(two));
    }
    // A line without length crosses nothing.
    first < last && a != b
}

/// Whether a line comes within `room` of a point.
pub(super) fn passes((a, b): (Point, Point), point: Point, room: f64) -> bool {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let long = dx * dx + dy * dy;
    if long < 1e-9 {
        return false;
    }
    let share = (((point.0 - a.0) * dx + (point.1 - a.1) * dy) / long).clamp(0.0, 1.0);
    far((a.0 + dx * share, a.1 + dy * share), point) < room
}

/// Whether two lines cross.
pub(super) fn cross((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let side = |a: Point, b: Point, c: Point| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}
