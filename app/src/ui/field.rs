//! One field of a form: its label, what helps to fill it in, what is wrong with it, and its control.

use leptos::prelude::*;

use super::TextArea;

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is sent.
    pub slug: String,
    /// As it reads.
    pub label: String,
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// One line: its `type` and `autocomplete`; either may be empty.
    Line(&'static str, &'static str),
    /// This many lines.
    Lines(u8),
    /// A box to tick; ticked it sends `ja`.
    Tick,
    /// One of these.
    One(Vec<Choice>),
    /// Some of these; the value has their slugs with `|` between.
    Some(Vec<Choice>),
}

/// One field with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its public name.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What a sentence about it calls it: "Je vraag".
    pub called: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// How it is filled in.
    pub kind: Control,
    /// It may stay empty.
    pub optional: bool,
    /// Its value.
    pub value: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
}

impl Field {
    /// Its id, to which a list of mistakes links.
    pub(crate) fn id(&self) -> String {
        format!("v-{}", self.name)
    }

    /// What is wrong with it, as a sentence.
    pub(crate) fn sentence(&self) -> String {
        format!("{} {}", self.called, self.error)
    }

    /// The field. `marked`: its label says whether it may stay empty. `above` comes between hint and control.
    pub(crate) fn view(self, marked: bool, above: Option<AnyView>) -> AnyView {
        let (id, sentence) = (self.id(), self.sentence());
        let Self { name, label, hint, kind, optional, value, error, .. } = self;
        let wrong = !error.is_empty();
        let explained = wrong || !hint.is_empty();
        let about = format!("{id}-uitleg");
        let described = explained.then(|| about.clone());
        let help = explained.then(|| {
            view! {
                <span class="small-print" id=about>
                    {hint}
                    {wrong.then(|| view! { <b class="sheet__error">{sentence}</b> })}
                </span>
            }
        });
        let label = view! { {label} {(marked && optional).then_some(" (mag leeg)")} };
        let required = marked && !optional;
        let (asked, invalid) = (required.then_some("true"), wrong.then_some("true"));
        let control = match kind {
            Control::Tick => {
                return view! {
                    <div class="sheet__field">
                        <label class="tick-line">
                            <input
                                class="checkbox"
                                type="checkbox"
                                id=id
                                name=name
                                value="ja"
                                checked=value == "ja"
                                aria-required=asked
                                aria-invalid=invalid
                                aria-describedby=described
                            />
                            <span>{label}</span>
                        </label>
                        {help}
                    </div>
                }
                .into_any();
            }
            Control::Some(choices) => {
                let boxes = boxes(name, choices, &value);
                return view! {
                    <fieldset class="sheet__field" id=id aria-describedby=described>
                        <legend>{label}</legend>
                        {help}
                        {above}
                        <div class="desk__nav">{boxes}</div>
                    </fieldset>
                }
                .into_any();
            }
            Control::Lines(rows) => {
                view! { <TextArea id=id.clone() name rows typed=value wrong required described /> }.into_any()
            }
            Control::Line(kind, autocomplete) => view! {
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    type=(!kind.is_empty()).then_some(kind)
                    autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                    value=value
                    aria-required=asked
                    aria-invalid=invalid
                    aria-describedby=described
                />
            }
            .into_any(),
            Control::One(choices) => view! {
                <select class="input" id=id.clone() name=name aria-invalid=invalid aria-describedby=described>
                    {options(choices, &value)}
                </select>
            }
            .into_any(),
        };
        view! {
            <div class="sheet__field">
                <label for=id>{label}</label>
                {help}
                {above}
                {control}
            </div>
        }
        .into_any()
    }
}

/// The choices of a `select`, one of them chosen.
pub(crate) fn options(choices: Vec<Choice>, chosen: &str) -> Vec<impl IntoView + use<>> {
    choices
        .into_iter()
        .map(|choice| {
            let selected = choice.slug == chosen;
            view! { <option value=choice.slug selected=selected>{choice.label}</option> }
        })
        .collect()
}

fn boxes(name: &'static str, choices: Vec<Choice>, chosen: &str) -> Vec<impl IntoView + use<>> {
    let chosen: Vec<&str> = chosen.split('|').collect();
    choices
        .into_iter()
        .map(|choice| {
            let on = chosen.contains(&&*choice.slug);
            view! {
                <label class="chip">
                    <input class="checkbox" type="checkbox" name=name value=choice.slug checked=on />
                    {choice.label}
                </label>
            }
        })
        .collect()
}
