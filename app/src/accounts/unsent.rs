//! What was typed before signing in was needed, to send it after all.

use leptos::prelude::*;

use crate::ui::{
    TextPage, Unsent,
    unsent::{again, typed},
};

/// `/getypt`.
#[component]
pub fn UnsentPage(
    /// What was typed; `None` when there is nothing (any more).
    #[prop(optional_no_strip)]
    unsent: Option<Unsent>,
) -> impl IntoView {
    let content = match &unsent {
        Some(unsent) => view! {
            <h1>"Dit had je nog niet verstuurd"</h1>
            <p class="lead">"Je was niet meer ingelogd. Wat je typte, is er nog."</p>
            <div class="page__buttons">{again(unsent, "Verstuur het alsnog")}</div>
            {typed(unsent)}
        }
        .into_any(),
        None => view! {
            <h1>"Hier staat niets meer"</h1>
            <p>"Wat je typte is verstuurd, of het is te lang geleden."</p>
        }
        .into_any(),
    };
    view! { <TextPage>{content}</TextPage> }
}
