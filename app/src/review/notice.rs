//! The page for a decision that could not be made.

use domain::paths;
use leptos::prelude::*;

use crate::ui::DeskPage;

/// What happened instead, in plain words.
#[component]
pub fn NoticePage(
    /// In short.
    title: &'static str,
    /// What happened.
    text: String,
    /// What was typed and not kept, so that it is not lost; may be empty.
    typed: String,
    /// Where to read on.
    back: String,
) -> impl IntoView {
    view! {
        <DeskPage>
            <h1>{title}</h1>
            <p>{text}</p>
            {(!typed.is_empty())
                .then(|| {
                    view! {
                        <h2>"Dit typte je"</h2>
                        <blockquote class="quoted">{typed}</blockquote>
                    }
                })}
            <p class="page__buttons">
                <a class="button button--ink" href=back>
                    "Bekijk hoe het nu staat"
                </a>
                <a class="button button--outline" href=paths::DESK>
                    "Naar de wachtrij"
                </a>
            </p>
        </DeskPage>
    }
}
