//! The main screen: search, filters, list and map over one state. The only island; everything else is plain HTML.

mod desk;
mod filters;
mod list;
mod net;
mod pairs;
mod search;
mod surface;

use leptos::prelude::*;

use crate::view::View;
use desk::Desk;

/// The element in which the server leaves the first answer for the browser.
pub const FIRST_ANSWER: &str = "beeld";

/// Search, filters, list and map. Complete as HTML; once awake it answers in place.
///
/// On the server the answer comes from context, in the browser from [`FIRST_ANSWER`]: not as a property, which would
/// cost the browser all of serde and the page its escaping.
#[island]
pub fn Explorer() -> impl IntoView {
    let view = first_answer();
    let desk = Desk::new(view);
    Effect::new(move || desk.wake());
    view! {
        <div class="explorer" on:click=move |event| desk.follow_link(&event)>
            <nav class="skip" aria-label="Spring naar">
                <a href="#lijst">"Naar de lijst"</a>
                <a href="#filters">"Naar de filters"</a>
                <a href="#kaart">"Naar de kaart"</a>
            </nav>
            <header class="rod">
                <crate::ui::Brand />
                <search::Search desk />
                <crate::ui::HeaderTools />
            </header>
            <filters::Filters desk />
            <main class="workspace">
                <list::HeightSwitch />
                <list::List desk />
                <surface::Surface desk />
                <list::ThumbBar />
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
    use nanoserde::DeJson as _;
    let element = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(FIRST_ANSWER));
    let json = element.and_then(|e| e.text_content()).unwrap_or_default();
    // Without it there is nothing to wake: the page goes on as plain HTML.
    wasm_bindgen::UnwrapThrowExt::unwrap_throw(View::deserialize_json(&json))
}
