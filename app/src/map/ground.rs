//! The ground under the drawn map: MapLibre, when the browser has WebGL and time.
//!
//! Compiled on both sides; on the server nothing here is ever called.

use domain::{Camera, LngLat};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, SvgElement};

#[wasm_bindgen(raw_module = "./map.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn ground(
        element: &HtmlElement,
        overlay: &SvgElement,
        light: &str,
        dark: &str,
        camera: &Closure<dyn Fn() -> Vec<f64>>,
        on_move: &Closure<dyn Fn(f64, f64, f64, bool, bool)>,
    ) -> Result<JsValue, JsValue>;

    /// A handle on MapLibre.
    #[derive(Clone, Debug)]
    type Handle;

    #[wasm_bindgen(method)]
    fn fly(this: &Handle, lon: f64, lat: f64, zoom: f64, user: bool);
}

/// What the ground tells the page, for as long as the page lives.
#[derive(Debug)]
pub struct GroundEvents {
    camera: Closure<dyn Fn() -> Vec<f64>>,
    on_move: Closure<dyn Fn(f64, f64, f64, bool, bool)>,
}

impl GroundEvents {
    /// `camera` is asked where the page looks by now and how deep it may zoom; `on_move` gets the camera, whether the
    /// movement is done, and whether a person did it.
    pub fn new(camera: impl Fn() -> (Camera, f64) + 'static, on_move: impl Fn(Camera, bool, bool) + 'static) -> Self {
        Self {
            camera: Closure::new(move || {
                let (Camera { centre, zoom }, deepest) = camera();
                vec![centre.lon(), centre.lat(), zoom, deepest]
            }),
            on_move: Closure::new(move |lon, lat, zoom, done, user| {
                if let Ok(centre) = LngLat::new(lon, lat) {
                    on_move(Camera { centre, zoom }, done, user);
                }
            }),
        }
    }
}

/// The living ground.
#[derive(Clone, Debug)]
pub struct Ground(Handle);

impl Ground {
    /// Lays MapLibre under the drawn map, and returns once it is painted; `None` where it can't be had, and the drawn map stays.
    pub async fn lay(
        element: &HtmlElement,
        overlay: &SvgElement,
        styles: [&str; 2],
        events: GroundEvents,
    ) -> Option<Self> {
        let GroundEvents { camera, on_move } = &events;
        let handle = ground(element, overlay, styles[0], styles[1], camera, on_move).await.ok()?;
        // The page keeps listening until it is left.
        std::mem::forget(events);
        (!handle.is_undefined()).then(|| Self(handle.unchecked_into()))
    }

    /// Moves the camera; `user` says that a person asked for it (and so the list may follow).
    pub fn fly(&self, camera: Camera, user: bool) {
        self.0.fly(camera.centre.lon(), camera.centre.lat(), camera.zoom, user);
    }
}
