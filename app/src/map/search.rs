//! Fields that suggest while one types: the combobox pattern of ARIA 1.2, with a plain field underneath.

use domain::query::encode_pairs;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::KeyboardEvent;

use super::{
    Suggestion,
    controller::{History, MapController},
    fixed::fixed,
    pairs,
};
use crate::ui::Icon;

/// The search field in the header. It belongs to the filter form, so that both are asked together.
#[component]
pub(super) fn Search(map: MapController) -> impl IntoView {
    // A memo: only another text is written into the field, not every answer.
    let text = Memo::new(move |_| map.view.with(|v| pairs::value(&v.pairs, "q").unwrap_or_default().to_owned()));
    view! {
        <div class="search" role="search">
            <label class="vh" for="q">
                "Zoek een initiatief"
            </label>
            {fixed(|| view! { <Icon name="zoek" /> })}
            <Suggesting
                map
                id="q"
                name="q"
                kind="alles"
                placeholder="Zoek op onderwerp, school of plaats"
                value=text
            />
            <button class="vh" form="filters">
                "Zoek"
            </button>
        </div>
    }
}

/// "Plaats, postcode of school": the middle of a circle.
#[component]
pub(super) fn PlaceField(map: MapController) -> impl IntoView {
    view! {
        <div class="radius-choice__field">
            <label for="plek">"Plaats, postcode of school"</label>
            <Suggesting map id="plek" name="plek" kind="plek" placeholder="bijvoorbeeld Roermond of 6041" />
        </div>
    }
}

/// An input with suggestions. Without a script it is an input.
#[component]
fn Suggesting(
    map: MapController,
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    placeholder: &'static str,
    #[prop(into, optional)] value: Signal<String>,
) -> impl IntoView {
    let found = RwSignal::new(Vec::<Suggestion>::new());
    let at = RwSignal::new(None::<usize>);
    let typed = StoredValue::new(0_u32);
    let list = [id, "-suggesties"].concat();
    let option_id = move |i: usize| [id, "-suggestie-", &i.to_string()].concat();
    let input = NodeRef::<html::Input>::new();
    let close = move || {
        // An answer that is still on its way comes too late.
        typed.update_value(|n| *n += 1);
        found.set(Vec::new());
        at.set(None);
    };
    let pick = move |suggestion: &Suggestion| {
        close();
        if let Some(input) = input.get_untracked() {
            // What was typed has been understood.
            input.set_value("");
        }
        if suggestion.href.starts_with("/?") {
            // A place or a filter, with the other filters kept.
            let mut kept = pairs::without(map.pairs(), &["q", "bbox", "c", "z", "pagina"]);
            for (name, value) in pairs::of_address(&suggestion.href) {
                let value = if name == "straal" { map.km() } else { value };
                kept = pairs::set(kept, &name, &value);
            }
            map.go(kept, History::Push);
        } else if let Some(window) = web_sys::window() {
            // Refused only when the page is being left already.
            let _ = window.location().set_href(&suggestion.href);
        }
    };
    let suggest = move |text: String| {
        typed.update_value(|n| *n += 1);
        // Other text, other choice.
        at.set(None);
        let number = typed.get_value();
        if text.trim().chars().count() < 2 {
            close();
            return;
        }
        spawn_local(async move {
            let answer = super::suggest(encode_pairs(&[("q", &*text), ("soort", kind)])).await;
            if typed.try_get_value() == Some(number) {
                let answer = answer.unwrap_or_default();
                // Whoever stands on a suggestion already, stays on it.
                let chosen = at.get_untracked().and_then(|i| found.with_untracked(|f| Some(f.get(i)?.href.clone())));
                at.set(chosen.and_then(|href| answer.iter().position(|suggestion| suggestion.href == href)));
                found.set(answer);
            }
        });
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let now = at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.set(Some(now.map_or(0, |i| (i + 1) % count))),
            "ArrowUp" if count > 0 => at.set(Some(now.map_or(count - 1, |i| (i + count - 1) % count))),
            "Escape" if count > 0 => close(),
            "Enter" => {
                let chosen = now.and_then(|i| found.with_untracked(|f| f.get(i).cloned()));
                // A place field has no other meaning than its first suggestion.
                let chosen =
                    chosen.or_else(|| (kind == "plek").then(|| found.with_untracked(|f| f.first().cloned()))?);
                match chosen {
                    Some(suggestion) => pick(&suggestion),
                    None => return close(),
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <input
            node_ref=input
            id=id
            name=name
            form="filters"
            type="search"
            placeholder=placeholder
            maxlength="200"
            autocomplete="off"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded=move || (!found.with(Vec::is_empty)).to_string()
            aria-controls=list.clone()
            aria-activedescendant=move || at.get().map(option_id)
            value=move || value.get()
            prop:value=move || value.get()
            on:input:target=move |event| suggest(event.target().value())
            on:keydown=on_key
            on:blur=move |_| close()
        />
        <ul class="suggestions" role="listbox" id=list aria-label="Suggesties" hidden=move || found.with(Vec::is_empty)>
            {move || {
                found
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(i, suggestion)| {
                        let icon = ["#", &suggestion.icon].concat();
                        let class = if suggestion.icon.starts_with("teken") {
                            suggestion.icon.replacen("teken", "sign sign-", 1)
                        } else {
                            "icon".to_owned()
                        };
                        let (text, detail) = (suggestion.text.clone(), suggestion.detail.clone());
                        view! {
                            <li
                                class="suggestion"
                                role="option"
                                id=option_id(i)
                                aria-selected=move || (at.get() == Some(i)).to_string()
                                // Before the field loses focus.
                                on:mousedown=move |event| {
                                    event.prevent_default();
                                    pick(&suggestion);
                                }
                            >
                                <svg class=class aria-hidden="true">
                                    <use_ href=icon />
                                </svg>
                                <span class="suggestion__text">{text}</span>
                                <span class="suggestion__type">{detail}</span>
                            </li>
                        }
                    })
                    .collect::<Vec<_>>()
            }}
        </ul>
    }
}
