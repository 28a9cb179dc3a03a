//! One gathering in a list.

use leptos::prelude::*;

use crate::ui::Themes;

/// One gathering in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringCard {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// "Marktplaats".
    pub kind: &'static str,
    /// "14.00 tot 17.00 uur", or the whole of when it is.
    pub when: String,
    /// "Aula, Weert", or "online".
    pub place: String,
    /// In a sentence; may be empty.
    pub summary: String,
    /// Theme labels.
    pub themes: Vec<String>,
    /// It does not go on.
    pub cancelled: bool,
    /// An invented example.
    pub example: bool,
}

/// A card.
#[component]
pub(super) fn GatheringItem(card: GatheringCard) -> impl IntoView {
    let GatheringCard { href, title, kind, when, place, summary, themes, cancelled, example } = card;
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
