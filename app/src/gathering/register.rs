//! Registering for a gathering.

use leptos::prelude::*;

use crate::ui::{Back, Field, ShortForm, Subject, TextPage};

/// `/bijeenkomsten/{id}/aanmelden`: the form.
#[component]
pub fn RegisterPage(
    about: Subject,
    /// "dinsdag 1 oktober 2024, 14.00 tot 17.00 uur".
    when: String,
    /// How many seats are left, a sentence for each way to take part.
    seats: Vec<String>,
    fields: Vec<Field>,
    /// Why nothing was sent, apart from mistakes; empty for no such reason.
    refused: String,
    /// The address of the signed-in user; empty for visitors who are not signed in.
    signed_in: String,
    action: String,
) -> impl IntoView {
    let how = if signed_in.is_empty() {
        "Je krijgt eerst een mail met een link, zodat niemand jou kan aanmelden. Je plek houden we een half uur vast."
            .to_owned()
    } else {
        format!("De bevestiging komt op {signed_in}; daarmee ben je ingelogd.")
    };
    view! {
        <TextPage>
            <Back about />
            <h1>"Meld je aan"</h1>
            <p class="lead">{when}</p>
            {seats.into_iter().map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>()}
            <p>{how}</p>
            <ShortForm action fields refused button="Meld je aan" />
            <p class="small-print">
                "Alleen de organisatie ziet je naam, tenzij je zelf anders kiest. Wensen bewaren we tot een week na de bijeenkomst, namen een jaar."
            </p>
        </TextPage>
    }
}

/// What became of it.
#[component]
pub fn RegisteredPage(about: Subject, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead" role="status">
                {text}
            </p>
            <p class="page__buttons">
                <a class="button button--ink" href=about.href>
                    "Terug naar de bijeenkomst"
                </a>
            </p>
        </TextPage>
    }
}
