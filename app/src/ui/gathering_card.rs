//! One gathering in a list.

use leptos::prelude::*;

use super::Themes;

/// The sign of a gathering in the sprite; see [`super::LIMBURG`] for why it is no part of a view.
const SIGN: &str = "#teken-bijeenkomst";

/// One gathering in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringCard {
    /// What its marker on the map is called; see [`crate::map::Placed::id`].
    pub id: i64,
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
    /// It is over.
    pub over: bool,
    /// An invented example.
    pub example: bool,
}

/// The sign of a gathering: shape, glyph and colour. The text beside it says the same.
#[component]
pub fn GatheringSign() -> impl IntoView {
    view! {
        <svg class="sign sign--bijeenkomst" aria-hidden="true">
            <use_ href=SIGN />
        </svg>
    }
}

/// A card in the list of the map.
#[component]
pub fn GatheringCardItem(card: GatheringCard) -> impl IntoView {
    let GatheringCard { id, href, title, kind, when, place, themes, cancelled, over, example, .. } = card;
    view! {
        <li class="card" data-id=id>
            <GatheringSign />
            <div class="card__contents">
                <h2 class="card__title">
                    <a href=href>{title}</a>
                </h2>
                <p class="card__where">
                    <span>{when}</span>
                    <span>{place}</span>
                </p>
                <Themes themes />
                <p class="card__foot">
                    <span class="stage">{kind}</span>
                    {cancelled.then(|| view! { <strong class="also">"Gaat niet door"</strong> })}
                    {over.then(|| view! { <span>"geweest"</span> })}
                    {example.then(|| view! { <span class="example">"voorbeeld"</span> })}
                </p>
            </div>
        </li>
    }
}
