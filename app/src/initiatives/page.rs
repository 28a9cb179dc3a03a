//! Everything about one initiative.

use domain::Picture;
use leptos::prelude::*;

use super::{
    FirstPicture,
    contact::Contact,
    telling::{Telling, TellingView},
};
use crate::adoption::{AdoptedBox, Adoptions};
use crate::map::{Locator, LocatorView};
use crate::ownership::ClaimLink;
use crate::questions::AskLinks;
use crate::ui::{Card, CardItem, Footer, Header, Heading, Icon, Inert as _, Link, Sign, StageBlocks};

/// What is said of one that is off the map.
pub const ARCHIVED: &str =
    "Dit initiatief is gearchiveerd. Het staat niet meer op de kaart; wat hier staat kan verouderd zijn.";

/// What an initiative tells, with its surroundings.
#[derive(Debug, Clone)]
pub struct Story {
    /// What its card says.
    pub card: Card,
    /// The map around it.
    pub map: String,
    /// "Midden-Limburg, gemeente Echt-Susteren", and what is there.
    pub whereabouts: Link,
    /// What else is of its programme.
    pub programme_href: String,
    /// Its themes, and what else is about them.
    pub themes: Vec<Link>,
    /// In a sentence or two.
    pub summary: String,
    /// When it runs or ran, in their words; may be empty.
    pub period: String,
    /// Its first picture; the others are with what it tells.
    pub picture: Option<Picture>,
    /// What it tells in its own words.
    pub telling: Telling,
    /// Whom it names, with their position: "Ans, leraar".
    pub contact: Vec<String>,
    /// Its own site.
    pub website: Option<String>,
    /// The day of the last change: "21 november 2026".
    pub changed: String,
    /// The same day, `2026-11-21`.
    pub changed_day: String,
    /// Sectors in words.
    pub sectors: String,
    /// The nearest others.
    pub neighbours: Vec<Card>,
    /// The map around it, as a search.
    pub around: String,
    /// Where it is.
    pub spot: LocatorView,
    /// This initiative as GeoJSON; empty when it is not open data.
    pub data: String,
    /// This initiative on paper.
    pub handout: String,
    /// Where one claims it; empty when it has an owner, or is an example.
    pub claim: String,
    /// Where to ask a question; empty when it has no owner.
    pub ask: String,
    /// Where to report it; empty for an example.
    pub report: String,
    /// Where it is or was pitched.
    pub pitched: Vec<Link>,
    /// The adoptions in which it takes part.
    pub adopted: Adoptions,
    /// It is off the map, and only its page is left.
    pub archived: bool,
}

