//! What is on the agenda: in words, as filters to take away, as a form to choose others, and month by month.

use domain::{paths, query::MAX_TEXT};
use leptos::prelude::*;

use crate::{
    figures::{Select, select},
    ui::{Chips, Link, Notices},
};

/// The question above the agenda.
#[derive(Debug, Clone)]
pub struct AgendaQuery {
    /// "3 bijeenkomsten in Limburg".
    pub sentence: String,
    /// What could not be used of the address.
    pub notices: Vec<String>,
    /// Filters that are on; each leads to the agenda without it.
    pub active: Vec<Link>,
    /// `q`; empty for none.
    pub text: String,
    /// `van` and `tot` as a browser has them; empty for none.
    pub days: [String; 2],
    /// Choices of the form.
    pub selects: Vec<Select>,
    /// What the form does not ask, and goes along.
    pub kept: Vec<(&'static str, String)>,
}

/// A month of the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// "jan".
    pub short: String,
    /// "januari 2027".
    pub name: String,
    /// How many there are.
    pub count: usize,
    /// The agenda of this month, or of all when it is chosen.
    pub href: String,
    /// It is chosen.
    pub on: bool,
}

/// The question, and the ways to another.
#[component]
pub(super) fn Asking(asking: AgendaQuery, map: String) -> impl IntoView {
    let AgendaQuery { sentence, notices, active, text, days: [from, until], selects, kept } = asking;
    let selects: Vec<_> = selects.into_iter().map(select).collect();
    let kept: Vec<_> =
        kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    view! {
        <Notices notices />
        <p class="lead">
            <strong>{sentence}</strong>
            ". "
            <a href=map>"Bekijk ze op de kaart"</a>
        </p>
        <Chips active clear=paths::AGENDA />
        <form class="agenda__choose" action=paths::AGENDA aria-label="Kies wat je ziet">
            <div>
                <label for="kies-q">"Zoek"</label>
                <input class="input" id="kies-q" name="q" type="search" value=text maxlength=MAX_TEXT.to_string() />
            </div>
            {selects}
            <div>
                <label for="kies-van">"Vanaf"</label>
                <input class="input" id="kies-van" name="van" type="date" value=from />
            </div>
            <div>
                <label for="kies-tot">"Tot en met"</label>
                <input class="input" id="kies-tot" name="tot" type="date" value=until />
            </div>
            {kept}
            <button class="button button--ink">"Toon"</button>
        </form>
    }
}

/// Twelve months, with how many gatherings each has.
#[component]
pub(super) fn Months(months: Vec<Month>) -> impl IntoView {
    let months: Vec<_> = months
        .into_iter()
        .map(|Month { short, name, count, href, on }| {
            let says = format!(
                "{name}: {}",
                if count == 1 { "1 bijeenkomst".to_owned() } else { format!("{count} bijeenkomsten") }
            );
            let inside = view! {
                <span aria-hidden="true">{short}</span>
                <span class="months__count" aria-hidden="true">{count}</span>
                <span class="vh">{says}</span>
            };
            let current = on.then_some("true");
            match count {
                0 if !on => {
                    view! { <li><span class="months__month months__month--empty">{inside}</span></li> }.into_any()
                }
                _ => view! { <li><a class="months__month" href=href aria-current=current>{inside}</a></li> }.into_any(),
            }
        })
        .collect();
    view! {
        <nav aria-label="Per maand">
            <ol class="months">{months}</ol>
        </nav>
    }
}
