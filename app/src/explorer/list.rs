//! The list's place on the page: the server's HTML, and what only the browser knows (trouble on the way).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::desk::Desk;
use super::net::Trouble;
use crate::ui::Icon;

/// The three heights of the sheet on a phone. Radios, so that they work without a script.
#[component]
pub(super) fn HeightSwitch() -> impl IntoView {
    view! {
        <input class="vh toggle" type="radio" name="hoogte" id="w-kaart" checked aria-label="Toon kaart en lijst" />
        <input class="vh toggle" type="radio" name="hoogte" id="w-laag" aria-label="Toon vooral de kaart" />
        <input class="vh toggle" type="radio" name="hoogte" id="w-lijst" aria-label="Toon de lijst" />
    }
}

/// The bar under the thumb, on a phone.
#[component]
pub(super) fn ThumbBar() -> impl IntoView {
    view! {
        <div class="thumb-bar">
            <div class="thumb-bar__toggle">
                <label for="w-kaart">
                    <Icon name="kaart" />
                    "Kaart"
                </label>
                <label for="w-lijst">
                    <Icon name="lijst" />
                    "Lijst"
                </label>
            </div>
            <a class="button button--accent" href="/plaatsen">
                <Icon name="plus" />
                "Plaats"
            </a>
        </div>
    }
}

/// The list, the announcement of its answer, and trouble on the way to it.
#[component]
pub(super) fn List(desk: Desk) -> impl IntoView {
    Effect::new(move || mark(desk, "is-highlighted", desk.lit.get()));
    Effect::new(move || mark(desk, "is-selected", desk.chosen.get()));
    view! {
        <section
            class="list"
            id="lijst"
            tabindex="-1"
            aria-labelledby="lijstkop"
            aria-busy=move || desk.loading.get().to_string()
        >
            <label class="grip" for="w-laag" aria-hidden="true"></label>
            <p class="vh" role="status">
                {move || desk.view.with(|v| v.status.clone())}
            </p>
            <TroubleNotice desk />
            {move || {
                desk.news
                    .get()
                    .then(|| {
                        view! {
                            <button class="button button--ink news" type="button" on:click=move |_| desk.show_news()>
                                "Er is iets nieuws: werk de lijst bij"
                            </button>
                        }
                    })
            }}
            <div
                class="list__contents"
                inner_html=move || desk.view.with(|v| v.list.clone())
                on:mouseover=move |event| desk.light(&event)
                on:mouseleave=move |_| desk.lit.set(None)
                on:focusin=move |event| desk.light(&event)
                on:change=move |event| desk.field_changed(&event)
                on:input=move |event| slide(desk, &event)
            ></div>
        </section>
    }
}

/// Gives the card of an initiative a class, and takes it from the others.
fn mark(desk: Desk, class: &str, id: Option<i64>) {
    // After another answer there are other cards.
    desk.view.track();
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let find = |selector: &str| document.query_selector(selector).ok().flatten();
    if let Some(before) = find(&format!(".list .{class}")) {
        // A class list refuses only empty names.
        let _ = before.class_list().remove_1(class);
    }
    if let Some(now) = id.and_then(|id| find(&format!(".list [data-id=\"{id}\"]"))) {
        let _ = now.class_list().add_1(class);
    }
}

/// The circle follows the slider while it is dragged; the answer follows when it is let go.
fn slide(desk: Desk, event: &web_sys::Event) {
    let slider = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()).filter(|s| s.id() == "km");
    let Some(slider) = slider else { return };
    if let Ok(km) = slider.value().parse::<f64>() {
        if let Some(output) = slider.next_element_sibling() {
            output.set_text_content(Some(&format!("{km} km")));
        }
        desk.radius.set(Some(km));
    }
}

/// What went wrong on the way; the last answer stays.
#[component]
fn TroubleNotice(desk: Desk) -> impl IntoView {
    move || {
        let trouble = desk.trouble.get()?;
        let can_retry = trouble != Trouble::NoLocation;
        let (title, text) = match trouble {
            Trouble::Offline => ("Geen internet", "Zodra er weer verbinding is, halen we de nieuwe."),
            Trouble::Server => ("De lijst kwam niet binnen", "Dat ligt aan ons, niet aan je filters."),
            Trouble::NoLocation => {
                ("Je browser gaf je locatie niet", "Typ een plaats of postcode, of kies een punt op de kaart.")
            }
        };
        let as_of = can_retry.then(|| format!("Je ziet de stand van {} uur. ", desk.as_of.get_value()));
        Some(view! {
            <div class="notice notice--error" role="alert">
                <strong>{title}</strong>
                <p>{as_of} {text}</p>
                {can_retry
                    .then(|| {
                        view! {
                            <button class="button button--ink" type="button" on:click=move |_| desk.retry()>
                                <Icon name="herlaad" />
                                "Probeer opnieuw"
                            </button>
                        }
                    })}
            </div>
        })
    }
}

impl Desk {
    /// What is pointed at on one side lights up on the other.
    pub(super) fn light(self, event: &web_sys::Event) {
        let element = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let id = element
            .and_then(|e| e.closest("[data-id]").ok().flatten())
            .and_then(|e| e.get_attribute("data-id"))
            .and_then(|id| id.parse().ok());
        if self.lit.get_untracked() != id {
            self.lit.set(id);
        }
    }
}
