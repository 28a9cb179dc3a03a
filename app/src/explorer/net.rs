//! Asking the server, from the browser.

use nanoserde::DeJson;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no network.
    Offline,
    /// The server did not answer well.
    Server,
    /// The visitor or the browser keeps the device's place to itself.
    NoLocation,
}

/// Fetches JSON from our own origin.
pub(super) async fn get_json<T: DeJson>(address: &str) -> Result<T, Trouble> {
    let window = web_sys::window().ok_or(Trouble::Server)?;
    let offline = |_: JsValue| if window.navigator().on_line() { Trouble::Server } else { Trouble::Offline };
    let answer = JsFuture::from(window.fetch_with_str(address)).await.map_err(offline)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(|_| Trouble::Server)?;
    if !answer.ok() {
        return Err(Trouble::Server);
    }
    let text = JsFuture::from(answer.text().map_err(|_| Trouble::Server)?).await.map_err(offline)?;
    T::deserialize_json(&text.as_string().unwrap_or_default()).map_err(|_| Trouble::Server)
}
