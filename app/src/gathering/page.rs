//! The page of one gathering.

use domain::paths;
use leptos::prelude::*;

use super::programme::{self, Part};
use crate::ui::{Icon, Inert as _, Link, wide_page};

/// What everybody reads about a gathering.
#[derive(Debug, Clone)]
pub struct GatheringView {
    /// What it is called.
    pub title: String,
    /// "Marktplaats".
    pub kind: &'static str,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    pub when: String,
    /// When it begins, as programs read it.
    pub begins: String,
    /// Where, line by line; empty for online only.
    pub where_lines: Vec<String>,
    /// What else is in its region; empty text for online only.
    pub region: Link,
    /// "op locatie en online".
    pub mode: &'static str,
    /// In a sentence or two.
    pub summary: String,
    /// What its organiser tells, as safe HTML.
    pub text: String,
    /// Its themes, and what else is about them.
    pub themes: Vec<Link>,
    /// For which sectors; empty for everybody.
    pub sectors: String,
    /// Who organises with it.
    pub partners: Vec<String>,
    /// It does not go on: why.
    pub cancelled: Option<String>,
    /// It is over.
    pub past: bool,
    /// An invented example.
    pub example: bool,
    /// How many seats are left, a sentence for each way to take part.
    pub seats: Vec<String>,
    /// Where one registers; empty when one can't now.
    pub register: String,
    /// When one can, as a sentence.
    pub registration: String,
    /// Who gets a seat, in sentences.
    pub rule: String,
    /// The programme, when it is published.
    pub programme: Vec<Part>,
    /// Its pitches on the map.
    pub pitches: String,
    /// Where an owner offers to pitch; empty when one can't.
    pub pitch: String,
    /// Who comes, as far as they want everybody to know.
    pub participants: Vec<String>,
    /// The calendar file.
    pub calendar: String,
    /// What came of it; empty while nobody told.
    pub report: String,
    /// Others of its series.
    pub series: Vec<Link>,
}

/// `/bijeenkomsten/{id}/{slug}`.
#[component]
pub fn GatheringPage(view: GatheringView) -> impl IntoView {
    let GatheringView { title, kind, when, begins, where_lines, region, mode, summary, text, .. } = view;
    let place = if where_lines.is_empty() { "Online".to_owned() } else { where_lines.join(", ") };
    let content = view! {
        <p class="breadcrumb">
            <a href=paths::AGENDA>
                <Icon name="terug" />
                "Naar de agenda"
            </a>
            {(!region.text.is_empty()).then(|| view! { <a href=region.href>{region.text}</a> })}
        </p>
        <article>
            {view.cancelled.map(cancelled)}
            {view.past.then(|| view! { <p class="status-bar">"Deze bijeenkomst is geweest."</p> })}
            <p class="gathering__kind">
                {kind} {view.example.then(|| view! { <span class="example">"voorbeeld"</span> })}
            </p>
            <h1>{title}</h1>
            {(!summary.is_empty()).then(|| view! { <p class="lead">{summary}</p> })}
            <dl class="gathering__facts">
                <dt>"Wanneer"</dt>
                <dd>
                    <time datetime=begins>{when}</time>
                </dd>
                <dt>"Waar"</dt>
                <dd>{place}</dd>
                <dt>"Meedoen"</dt>
                <dd>{mode}</dd>
                {(!view.sectors.is_empty())
                    .then(|| view! { <dt>"Voor"</dt> <dd>{view.sectors}</dd> })}
                {(!view.partners.is_empty())
                    .then(|| view! { <dt>"Met"</dt> <dd>{view.partners.join(", ")}</dd> })}
            </dl>
            {(!view.report.is_empty())
                .then(|| {
                    view! {
                        <p class="page__buttons">
                            <a class="button button--accent" href=view.report>
                                "Lees het verslag"
                            </a>
                        </p>
                    }
                })}
            {themes(view.themes)}
            <section aria-labelledby="aanmelden">
                <h2 id="aanmelden">"Aanmelden"</h2>
                {view.seats.into_iter().map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>()}
                <p>{view.registration}</p>
                <div class="page__buttons">
                    {(!view.register.is_empty())
                        .then(|| {
                            view! {
                                <a class="button button--accent" href=view.register>
                                    "Meld je aan"
                                </a>
                            }
                        })}
                    <a class="button button--outline" href=view.calendar>
                        "Zet in je agenda"
                    </a>
                </div>
                {(!view.rule.is_empty())
                    .then(|| {
                        view! {
                            <details>
                                <summary>"Wie krijgt een plek?"</summary>
                                <p>{view.rule}</p>
                            </details>
                        }
                    })}
            </section>
            {(!text.is_empty())
                .then(|| {
                    view! {
                        <section aria-labelledby="wat">
                            <h2 id="wat">"Wat gaan we doen"</h2>
                            <div class="rich-text" inner_html=text></div>
                        </section>
                    }
                })}
            {programme::section(view.programme, view.pitches)}
            {(!view.pitch.is_empty())
                .then(|| {
                    view! {
                        <p>
                            "Heb je een initiatief op de kaart? "
                            <a href=view.pitch>"Bied het aan als pitch"</a>
                            "."
                        </p>
                    }
                })}
            {(!view.participants.is_empty())
                .then(|| {
                    view! {
                        <section aria-labelledby="wie">
                            <h2 id="wie">"Wie komt"</h2>
                            <ul>{view.participants.into_iter().map(|one| view! { <li>{one}</li> }).collect::<Vec<_>>()}</ul>
                        </section>
                    }
                })}
            {series(view.series)}
        </article>
    };
    wide_page("gathering-page", content)
}

fn cancelled(reason: String) -> AnyView {
    let reason = if reason.is_empty() { String::new() } else { format!(" {reason}") };
    view! { <p class="status-bar">{format!("Deze bijeenkomst gaat niet door.{reason}")}</p> }.inert()
}

fn themes(themes: Vec<Link>) -> AnyView {
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

fn series(others: Vec<Link>) -> AnyView {
    let links: Vec<_> = others.into_iter().map(|one| view! { <li><a href=one.href>{one.text}</a></li> }).collect();
    (!links.is_empty())
        .then(|| {
            view! {
                <section aria-labelledby="reeks">
                    <h2 id="reeks">"In dezelfde reeks"</h2>
                    <ul>{links}</ul>
                </section>
            }
        })
        .inert()
}
