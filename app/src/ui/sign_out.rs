//! Signing out, on every page where one is signed in to do something.

use leptos::prelude::*;

/// The button that ends this session.
#[component]
pub fn SignOut() -> impl IntoView {
    view! {
        <form method="post" action="/uitloggen">
            <button class="button button--outline">"Uitloggen"</button>
        </form>
    }
}
