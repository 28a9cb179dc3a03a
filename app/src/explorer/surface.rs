//! The map on the page: ground, names, circle, markers, and the ways to move it.

use domain::Camera;
use leptos::{html, prelude::*, svg, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::desk::Desk;
use crate::map::{Ground, GroundEvents, PlacedAll, Radius, detail, drawn_transform};
use crate::ui::{Icon, Sign};
use crate::view::{Placed, View};

/// The map. Complete as drawn by the server; once awake it moves.
#[component]
pub(super) fn Surface(desk: Desk) -> impl IntoView {
    let camera = Signal::from(desk.camera);
    let ground = NodeRef::<html::Div>::new();
    let overlay = NodeRef::<svg::Svg>::new();
    let painted = RwSignal::new(false);
    Effect::new(move || {
        let (Some(ground), Some(overlay)) = (ground.get(), overlay.get()) else { return };
        let styles = desk.view.with_untracked(|v| v.styles.clone());
        spawn_local(async move {
            let events = GroundEvents::new(
                move || desk.camera.get_untracked(),
                move |camera, done, user| desk.moved(camera, done, user),
                move || painted.set(true),
            );
            let overlay: web_sys::SvgElement = (*overlay).clone().unchecked_into();
            desk.ground.set(Ground::lay(&ground, &overlay, [&styles[0], &styles[1]], events).await);
        });
    });
    Effect::new(move || mark(desk, "is-highlighted", desk.lit.get()));
    Effect::new(move || mark(desk, "is-selected", desk.chosen.get()));
    let hands = Hands::new(desk);
    view! {
        <section
            class=move || format!("map {}", detail(camera.get()))
            class:has-ground=painted
            class:is-busy=desk.loading
            class:is-choosing=desk.picking
            aria-label="Kaart"
            node_ref=desk.section
        >
            <p class="vh" id="kaartuitleg">
                "Pijltjes verschuiven, plus en min zoomen, Tab loopt langs de initiatieven. De lijst bevat dezelfde initiatieven."
            </p>
            <div
                class="map__field"
                id="kaart"
                tabindex="0"
                role="application"
                aria-roledescription="kaart"
                aria-label="Kaart van Limburg"
                aria-describedby="kaartuitleg"
                on:keydown=move |event| key(desk, &event)
                on:pointerdown=move |event| hands.down(&event)
                on:pointermove=move |event| hands.drag(&event)
                on:pointerup=move |event| hands.up(&event)
                on:pointercancel=move |event| hands.up(&event)
                on:click=move |event| click(desk, &event)
                on:mouseover=move |event| desk.light(&event)
                on:mouseleave=move |_| desk.lit.set(None)
                on:focusin=move |event| desk.light(&event)
            >
            <div class="map__ground" aria-hidden="true" node_ref=ground></div>
            <svg class="map__image" width="100%" height="100%" node_ref=overlay on:wheel=move |event| wheel(desk, &event)>
                <svg x="50%" y="50%" overflow="visible">
                    <g class="basemap" transform=move || drawn_transform(camera.get())>
                        <use_ href="#basis" />
                    </g>
                    <g
                        class="overlay"
                        transform=move || drawn_transform(camera.get())
                        inner_html=move || desk.view.with(|v| v.drawn.clone())
                    ></g>
                    <Radius circle=Signal::derive(move || circle(desk)) camera />
                    <g class="labels" aria-hidden="true">
                        <PlacedAll all=Signal::derive(move || desk.view.with(|v| v.labels.clone())) camera size=desk.asked_size />
                    </g>
                    <g class="markers">
                        <PlacedAll all=Signal::derive(move || desk.view.with(|v| v.markers.clone())) camera size=desk.asked_size />
                    </g>
                </svg>
            </svg>
            </div>
            <Signboard desk />
            {move || {
                desk.strayed
                    .get()
                    .then(|| {
                        view! {
                            <button class="button button--ink search-here" type="button" on:click=move |_| desk.search_here()>
                                "Zoek in dit gebied"
                            </button>
                        }
                    })
            }}
            <label class="switch js-only">
                <input
                    type="checkbox"
                    role="switch"
                    checked
                    prop:checked=move || desk.follow.get()
                    on:change:target=move |event| {
                        desk.follow.set(event.target().checked());
                        if desk.follow.get_untracked() && desk.strayed.get_untracked() {
                            desk.search_here();
                        }
                    }
                />
                <span>"Lijst volgt de kaart"</span>
            </label>
            <Controls desk />
            <Legend />
            <ScaleBar camera />
        </section>
    }
}

/// The circle of the answer, or of the slider that is being dragged.
fn circle(desk: Desk) -> Option<crate::view::Circle> {
    let circle = desk.view.with(|v| v.circle.clone())?;
    Some(crate::view::Circle { km: desk.radius.get().or(circle.km), ..circle })
}

/// The marker that is, or holds, an initiative: its own pin, else the nearest cluster.
fn marker_of(view: &View, id: i64) -> Option<&Placed> {
    let own = view.markers.iter().find(|m| m.id == id);
    own.or_else(|| {
        let (_, spot) = view.spots.iter().find(|(spot, _)| *spot == id)?;
        let far = |m: &&Placed| m.position.distance_km(*spot);
        let clusters = view.markers.iter().filter(|m| m.key.contains('/') && !m.neighbour);
        // A cluster's members are never further from its middle than this; beyond it, the initiative is out of sight.
        let reach = view.camera.km_per_px() * 250.0;
        clusters.filter(|m| far(m) < reach).min_by(|a, b| far(a).total_cmp(&far(b)))
    })
}

/// Gives the marker of an initiative a class, and takes it from the others.
fn mark(desk: Desk, class: &str, id: Option<i64>) {
    let key = desk.view.with(|view| marker_of(view, id?).map(|m| m.key.clone()));
    let Some(section) = desk.section.get() else { return };
    let find = |selector: &str| section.query_selector(selector).ok().flatten();
    if let Some(before) = find(&format!(".{class}:is([data-id], .cluster)")) {
        // A class list refuses only empty names.
        let _ = before.class_list().remove_1(class);
    }
    if let Some(now) = key.and_then(|key| find(&format!("[data-sleutel=\"{key}\"] a"))) {
        let _ = now.class_list().add_1(class);
    }
}

/// Arrow keys pan, plus and minus zoom, Escape puts the signboard away.
fn key(desk: Desk, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "ArrowLeft" => desk.pan_by(-0.25, 0.0),
        "ArrowRight" => desk.pan_by(0.25, 0.0),
        "ArrowUp" => desk.pan_by(0.0, -0.25),
        "ArrowDown" => desk.pan_by(0.0, 0.25),
        "+" | "=" => desk.zoom_by(1.0),
        "-" | "_" => desk.zoom_by(-1.0),
        "Escape" => {
            desk.chosen.set(None);
            desk.picking.set(false);
        }
        _ => return,
    }
    event.prevent_default();
}

