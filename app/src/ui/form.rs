//! A short form: a few fields, their values, and what is wrong with them.

use leptos::prelude::*;

use super::{ErrorNotice, Field, FormNumber};

/// The form. `refused` is why nothing was sent although nothing is wrong with it; empty for no such reason.
#[component]
pub fn ShortForm(action: String, fields: Vec<Field>, refused: String, button: &'static str) -> impl IntoView {
    let mistakes: Vec<_> = fields
        .iter()
        .filter(|field| !field.error.is_empty())
        .map(|field| (format!("#{}", field.id()), field.error.clone()))
        .collect();
    let text = if mistakes.is_empty() {
        refused
    } else {
        "Er is nog niets verstuurd. Kijk dit na; wat je typte staat er nog.".to_owned()
    };
    let fields: Vec<_> = fields.into_iter().map(Field::view).collect();
    view! {
        <ErrorNotice text mistakes />
        <form class="form" method="post" action=action novalidate>
            <FormNumber />
            {fields}
            <button class="button button--accent">{button}</button>
        </form>
    }
}
