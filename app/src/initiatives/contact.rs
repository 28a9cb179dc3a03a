//! The contact people of an initiative: only those who agreed, and never their address.

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
