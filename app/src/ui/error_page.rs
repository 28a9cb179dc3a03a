//! Pages for when something is not there, or goes wrong, that help.

use leptos::prelude::*;

use super::{LIMBURG, TextPage};

/// What went wrong, and where to go.
#[component]
pub fn ErrorPage(
    /// The HTTP status.
    status: u16,
    /// What happened.
    title: String,
    /// What one can do.
    advice: String,
    /// Where to sign in, when that would help.
    #[prop(optional_no_strip)]
    sign_in: Option<String>,
) -> impl IntoView {
    view! {
        <TextPage>
            <div class="page--gone">
                <svg class="page__shape" aria-hidden="true">
                    <use_ href=LIMBURG />
                </svg>
                <p class="page__number" aria-hidden="true">
                    {status}
                </p>
                <h1>{title}</h1>
                <p>{advice}</p>
                {sign_in
                    .map(|href| {
                        view! {
                            <p class="page__buttons">
                                <a class="button button--ink" href=href>
                                    "Inloggen"
                                </a>
                            </p>
                        }
                    })}
                <form class="page__search" role="search" action="/">
                    <label for="zoek-hier">"Zoek een initiatief"</label>
                    <input class="input" id="zoek-hier" name="q" type="search" maxlength="200" />
                    <button class="button button--ink">"Zoek"</button>
                </form>
                <p class="page__buttons">
                    <a class="button button--accent" href="/">
                        "Naar de kaart"
                    </a>
                </p>
            </div>
        </TextPage>
    }
}
