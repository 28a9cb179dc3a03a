//! What lies over the ground: markers and names, and the circle of a search nearby.

use domain::Camera;
use leptos::prelude::*;

use super::{Circle, Placed, camera::at_pixels, number};

/// How far over the edge a marker can still be seen, in CSS pixels.
const MARGIN: f64 = 20.0;

/// Markers or names, each moved to its place. What lies outside a map of `size` (width and height in CSS pixels; zero
/// when not known yet) is not shown, so that the keyboard walks past what one sees.
#[component]
pub fn PlacedAll(
    #[prop(into)] all: Signal<Vec<Placed>>,
    camera: Signal<Camera>,
    #[prop(into)] size: Signal<(f64, f64)>,
) -> impl IntoView {
    // Once per movement, not once per marker.
    let frame = Memo::new(move |_| (camera.get().centre.to_world(), camera.get().world_px()));
    let place = move |(x, y): (f64, f64)| {
        let ((cx, cy), world) = frame.get();
        ((x - cx) * world, (y - cy) * world)
    };
    let outside = move |at| {
        let (width, height) = size.get();
        let (x, y) = place(at);
        width > 0.0 && (x.abs() > width / 2.0 + MARGIN || y.abs() > height / 2.0 + MARGIN)
    };
    view! {
        <For
            each=move || all.get()
            key=|placed| placed.key.clone()
            children=move |Placed { key, position, svg, .. }| {
                let at = position.to_world();
                view! {
                    <g
                        class:is-outside=move || outside(at)
                        data-sleutel=key
                        transform=move || at_pixels(place(at))
                        inner_html=svg
                    ></g>
                }
            }
        />
    }
}

/// The circle of `bij` and `straal`; outside it a veil, so that what lies there stays in sight.
#[component]
pub fn Radius(#[prop(into)] circle: Signal<Option<Circle>>, camera: Signal<Camera>) -> impl IntoView {
    // Place and radius in CSS pixels. Web Mercator stretches evenly at this size, so a circle stays a circle.
    let ring = move || {
        let circle = circle.get()?;
        let camera = camera.get();
        let (x, y) = camera.project(circle.centre);
        let there = Camera { centre: circle.centre, ..camera };
        Some((x, y, circle.km? / there.km_per_px()))
    };
    move || {
        ring().map(|(x, y, r)| {
            let [x, y, left, right, r, across, back] =
                [x, y, x - r, x + r, r, 2.0 * r, -2.0 * r].map(|v| number::decimals(v, 1));
            let arc = |across: &str| ["a", &r, " ", &r, " 0 1 0 ", across, " 0"].concat();
            let (there, back) = (arc(&across), arc(&back));
            let veil = ["M-9999-9999H9999V9999H-9999zM", &left, " ", &y, &there, &back, "z"].concat();
            view! {
                <g class="radius" aria-hidden="true">
                    <path class="radius-veil" d=veil />
                    <circle class="radius-ring" cx=x.clone() cy=y.clone() r=r />
                    <circle class="radius-handle" cx=right cy=y.clone() r="10" />
                    <circle class="radius-centre" cx=x cy=y r="4" />
                </g>
            }
        })
    }
}
