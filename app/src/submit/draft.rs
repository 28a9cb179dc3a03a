//! Drafts that were saved earlier, on this or another device, and not sent in.

use domain::paths;
use leptos::prelude::*;

use crate::ui::Icon;

/// A draft that the server kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDraft {
    /// Saved by the signed-in user; otherwise by a visitor who only typed the address.
    pub own: bool,
    /// Its word in the address of the form.
    pub word: String,
    /// The day it was kept last: "24 november".
    pub day: String,
    /// The title in it; may be empty.
    pub title: String,
}

/// Going on with it, or throwing it away. Stands within the form, after the button that Enter presses.
#[component]
pub(super) fn SavedDrafts(drafts: Vec<SavedDraft>) -> impl IntoView {
    let drafts: Vec<_> = drafts
        .into_iter()
        .map(|draft| {
            let word = draft.word;
            let title = if draft.title.is_empty() { String::new() } else { format!(": ‘{}’", draft.title) };
            let text = if draft.own {
                format!("Je hebt een concept van {}{title}.", draft.day)
            } else {
                format!("Met jouw adres is zonder inloggen een concept getypt op {}{title}.", draft.day)
            };
            let go_on = if draft.own { "Verder met je concept van" } else { "Bekijk het concept van" };
            view! {
                <div class="notice drafts">
                    <Icon name="info" />
                    <p>{text}</p>
                    <p class="drafts__buttons">
                        <a class="button button--ink" href=format!("{}?concept={word}", paths::SUBMIT)>
                            {format!("{go_on} {}", draft.day)}
                        </a>
                        <button class="button button--outline" name="wis" value=word formaction="/plaatsen/concept">
                            "Gooi weg"
                        </button>
                    </p>
                    {draft
                        .own
                        .then(|| {
                            view! {
                                <p class="small-print">"Zolang je niet kiest, bewaren we niet wat je hier typt."</p>
                            }
                        })}
                </div>
            }
        })
        .collect();
    drafts
}
