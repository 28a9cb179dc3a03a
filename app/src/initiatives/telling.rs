//! What an initiative tells in its own words, as its page shows it.

use domain::{Picture, Stage};
use leptos::prelude::*;

use super::Pictures;
use crate::ui::Inert as _;

/// What an initiative tells.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The description as safe HTML; may be empty.
    pub description: String,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// What it brought: the bold beginning and the rest, as safe HTML.
    pub outcomes: Vec<(String, String)>,
    /// What they want to learn; may be empty.
    pub learning_question: String,
    /// Where it is in its life.
    pub stage: Stage,
}

/// The parts of it, one below the other. `before` comes before every id: other parts of the page may have the same.
#[component]
pub(crate) fn TellingView(telling: Telling, #[prop(optional)] before: &'static str) -> impl IntoView {
    let Telling { description, pictures, outcomes, learning_question, stage } = telling;
    let id = move |name: &str| format!("{before}{name}");
    view! {
        {(!description.is_empty())
            .then(|| {
                view! {
                    <section class="body__text" aria-labelledby=id("zo-gaat-het")>
                        <h2 id=id("zo-gaat-het")>"Zo gaat het"</h2>
                        <div class="rich-text" inner_html=description></div>
                    </section>
                }
            })}
        <Pictures pictures id=id("fotos") />
        <section aria-labelledby=id("opbrengst")>
            <h2 id=id("opbrengst")>"Wat levert het op"</h2>
            {listed(outcomes, stage)}
        </section>
        {(!learning_question.is_empty())
            .then(|| {
                view! {
                    <section class="learning-question" aria-labelledby=id("leervraag")>
                        <h2 id=id("leervraag")>"Onze leervraag"</h2>
                        <blockquote>
                            <p>{learning_question}</p>
                        </blockquote>
                    </section>
                }
            })}
    }
    .inert()
}

/// What it brought, numbered; what did not work is marked as a lesson.
fn listed(outcomes: Vec<(String, String)>, stage: Stage) -> AnyView {
    if outcomes.is_empty() {
        let text = match stage {
            Stage::Idea | Stage::Developing => "Dat weten we nog niet: dit initiatief is nog bezig.",
            Stage::Running | Stage::Finished => "Hier is nog niets over opgeschreven.",
        };
        return view! { <p>{text}</p> }.inert();
    }
    let items: Vec<_> = outcomes
        .into_iter()
        .map(|(bold, rest)| {
            let lesson = bold.starts_with("Wat niet lukte");
            view! {
                <li class:outcomes__lesson=lesson>
                    <p>
                        <b inner_html=bold></b>
                        " "
                        <span inner_html=rest></span>
                    </p>
                </li>
            }
        })
        .collect();
    view! { <ol class="outcomes">{items}</ol> }.inert()
}
