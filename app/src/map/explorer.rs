//! The island: one state, and the parts that show it.

use leptos::prelude::*;

use super::{
    View,
    controller::MapController,
    filters::Filters,
    fixed::fixed,
    list::{HEIGHTS, List, ThumbBar, height_switch},
    search::Search,
    surface::Surface,
};
use crate::ui::{Brand, HeaderTools};

/// The element in which the server leaves the first answer for the browser.
pub const FIRST_ANSWER: &str = "beeld";

/// Search, filters, list and map. Complete as HTML; once awake it answers in place.
///
/// On the server the answer comes from context, in the browser from [`FIRST_ANSWER`]: not as a property, which would
/// cost the browser all of serde and the page its escaping.
#[island]
pub fn Explorer() -> impl IntoView {
    let map = MapController::new(first_answer());
    Effect::new(move || map.wake());
    view! {
        <div class="explorer" on:click=move |event| map.follow_link(&event)>
            <nav class="skip" aria-label="Spring naar">
                <a href="#lijst">"Naar de lijst"</a>
                <a href="#filters">"Naar de filters"</a>
                <a href="#kaart">"Naar de kaart"</a>
            </nav>
            <header class="rod">
                {fixed(|| view! { <Brand /> })} <Search map /> {fixed(|| view! { <HeaderTools /> })}
            </header>
            <Filters map />
            <main class="workspace">
                {HEIGHTS.map(height_switch)} <List map /> <Surface map /> {fixed(|| view! { <ThumbBar /> })}
            </main>
        </div>
    }
}

#[cfg(feature = "ssr")]
fn first_answer() -> View {
    use_context().unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn first_answer() -> View {
    use super::{dom, json};
    let text = dom::by_id(FIRST_ANSWER).and_then(|element| element.text_content()).unwrap_or_default();
    // Without it there is nothing to wake: the page goes on as plain HTML.
    wasm_bindgen::UnwrapThrowExt::unwrap_throw(js_sys::JSON::parse(&text).ok().and_then(|answer| json::read(&answer)))
}