/// The wheel zooms the drawn map around the pointer; MapLibre, once there, has its own.
fn wheel(desk: Desk, event: &WheelEvent) {
    if desk.ground.with_untracked(Option::is_some) {
        return;
    }
    event.prevent_default();
    let camera = desk.camera.get_untracked();
    let (x, y) = from_middle(desk, event);
    let levels = (-event.delta_y() / 240.0).clamp(-1.0, 1.0);
    desk.fly(camera.zoomed(camera.zoom + levels, x, y), true);
}

/// Where a pointer is: CSS pixels from the middle of the map.
fn from_middle(desk: Desk, event: &MouseEvent) -> (f64, f64) {
    let Some(section) = desk.section.get_untracked() else { return (0.0, 0.0) };
    let rect = section.get_bounding_client_rect();
    (
        f64::from(event.client_x()) - rect.left() - rect.width() / 2.0,
        f64::from(event.client_y()) - rect.top() - rect.height() / 2.0,
    )
}

/// "Kies op de kaart": the point clicked is the middle of a circle. Else a click on the ground puts the signboard away.
fn click(desk: Desk, event: &MouseEvent) {
    if on_ground(event) {
        desk.chosen.set(None);
    }
    if desk.picking.get_untracked() {
        event.prevent_default();
        desk.picking.set(false);
        let (x, y) = from_middle(desk, event);
        desk.circle(desk.camera.get_untracked().unplace(x, y));
    }
}

/// Whether a pointer is on the map itself, not on a marker.
fn on_ground(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|t| t.closest("a").ok().flatten().is_none())
}

/// One or two fingers on the drawn map, as long as MapLibre is not there: dragging, and pinching.
#[derive(Debug, Clone, Copy)]
struct Hands {
    desk: Desk,
    grip: StoredValue<Option<Grip>>,
}

