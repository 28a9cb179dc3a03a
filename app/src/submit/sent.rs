//! After sending in: look in your mail. The same words for everybody, known or not.

use leptos::prelude::*;

use crate::ui::TextPage;

/// `/plaatsen/verzonden`.
#[component]
pub fn SentPage() -> impl IntoView {
    view! {
        <TextPage>
            <h1>"Kijk in je mail"</h1>
            <p class="lead">
                "We stuurden je een mail met een link. Klik erop om je initiatief te bevestigen; daarna leest een redacteur mee."
            </p>
            <p>
                "De link werkt één keer, een kwartier lang. Lees je je mail op een ander apparaat? "
                <a href="/inloggen">"Typ dan hier de code uit de mail."</a>
            </p>
            <h2>"Geen mail?"</h2>
            <p>
                "Kijk bij je ongewenste mail. Staat hij daar ook niet, log dan in met je adres: wat je instuurde, staat veertien dagen klaar bij ‘Mijn initiatieven’."
            </p>
            <p>
                <a href="/">"Terug naar de kaart"</a>
            </p>
        </TextPage>
    }
}
