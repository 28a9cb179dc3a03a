//! The browser build: makes the islands callable, nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

// The island's entry point is exported by the macro; this keeps it linked in.
pub use app::map::Explorer;

/// Called once, before the islands wake.
#[wasm_bindgen]
pub fn hydrate() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    leptos::mount::hydrate_islands();
}
