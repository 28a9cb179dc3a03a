//! One gathering on the agenda.

use leptos::prelude::*;

use crate::ui::{GatheringCard, Themes};

/// A card.
#[component]
pub(super) fn GatheringItem(card: GatheringCard) -> impl IntoView {
    let GatheringCard { href, title, kind, when, place, summary, themes, cancelled, example, .. } = card;
    view! {
        <li class="gathering" class:gathering--cancelled=cancelled>
            <p class="gathering__when">{when}</p>
            <div>
                <h3 class="gathering__title">
                    <a href=href>{title}</a>
                </h3>
                <p class="gathering__where">
                    {cancelled.then(|| view! { <strong class="gathering__off">"Gaat niet door"</strong> " " })}
                    <span>{kind}</span>
                    <span aria-hidden="true">" · "</span>
                    <span>{place}</span>
                    {example.then(|| view! { " " <span class="example">"voorbeeld"</span> })}
                </p>
                {(!summary.is_empty()).then(|| view! { <p>{summary}</p> })}
                <Themes themes />
            </div>
        </li>
    }
}
