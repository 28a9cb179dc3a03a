//! The part of the page of an initiative that says which other schools do it too.

use leptos::prelude::*;

use crate::ui::{Icon, Inert as _, schools};

/// Another initiative that does the same.
#[derive(Debug, Clone)]
pub struct AdoptionLink {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its school, or its town when there is none.
    pub school: String,
    /// Its town.
    pub town: String,
}

/// The adoptions of one initiative.
#[derive(Debug, Clone, Default)]
pub struct Adoptions {
    /// Where it began.
    pub sources: Vec<AdoptionLink>,
    /// Who does it too.
    pub adopters: Vec<AdoptionLink>,
    /// The map with the lines between them.
    pub map: String,
    /// Where to say "wij doen dit ook"; empty when that is not possible.
    pub ask: String,
}

/// The section of the initiative's page with its adopters.
#[component]
pub fn AdoptedBox(adopted: Adoptions) -> impl IntoView {
    let Adoptions { sources, adopters, map, ask } = adopted;
    let any = !sources.is_empty() || !adopters.is_empty();
    if !any && ask.is_empty() {
        return ().inert();
    }
    let heading = match adopters.len() {
        0 if !sources.is_empty() => "Dit begon bij een ander".to_owned(),
        0 => "Doen jullie dit ook?".to_owned(),
        count => schools(count),
    };
    let list = |all: Vec<AdoptionLink>| {
        let items: Vec<_> = all
            .into_iter()
            .map(|one| {
                view! {
                    <li>
                        <span class="adopter" aria-hidden="true"></span>
                        <span>
                            <a href=one.href>{one.title}</a>
                            <span class="adoption__who">{one.school}</span>
                        </span>
                        <span class="since">{one.town}</span>
                    </li>
                }
            })
            .collect();
        view! { <ul>{items}</ul> }
    };
    view! {
        <section class="adoption" aria-labelledby="overname">
            <h2 id="overname">{heading}</h2>
            {(!sources.is_empty())
                .then(|| view! { <p class="adoption__head">"Overgenomen van"</p> {list(sources)} })}
            {(!adopters.is_empty()).then(|| view! { <p class="adoption__head">"Ook bij"</p> {list(adopters)} })}
            {any.then(|| view! { <p class="adoption__map"><a href=map><Icon name="kaart" />"Toon op de kaart"</a></p> })}
            {(!ask.is_empty())
                .then(|| {
                    view! {
                        <a class="button button--outline button--wide" href=ask rel="nofollow">
                            <Icon name="hand" />
                            "Wij doen dit ook"
                        </a>
                    }
                })}
        </section>
    }
    .inert()
}
