//! On `/mijn`: the gatherings that the signed-in user comes to.

use leptos::prelude::*;

use crate::ui::{Inert as _, Link};

/// A registration of one's own.
#[derive(Debug, Clone)]
pub struct MyRegistration {
    /// Its number.
    pub id: i64,
    /// The gathering.
    pub gathering: Link,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// "Je hebt een plek."
    pub state: &'static str,
}

/// What is still to come; nothing when there is nothing.
#[component]
pub fn MyRegistrations(registrations: Vec<MyRegistration>) -> impl IntoView {
    let rows: Vec<_> = registrations
        .into_iter()
        .map(|one| {
            let name = format!("Bekijk je aanmelding voor {}", one.gathering.text);
            view! {
                <li class="own-list__row">
                    <h3>
                        <a href=one.gathering.href>{one.gathering.text}</a>
                    </h3>
                    <p>{format!("{}. {}", one.when, one.state)}</p>
                    <form method="post" action=format!("/mijn/aanmeldingen/{}", one.id)>
                        <button class="button button--outline" aria-label=name>
                            "Bekijk je aanmelding"
                        </button>
                    </form>
                </li>
            }
        })
        .collect();
    (!rows.is_empty())
        .then(|| {
            view! {
                <h2>"Mijn aanmeldingen"</h2>
                <ul class="own-list">{rows}</ul>
            }
        })
        .inert()
}
