//! `/agenda`: the gatherings to come, day by day, and below them those that are over. Plain HTML.

mod card;
mod filters;

pub use filters::{AgendaQuery, Month};

use domain::paths;
use leptos::prelude::*;

use crate::ui::{GatheringCard, Inert as _, Link, wide_page};
use card::GatheringItem;
use filters::{Asking, Months};

/// The gatherings that begin on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaDay {
    /// "dinsdag 1 oktober 2024".
    pub title: String,
    /// In the order of their times.
    pub cards: Vec<GatheringCard>,
}

/// Gatherings that are over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The last first.
    pub cards: Vec<GatheringCard>,
    /// Where more of them are.
    pub more: Option<Link>,
}

/// Nothing is to come: what to say, and where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingToCome {
    /// A sentence or two.
    pub text: String,
    /// Ways on.
    pub ways: Vec<Link>,
}

/// Other ways to have the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// On the map.
    pub map: String,
    /// The feed for calendars, with the whole address.
    pub calendar: String,
    /// The same as a file.
    pub file: String,
    /// The Atom feed.
    pub feed: String,
}

/// The page.
#[component]
pub fn AgendaPage(
    asking: AgendaQuery,
    months: Vec<Month>,
    days: Vec<AgendaDay>,
    /// Where what comes after these is.
    later: Option<Link>,
    nothing: Option<NothingToCome>,
    past: Past,
    elsewhere: Elsewhere,
) -> impl IntoView {
    let days: Vec<_> = days
        .into_iter()
        .map(|AgendaDay { title, cards }| {
            view! {
                <section class="agenda__day">
                    <h2>{title}</h2>
                    <ul class="agenda__cards">
                        {cards.into_iter().map(|card| view! { <GatheringItem card /> }).collect::<Vec<_>>()}
                    </ul>
                </section>
            }
        })
        .collect();
    let nothing = nothing.map(|NothingToCome { text, ways }| {
        let ways: Vec<_> = ways.into_iter().map(|way| view! { <li>{link(way)}</li> }).collect();
        view! {
            <div class="agenda__nothing">
                <p>{text}</p>
                <ul class="agenda__ways">{ways}</ul>
            </div>
        }
    });
    let later = later.map(|later| view! { <p class="agenda__more">{link(later)}</p> });
    let content = view! {
        <h1>"Agenda"</h1>
        <Asking asking map=elsewhere.map.clone() />
        <Months months />
        {nothing}
        {days}
        {later}
        <PastSection past />
        <Ways elsewhere />
    };
    wide_page("agenda", content).inert()
}

fn link(link: Link) -> impl IntoView {
    view! { <a href=link.href>{link.text}</a> }
}

/// What is over.
#[component]
fn PastSection(past: Past) -> impl IntoView {
    let Past { cards, more } = past;
    (!cards.is_empty()).then(|| {
        view! {
            <section class="agenda__past" id="geweest">
                <h2>"Geweest"</h2>
                <ul class="agenda__cards">
                    {cards.into_iter().map(|card| view! { <GatheringItem card /> }).collect::<Vec<_>>()}
                </ul>
                {more.map(|more| view! { <p class="agenda__more">{link(more)}</p> })}
            </section>
        }
    })
}

/// In a calendar, in a reader, on the map.
#[component]
fn Ways(elsewhere: Elsewhere) -> impl IntoView {
    let Elsewhere { map, calendar, file, feed } = elsewhere;
    view! {
        <section class="agenda__ways-to" id="bijhouden">
            <h2>"Houd het bij"</h2>
            <p>
                "Zet deze agenda in je eigen agenda: kies daar voor een agenda op internet, en geef dit adres op. Wat verandert, verandert mee."
            </p>
            <p>
                <code class="agenda__address">{calendar}</code>
            </p>
            <ul class="agenda__ways">
                <li>
                    <a href=file>"Download voor je agenda (ics)"</a>
                </li>
                <li>
                    <a href=feed>"Atom, voor een nieuwslezer"</a>
                </li>
                <li>
                    <a href=map>"Op de kaart"</a>
                </li>
                <li>
                    <a href=paths::OPEN_DATA>"Open data"</a>
                </li>
            </ul>
        </section>
    }
}
