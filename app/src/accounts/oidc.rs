//! Signing in through an OpenID Connect provider.

use domain::paths;
use leptos::prelude::*;

use crate::ui::TextPage;

/// The other way to sign in.
#[component]
pub(super) fn ProviderButton(name: String, back: String) -> impl IntoView {
    view! {
        <h2>"Met een account van je school"</h2>
        <form class="form" method="post" action="/inloggen/oidc">
            <input type="hidden" name="terug" value=back />
            <button class="button button--ink">{format!("Log in met {name}")}</button>
        </form>
        <p class="small-print">{format!("Je gaat naar {name}. Daarvandaan krijgen we alleen je e-mailadres en het nummer waaronder je daar bekend bent.")}</p>
    }
}

/// On to the provider: a page and not a redirect. A browser holds every redirect after a form against the page's
/// policy (`form-action`), and nobody knows beforehand where a provider sends people on to.
#[component]
pub fn ProviderPage(
    /// What the provider is called.
    name: String,
    /// Where to.
    href: String,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{format!("Je gaat naar {name}")}</h1>
            <p class="lead">"Gebeurt er niets? Gebruik dan deze knop."</p>
            <p class="page__buttons">
                <a class="button button--accent" href=href rel="noreferrer">
                    {format!("Verder naar {name}")}
                </a>
            </p>
        </TextPage>
    }
}

/// Signing in at the provider failed; a link by mail always works.
#[component]
pub fn ProviderTrouble(
    /// What went wrong.
    title: &'static str,
    /// What happened, in a sentence.
    text: String,
) -> impl IntoView {
    view! {
        <TextPage>
            <h1>{title}</h1>
            <p class="lead" role="alert">
                {text}
            </p>
            <p>"Inloggen met een link in je mail kan altijd."</p>
            <p class="page__buttons">
                <a class="button button--accent" href=paths::SIGN_IN>
                    "Naar inloggen"
                </a>
            </p>
        </TextPage>
    }
}
