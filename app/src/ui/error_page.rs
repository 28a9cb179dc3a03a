//! Pages for when something is not there, or goes wrong, that help.

use domain::{paths, query::encode_pairs};
use leptos::prelude::*;

use super::{
    Control, Field, LIMBURG, Need, TextPage,
    unsent::{Unsent, again, typed},
};

const PASSKEY: &str = "Verder met je passkey";

/// What one does first, when that would help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayIn {
    /// Sign in, at this address.
    SignIn(String),
    /// Show a passkey.
    Passkey,
}

/// What went wrong, and where to go.
#[component]
pub fn ErrorPage(
    /// The HTTP status.
    status: u16,
    /// What happened.
    title: String,
    /// What one can do.
    advice: String,
    /// What would help.
    #[prop(optional_no_strip)]
    way_in: Option<WayIn>,
    /// The form that could not be handled, when there was one.
    #[prop(optional_no_strip)]
    unsent: Option<Unsent>,
    /// What there is near what is gone: title and address.
    #[prop(optional)]
    near: Vec<(String, String)>,
) -> impl IntoView {
    // What can't be done any more is not sent again; it is there to copy.
    let over = status == 409;
    let again = unsent.as_ref().map(|unsent| {
        let way = (!over).then(|| match way_in {
            Some(WayIn::SignIn(_)) => sign_in_with(unsent),
            Some(WayIn::Passkey) => passkey_with(unsent),
            None => again(unsent, "Probeer het opnieuw"),
        });
        view! { {way.map(|way| view! { <div class="page__buttons">{way}</div> })} {typed(unsent)} }
    });
    let first = way_in.filter(|_| again.is_none()).map(|way_in| match way_in {
        WayIn::SignIn(href) => (href, "Inloggen"),
        WayIn::Passkey => (paths::PASSKEY.to_owned(), PASSKEY),
    });
    // Who has something to send goes nowhere else; there is one main way on.
    let main = first.is_none();
    let elsewhere = (over || again.is_none()).then(|| {
        let near: Vec<_> = near.into_iter().map(|(title, href)| view! { <li><a href=href>{title}</a></li> }).collect();
        view! {
            {(!near.is_empty())
                .then(|| {
                    view! {
                        <h2>"Dit is er in de buurt"</h2>
                        <ul>{near}</ul>
                    }
                })}
            {main
                .then(|| {
                    view! {
                        <form class="page__search" role="search" aria-label="Zoek verder" action="/">
                            <label for="zoek-hier">"Zoek een initiatief"</label>
                            <input class="input" id="zoek-hier" name="q" type="search" maxlength="200" />
                            <button class="button button--outline">"Zoek"</button>
                        </form>
                    }
                })}
            <p class="page__buttons">
                <a class=format!("button {}", if main { "button--accent" } else { "button--outline" }) href="/">
                    "Naar de kaart"
                </a>
            </p>
        }
    });
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
                {first
                    .map(|(href, button)| {
                        view! {
                            <p class="page__buttons">
                                <a class="button button--accent" href=href>
                                    {button}
                                </a>
                            </p>
                        }
                    })}
                {again}
                {elsewhere}
            </div>
        </TextPage>
    }
}

/// Asks for an address to sign in with; what was typed goes along, and is there again afterwards.
fn sign_in_with(unsent: &Unsent) -> AnyView {
    let email = Field {
        name: "email",
        label: "E-mailadres".into(),
        hint: "Je krijgt een link om in te loggen. Daarna staat hier weer wat je typte, om alsnog te versturen.".into(),
        control: Control::Line("email", "email"),
        need: Need::Required,
        maxlength: Some(254),
        ..Field::default()
    };
    view! {
        <form class="form form--short" method="post" action=paths::SIGN_IN novalidate>
            {kept(unsent)}
            {email.view()}
            <button class="button button--accent">"Stuur me een link"</button>
        </form>
    }
    .into_any()
}

/// Leads to showing a passkey; what was typed goes along, and is there again afterwards.
fn passkey_with(unsent: &Unsent) -> AnyView {
    view! {
        <form method="post" action=paths::PASSKEY>
            {kept(unsent)}
            <button class="button button--accent">{PASSKEY}</button>
        </form>
    }
    .into_any()
}

/// What was typed, and where it was going.
fn kept(unsent: &Unsent) -> AnyView {
    view! {
        <input type="hidden" name="naar" value=unsent.path.clone() />
        <input type="hidden" name="getypt" value=encode_pairs(&unsent.pairs) />
    }
    .into_any()
}
