//! One initiative in a list.

use domain::{Sector, Stage};
use leptos::prelude::*;

use super::Sign;
use crate::view::Card;

/// A card; `heading` is the level of its title (2 or 3).
#[component]
pub fn CardItem(card: Card, #[prop(optional)] heading: Heading) -> impl IntoView {
    let Card {
        id,
        href,
        title,
        school,
        municipality,
        programme,
        stage,
        sectors,
        themes,
        example,
        faded,
        distance,
        adopters,
        ..
    } = card;
    let near = distance.is_some();
    let link = view! { <a href=href>{title}</a> };
    let title = match heading {
        Heading::Second => view! { <h2 class="card__title">{link}</h2> }.into_any(),
        Heading::Third => view! { <h3 class="card__title">{link}</h3> }.into_any(),
    };
    view! {
        <li class="card" data-id=id>
            <Sign programme />
            <div class="card__contents">
                {title}
                <p class="card__where">
                    {distance
                        .map(|d| {
                            view! {
                                <strong class="distance">{d.text}<span class="vh">" "{d.direction}</span></strong>
                                " "
                            }
                        })}
                    <span>{school}</span>
                    {(!near)
                        .then(|| {
                            view! {
                                <span class="separator" aria-hidden="true">
                                    "·"
                                </span>
                                <span>{municipality}</span>
                            }
                        })}
                </p>
                <Themes themes />
                <p class="card__foot">
                    <StageBlocks stage />
                    <span class="sector">{sector_slugs(&sectors)}</span>
                    {(adopters > 0).then(|| view! { <span class="also">{schools(adopters)}</span> })}
                    {example.then(|| view! { <span class="example">"voorbeeld"</span> })}
                    {faded.then(|| view! { <FadedWord /> })}
                </p>
            </div>
        </li>
    }
}

/// Nobody has confirmed it for long.
#[component]
pub fn FadedWord() -> impl IntoView {
    view! {
        <span class="faded">
            "verbleekt" <span class="vh">": al lang niet bevestigd"</span>
        </span>
    }
}

/// "1 school doet dit ook", "5 scholen doen dit ook".
#[must_use]
pub fn schools(count: usize) -> String {
    if count == 1 { "1 school doet dit ook".to_owned() } else { format!("{count} scholen doen dit ook") }
}

/// The level of a card's title.
#[derive(Debug, Clone, Copy, Default)]
pub enum Heading {
    /// h2.
    #[default]
    Second,
    /// h3.
    Third,
}

/// "po · vo".
fn sector_slugs(sectors: &[Sector]) -> String {
    sectors.iter().map(|s| s.slug()).collect::<Vec<_>>().join(" · ")
}

/// The themes as a list of tags; nothing when there are none.
#[component]
pub fn Themes(themes: Vec<String>, #[prop(optional)] roomy: bool) -> impl IntoView {
    (!themes.is_empty()).then(|| {
        view! {
            <ul class=if roomy { "tags tags--roomy" } else { "tags" } aria-label="Thema’s">
                {themes.into_iter().map(|theme| view! { <li>{theme}</li> }).collect::<Vec<_>>()}
            </ul>
        }
    })
}

/// Where an initiative is in its life: filled blocks, and the word.
#[component]
pub fn StageBlocks(stage: Stage) -> impl IntoView {
    let blocks: Vec<_> = Stage::ALL.iter().map(|s| view! { <i class:on=*s <= stage></i> }).collect();
    view! {
        <span class="stage">
            <span class="stage__blocks" aria-hidden="true">
                {blocks}
            </span>
            <span class="vh">"Fase: "</span>
            {stage.label()}
        </span>
    }
}