/// What the fingers hold: the camera at the moment their number changed.
#[derive(Debug, Clone)]
struct Grip {
    camera: Camera,
    /// The camera when the first finger came down.
    start: Camera,
    fingers: Vec<Finger>,
}

/// A pointer, where it was when the grip began, and where it is: CSS pixels from the middle of the map.
#[derive(Debug, Clone, Copy)]
struct Finger {
    id: i32,
    from: (f64, f64),
    to: (f64, f64),
}

impl Grip {
    /// The camera under the fingers; `None` when it is no more than a click.
    fn camera(&self) -> Option<Camera> {
        let apart = |at: fn(&Finger) -> (f64, f64)| match &*self.fingers {
            [a, b, ..] => (at(a).0 - at(b).0).hypot(at(a).1 - at(b).1).max(1.0),
            _ => 1.0,
        };
        let middle = |at: fn(&Finger) -> (f64, f64)| {
            let [x, y] = self.fingers.iter().map(at).fold([0.0, 0.0], |[x, y], (dx, dy)| [x + dx, y + dy]);
            let count = self.fingers.len().max(1) as f64;
            (x / count, y / count)
        };
        let ((x0, y0), (x, y)) = (middle(|f| f.from), middle(|f| f.to));
        let levels = (apart(|f| f.to) / apart(|f| f.from)).log2();
        let still = (x - x0).abs() + (y - y0).abs() < 4.0 && levels.abs() < 0.02;
        (!still).then(|| self.camera.moved(x0 - x, y0 - y).zoomed(self.camera.zoom + levels, x, y))
    }

    /// From here on with other fingers.
    fn again(&mut self) {
        self.camera = self.camera().unwrap_or(self.camera);
        self.fingers.iter_mut().for_each(|finger| finger.from = finger.to);
    }
}

impl Hands {
    fn new(desk: Desk) -> Self {
        Self { desk, grip: StoredValue::new(None) }
    }

    fn down(self, event: &PointerEvent) {
        // A mouse takes hold of the ground only. A finger covers more than one marker: it may land on one and drag.
        let takes = event.pointer_type() != "mouse" || on_ground(event);
        if !takes || event.button() != 0 || self.desk.ground.with_untracked(Option::is_some) {
            return;
        }
        if event.is_primary() {
            // The first finger: one that was there before left without a word.
            self.let_go();
        }
        let (at, camera) = (from_middle(self.desk, event), self.desk.camera.get_untracked());
        self.grip.update_value(|grip| {
            let grip = grip.get_or_insert(Grip { camera, start: camera, fingers: Vec::new() });
            grip.again();
            grip.fingers.retain(|finger| finger.id != event.pointer_id());
            grip.fingers.push(Finger { id: event.pointer_id(), from: at, to: at });
        });
    }

    fn drag(self, event: &PointerEvent) {
        if event.buttons() == 0 {
            // Let go outside the map.
            self.let_go();
        }
        if let Some(camera) = self.followed(event) {
            self.desk.camera.set(camera);
        }
    }

    fn up(self, event: &PointerEvent) {
        self.followed(event);
        let done = self.grip.try_update_value(|grip| {
            let held = grip.as_mut()?;
            held.again();
            held.fingers.retain(|finger| finger.id != event.pointer_id());
            if held.fingers.is_empty() { grip.take() } else { None }
        });
        if let Some(Grip { camera, .. }) = done.flatten().filter(|grip| grip.camera != grip.start) {
            self.desk.moved(camera, true, true);
        }
    }

    fn let_go(self) {
        self.grip.set_value(None);
    }

    /// The camera after the movement so far.
    fn followed(self, event: &PointerEvent) -> Option<Camera> {
        let at = from_middle(self.desk, event);
        self.grip.try_update_value(|grip| {
            let grip = grip.as_mut()?;
            grip.fingers.iter_mut().filter(|finger| finger.id == event.pointer_id()).for_each(|finger| finger.to = at);
            grip.camera()
        })?
    }
}

/// What the chosen pin is: a signboard beside it.
#[component]
fn Signboard(desk: Desk) -> impl IntoView {
    let marker = Memo::new(move |_| {
        let id = desk.chosen.get()?;
        desk.view.with(|v| v.markers.iter().find(|m| m.id == id).cloned())
    });
    move || {
        let Placed { position, board, .. } = marker.get().filter(|m| !m.board.is_empty())?;
        let place = move || {
            let (width, height) = desk.size();
            let (x, y) = desk.camera.get().project(position);
            (x + width / 2.0, y + height / 2.0, x > 0.0)
        };
        Some(view! {
            <div
                class="signboard"
                class:signboard--right=move || place().2
                class:signboard--left=move || !place().2
                style:left=move || format!("{}px", place().0)
                style:top=move || format!("{}px", place().1)
                inner_html=board
            ></div>
        })
    }
}

