//! Parts of the island that never change.

use leptos::{prelude::*, tachys::html::InertElement};

/// An element that never changes: the server writes it, and the browser takes it as it stands, without any code for it.
/// `view` has one root element, and always stands in the page.
#[cfg(feature = "ssr")]
pub(super) fn fixed<V: IntoView>(view: impl FnOnce() -> V) -> InertElement {
    InertElement::new(view().into_view().to_html())
}

#[cfg(not(feature = "ssr"))]
pub(super) fn fixed<V: IntoView>(_: impl FnOnce() -> V) -> InertElement {
    InertElement::new("")
}
