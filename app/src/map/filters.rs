//! The filters: one GET form, answered in place once the page is awake.

use domain::{Programme, query::DEFAULT_RADIUS_KM};
use leptos::prelude::*;

use super::{
    Choice, Facet, controller::MapController, dom, fixed::fixed, locate::locate, number, pairs, search::PlaceField,
};
use crate::ui::{Icon, Sign};

/// The bar with all filters and, below it, the ones that are on.
#[component]
pub(super) fn Filters(map: MapController) -> impl IntoView {
    let facets = map.view.with_untracked(|v| v.facets.clone());
    let (buttons, panels): (Vec<_>, Vec<_>) =
        facets.into_iter().enumerate().partition(|(_, f)| f.name == "regio" || f.name == "onderdeel");
    // What the form must hold on to when it is sent without a script.
    let kept = move || {
        map.view.with(|v| {
            v.pairs
                .iter()
                .filter(|(name, _)| matches!(name.as_str(), "van" | "tot" | "bij" | "bbox" | "bewaard" | "c" | "z"))
                .chain([&("waar".to_owned(), pairs::whereabouts(&v.pairs))])
                .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <form
            class="filters"
            id="filters"
            aria-label="Filters"
            action="/"
            tabindex="-1"
            novalidate
            on:change=move |event| map.field_changed(&event)
            on:submit=move |event| {
                // A place that was typed and not picked: the server knows it, or says that it does not.
                if dom::text_of("plek").is_empty() {
                    event.prevent_default();
                    map.search_text();
                }
            }
        >
            {kept} {buttons.into_iter().map(|(i, facet)| view! { <Buttons map i facet /> }).collect::<Vec<_>>()}
            <div class="filter-group filter-group--dropdown">
                {panels.into_iter().map(|(i, facet)| view! { <Panel map i facet /> }).collect::<Vec<_>>()}
            </div>
            <Nearby map /> {fixed(|| view! { <Everything /> })}
            <button class="button button--ink no-js-only">"Toon resultaten"</button>
        </form>
    }
}

/// On a narrow screen: all filters in one sheet. A box that is ticked and not sent; `hands.js` says what one gets.
#[component]
fn Everything() -> impl IntoView {
    view! {
        <div class="filters__all mobile-only">
            <input class="vh" type="checkbox" id="alle-filters" aria-label="Alle filters in één blad" />
            <label class="chip" for="alle-filters">
                <Icon name="filter" />
                "Filters"
                <span class="chip__count"></span>
            </label>
            <label class="button button--accent js-only" for="alle-filters">
                "Toon resultaten"
            </label>
        </div>
    }
}

/// The choices of one facet as they stand in the last answer.
fn choice(map: MapController, facet: usize, index: usize) -> Memo<(String, bool)> {
    Memo::new(move |_| {
        map.view.with(|v| {
            v.facets.get(facet).and_then(|f| f.choices.get(index)).map(|c| (c.count.clone(), c.on)).unwrap_or_default()
        })
    })
}

/// A facet as a row of chips.
#[component]
fn Buttons(map: MapController, i: usize, facet: Facet) -> impl IntoView {
    let Facet { name, legend, choices } = facet;
    let chips: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(j, Choice { value, label, .. })| {
            let now = choice(map, i, j);
            let sign = Programme::parse(&value).ok().map(|programme| view! { <Sign programme quiet=true /> });
            view! {
                <label class="chip">
                    <input
                        class="vh"
                        type="checkbox"
                        name=name.clone()
                        value=value
                        checked=move || now.get().1
                        prop:checked=move || map.shown_now(now.get().1)
                    />
                    {sign}
                    <span>{label}</span>
                    <span class="chip__count">
                        <span class="vh">"aantal "</span>
                        {move || now.get().0}
                    </span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="filter-group">
            <legend>{legend}</legend>
            {chips}
        </fieldset>
    }
}

/// A facet that folds out.
#[component]
fn Panel(map: MapController, i: usize, facet: Facet) -> impl IntoView {
    let Facet { name, legend, choices } = facet;
    let on = move || map.view.with(|v| v.facets.get(i).map_or(0, |f| f.choices.iter().filter(|c| c.on).count()));
    let options: Vec<_> = choices
        .into_iter()
        .enumerate()
        .map(|(j, Choice { value, label, .. })| {
            let now = choice(map, i, j);
            view! {
                <label class="option">
                    <input
                        type="checkbox"
                        name=name.clone()
                        value=value
                        checked=move || now.get().1
                        prop:checked=move || map.shown_now(now.get().1)
                    />
                    <span>{label}</span>
                    <span class="option__count">
                        <span class="vh">"aantal "</span>
                        {move || now.get().0}
                    </span>
                </label>
            }
        })
        .collect();
    view! {
        <details class="dropdown" name="filter">
            <summary class="chip" class:chip--on=move || { on() > 0 }>
                {legend.clone()}
                {move || {
                    (on() > 0)
                        .then(|| {
                            view! {
                                <span class="chip__count">
                                    {on()} <span class="vh">" gekozen"</span>
                                </span>
                            }
                        })
                }}
                {fixed(|| view! { <Icon name="omlaag" /> })}
            </summary>
            <fieldset class="dropdown__panel">
                <legend>{legend}</legend>
                {options}
            </fieldset>
        </details>
    }
}

/// "Binnen N km van": a place, a postcode, a school, my location or a point on the map.
#[component]
fn Nearby(map: MapController) -> impl IntoView {
    let km = Memo::new(move |_| map.view.with(|v| v.circle.as_ref().and_then(|c| c.km)));
    let name = Memo::new(move |_| map.view.with(|v| v.circle.as_ref().map(|c| c.name.clone())));
    let summary = move || match (km.get(), name.get()) {
        (Some(km), Some(name)) => [&dutch(km), " km rond ", &name].concat(),
        (None, Some(name)) => ["Dicht bij ", &name].concat(),
        _ => "Binnen 10 km van …".to_owned(),
    };
    view! {
        <div class="filter-group filter-group--radius">
            <details class="dropdown radius-choice" name="filter">
                <summary class="chip" class:chip--on=move || name.get().is_some()>
                    {fixed(|| view! { <Icon name="passer" /> })}
                    <span>{summary}</span>
                </summary>
                <div class="dropdown__panel">
                    <PlaceField map />
                    <label class="radius-choice__field">
                        <span>"Afstand in km"</span>
                        <input
                            type="number"
                            id="straal"
                            name="straal"
                            min="1"
                            max="100"
                            step="any"
                            inputmode="decimal"
                            value=move || number::text(km.get().unwrap_or(DEFAULT_RADIUS_KM))
                            prop:value=move || number::text(km.get().unwrap_or(DEFAULT_RADIUS_KM))
                        />
                    </label>
                    <div class="radius-choice__buttons js-only">
                        <button class="button button--outline" type="button" on:click=move |_| locate(map)>
                            {fixed(|| view! { <Icon name="hier" /> })}
                            "Mijn locatie"
                        </button>
                        <button
                            class="button button--outline"
                            type="button"
                            aria-pressed=move || map.picking.get().to_string()
                            on:click=move |_| map.picking.update(|p| *p = !*p)
                        >
                            {fixed(|| view! { <Icon name="plaats" /> })}
                            {move || if map.picking.get() { "Klik op de kaart …" } else { "Kies op de kaart" }}
                        </button>
                    </div>
                    {move || {
                        name.get()
                            .map(|_| {
                                view! {
                                    <a
                                        class="button button--text"
                                        href=map.view.with(|v| v.no_circle.clone())
                                    >
                                        "Haal de cirkel weg"
                                    </a>
                                }
                            })
                    }}
                </div>
            </details>
        </div>
    }
}

/// A number as Dutch writes it.
fn dutch(value: f64) -> String {
    number::text(value).replace('.', ",")
}
