//! The number of a form that makes something: the same form sent twice makes one thing.

use leptos::{nonce::Nonce, prelude::*};

/// The name of its field.
pub const FORM_NUMBER: &str = "nummer";

/// A hidden field with a number that no other form has.
#[component]
pub(crate) fn FormNumber() -> impl IntoView {
    view! { <input type="hidden" name=FORM_NUMBER value=Nonce::new().to_string() /> }
}
