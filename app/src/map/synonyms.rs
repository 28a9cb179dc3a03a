//! What words mean to the search, for admins.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Control, DeskPage, DeskTab, ErrorNotice, Field, SuccessNotice};

/// Its tab at the desk.
pub(crate) const DESK_TAB: DeskTab = DeskTab { href: paths::DESK_WORDS, label: "Zoekwoorden", admin: true };

/// The words, a line for each, and what they were when the page was made.
#[component]
pub fn SynonymsPage(words: String, before: String, error: String, success: String) -> impl IntoView {
    let field = Field {
        name: "woorden",
        label: "Woorden en wat ze betekenen".into(),
        hint: "Op elke regel één woord, dan = en de naam van een thema, sector, fase, onderdeel of gemeente: ict = Digitalisering"
            .into(),
        control: Control::Lines(18),
        value: words,
        ..Field::default()
    };
    view! {
        <DeskPage tab=Some(DESK_TAB)>
            <h1>"Zoekwoorden"</h1>
            <p>"Wie zo’n woord in het zoekveld typt, krijgt te zien wat ermee bedoeld is."</p>
            <SuccessNotice text=success />
            <ErrorNotice text=error />
            <form class="form" method="post" action=paths::DESK_WORDS>
                <input type="hidden" name="was" value=before />
                {field.view()}
                <button class="button button--ink">"Bewaar"</button>
            </form>
        </DeskPage>
    }
}
