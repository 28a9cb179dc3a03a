//! Lines from an initiative to its adopters, drawn in the units of the drawn ground: the map moves and
//! scales them with it.

use std::fmt::Write as _;

use domain::{Camera, DRAWN_ORIGIN, DRAWN_ZOOM, LngLat};

/// How far a line bends aside, as a share of its length: so that two that cross can be told apart.
const BEND: f64 = 0.12;

/// A line for each pair of adopter and source, with a dot where each ends. Empty for none.
#[must_use]
pub fn svg(pairs: impl IntoIterator<Item = (LngLat, LngLat)>) -> String {
    let Some(drawn) = LngLat::new(DRAWN_ORIGIN.0, DRAWN_ORIGIN.1).and_then(|o| Camera::new(o, DRAWN_ZOOM)).ok() else {
        return String::new();
    };
    let (mut lines, mut ends) = (String::new(), String::new());
    for (adopter, source) in pairs {
        let ((x, y), (ax, ay)) = (drawn.project(source), drawn.project(adopter));
        let (bx, by) = ((x + ax) / 2.0 + (ay - y) * BEND, (y + ay) / 2.0 - (ax - x) * BEND);
        // Writing to a String never fails.
        let _ = write!(lines, "M{x:.1} {y:.1}Q{bx:.1} {by:.1} {ax:.1} {ay:.1}");
        // A line of no length with round ends is a dot, of the same size at every zoom.
        let _ = write!(ends, "M{x:.1} {y:.1}h0M{ax:.1} {ay:.1}h0");
    }
    if lines.is_empty() {
        return lines;
    }
    format!(r#"<path class="thread" d="{lines}"/><path class="thread-end" d="{ends}"/>"#)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn adoption_line_runs_from_the_source_to_the_adopter() {
        let at = |lon, lat| LngLat::new(lon, lat).unwrap();
        assert_eq!(svg([]), "");
        let svg = svg([(at(5.9, 51.3), at(5.9, 51.3)), (at(6.0, 51.3), at(5.9, 51.3))]);
        // 0.1 degree is 512 * 2^13 / 3600 pixels.
        assert!(svg.contains("M0.0 0.0Q582.5 -139.8 1165.1 0.0"), "{svg}");
        assert_eq!(svg.matches("h0").count(), 4);
    }
}
