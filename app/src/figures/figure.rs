//! A figure: heading, drawing, table, and where it is to be had otherwise.

use leptos::prelude::*;

use super::{Links, Number};
use crate::ui::{Icon, Inert as _, InertChildren, Scrolling};

/// A figure under its own heading.
#[component]
pub(super) fn Figure(
    /// The last part of the heading's id: `kop-…`.
    id: &'static str,
    title: String,
    /// One or two sentences that say what one sees.
    says: String,
    links: Links,
    children: InertChildren,
) -> impl IntoView {
    let id = format!("kop-{id}");
    let name = title.clone();
    view! {
        <figure class="figure-block">
            <figcaption>
                <h2 id=id>{title}</h2>
                <p>{says}</p>
            </figcaption>
            {children.view()} <p class="figure-block__links">
                <a href=links.map>
                    <Icon name="kaart" />
                    "Op de kaart"
                    <span class="vh">": "{name.clone()}</span>
                </a>
                <a href=links.csv download="">
                    <Icon name="laad" />
                    "CSV"
                    <span class="vh">": "{name}</span>
                </a>
            </p>
        </figure>
    }
}

/// A number that leads to what was counted.
pub(super) fn number(number: Number) -> AnyView {
    match number.value {
        None => hidden(),
        Some(0) => view! { <span class="zero">"0"</span> }.inert(),
        Some(count) => view! { <a href=number.href>{count}</a> }.inert(),
    }
}

/// What is shown instead of a hidden number.
pub(super) fn hidden() -> AnyView {
    view! {
        <span class="hidden-number">
            <span aria-hidden="true">"–"</span>
            <span class="vh">"niet getoond"</span>
        </span>
    }
    .inert()
}

/// What the dash means, under a figure that has one.
pub(super) fn why_hidden() -> impl IntoView {
    view! {
        <p class="figures__note">
            "– niet getoond: te weinig scholen, of anders is zo’n getal uit te rekenen. " <a href="#uitleg">"Waarom?"</a>
        </p>
    }
}

/// A table under a drawing, folded.
#[component]
pub(super) fn Folded(name: String, children: InertChildren) -> impl IntoView {
    view! {
        <details class="figure-block__table">
            <summary>"Als tabel"<span class="vh">": "{name.clone()}</span></summary>
            <Scrolling name>{children.view()}</Scrolling>
        </details>
    }
}
