//! What is counted: in words, as filters to take away, and as a form to choose others.

use domain::paths;
use leptos::prelude::*;

use crate::map::Choice;
use crate::ui::{Chips, Link, Notices};

/// The question above the figures.
#[derive(Debug, Clone)]
pub struct FiguresQuery {
    /// "61 initiatieven in Limburg".
    pub sentence: String,
    /// How many of them are invented; empty when none are.
    pub examples: String,
    /// What could not be used of the address.
    pub notices: Vec<String>,
    /// The same on the map.
    pub map: String,
    /// Filters that are on; each leads to the question without it.
    pub active: Vec<Link>,
    /// The form.
    pub selects: Vec<Select>,
    /// What the form does not ask, and goes along.
    pub kept: Vec<(String, String)>,
}

/// One choice of the form.
#[derive(Debug, Clone)]
pub struct Select {
    /// The parameter.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it is called when nothing is chosen; empty when something always is.
    pub all: &'static str,
    /// What there is to choose.
    pub options: Vec<Choice>,
}

/// The question, and the ways to another.
#[component]
pub(super) fn Asking(asking: FiguresQuery) -> impl IntoView {
    let FiguresQuery { sentence, examples, notices, map, active, selects, kept } = asking;
    let selects: Vec<_> = selects.into_iter().map(select).collect();
    let kept: Vec<_> =
        kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    view! {
        <Notices notices />
        <p class="lead figures__question">
            <strong>{sentence}</strong>
            ". "
            {examples}
            <a href=map>"Bekijk deze op de kaart"</a>
        </p>
        <Chips active clear=paths::FIGURES />
        <details class="figures__choose">
            <summary>"Kies wat je telt"</summary>
            <form action=paths::FIGURES>
                {selects} {kept} <button class="button button--ink">"Tel"</button>
            </form>
        </details>
    }
}

/// One choice, with its label.
pub(crate) fn select(select: Select) -> impl IntoView {
    let id = format!("kies-{}", select.name);
    let options: Vec<_> = select
        .options
        .into_iter()
        .map(|option| {
            view! {
                <option value=option.value selected=option.on>
                    {option.label}
                </option>
            }
        })
        .collect();
    view! {
        <div>
            <label for=id.clone()>{select.label}</label>
            <select class="input" id=id name=select.name>
                {(!select.all.is_empty()).then(|| view! { <option value="">{select.all}</option> })}
                {options}
            </select>
        </div>
    }
}
