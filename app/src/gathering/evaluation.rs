//! What people who were there think of it.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{DeadLink, Field, Inert as _, ShortForm, Subject, TextPage};

/// The agenda, as somewhere to go on.
const AGENDA: (&str, &str) = (paths::AGENDA, "Naar de agenda");

/// `/evaluatie/{token}`: three questions. Opening it changes nothing.
#[component]
pub fn EvaluationPage(
    about: Subject,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    when: String,
    fields: Vec<Field>,
    refused: String,
    action: String,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{format!("Wat vond je van ‘{}’?", about.title)}</h1>
            <p class="lead">{when}</p>
            <p>
                "Niemand ziet wie wat antwoordt, ook wij niet: we onthouden alleen dat deze link gebruikt is. De organisatie leest de antwoorden pas als er drie zijn. Noem daarom geen namen."
            </p>
            <ShortForm action fields refused button="Verstuur" />
        </TextPage>
    }
}

/// After it: thanks, or that it was done or is too late.
#[component]
pub fn EvaluationDone(about: Subject, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead" role="status">
                {text}
            </p>
            <p class="page__buttons">
                <a class="button button--ink" href=about.href>
                    {format!("Naar ‘{}’", about.title)}
                </a>
            </p>
        </TextPage>
    }
}

/// A link that never existed.
#[component]
pub fn DeadEvaluation() -> impl IntoView {
    let why = "Er is geen vraag meer die bij deze link hoort. Kijk of je het hele adres uit de mail hebt.";
    view! { <DeadLink why to=AGENDA /> }
}

/// What was answered, as the organiser reads it.
#[derive(Debug, Clone)]
pub struct EvaluationView {
    /// Whoever was there is asked.
    pub on: bool,
    /// That can be switched.
    pub switches: bool,
    /// Whom is asked what when, or how many answers there are.
    pub says: String,
    /// How many said what: "5: heel nuttig", and how many.
    pub counts: Vec<(&'static str, usize)>,
    /// What people take to their school.
    pub takes: Vec<String>,
    /// What should be better.
    pub better: Vec<String>,
}

/// The part of a gathering's page for organisers that is about it. `here` is that page.
pub(super) fn evaluation(view: EvaluationView, here: &str) -> AnyView {
    let EvaluationView { on, switches, says, counts, takes, better } = view;
    let counts: Vec<_> = counts.into_iter().map(|(said, count)| view! { <dt>{said}</dt> <dd>{count}</dd> }).collect();
    let button = if on { "Vraag het niet" } else { "Vraag wie er was wat ze ervan vonden" };
    view! {
        <h2>"Evaluatie"</h2>
        <p>{says}</p>
        {switches
            .then(|| {
                view! {
                    <form class="page__buttons" method="post" action=format!("{here}/evaluatie")>
                        <button class="button button--outline" name="vraag" value=if on { "nee" } else { "ja" }>
                            {button}
                        </button>
                    </form>
                }
            })}
        {(!counts.is_empty()).then(|| view! { <dl>{counts}</dl> })}
        {texts("Wat mensen meenemen naar hun school", takes)}
        {texts("Wat beter kan", better)}
    }
    .inert()
}

fn texts(heading: &'static str, texts: Vec<String>) -> AnyView {
    let lines: Vec<_> = texts.into_iter().map(|text| view! { <li>{text}</li> }).collect();
    (!lines.is_empty())
        .then(|| {
            view! {
                <h3>{heading}</h3>
                <ul>{lines}</ul>
            }
        })
        .inert()
}
