//! Accepting what an owner offers.

use const_format::formatcp;
use domain::retention::CONFIRM_NL;
use leptos::prelude::*;

use crate::ui::{DeadLink, ErrorNotice, Inert as _, MINE, TextPage};

/// The step in accepting an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfferStep {
    /// Not signed in: this is where.
    SignIn(String),
    /// Signed in with this address, which is not the one it was offered to.
    Another(String),
    /// One button: this is where it goes.
    Accept(String),
}

/// `/uitnodiging/{token}`: an owner offers an initiative. `handover`: that owner is one no longer then.
#[component]
pub fn OfferPage(title: String, giver: String, handover: bool, until: String, step: OfferStep) -> impl IntoView {
    let heading = if handover { "Neem je dit initiatief over?" } else { "Word je mede-eigenaar?" };
    let what = if handover {
        format!("{giver} wil ‘{title}’ aan je overdragen. Zeg je ja, dan is {giver} er geen eigenaar meer van.")
    } else {
        format!(
            "{giver} vraagt je als mede-eigenaar van ‘{title}’. Eigenaars hebben gelijke rechten en zien elkaars adres."
        )
    };
    let step = match step {
        OfferStep::SignIn(href) => view! {
            <p>"Log eerst in met het e-mailadres waarop je de uitnodiging kreeg. Daarna kom je hier terug."</p>
            <p class="page__buttons">
                <a class="button button--accent" href=href>
                    "Inloggen en verder"
                </a>
            </p>
        }
        .inert(),
        OfferStep::Another(email) => view! {
            <ErrorNotice text=format!(
                "Je bent ingelogd als {email}. Deze uitnodiging is voor een ander adres. Log uit, en open de link uit je mail opnieuw.",
            ) />
            <form class="page__buttons" method="post" action="/uitloggen">
                <button class="button button--ink">"Log uit"</button>
            </form>
        }
        .inert(),
        OfferStep::Accept(action) => view! {
            <form class="page__buttons" method="post" action=action>
                <button class="button button--accent">
                    {if handover { "Ja, ik neem het over" } else { "Ja, ik word mede-eigenaar" }}
                </button>
            </form>
        }
        .inert(),
    };
    view! {
        <TextPage>
            <h1>{heading}</h1>
            <p class="lead">{what}</p>
            <p>
                {format!(
                    "Een eigenaar houdt bij wat er op de kaart staat. De uitnodiging geldt tot {until}. Wil je niet? Dan hoef je niets te doen.",
                )}
            </p>
            {step}
        </TextPage>
    }
}

/// 410: accepted, taken back, or too late.
#[component]
pub fn DeadOffer() -> impl IntoView {
    let why = formatcp!(
        "Een uitnodiging werkt één keer, {CONFIRM_NL} lang, en kan worden teruggenomen. Heb je al ja gezegd? Dan staat het initiatief bij je eigen initiatieven."
    );
    view! { <DeadLink title="Deze uitnodiging geldt niet meer" why to=MINE /> }
}
