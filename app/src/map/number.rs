//! Numbers as text.

/// The shortest text that reads back as this number.
#[cfg(feature = "ssr")]
pub(super) fn text(value: f64) -> String {
    value.to_string()
}

/// With this many decimals.
#[cfg(feature = "ssr")]
pub(super) fn decimals(value: f64, count: usize) -> String {
    format!("{value:.count$}")
}

// The browser has this already; Rust's own would be 10 KB more to send.
#[cfg(not(feature = "ssr"))]
#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String)]
    pub(super) fn text(value: f64) -> String;

    #[wasm_bindgen(js_namespace = ["Number", "prototype", "toFixed"], js_name = call)]
    pub(super) fn decimals(value: f64, count: usize) -> String;
}
