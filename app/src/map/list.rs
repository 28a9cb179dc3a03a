//! The list's place on the page: the server's HTML, and what only the browser knows (trouble on the way).

use domain::paths;
use leptos::{prelude::*, tachys::html::InertElement};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{controller::MapController, dom, fixed::fixed, number, trouble::Trouble};
use crate::ui::Icon;

/// The three heights of the list on a phone: the id of each, and what it shows.
pub(super) const HEIGHTS: [(&str, &str); 3] =
    [("w-kaart", "Toon kaart en lijst"), ("w-laag", "Toon vooral de kaart"), ("w-lijst", "Toon de lijst")];

/// One of [`HEIGHTS`]: a radio button, so that it works without a script.
pub(super) fn height_switch((id, label): (&'static str, &'static str)) -> InertElement {
    fixed(move || {
        let first = id == HEIGHTS[0].0;
        view! { <input class="vh toggle" type="radio" name="hoogte" id=id checked=first aria-label=label /> }
    })
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
            <a class="button button--accent" href=paths::SUBMIT>
                <Icon name="plus" />
                "Plaats"
            </a>
        </div>
    }
}

/// The list, the announcement of its answer, and trouble on the way to it.
#[component]
pub(super) fn List(map: MapController) -> impl IntoView {
    Effect::new(move || mark(map, "is-highlighted", map.lit.get()));
    Effect::new(move || mark(map, "is-selected", map.chosen.get()));
    view! {
        <section
            class="list"
            id="lijst"
            tabindex="-1"
            aria-labelledby="lijstkop"
            aria-busy=move || map.loading.get().to_string()
        >
            {fixed(|| view! {
                <div class="grip" aria-hidden="true"><label class="grip__down" for="w-laag"></label><label class="grip__up" for="w-kaart"></label></div>
            })}
            <p class="vh" role="status">
                {move || map.view.with(|v| v.status.clone())}
            </p>
            <TroubleNotice map />
            {move || {
                map.news
                    .get()
                    .then(|| {
                        view! {
                            <button class="button button--ink news" type="button" on:click=move |_| map.show_news()>
                                "Er is iets nieuws: werk de lijst bij"
                            </button>
                        }
                    })
            }}
            <div
                class="list__contents"
                inner_html=move || map.view.with(|v| v.list.clone())
                on:mouseover=move |event| map.light(&event)
                on:mouseleave=move |_| map.lit.set(None)
                on:focusin=move |event| map.light(&event)
                on:change=move |event| map.field_changed(&event)
                on:input=move |event| slide(map, &event)
            ></div>
        </section>
    }
}

/// Gives the card of an initiative a class, and takes it from the others.
fn mark(map: MapController, class: &str, id: Option<i64>) {
    // After another answer there are other cards.
    map.view.track();
    let before = dom::find(&[".list .", class].concat());
    dom::move_class(class, before, id.and_then(|id| dom::card(&id.to_string())));
}

/// The circle follows the slider while it is dragged; the answer follows when it is let go.
fn slide(map: MapController, event: &web_sys::Event) {
    let slider = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()).filter(|s| s.id() == "km");
    let Some(slider) = slider else { return };
    let km = slider.value_as_number();
    if km.is_finite() {
        if let Some(output) = slider.next_element_sibling() {
            output.set_text_content(Some(&[&number::text(km), " km"].concat()));
        }
        map.radius.set(Some(km));
    }
}

/// What went wrong on the way; the last answer stays.
#[component]
fn TroubleNotice(map: MapController) -> impl IntoView {
    move || {
        let trouble = map.trouble.get()?;
        let can_retry = trouble != Trouble::NoLocation;
        let (title, text) = match trouble {
            Trouble::Offline => ("Geen internet", "Zodra er weer verbinding is, halen we de nieuwe."),
            Trouble::Server => ("De lijst kwam niet binnen", "Dat ligt aan ons, niet aan je filters."),
            Trouble::NoLocation => {
                ("Je browser gaf je locatie niet", "Typ een plaats of postcode, of kies een punt op de kaart.")
            }
        };
        let as_of = can_retry.then(|| ["Je ziet de stand van ", &map.as_of.get_value(), " uur. "].concat());
        Some(view! {
            <div class="notice notice--error" role="alert">
                <strong>{title}</strong>
                <p>{as_of} {text}</p>
                {can_retry
                    .then(|| {
                        view! {
                            <button class="button button--ink" type="button" on:click=move |_| map.retry()>
                                <Icon name="herlaad" />
                                "Probeer opnieuw"
                            </button>
                        }
                    })}
            </div>
        })
    }
}
