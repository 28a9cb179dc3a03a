//! The notice that something succeeded.

use leptos::prelude::*;

use super::Icon;

/// Says that it worked; nothing for an empty text.
#[component]
pub fn SuccessNotice(#[prop(into)] text: String) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <div class="notice notice--success" role="status">
                <Icon name="vink" />
                <p>{text}</p>
            </div>
        }
    })
}
