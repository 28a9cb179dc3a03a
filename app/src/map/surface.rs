//! The map on the page: ground, names, circle, markers, and the ways to move it.

use domain::Camera;
use leptos::{html, prelude::*, svg, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent, WheelEvent};

use super::{
    CameraStep, Placed, View,
    camera::{detail, drawn_transform},
    controller::MapController,
    dom,
    fingers::{Fingers, from_middle, on_ground},
    fixed::fixed,
    ground::{Ground, GroundEvents},
    locate::locate,
    number,
    overlay::{PlacedAll, Radius},
};
use crate::ui::{Icon, LIMBURG, Sign};

/// The map. Complete as drawn by the server; once awake it moves.
#[component]
pub(super) fn Surface(map: MapController) -> impl IntoView {
    let camera = Signal::from(map.camera);
    let ground = NodeRef::<html::Div>::new();
    let overlay = NodeRef::<svg::Svg>::new();
    Effect::new(move || {
        let (Some(ground), Some(overlay)) = (ground.get(), overlay.get()) else { return };
        let styles = map.view.with_untracked(|v| v.styles.clone());
        spawn_local(async move {
            let events = GroundEvents::new(
                move || (map.camera.get_untracked(), map.deepest()),
                move |camera, done, user| map.moved(camera, done, user),
            );
            let overlay: web_sys::SvgElement = (*overlay).clone().unchecked_into();
            map.ground.set(Ground::lay(&ground, &overlay, [&styles[0], &styles[1]], events).await);
        });
    });
    Effect::new(move || mark(map, "is-highlighted", map.lit.get()));
    Effect::new(move || mark(map, "is-selected", map.chosen.get()));
    let fingers = Fingers::new(map);
    view! {
        <section
            class=move || ["map ", detail(camera.get())].concat()
            class:has-ground=move || map.ground.with(Option::is_some)
            class:is-busy=map.loading
            class:is-choosing=map.picking
            class:is-moved=move || map.view.with(|v| !v.fitted)
            aria-label="Kaart"
            node_ref=map.section
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
                on:keydown=move |event| key(map, &event)
                on:pointerdown=move |event| fingers.down(&event)
                on:pointermove=move |event| fingers.drag(&event)
                on:pointerup=move |event| fingers.up(&event)
                on:pointercancel=move |event| fingers.up(&event)
                on:click=move |event| click(map, &event)
                on:mouseover=move |event| map.light(&event)
                on:mouseleave=move |_| map.lit.set(None)
                on:focusin=move |event| map.light(&event)
            >
            <div class="map__ground" aria-hidden="true" node_ref=ground></div>
            <svg class="map__image" width="100%" height="100%" node_ref=overlay on:wheel=move |event| wheel(map, &event)>
                <svg x="50%" y="50%" overflow="visible">
                    <g class="basemap" transform=move || drawn_transform(camera.get())>
                        <use_ href="#basis" />
                    </g>
                    <g
                        class="overlay"
                        transform=move || drawn_transform(camera.get())
                        inner_html=move || map.view.with(|v| v.drawn.clone())
                    ></g>
                    <Radius circle=Signal::derive(move || circle(map)) camera />
                    <g class="labels" aria-hidden="true">
                        <PlacedAll all=Signal::derive(move || map.view.with(|v| v.labels.clone())) camera size=map.asked_size />
                    </g>
                    <g class="markers">
                        <PlacedAll all=Signal::derive(move || map.view.with(|v| v.markers.clone())) camera size=map.asked_size />
                    </g>
                </svg>
            </svg>
            </div>
            <Signboard map />
            {move || {
                map.strayed
                    .get()
                    .then(|| {
                        view! {
                            <button class="button button--ink search-here" type="button" on:click=move |_| map.search_here()>
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
                    prop:checked=move || map.follow.get()
                    on:change:target=move |event| map.set_follow(event.target().checked())
                />
                <span>"Lijst volgt de kaart"</span>
            </label>
            <Controls map />
            {fixed(|| view! { <Legend /> })}
            <ScaleBar camera />
        </section>
    }
}

/// The circle of the answer, or of the slider that is being dragged.
fn circle(map: MapController) -> Option<super::Circle> {
    let circle = map.view.with(|v| v.circle.clone())?;
    Some(super::Circle { km: map.radius.get().or(circle.km), ..circle })
}

/// The marker that is, or holds, an initiative: its own pin, else the nearest cluster.
fn marker_of(view: &View, id: i64) -> Option<&Placed> {
    let own = view.markers.iter().find(|m| m.id == id);
    own.or_else(|| {
        let (_, spot) = view.spots.iter().find(|(spot, _)| *spot == id)?;
        let far = |m: &&Placed| m.position.distance_km(*spot);
        let clusters = view.markers.iter().filter(|m| m.is_cluster() && !m.neighbour);
        // A cluster's members are never further from its middle than this; beyond it, the initiative is out of sight.
        let reach = view.camera.km_per_px() * 250.0;
        clusters.filter(|m| far(m) < reach).min_by(|a, b| far(a).total_cmp(&far(b)))
    })
}

/// Gives the marker of an initiative a class, and takes it from the others.
fn mark(map: MapController, class: &str, id: Option<i64>) {
    let key = map.view.with(|view| marker_of(view, id?).map(|m| m.key.clone()));
    let Some(section) = map.section.get() else { return };
    let find = |selector: &str| section.query_selector(selector).ok().flatten();
    let before = find(&[".", class, ":is([data-id], .cluster)"].concat());
    dom::move_class(class, before, key.and_then(|key| find(&["[data-sleutel=\"", &key, "\"] a"].concat())));
}

/// Arrow keys pan, plus and minus zoom, Escape puts the signboard away.
fn key(map: MapController, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "ArrowLeft" => map.pan_by(-0.25, 0.0),
        "ArrowRight" => map.pan_by(0.25, 0.0),
        "ArrowUp" => map.pan_by(0.0, -0.25),
        "ArrowDown" => map.pan_by(0.0, 0.25),
        "+" | "=" => map.zoom_by(1.0),
        "-" | "_" => map.zoom_by(-1.0),
        "Escape" => {
            map.chosen.set(None);
            map.picking.set(false);
        }
        _ => return,
    }
    event.prevent_default();
}

/// The wheel zooms the drawn map around the pointer; MapLibre, once there, has its own.
fn wheel(map: MapController, event: &WheelEvent) {
    if map.ground.with_untracked(Option::is_some) {
        return;
    }
    event.prevent_default();
    let camera = map.camera.get_untracked();
    let (x, y) = from_middle(map, event);
    let levels = (-event.delta_y() / 240.0).clamp(-1.0, 1.0);
    map.fly(camera.zoomed((camera.zoom + levels).min(map.deepest()), x, y), true);
}

/// "Kies op de kaart": the point clicked is the middle of a circle. Else a click on the ground puts the signboard away.
fn click(map: MapController, event: &MouseEvent) {
    if on_ground(event) {
        map.chosen.set(None);
    }
    if map.picking.get_untracked() {
        event.prevent_default();
        map.picking.set(false);
        let (x, y) = from_middle(map, event);
        map.circle(map.camera.get_untracked().unplace(x, y));
    }
}

/// What the chosen pin is: a signboard beside it.
#[component]
fn Signboard(map: MapController) -> impl IntoView {
    let marker = Memo::new(move |_| {
        let id = map.chosen.get()?;
        map.view.with(|v| v.markers.iter().find(|m| m.id == id).cloned())
    });
    move || {
        let Placed { position, board, .. } = marker.get().filter(|m| !m.board.is_empty())?;
        let place = move || {
            let (width, height) = map.size();
            let (x, y) = map.camera.get().project(position);
            (x + width / 2.0, y + height / 2.0, x > 0.0, y > 0.0)
        };
        Some(view! {
            <div
                class="signboard"
                class:signboard--right=move || place().2
                class:signboard--left=move || !place().2
                class:signboard--low=move || place().3
                style:left=move || number::text(place().0) + "px"
                style:top=move || number::text(place().1) + "px"
                inner_html=board
            ></div>
        })
    }
}

/// Zoom, pan and "where am I". Links, so that they work without a script.
#[component]
fn Controls(map: MapController) -> impl IntoView {
    let href = move |step: CameraStep| {
        move || map.view.with(|v| v.camera_links.get(step as usize).cloned().unwrap_or_default())
    };
    let act = move |act: fn(MapController)| {
        move |event: MouseEvent| {
            event.prevent_default();
            act(map);
        }
    };
    view! {
        <nav class="buttons" aria-label="Kaartknoppen">
            <button
                class="map-button js-only"
                type="button"
                aria-label="Toon wat er bij mij in de buurt is"
                on:click=move |_| locate(map)
            >
                {fixed(|| view! { <Icon name="hier" /> })}
            </button>
            <div class="map-button-stack">
                <a class="map-button" href=href(CameraStep::ZoomIn) aria-label="Zoom in" on:click=act(|map| map.zoom_by(1.0))>
                    {fixed(|| view! { <Icon name="plus" /> })}
                </a>
                <a class="map-button" href=href(CameraStep::ZoomOut) aria-label="Zoom uit" on:click=act(|map| map.zoom_by(-1.0))>
                    {fixed(|| view! { <Icon name="min" /> })}
                </a>
                <a class="map-button" id="heel-limburg" href=href(CameraStep::Whole) title="Heel Limburg" aria-label="Heel Limburg">
                    {fixed(|| view! { <svg class="brand__shape" aria-hidden="true"><use_ href=LIMBURG /></svg> })}
                </a>
            </div>
            {fixed(|| view! { <Steps map /> })}
        </nav>
    }
}

/// Half a map further in each direction: for when no script runs.
#[component]
fn Steps(map: MapController) -> impl IntoView {
    let href = move |step: CameraStep| {
        map.view.with_untracked(|v| v.camera_links.get(step as usize).cloned().unwrap_or_default())
    };
    view! {
        <div class="map-path no-js-only">
            <a class="map-button map-button--n" href=href(CameraStep::North) aria-label="Naar het noorden">
                <Icon name="noord" />
            </a>
            <a class="map-button map-button--w" href=href(CameraStep::West) aria-label="Naar het westen">
                <Icon name="noord" />
            </a>
            <a class="map-button map-button--o" href=href(CameraStep::East) aria-label="Naar het oosten">
                <Icon name="noord" />
            </a>
            <a class="map-button map-button--z" href=href(CameraStep::South) aria-label="Naar het zuiden">
                <Icon name="noord" />
            </a>
        </div>
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
            <details>
                <summary>"Drie plekken" <Icon name="omlaag" /></summary>
                <ul>
                    {rows}
                    <li class="legend__gathering">
                        <svg class="sign sign--bijeenkomst" aria-hidden="true">
                            <use_ href="#teken-bijeenkomst".to_owned() />
                        </svg>
                        <span>
                            <b>"Bijeenkomst"</b>
                            "staat op de agenda"
                        </span>
                    </li>
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
        let text = if km < 1.0 { number::text(km * 1000.0) + " m" } else { number::text(km) + " km" };
        #[allow(clippy::cast_possible_truncation, reason = "at most 130 pixels")]
        let pixels = (km / per_px).clamp(1.0, 130.0).round() as i32;
        (pixels, text)
    });
    view! {
        <p class="scale" aria-hidden="true">
            <svg width=move || bar.get().0 + 2 height="7">
                <path d=move || ["M1 0V6H", &bar.get().0.to_string(), "V0"].concat() />
            </svg>
            <span>{move || bar.get().1}</span>
        </p>
    }
}
