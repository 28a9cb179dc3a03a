//! The form in which visitors report what is wrong with an initiative, or with a question they got.

use leptos::prelude::*;

use crate::ui::{Back, Field, ShortForm, Subject, TextPage};

/// `/initiatieven/{id}/melden`: the form. `question`: it is about a question that an owner received, not about the page.
#[component]
pub fn ReportPage(about: Subject, question: bool, fields: Vec<Field>, refused: String) -> impl IntoView {
    let path = about.href.rsplit_once('/').map_or("", |(path, _)| path);
    let (title, text, action) = if question {
        (
            "Meld misbruik",
            "Kreeg je via de kaart een vraag die hier niet hoort? Schrijf wat er mis is. De redactie heeft de vraag zelf niet; zet erbij wat zij moet weten.",
            format!("{path}/melden?over=vraag"),
        )
    } else {
        (
            "Meld dit initiatief",
            "Klopt er iets niet, of hoort dit hier niet? Schrijf wat er mis is. De redactie kijkt ernaar; wie dit op de kaart zette, ziet niet wie het meldde.",
            format!("{path}/melden"),
        )
    };
    view! {
        <TextPage>
            <Back about />
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            <ShortForm action fields refused button="Verstuur je melding" />
        </TextPage>
    }
}
