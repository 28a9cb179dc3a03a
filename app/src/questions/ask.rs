//! Asking the owners of an initiative a question, and confirming it from the mail.

use domain::paths;
use leptos::prelude::*;

use crate::ui::{Back, DeadLink, Field, MAP, ShortForm, Subject, TextPage};

/// `/initiatieven/{id}/vraag`: the form.
#[component]
pub fn AskPage(
    about: Subject,
    fields: Vec<Field>,
    /// Why nothing was sent, apart from mistakes; empty for no such reason.
    refused: String,
    /// The address of the signed-in user; empty for visitors who are not signed in.
    signed_in: String,
) -> impl IntoView {
    let action = format!("{}/vraag", about.href.rsplit_once('/').map_or("", |(path, _)| path));
    let how = if signed_in.is_empty() {
        "Je krijgt eerst een mail met een link, zodat niemand in jouw naam kan vragen. Klik erop, dan gaat je vraag weg."
            .to_owned()
    } else {
        format!("Het antwoord komt op {signed_in}; daarmee ben je ingelogd.")
    };
    view! {
        <TextPage>
            <Back about />
            <h1>"Stel een vraag"</h1>
            <p class="lead">
                "Je vraag gaat per mail naar wie dit op de kaart zette. Zij antwoorden je per mail; hun adres zie je pas als ze dat doen."
            </p>
            <p>{how}</p>
            <ShortForm action fields refused button="Verstuur je vraag" />
        </TextPage>
    }
}

/// `/vragen/{token}`: looking sends nothing, programs that check mail for dangers look too.
#[component]
pub fn ConfirmPage(about: Subject, name: String, text: String, token: String) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Nog één klik"</h1>
            <p class="lead">"Met deze knop gaat je vraag over " <a href=about.href>{about.title}</a> " weg."</p>
            <blockquote class="quoted">{text}</blockquote>
            <p>{format!("Wie hem krijgt, ziet je naam ({name}) en je e-mailadres om te antwoorden. Vroeg je dit niet? Doe dan niets; dan verdwijnt het vanzelf.")}</p>
            <form class="form" method="post" action=paths::question(token)>
                <button class="button button--accent">"Verstuur je vraag"</button>
            </form>
        </TextPage>
    }
}

/// A link that was used, has expired or never existed; or the initiative has no owner left.
#[component]
pub fn NoQuestion(text: &'static str) -> impl IntoView {
    view! { <DeadLink why=text to=MAP /> }
}
