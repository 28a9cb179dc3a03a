//! After sending in: look in your mail. The same words for everybody, known or not.

use const_format::formatcp;
use domain::{retention::CONFIRM_NL, retention::SIGN_IN_NL};
use leptos::prelude::*;

use crate::ui::{SlowMail, TextPage};

/// `/plaatsen/verzonden`.
#[component]
pub fn SentPage(
    /// Mail takes longer than usual.
    slow: bool,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Kijk in je mail"</h1>
            <p class="lead">
                "We stuurden je een mail met een link. Klik erop om je initiatief te bevestigen; daarna leest een redacteur mee."
            </p>
            <SlowMail slow />
            <p>
                {formatcp!("De link werkt één keer, {SIGN_IN_NL} lang. Lees je je mail op een ander apparaat? ")}
                <a href="/inloggen/code">"Typ dan hier de code uit de mail."</a>
            </p>
            <h2>"Geen mail?"</h2>
            <p>
                {formatcp!("Kijk bij je ongewenste mail. Staat hij daar ook niet, log dan in met je adres: wat je instuurde, staat {CONFIRM_NL} klaar bij ‘Mijn initiatieven’.")}
            </p>
            <p>
                <a href="/">"Terug naar de kaart"</a>
            </p>
        </TextPage>
    }
}