/// The page of one initiative.
#[component]
pub fn InitiativePage(story: Story) -> impl IntoView {
    let Card { id, title, school, programme, stage, example, faded, .. } = story.card;
    view! {
        <nav class="skip" aria-label="Spring naar">
            <a href="#inhoud">"Naar de inhoud"</a>
        </nav>
        <Header />
        <main id="inhoud" tabindex="-1">
            {story
                .archived
                .then(|| {
                    view! { <p class="status-bar">{ARCHIVED}</p> }
                })}
            {faded
                .then(|| {
                    view! {
                        <p class="status-bar">"Dit is al een tijd niet bevestigd. Het kan verouderd zijn."</p>
                    }
                })}
            <article>
                <header class="opening">
                    <div class="opening__text">
                        <p class="breadcrumb">
                            // Where one came from, when that was the map; a script knows.
                            <a href=story.map data-terug>
                                <Icon name="terug" />
                                "Naar de kaart"
                            </a>
                            <a href=story.whereabouts.href>{story.whereabouts.text}</a>
                        </p>
                        <p class="opening__meta">
                            <a class="programme-tag" href=story.programme_href>
                                <Sign programme quiet=true />
                                {programme.label()}
                            </a>
                            <StageBlocks stage />
                            <span>{story.sectors}</span>
                            {(!story.period.is_empty())
                                .then(|| view! { <span><span class="vh">"Periode: "</span>{story.period}</span> })}
                            {example.then(|| view! { <span class="example">"voorbeeld"</span> })}
                        </p>
                        <h1>{title}</h1>
                        <div class="opening__about">
                            {story.picture.map(|picture| view! { <FirstPicture picture /> })}
                            <div>
                                <p class="opening__school">
                                    <strong>{school}</strong>
                                </p>
                                {(!story.summary.is_empty()).then(|| view! { <p class="lead">{story.summary}</p> })}
                                {theme_links(story.themes)}
                            </div>
                        </div>
                        <div class="actions">
                            {(!story.ask.is_empty())
                                .then(|| {
                                    view! {
                                        <a class="button button--accent" href=story.ask.clone()>
                                            <Icon name="brief" />
                                            "Stel een vraag"
                                        </a>
                                    }
                                })}
                            <button
                                class=format!(
                                    "button js-only {}",
                                    if story.ask.is_empty() { "button--accent" } else { "button--outline" },
                                )
                                type="button"
                                data-actie="deel"
                            >
                                <Icon name="deel" />
                                <span>"Deel"</span>
                            </button>
                            <button
                                class="button button--outline js-only"
                                type="button"
                                data-actie="bewaar"
                                data-id=id
                                aria-pressed="false"
                            >
                                <Icon name="bewaar" />
                                <span>"Bewaar"</span>
                            </button>
                            <button class="button button--outline js-only" type="button" data-actie="kopieer">
                                <Icon name="schakel" />
                                <span>"Kopieer link"</span>
                            </button>
                            <a class="button button--outline" href=story.handout>
                                <Icon name="laad" />
                                "Download pdf"
                            </a>
                            {(!story.data.is_empty())
                                .then(|| {
                                    view! {
                                        <a class="button button--outline" href=story.data>
                                            <Icon name="laad" />
                                            "Als open data"
                                        </a>
                                    }
                                })}
                            <span class="small-print" role="status"></span>
                        </div>
                    </div>
                    <Locator spot=story.spot />
                </header>
                <div class="body">
                    <div class="body__main">
                        <TellingView telling=story.telling />
                    </div>
                    <div class="body__side">
                        <section class="contact" aria-labelledby="meer">
                            <h2 id="meer">"Meer weten"</h2>
                            <Contact people=story.contact />
                            {match story.website {
                                Some(website) => {
                                    view! {
                                        <p>
                                            <a
                                                class="button button--ink button--wide"
                                                href=website
                                                rel="noopener nofollow ugc"
                                            >
                                                <Icon name="extern" />
                                                "Naar hun eigen website"
                                            </a>
                                        </p>
                                    }
                                        .inert()
                                }
                                None => view! { <p>"Dit initiatief heeft geen eigen website."</p> }.inert(),
                            }}
                            <AskLinks asked=!story.ask.is_empty() report=story.report />
                            {example
                                .then(|| {
                                    view! {
                                        <p>
                                            "Dit is een bedacht voorbeeld. Het laat zien hoe een initiatief eruitziet op de kaart; je kunt er niet op bezoek."
                                        </p>
                                    }
                                })}
                            {(!story.claim.is_empty()).then(|| view! { <ClaimLink href=story.claim /> })}
                            <p class="small-print">
                                "Bijgewerkt op " <time datetime=story.changed_day>{story.changed}</time>
                            </p>
                        </section>
                        {pitched(story.pitched)}
                        <AdoptedBox adopted=story.adopted />
                    </div>
                </div>
            </article>
            <section class="nearby" aria-labelledby="buren">
                <div class="nearby__head">
                    <h2 id="buren">"Bij de buren"</h2>
                    <a href=story.around>"Bekijk alles binnen 10 km op de kaart " <Icon name="pijl" /></a>
                </div>
                <ul class="cards cards--row">
                    {story
                        .neighbours
                        .into_iter()
                        .map(|card| view! { <CardItem card heading=Heading::Third /> })
                        .collect::<Vec<_>>()}
                </ul>
            </section>
        </main>
        <Footer />
    }
}

fn pitched(gatherings: Vec<Link>) -> AnyView {
    let lines: Vec<_> =
        gatherings.into_iter().map(|one| view! { <li>{one.count} <a href=one.href>{one.text}</a></li> }).collect();
    (!lines.is_empty())
        .then(|| {
            view! {
                <section class="contact" aria-labelledby="gepitcht">
                    <h2 id="gepitcht">"Op een bijeenkomst"</h2>
                    <ul>{lines}</ul>
                </section>
            }
        })
        .inert()
}

fn theme_links(themes: Vec<Link>) -> AnyView {
    let links: Vec<_> =
        themes.into_iter().map(|theme| view! { <li><a href=theme.href>{theme.text}</a></li> }).collect();
    (!links.is_empty())
        .then(|| {
            view! {
                <ul class="tags tags--roomy" aria-label="Thema’s">
                    {links}
                </ul>
            }
        })
        .inert()
}
