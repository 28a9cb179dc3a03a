//! Are you sure? Off the map is a step with consequences.

use leptos::prelude::*;

use super::TextPage;

/// Asks before an initiative is archived or withdrawn.
#[component]
pub fn LeavePage(
    title: String,
    /// What happens then.
    text: &'static str,
    /// Where yes goes.
    action: String,
    /// What yes says.
    button: &'static str,
    /// Where no goes.
    back: String,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="inleiding">{text}</p>
            <form class="pagina__knoppen" method="post" action=action>
                <button class="knop knop--accent">{button}</button>
                <a class="knop knop--rand" href=back>
                    "Nee, laat maar staan"
                </a>
            </form>
        </TextPage>
    }
}
