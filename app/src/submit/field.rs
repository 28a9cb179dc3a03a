//! One field with its label, its hint and what is wrong with it.

use domain::escape;
use leptos::prelude::*;

use super::SubmitView;
use crate::ui::sentence;

/// A field of one or more lines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Field {
    /// Its public name, and its id.
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// Said under the label.
    pub(super) hint: &'static str,
    /// `type`; text when empty.
    pub(super) kind: &'static str,
    /// `autocomplete`; off when empty.
    pub(super) autocomplete: &'static str,
    /// `inputmode`; none when empty.
    pub(super) inputmode: &'static str,
    /// The most characters; 0 when there is nothing to count.
    pub(super) most: usize,
    /// Lines high; 0 for a field of one line.
    pub(super) rows: usize,
    /// Not needed to send it in.
    pub(super) optional: bool,
    /// One of several that say the same: neither needed nor marked as not needed.
    pub(super) either: bool,
}

impl Field {
    pub(super) fn view(self, form: &SubmitView, value: &str) -> AnyView {
        let Self { name, label, hint, kind, autocomplete, inputmode, most, rows, optional, either } = self;
        let invalid = form.error(name).is_some().then_some("true");
        let described = described(form, name, !hint.is_empty());
        let autofocus = form.focus == name;
        let most = (most > 0).then_some(most);
        let inputmode = (!inputmode.is_empty()).then_some(inputmode);
        let autocomplete = if autocomplete.is_empty() { "off" } else { autocomplete };
        let required = (!optional && !either).then_some("true");
        let value = value.to_owned();
        let control = if rows > 0 {
            // Leptos takes the contents of a textarea for HTML. A browser drops the first line break.
            view! {
                <textarea
                    class="input"
                    id=name
                    name=name
                    rows=rows
                    aria-required=required
                    aria-invalid=invalid
                    aria-describedby=described
                    data-hooguit=most
                    autofocus=autofocus
                    inner_html=format!("\n{}", escape(&value))
                ></textarea>
            }
            .into_any()
        } else {
            let kind = if kind.is_empty() { "text" } else { kind };
            view! {
                <input
                    class="input"
                    id=name
                    name=name
                    type=kind
                    value=value
                    autocomplete=autocomplete
                    inputmode=inputmode
                    aria-required=required
                    aria-invalid=invalid
                    aria-describedby=described
                    data-hooguit=most
                    autofocus=autofocus
                />
            }
            .into_any()
        };
        view! {
            <div class="field">
                <label for=name>{label} {optional.then(|| view! { <span class="optional">" (mag leeg)"</span> })}</label>
                {hint_view(name, hint)}
                {control}
                {most.map(|_| view! { <p class="counter js-only" data-voor=name aria-hidden="true"></p> })}
                {error_view(form, name)}
            </div>
        }
        .into_any()
    }
}

/// The ids of what tells more about a field.
pub(super) fn described(form: &SubmitView, name: &str, hint: bool) -> Option<String> {
    let hint = hint.then(|| format!("{name}-hulp"));
    let error = form.error(name).map(|_| format!("{name}-fout"));
    let ids: Vec<_> = hint.into_iter().chain(error).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

pub(super) fn hint_view(name: &'static str, hint: &'static str) -> impl IntoView {
    (!hint.is_empty()).then(|| {
        view! {
            <p class="hint" id=format!("{name}-hulp")>
                {hint}
            </p>
        }
    })
}

/// What is wrong with a field, beside it.
pub(super) fn error_view(form: &SubmitView, name: &'static str) -> impl IntoView {
    form.error(name).map(|reason| {
        view! {
            <p class="error" id=format!("{name}-fout")>
                {sentence(name, reason)}
            </p>
        }
    })
}

/// A group of choices under one legend. `several`: boxes instead of circles. The first has the field's id.
pub(super) fn choices(
    form: &SubmitView,
    name: &'static str,
    legend: &'static str,
    several: bool,
    options: Vec<(String, String)>,
    chosen: &[String],
) -> AnyView {
    let invalid = form.error(name).is_some().then_some("true");
    let described = described(form, name, false);
    let kind = if several { "checkbox" } else { "radio" };
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(index, (value, label))| {
            let id = if index == 0 { name.to_owned() } else { format!("{name}-{index}") };
            let checked = chosen.contains(&value);
            view! {
                <label class="option">
                    <input
                        type=kind
                        id=id
                        name=name
                        value=value
                        checked=checked
                        aria-invalid=invalid.filter(|_| several)
                        aria-describedby=described.clone()
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset
            class="field"
            role=(!several).then_some("radiogroup")
            aria-invalid=invalid.filter(|_| !several)
            aria-required=(!several).then_some("true")
        >
            <legend>{legend}</legend>
            <div class="choices">{options}</div>
            {error_view(form, name)}
        </fieldset>
    }
    .into_any()
}
