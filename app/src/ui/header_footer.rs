//! The wooden rods of the wall map: header and footer of every page.

use domain::{Operator, paths};
use leptos::prelude::*;

use super::{Icon, LIMBURG};

/// What the header needs to know about the signed-in user.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    /// May check what comes in.
    pub editor: bool,
    /// May say who may do what.
    pub admin: bool,
}

const MOON: &str = "#i-maan";
const SUN: &str = "#i-zon";

/// The header of pages other than the map: its search goes to the map. `submitting`: this is where the red button leads.
#[component]
pub fn Header(#[prop(optional)] submitting: bool) -> impl IntoView {
    view! {
        <header class="rod">
            <Brand />
            <form class="search" role="search" action="/">
                <label class="vh" for="q">
                    "Zoek een initiatief"
                </label>
                <Icon name="zoek" />
                <input id="q" name="q" type="search" placeholder="Zoek op onderwerp, school of plaats" maxlength="200" />
            </form>
            <HeaderTools submitting />
        </header>
    }
}

/// The name of the map, which leads home.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <svg class="brand__shape" aria-hidden="true">
                <use_ href=LIMBURG />
            </svg>
            <span class="brand__name">"InnovatieKaart"<span class="brand__tagline">"Limburg van boven"</span></span>
        </a>
    }
}

/// The links at the right end of the header; on a phone they fold into a menu.
#[component]
pub fn HeaderTools(#[prop(optional)] submitting: bool) -> impl IntoView {
    view! {
        <nav class="rod__nav" aria-label="Hoofdmenu">
            <SchemeButton />
            <SavedLink class="button button--bare" />
            <OwnLinks class="button button--bare" />
            <a class="button button--bare" href=paths::AGENDA>
                "Agenda"
            </a>
            <a class="button button--bare" href=paths::ABOUT>
                "Over de kaart"
            </a>
            {(!submitting)
                .then(|| {
                    view! {
                        <a class="button button--accent" href=paths::SUBMIT>
                            "Plaats je initiatief"
                        </a>
                    }
                })}
            <details class="menu mobile-only">
                <summary class="button button--bare">
                    <Icon name="menu" />
                    <span class="vh">"Menu"</span>
                </summary>
                <div class="menu__panel">
                    <a href=paths::SUBMIT>"Plaats je initiatief"</a>
                    <SavedLink class="" />
                    <OwnLinks class="" />
                    <a href=paths::AGENDA>"Agenda"</a>
                    <a href=paths::ABOUT>"Over de kaart"</a>
                    <a href=paths::FIGURES>"Cijfers"</a>
                    <a href=paths::POSTER>"Poster"</a>
                    <a href=paths::OPEN_DATA>"Open data"</a>
                    <SchemeButton />
                </div>
            </details>
        </nav>
    }
}

/// The link to the user's own initiatives, or to sign in.
#[component]
fn OwnLinks(class: &'static str) -> impl IntoView {
    let (own, text) = match use_context::<Reader>() {
        Some(_) => (paths::MINE, "Mijn initiatieven"),
        None => (paths::SIGN_IN, "Inloggen"),
    };
    let desk = use_context::<Reader>().filter(|reader| reader.editor);
    view! {
        <a class=class href=own>
            {text}
        </a>
        {desk
            .map(|_| {
                view! {
                    <a class=class href=paths::DESK>
                        "Redactie"
                    </a>
                }
            })}
    }
}

/// The link to what somebody saved to visit; `saved.js` knows whether there is anything, and how much.
#[component]
fn SavedLink(class: &'static str) -> impl IntoView {
    view! {
        <a class=class href="/" hidden data-bewaard>
            "Bewaard "
            <span class="figure"></span>
        </a>
    }
}

/// Light or dark. Its picture shows where it leads.
#[component]
fn SchemeButton() -> impl IntoView {
    view! {
        <button class="button button--bare scheme js-only" type="button" data-actie="weergave">
            <svg class="icon i-moon" aria-hidden="true">
                <use_ href=MOON />
            </svg>
            <svg class="icon i-sun" aria-hidden="true">
                <use_ href=SUN />
            </svg>
            <span class="vh">"Wissel tussen lichte en donkere weergave"</span>
        </button>
    }
}

/// The footer: who offers the map, sources of the data, and the small print. `ground` names the provider of the background map,
/// unless it is ours.
#[component]
pub fn Footer(#[prop(optional_no_strip)] ground: Option<String>) -> impl IntoView {
    let Operator { name, contact, .. } = use_context().unwrap_or_default();
    view! {
        <footer class="rod rod--bottom">
            <p>
                {(!name.is_empty()).then(|| format!("Aangeboden door {name} · "))}
                {ground.map(|whose| format!("Ondergrond: {whose} · "))}
                "Kaartgegevens: © OpenStreetMap-bijdragers, Natural Earth, GSHHG, GeoNames · "
                <a href=paths::SOURCES>"bronnen en licenties"</a>
            </p>
            <nav aria-label="Over deze site">
                <a href=paths::ABOUT>"Over"</a>
                {contact.map(|contact| view! { " " <a href=contact.href().to_owned()>"Contact"</a> })}
                " "
                <a href=paths::FIGURES>"Cijfers"</a>
                " "
                <a href=paths::OPEN_DATA>"Open data"</a>
                " "
                <a href=paths::ORGANISERS>"Voor organisatoren"</a>
                " "
                <a href=paths::ACCESSIBILITY>"Toegankelijkheid"</a>
                " "
                <a href=paths::PRIVACY>"Privacy"</a>
            </nav>
        </footer>
    }
}
