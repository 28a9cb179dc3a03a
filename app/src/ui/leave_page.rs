//! The question before a step that is hard to undo.

use leptos::prelude::*;

use super::TextPage;

/// Asks before an initiative is archived or withdrawn, or an owner leaves.
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
            <p class="lead">{text}</p>
            <form class="page__buttons" method="post" action=action>
                <button class="button button--accent">{button}</button>
                <a class="button button--outline" href=back>
                    "Nee, laat maar staan"
                </a>
            </form>
        </TextPage>
    }
}
