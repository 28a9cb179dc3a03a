//! "Wij doen dit ook": on the page of an initiative, asking it, and answering it.

use leptos::prelude::*;

use super::TextPage;
use super::asking::About;
use crate::components::{Icon, schools};

/// Another initiative that does the same.
#[derive(Debug, Clone)]
pub struct Also {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its school, or its town when there is none.
    pub school: String,
    /// Its town.
    pub town: String,
}

/// Who took over from whom, seen from one initiative.
#[derive(Debug, Clone, Default)]
pub struct Adopted {
    /// Where it began.
    pub sources: Vec<Also>,
    /// Who does it too.
    pub adopters: Vec<Also>,
    /// The map with the lines between them.
    pub map: String,
    /// Where to say "wij doen dit ook"; empty when nobody can.
    pub ask: String,
}

/// The part of the page of an initiative that says who does it too.
#[component]
pub fn AdoptedBox(adopted: Adopted) -> impl IntoView {
    let Adopted { sources, adopters, map, ask } = adopted;
    let any = !sources.is_empty() || !adopters.is_empty();
    if !any && ask.is_empty() {
        return ().into_any();
    }
    let heading = match adopters.len() {
        0 if !sources.is_empty() => "Dit begon bij een ander".to_owned(),
        0 => "Doen jullie dit ook?".to_owned(),
        count => schools(count),
    };
    let list = |all: Vec<Also>| {
        let items: Vec<_> = all
            .into_iter()
            .map(|one| {
                view! {
                    <li>
                        <span class="overnemer" aria-hidden="true"></span>
                        <span>
                            <a href=one.href>{one.title}</a>
                            <span class="overname__wie">{one.school}</span>
                        </span>
                        <span class="sinds">{one.town}</span>
                    </li>
                }
            })
            .collect();
        view! { <ul>{items}</ul> }
    };
    view! {
        <section class="overname" aria-labelledby="overname">
            <h2 id="overname">{heading}</h2>
            {(!sources.is_empty())
                .then(|| view! { <p class="overname__kop">"Overgenomen van"</p> {list(sources)} })}
            {(!adopters.is_empty()).then(|| view! { <p class="overname__kop">"Ook bij"</p> {list(adopters)} })}
            {any.then(|| view! { <p class="overname__kaart"><a href=map><Icon name="kaart" />"Toon op de kaart"</a></p> })}
            {(!ask.is_empty())
                .then(|| {
                    view! {
                        <a class="knop knop--rand knop--breed" href=ask rel="nofollow">
                            <Icon name="hand" />
                            "Wij doen dit ook"
                        </a>
                    }
                })}
        </section>
    }
    .into_any()
}

/// One of my initiatives that is on the map.
#[derive(Debug, Clone)]
pub struct Mine {
    /// Its id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// It was chosen.
    pub chosen: bool,
}

/// `/initiatieven/{id}/ook`: which of mine is it?
#[component]
pub fn AdoptPage(
    about: About,
    mine: Vec<Mine>,
    /// Why it could not be asked; empty for nothing.
    refused: String,
) -> impl IntoView {
    let action = format!("{}/ook", about.href.rsplit_once('/').map_or("", |(path, _)| path));
    let About { title, href } = about;
    let none = mine.is_empty();
    let choices: Vec<_> = mine
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <label class="vinklijn">
                        <input type="radio" name="eigen" value=one.id checked=one.chosen />
                        <span>{one.title}</span>
                    </label>
                </li>
            }
        })
        .collect();
    view! {
        <TextPage>
            <p class="kruimel">
                <a href=href>
                    <Icon name="terug" />
                    {title.clone()}
                </a>
            </p>
            <h1>"Wij doen dit ook"</h1>
            <p class="inleiding">
                {format!("Namen jullie ‘{title}’ over? Verbind het met jullie eigen initiatief. Zij bevestigen het eerst; daarna staat het op beide pagina’s.")}
            </p>
            {if none {
                view! {
                    <p>"Je hebt zelf nog niets op de kaart om mee te verbinden. Zet het er eerst op; dat duurt vijf minuten."</p>
                    <p class="pagina__knoppen">
                        <a class="knop knop--accent" href="/plaatsen">
                            "Plaats je initiatief"
                        </a>
                    </p>
                }
                    .into_any()
            } else {
                view! {
                    {(!refused.is_empty())
                        .then(|| {
                            view! {
                                <div class="melding melding--fout" role="alert">
                                    <Icon name="waarschuwing" />
                                    <p>{refused}</p>
                                </div>
                            }
                        })}
                    <form class="invulblad" method="post" action=action>
                        <fieldset class="invulblad__veld">
                            <legend>"Welk initiatief van jullie is het?"</legend>
                            <ul class="keuzelijst">{choices}</ul>
                        </fieldset>
                        <button class="knop knop--accent">"Vraag om bevestiging"</button>
                    </form>
                }
                    .into_any()
            }}
        </TextPage>
    }
}

/// What can be done with an adoption from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Confirm or refuse it.
    Answer,
    /// Take the request back.
    TakeBack,
    /// End it.
    End,
}

/// An adoption as an owner, or an editor, sees it.
#[derive(Debug, Clone)]
pub struct AdoptionLine {
    /// Beside it: "‘Robots in de klas’ van De Proefschool in Weert".
    pub who: String,
    /// Its page; empty when it is not on the map.
    pub href: String,
    /// "doet dit ook, en wacht op jullie antwoord".
    pub state: &'static str,
    /// Where an answer goes.
    pub action: String,
    /// What can be done.
    pub act: Act,
}

/// Adoptions with what can be done about them.
#[component]
pub fn AdoptionLines(lines: Vec<AdoptionLine>) -> impl IntoView {
    let lines: Vec<_> = lines.into_iter().map(line).collect();
    view! { <ul class="mijn">{lines}</ul> }.into_any()
}

fn line(line: AdoptionLine) -> impl IntoView {
    let AdoptionLine { who, href, state, action, act } = line;
    let button = |value: &'static str, text: &'static str, class: &'static str| {
        // Which one it is about is heard too.
        let name = format!("{text}: {who}");
        view! {
            <button class=class name="antwoord" value=value aria-label=name>
                {text}
            </button>
        }
    };
    let buttons = match act {
        Act::Answer => view! {
            {button("ja", "Ja, dat klopt", "knop knop--inkt")}
            {button("nee", "Nee, klopt niet", "knop knop--rand")}
        }
        .into_any(),
        Act::TakeBack => button("einde", "Trek je vraag terug", "knop knop--rand").into_any(),
        Act::End => button("einde", "Haal de verbinding weg", "knop knop--rand").into_any(),
    };
    let who =
        if href.is_empty() { who.clone().into_any() } else { view! { <a href=href>{who.clone()}</a> }.into_any() };
    view! {
        <li class="mijn__rij">
            <p>{who} " " {state}</p>
            <form class="pagina__knoppen" method="post" action=action>
                {buttons}
            </form>
        </li>
    }
}

/// On the page of one of mine: who does it too, and how often something was asked.
#[component]
pub fn OwnAdoptions(lines: Vec<AdoptionLine>, asked: i64) -> impl IntoView {
    let asked = match asked {
        0 => None,
        1 => Some("Er is één keer iets gevraagd via de kaart.".to_owned()),
        count => Some(format!("Er is {count} keer iets gevraagd via de kaart.")),
    };
    view! {
        {(!lines.is_empty()).then(|| view! { <h2 id="ook">"Wij doen dit ook"</h2> <AdoptionLines lines /> })}
        {asked.map(|text| view! { <p class="fijn">{text}</p> })}
    }
    .into_any()
}
