//! After sending in: look in your mail. The same words for everybody, known or not.

use const_format::formatcp;
use domain::{
    paths,
    retention::{CONFIRM_NL, SIGN_IN_NL},
};
use leptos::prelude::*;

use crate::ui::{SlowMail, TextPage};

/// `/plaatsen/verzonden`.
#[component]
pub fn SentPage(
    /// Where the mail went, in the browser that sent it in.
    email: Option<String>,
    /// Mail takes longer than usual.
    slow: bool,
) -> impl IntoView {
    let to = email.clone().map(|email| view! { " naar " <strong>{email}</strong> });
    let again = email.map(|email| {
        view! {
            <form class="form" method="post" action=paths::SIGN_IN>
                <input type="hidden" name="email" value=email />
                <input type="hidden" name="terug" value=paths::MINE />
                <p>"Klopt het adres? Dan sturen we een nieuwe link. Daarmee log je in, en bevestig je wat klaarstaat."</p>
                <button class="button button--outline">"Stuur een nieuwe link"</button>
            </form>
            <p>
                "Klopt het adres niet? " <a href=paths::SUBMIT>"Stuur het opnieuw in"</a>
                " met het goede. Wat naar het verkeerde ging, verdwijnt vanzelf."
            </p>
        }
    });
    view! {
        <TextPage>
            <h1>"Kijk in je mail"</h1>
            <p class="lead">
                "We stuurden een mail met een link" {to}
                ". Klik erop om je initiatief te bevestigen; daarna leest een redacteur mee, meestal binnen drie werkdagen."
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
            {again}
            <p>
                <a href="/">"Terug naar de kaart"</a>
            </p>
        </TextPage>
    }
}
