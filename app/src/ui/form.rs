//! A short form: a few fields, their values, and what is wrong with them.

use leptos::prelude::*;

use super::{Field, Icon};

/// The form. `refused` is why nothing was sent although nothing is wrong with it; empty for no such reason.
#[component]
pub fn ShortForm(action: String, fields: Vec<Field>, refused: String, button: &'static str) -> impl IntoView {
    let wrong: Vec<_> = fields
        .iter()
        .filter(|field| !field.error.is_empty())
        .map(|field| view! { <li><a href=format!("#{}", field.id())>{field.sentence()}</a></li> })
        .collect();
    let fields: Vec<_> = fields.into_iter().map(|field| field.view(true, None)).collect();
    let list = (!wrong.is_empty()).then(|| view! { <ul>{wrong}</ul> });
    let message = match list {
        Some(_) => "Er is nog niets verstuurd. Kijk dit na; wat je typte staat er nog.".to_owned(),
        None => refused,
    };
    view! {
        {(!message.is_empty())
            .then(|| {
                view! {
                    <div class="notice notice--error" role="alert">
                        <Icon name="waarschuwing" />
                        <p>{message}</p>
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
