//! The page of a mailed link that no longer works: used, expired, withdrawn, or never sent.

use domain::paths;
use leptos::prelude::*;

use super::TextPage;

/// Why the link does not work, and where to go instead.
#[component]
pub fn DeadLink(
    #[prop(default = "Deze link werkt niet meer")] title: &'static str,
    /// Why, and what there is instead.
    why: &'static str,
    /// One more sentence; empty for none.
    #[prop(default = "")]
    more: &'static str,
    /// Where to go, and what that is called.
    to: (&'static str, &'static str),
) -> impl IntoView {
    let (href, text) = to;
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead">{why}</p>
            {(!more.is_empty()).then(|| view! { <p>{more}</p> })}
            <p class="page__buttons">
                <a class="button button--accent" href=href>
                    {text}
                </a>
            </p>
        </TextPage>
    }
}

/// The link to the user's own initiatives.
pub const MINE: (&str, &str) = (paths::MINE, "Naar mijn initiatieven");
/// The link to the map.
pub const MAP: (&str, &str) = ("/", "Naar de kaart");
