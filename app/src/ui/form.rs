//! A short form: a few fields, what stands in them, and what is wrong.

use leptos::prelude::*;

use super::{Icon, TextArea};

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line: its `type` and `autocomplete`.
    Line(&'static str, &'static str),
    /// So many lines.
    Lines(u8),
    /// A box to tick; ticked it sends `ja`.
    Tick,
}

/// One field with what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its public name.
    pub name: &'static str,
    /// What stands beside it.
    pub label: &'static str,
    /// What a sentence about it calls it: "Je vraag".
    pub called: &'static str,
    /// What helps to fill it in; may be empty.
    pub hint: String,
    /// How it is filled in.
    pub kind: Kind,
    /// It may stay empty.
    pub optional: bool,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it; empty for nothing.
    pub error: String,
}

/// The form. `refused` is why nothing was sent although nothing is wrong with it; empty for no such reason.
#[component]
pub fn Sheet(action: String, fields: Vec<Field>, refused: String, button: &'static str) -> impl IntoView {
    let wrong: Vec<_> = fields
        .iter()
        .filter(|field| !field.error.is_empty())
        .map(|field| view! { <li><a href=format!("#v-{}", field.name)>{sentence(field)}</a></li> })
        .collect();
    let fields: Vec<_> = fields.into_iter().map(field).collect();
    let list = (!wrong.is_empty()).then(|| view! { <ul>{wrong}</ul> });
    let says = match list {
        Some(_) => "Er is nog niets verstuurd. Kijk dit na; wat je typte staat er nog.".to_owned(),
        None => refused,
    };
    view! {
        {(!says.is_empty())
            .then(|| {
                view! {
                    <div class="notice notice--error" role="alert">
                        <Icon name="waarschuwing" />
                        <p>{says}</p>
                        {list}
                    </div>
                }
            })}
        <form class="sheet" method="post" action=action novalidate>
            {fields}
            <button class="button button--accent">{button}</button>
        </form>
    }
}

fn sentence(field: &Field) -> String {
    format!("{} {}", field.called, field.error)
}

fn field(field: Field) -> AnyView {
    let says = sentence(&field);
    let Field { name, label, hint, kind, optional, value, error, .. } = field;
    let id = format!("v-{name}");
    let about = format!("{id}-uitleg");
    let wrong = !error.is_empty();
    let invalid = wrong.then_some("true");
    let required = (!optional).then_some("true");
    let described = (wrong || !hint.is_empty()).then(|| about.clone());
    let help = described.is_some().then(|| {
        view! {
            <span class="small-print" id=about>
                {hint}
                {wrong.then(|| view! { <b class="sheet__error">{says}</b> })}
            </span>
        }
    });
    let label = view! { {label} {optional.then_some(" (mag leeg)")} };
    match kind {
        Kind::Tick => view! {
            <div class="sheet__field">
                <label class="tick-line">
                    <input
                        class="checkbox"
                        type="checkbox"
                        id=id
                        name=name
                        value="ja"
                        checked=value == "ja"
                        aria-required=required
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                    <span>{label}</span>
                </label>
                {help}
            </div>
        }
        .into_any(),
        Kind::Lines(rows) => view! {
            <div class="sheet__field">
                <label for=id.clone()>{label}</label>
                {help}
                <TextArea id name rows typed=value wrong required=!optional described />
            </div>
        }
        .into_any(),
        Kind::Line(kind, autocomplete) => view! {
            <div class="sheet__field">
                <label for=id.clone()>{label}</label>
                {help}
                <input
                    class="input"
                    id=id
                    name=name
                    type=kind
                    autocomplete=autocomplete
                    value=value
                    aria-required=required
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </div>
        }
        .into_any(),
    }
}
