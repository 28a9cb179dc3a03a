//! The notice that something is wrong.

use leptos::prelude::*;

use super::Icon;

/// Says why nothing was done; nothing for an empty text. `mistakes` are links to the fields, each with its sentence.
#[component]
pub fn ErrorNotice(#[prop(into)] text: String, #[prop(optional)] mistakes: Vec<(String, String)>) -> impl IntoView {
    let lines: Vec<_> = mistakes.into_iter().map(|(href, text)| view! { <li><a href=href>{text}</a></li> }).collect();
    (!text.is_empty()).then(|| {
        view! {
            <div class="notice notice--error" role="alert">
                <Icon name="waarschuwing" />
                <p>{text}</p>
                {(!lines.is_empty()).then(|| view! { <ul>{lines}</ul> })}
            </div>
        }
    })
}
