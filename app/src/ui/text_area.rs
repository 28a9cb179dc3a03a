//! A field for several lines of text.

use leptos::prelude::*;

use domain::escape;

/// The field, with what was typed in it. `described` is the id of what explains it, or says what is wrong with it.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    name: &'static str,
    rows: u8,
    typed: String,
    wrong: bool,
    #[prop(optional)] required: bool,
    described: Option<String>,
) -> impl IntoView {
    view! {
        // Leptos escapes nothing inside a text area. A browser drops its first line break.
        <textarea
            class="input"
            id=id
            name=name
            rows=rows
            aria-required=required.then_some("true")
            aria-invalid=wrong.then_some("true")
            aria-describedby=described
            inner_html=format!("\n{}", escape(&typed))
        ></textarea>
    }
}
