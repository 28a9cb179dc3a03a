//! Whom an initiative names: only who ticked that, and never an address.

use leptos::prelude::*;

/// Name and position at school of each, as one text: "Ans, leraar".
#[component]
pub fn Contact(people: Vec<String>) -> impl IntoView {
    (!people.is_empty()).then(|| {
        view! {
            <p>
                "Contact: " <strong>{people.join("; ")}</strong>
            </p>
        }
    })
}
