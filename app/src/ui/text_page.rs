//! Pages between header and footer.

use leptos::prelude::*;

use super::{Footer, Header, InertChildren};

/// A page of text between header and footer.
#[component]
pub fn TextPage(children: InertChildren) -> impl IntoView {
    view! {
        <nav class="skip" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main class="page" id="inhoud" tabindex="-1">
            {children.view()}
        </main>
        <Footer />
    }
}

/// A wide page between header and footer, with a class of its own.
pub fn wide_page(class: &'static str, content: impl IntoView) -> impl IntoView {
    view! {
        <nav class="skip" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main class=format!("page page--wide {class}") id="inhoud" tabindex="-1">
            {content}
        </main>
        <Footer />
    }
}