/// Zoom, pan and "where am I". Links, so that they work without a script.
#[component]
fn Controls(desk: Desk) -> impl IntoView {
    let href = move |i: usize| move || desk.view.with(|v| v.camera_links.get(i).cloned().unwrap_or_default());
    let act = move |act: fn(Desk)| {
        move |event: MouseEvent| {
            event.prevent_default();
            act(desk);
        }
    };
    view! {
        <nav class="buttons" aria-label="Kaartknoppen">
            <button
                class="map-button js-only"
                type="button"
                aria-label="Toon wat er bij mij in de buurt is"
                on:click=move |_| super::filters::locate(desk)
            >
                <Icon name="hier" />
            </button>
            <div class="map-button-stack">
                <a class="map-button" href=href(0) aria-label="Zoom in" on:click=act(|d| d.zoom_by(1.0))>
                    <Icon name="plus" />
                </a>
                <a class="map-button" href=href(1) aria-label="Zoom uit" on:click=act(|d| d.zoom_by(-1.0))>
                    <Icon name="min" />
                </a>
            </div>
            <div class="map-path no-js-only">
                <a class="map-button map-button--n" href=href(2) aria-label="Naar het noorden">
                    <Icon name="noord" />
                </a>
                <a class="map-button map-button--w" href=href(5) aria-label="Naar het westen">
                    <Icon name="noord" />
                </a>
                <a class="map-button map-button--o" href=href(3) aria-label="Naar het oosten">
                    <Icon name="noord" />
                </a>
                <a class="map-button map-button--z" href=href(4) aria-label="Naar het zuiden">
                    <Icon name="noord" />
                </a>
            </div>
        </nav>
    }
}

/// What the shapes mean.
#[component]
fn Legend() -> impl IntoView {
    let rows: Vec<_> = domain::Programme::ALL
        .iter()
        .map(|&programme| {
            let what = match programme {
                domain::Programme::Marktplaats => "bestaat en is te bekijken",
                domain::Programme::Vrijplaats => "een team probeert het uit",
                domain::Programme::Buitenplaats => "samen met de buitenwereld",
            };
            view! {
                <li>
                    <Sign programme quiet=true />
                    <span>
                        <b>{programme.label()}</b>
                        {what}
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        <aside class="legend" aria-label="Legenda">
            <details open>
                <summary>"Drie plekken"</summary>
                <ul>
                    {rows}
                    <li>
                        <svg class="cluster-key" viewBox="-21 -21 42 42" aria-hidden="true">
                            <circle class="disc" r="19" />
                            <path class="ring ring--marktplaats" d="M1 -15A15 15 0 0 1 1 15" />
                            <path class="ring ring--vrijplaats" d="M-1 15A15 15 0 0 1 -15 1" />
                            <path class="ring ring--buitenplaats" d="M-15 -1A15 15 0 0 1 -1 -15" />
                        </svg>
                        <span>
                            <b>"Meer bij elkaar"</b>
                            "de rand toont de verdeling"
                        </span>
                    </li>
                </ul>
            </details>
        </aside>
    }
}

/// How long a kilometre is on this map.
#[component]
fn ScaleBar(camera: Signal<Camera>) -> impl IntoView {
    const STEPS: [f64; 10] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
    let bar = Memo::new(move |_| {
        let per_px = camera.get().km_per_px();
        let km = STEPS.into_iter().rev().find(|km| km / per_px <= 130.0).unwrap_or(STEPS[0]);
        let text = if km < 1.0 { format!("{} m", km * 1000.0) } else { format!("{km} km") };
        #[allow(clippy::cast_possible_truncation, reason = "at most 130 pixels")]
        let pixels = (km / per_px).clamp(1.0, 130.0).round() as i32;
        (pixels, text)
    });
    view! {
        <p class="scale" aria-hidden="true">
            <svg width=move || bar.get().0 + 2 height="7">
                <path d=move || format!("M1 0V6H{}V0", bar.get().0) />
            </svg>
            <span>{move || bar.get().1}</span>
        </p>
    }
}
