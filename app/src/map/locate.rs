//! Where this device is, when the visitor allows it.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;

use super::{controller::MapController, trouble::Trouble};

/// Draws the circle around where this device is.
pub(super) fn locate(map: MapController) {
    spawn_local(async move {
        let found = here().await.ok().map(|at| js_sys::Array::from(&at));
        let degrees = |i| found.as_ref().and_then(|at| at.get(i).as_f64()).unwrap_or(f64::NAN);
        match domain::LngLat::new(degrees(0), degrees(1)) {
            Ok(point) => map.circle(point),
            Err(_) => map.trouble.set(Some(Trouble::NoLocation)),
        }
    });
}

#[wasm_bindgen(raw_module = "./here.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn here() -> Result<JsValue, JsValue>;
}
