//! Adoptions as owners and editors see them, with buttons to answer and to end them.

use leptos::prelude::*;

use crate::ui::{FormNumber, Inert as _};

/// What can be done with an adoption from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdoptionAction {
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
    pub act: AdoptionAction,
}

/// Adoptions with what can be done about them.
#[component]
pub fn AdoptionLines(lines: Vec<AdoptionLine>) -> impl IntoView {
    let lines: Vec<_> = lines.into_iter().map(line).collect();
    view! { <ul class="own-list">{lines}</ul> }.inert()
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
        AdoptionAction::Answer => view! {
            {button("ja", "Ja, dat klopt", "button button--ink")}
            {button("nee", "Nee, klopt niet", "button button--outline")}
        }
        .inert(),
        AdoptionAction::TakeBack => button("einde", "Trek je vraag terug", "button button--outline").inert(),
        AdoptionAction::End => button("einde", "Haal de verbinding weg", "button button--outline").inert(),
    };
    let who = if href.is_empty() { who.clone().inert() } else { view! { <a href=href>{who.clone()}</a> }.inert() };
    view! {
        <li class="own-list__row">
            <p>{who} " " {state}</p>
            <form class="page__buttons" method="post" action=action>
                <FormNumber />
                {buttons}
            </form>
        </li>
    }
}

/// On the owner's page: adoptions, and how many questions were asked.
#[component]
pub fn OwnAdoptions(lines: Vec<AdoptionLine>, asked: i64) -> impl IntoView {
    let asked = match asked {
        0 => None,
        1 => Some("Er is één keer iets gevraagd via de kaart.".to_owned()),
        count => Some(format!("Er is {count} keer iets gevraagd via de kaart.")),
    };
    view! {
        {(!lines.is_empty()).then(|| view! { <h2 id="ook">"Wij doen dit ook"</h2> <AdoptionLines lines /> })}
        {asked.map(|text| view! { <p class="small-print">{text}</p> })}
    }
    .inert()
}
