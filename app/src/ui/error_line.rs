//! What is wrong with a field of a form that has only one or two.

use leptos::prelude::*;

/// The line above the field, which screen readers say at once; nothing for an empty text.
#[component]
pub fn ErrorLine(#[prop(into)] id: String, #[prop(into)] text: String) -> impl IntoView {
    (!text.is_empty()).then(|| {
        view! {
            <p class="short-form__error" id=id role="alert">
                {text}
            </p>
        }
    })
}
