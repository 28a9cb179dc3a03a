//! The filters that are on.

use leptos::prelude::*;

use super::Icon;

/// A link with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// A number beside it; empty when there is none.
    pub count: String,
    /// Where it goes.
    pub href: String,
}

/// Each a link that undoes it, and one that undoes all; nothing when none is on.
#[component]
pub fn Chips(active: Vec<Link>, clear: &'static str) -> impl IntoView {
    let chips: Vec<_> = active
        .into_iter()
        .map(|link| {
            view! {
                <li>
                    <a class="chip chip--remove" href=link.href>
                        <span class="vh">"Haal weg: "</span>
                        {link.text}
                        <Icon name="kruis" />
                    </a>
                </li>
            }
        })
        .collect();
    (!chips.is_empty()).then(|| {
        view! {
            <ul class="active-filters" aria-label="Filters die aan staan">
                {chips}
                <li>
                    <a class="button button--text" href=clear>
                        "Wis filters"
                    </a>
                </li>
            </ul>
        }
    })
}
