//! A decision that could not be made: what happened, and where to go.

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
    admin: bool,
) -> impl IntoView {
    view! {
        <DeskPage admin here="">
            <h1>{title}</h1>
            <p>{text}</p>
            {(!typed.is_empty())
                .then(|| {
                    view! {
                        <h2>"Dit typte je"</h2>
                        <blockquote class="gezegd">{typed}</blockquote>
                    }
                })}
            <p class="pagina__knoppen">
                <a class="knop knop--inkt" href=back>
                    "Bekijk hoe het nu staat"
                </a>
                <a class="knop knop--rand" href="/redactie">
                    "Naar de wachtrij"
                </a>
            </p>
        </DeskPage>
    }
}
