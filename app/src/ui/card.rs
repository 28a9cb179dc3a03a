//! One initiative in a list.

use domain::{LngLat, Picture, PictureSize, Programme, Sector, Stage};
use leptos::prelude::*;

use super::Sign;

/// One initiative in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: i64,
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// The school, or the town when there is none.
    pub school: String,
    /// The municipality.
    pub municipality: String,
    /// Where it is.
    pub position: LngLat,
    /// Which of the three parts.
    pub programme: Programme,
    /// Where in its life.
    pub stage: Stage,
    /// For whom.
    pub sectors: Vec<Sector>,
    /// Theme labels.
    pub themes: Vec<String>,
    /// An invented example.
    pub example: bool,
    /// Nobody has confirmed it for long.
    pub faded: bool,
    /// How many took it over.
    pub adopters: usize,
    /// Its first picture.
    pub picture: Option<Picture>,
    /// "4,5 km" and "naar het zuiden", when a point is given.
    pub distance: Option<Distance>,
}

/// How far, and which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// "4,5 km".
    pub text: String,
    /// "naar het zuidoosten".
    pub direction: String,
}

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
        picture,
        ..
    } = card;
    let near = distance.is_some();
    let link = view! { <a href=href>{title}</a> };
    let title = match heading {
        Heading::Second => view! { <h2 class="card__title">{link}</h2> }.into_any(),
        Heading::Third => view! { <h3 class="card__title">{link}</h3> }.into_any(),
    };
    view! {
        <li class=if picture.is_some() { "card card--picture" } else { "card" } data-id=id>
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
                    <span>
                        {school}
                        // It stays with the last word before it.
                        {(!near).then(|| view! { <span aria-hidden="true">"\u{a0}·"</span> })}
                    </span>
                    {(!near).then(|| view! { " " <span>{municipality}</span> })}
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
            {picture.as_ref().map(thumbnail)}
        </li>
    }
}

/// Small, and without words of its own: the card says what it is of.
fn thumbnail(picture: &Picture) -> impl IntoView + use<> {
    let (width, height) = PictureSize::Small.fit(picture.width, picture.height);
    view! {
        <img
            class="card__picture"
            src=picture.href(PictureSize::Small)
            width=width
            height=height
            alt=""
            loading="lazy"
            decoding="async"
        />
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
pub fn Themes(themes: Vec<String>) -> impl IntoView {
    (!themes.is_empty()).then(|| {
        view! {
            <ul class="tags" aria-label="Thema’s">
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
