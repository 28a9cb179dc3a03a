//! Pictures from the sprite.

use domain::Programme;
use leptos::prelude::*;

/// The shape of the province in the sprite. Not written into a view as it is: the macro prints `<use_>` in a view
/// without expressions.
pub const LIMBURG: &str = "#limburg";

/// A line icon beside a text that says the same.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use_ href=format!("#i-{name}") />
        </svg>
    }
}

/// The sign of a programme: shape, glyph and colour. It has an accessible name, unless the text beside it says the same.
#[component]
pub fn Sign(programme: Programme, #[prop(optional)] quiet: bool) -> impl IntoView {
    view! {
        <svg
            class=format!("sign sign--{}", programme.slug())
            role=(!quiet).then_some("img")
            aria-label=(!quiet).then_some(programme.label())
            aria-hidden=quiet.then_some("true")
        >
            <use_ href=format!("#teken-{}", programme.slug()) />
        </svg>
    }
}
