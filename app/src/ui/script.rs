//! A script that one page has of its own.

use leptos::prelude::*;

/// Where it is, and what lets it run.
#[derive(Debug, Clone)]
pub struct Script {
    /// Its address.
    pub src: String,
    /// The nonce of the page.
    pub nonce: String,
}

impl Script {
    /// The element.
    pub(crate) fn view(self) -> impl IntoView {
        let Self { src, nonce } = self;
        view! { <script type="module" src=src nonce=nonce></script> }
    }
}
