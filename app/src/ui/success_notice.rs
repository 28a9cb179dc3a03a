//! What was done a moment ago.

use leptos::prelude::*;

use super::Icon;

/// Says that it worked; nothing for an empty text.
#[component]
pub fn Told(#[prop(into)] told: String) -> impl IntoView {
    (!told.is_empty()).then(|| {
        view! {
            <div class="notice notice--success" role="status">
                <Icon name="vink" />
                <p>{told}</p>
            </div>
        }
    })
}
